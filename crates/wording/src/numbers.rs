//! Numbers and dates as people read them.

use crate::text::Word;
use crate::{Remark, Role, Subject, Text};

/// Numbers that are quicker read as digits. One is left out: it mostly is no number.
const WORDS: [(&str, &str); 19] = [
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("ninety", "90"),
];

/// Numbers in words, and dates that do not show which part is which.
pub(crate) fn remarks(text: &Text<'_>, role: Role) -> Vec<Remark> {
    let words = text.words();
    let in_words = words.iter().filter_map(|word| {
        let plain = word.plain();
        let (known, digits) = WORDS.iter().find(|(word, _)| *word == plain)?;
        let problem = format!("“{}” is quicker read in digits", word.text);
        let remark = Remark::new(Subject::Number, word.at, problem, format!("write {digits}"));
        // “The two of them” is no number either.
        Some(remark.doubtful(*known == "two"))
    });
    in_words.chain(dates(text, role)).collect()
}

/// Examples of dates (`27 3 2026`) in which day and month could be taken for each other.
pub(crate) fn dates(text: &Text<'_>, role: Role) -> Vec<Remark> {
    if !matches!(role, Role::Hint | Role::Error) {
        return Vec::new();
    }
    let words = text.words();
    let dates = words.windows(3).filter_map(|three| {
        let [day, month, year] = three else { return None };
        let (d, m) = (number(day)?, number(month)?);
        let is_date = year.text.len() == 4 && number(year)? >= 1900 && (1..=31).contains(&d);
        let clear = d >= 13 && (1..=9).contains(&m);
        let problem = format!("in {d} {m} {} the day could be the month", year.text);
        let remedy = format!("take a day from 13 and a month to 9, like 27 3 {}", year.text);
        (is_date && !clear).then(|| Remark::new(Subject::Number, day.at, problem, remedy))
    });
    dates.collect()
}

fn number(word: &Word<'_>) -> Option<u32> {
    word.text.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::{Role, english};

    #[test]
    fn a_number_is_written_in_digits_and_a_date_cannot_be_misread() {
        for (text, wrong) in [
            ("It takes five minutes", true),
            ("It takes 5 minutes", false),
            ("One of these", false),
            ("For example, 4 6 2026", true),
            ("For example, 27 11 2026", true),
            ("For example, 27 3 2026", false),
            ("For example, 3 2026", false),
            ("Call 0808 802 0300", false),
        ] {
            assert_eq!(!english(text, Role::Hint).is_empty(), wrong, "{text}");
        }
    }
}
