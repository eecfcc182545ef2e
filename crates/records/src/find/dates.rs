//! Dates as people say them: `12/03/1985`, `12 Mar 85`, `1985-03`, `12/03`, `mis Mawrth 1985`.

use super::token::{Of, either_way, token};

/// A date as far as it was said. At least one part of it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Dated {
    pub(crate) year: Option<u16>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
}

/// Months in English and Welsh, in full, as they are shortened and as they are mutated. A word that only begins
/// like one is none: `12 Marsh Street` is no date.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "ionawr", "ion"],
    &["february", "feb", "chwefror", "chwef"],
    &["march", "mar", "mawrth", "fawrth"],
    &["april", "apr", "ebrill", "ebr"],
    &["may", "mai", "fai"],
    &["june", "jun", "mehefin", "meh", "fehefin"],
    &["july", "jul", "gorffennaf", "gorff"],
    &["august", "aug", "awst"],
    &["september", "sept", "sep", "medi", "fedi"],
    &["october", "oct", "hydref", "hyd"],
    &["november", "nov", "tachwedd", "tach", "dachwedd"],
    &["december", "dec", "rhagfyr", "rhag"],
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Number(u16, usize),
    Month(u8),
}

impl Dated {
    /// Reads words as one date; `this_year` says in which century two digits are.
    pub(crate) fn read(words: &[&str], this_year: u16) -> Option<Self> {
        let mut parts = Vec::new();
        for word in words {
            let pieces = word.split(['/', '-', '.']).filter(|it| !it.is_empty());
            for piece in pieces {
                parts.push(part(piece)?);
            }
        }
        let in_one_word = words.len() == 1;
        let century = |year: u16, width: usize| match width {
            4 => Some(year).filter(|it| (1850..=2150).contains(it)),
            2 if year > this_year % 100 => Some(1900 + year),
            2 => Some(2000 + year),
            _ => None,
        };
        match *parts.as_slice() {
            [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => {
                Self::whole(century(year, 4)?, month, day)
            }
            [Part::Number(day, 1..=2), Part::Number(month, 1..=2), Part::Number(year, width)] => {
                Self::whole(century(year, width)?, month, day)
            }
            [Part::Number(day, 1..=2), Part::Month(month), Part::Number(year, width)]
            | [Part::Month(month), Part::Number(day, 1..=2), Part::Number(year, width)] => {
                Self::whole(century(year, width)?, month.into(), day)
            }
            [Part::Month(month), Part::Number(year, 4)] => {
                Some(Self { year: Some(century(year, 4)?), month: Some(month), day: None })
            }
            [Part::Number(day, 1..=2), Part::Month(month)]
            | [Part::Month(month), Part::Number(day, 1..=2)] => Self::day(month.into(), day),
            [Part::Number(year, 4), Part::Number(month, 1..=2)]
            | [Part::Number(month, 1..=2), Part::Number(year, 4)]
                if in_one_word =>
            {
                let month = u8::try_from(month).ok().filter(|it| (1..=12).contains(it));
                Some(Self { year: Some(century(year, 4)?), month: Some(month?), day: None })
            }
            [Part::Number(day, 1..=2), Part::Number(month, 1..=2)] if in_one_word => {
                Self::day(month, day)
            }
            [Part::Number(year, 4)] => {
                Some(Self { year: Some(century(year, 4)?), ..Self::default() })
            }
            _ => None,
        }
    }

    /// Reads eight digits without anything between them, or six.
    pub(crate) fn run_together(digits: &str, this_year: u16) -> Option<Self> {
        let at = |from: usize, to: usize| digits.get(from..to);
        match digits.len() {
            8 => Self::read(&[at(0, 2)?, at(2, 4)?, at(4, 8)?], this_year)
                .or_else(|| Self::read(&[at(0, 4)?, at(4, 6)?, at(6, 8)?], this_year)),
            6 => Self::read(&[at(0, 2)?, at(2, 4)?, at(4, 6)?], this_year),
            _ => None,
        }
    }

    /// Reads a value as records keep it: `2009-12-03`, `2009-12`, `2009`.
    pub(crate) fn kept(value: &str) -> Option<Self> {
        Self::read(&[value], 2000).filter(|it| it.year.is_some())
    }

    fn whole(year: u16, month: u16, day: u16) -> Option<Self> {
        Self::day(month, day).map(|it| Self { year: Some(year), ..it })
    }

    /// A day and a month. Where they can only be the other way round, they are taken so.
    fn day(month: u16, day: u16) -> Option<Self> {
        let (month, day) = if month > 12 { (day, month) } else { (month, day) };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let real = (1..=12).contains(&month) && (1..=31).contains(&day);
        real.then_some(Self { year: None, month: Some(month), day: Some(day) })
    }

    /// The same with day and month the other way round, where both ways are dates and differ.
    pub(crate) fn swapped(self) -> Option<Self> {
        let (month, day) = self.month.zip(self.day)?;
        let differ = month != day && day <= 12;
        differ.then_some(Self { year: self.year, month: Some(day), day: Some(month) })
    }

    /// The token by which it is found as far as it was said; nothing for a year, of which there are too many.
    pub(crate) fn token(self) -> Option<i64> {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => {
                Some(token(Of::Date, &[&format!("{year:04}-{month:02}-{day:02}")]))
            }
            (Some(year), Some(month), None) => {
                Some(token(Of::Month, &[&format!("{year:04}-{month:02}")]))
            }
            (None, Some(month), Some(day)) => {
                Some(either_way(Of::Day, &format!("{month:02}"), &format!("{day:02}")))
            }
            _ => None,
        }
    }

    /// All tokens of a date that a record has.
    pub(crate) fn tokens(self) -> Vec<i64> {
        let day = Self { year: None, ..self };
        let month = Self { day: None, ..self };
        [self.token(), day.token(), month.token()].into_iter().flatten().collect()
    }

    /// Its day and month as a part of a token, the smaller first.
    pub(crate) fn day_key(self) -> Option<String> {
        let (month, day) = self.month.zip(self.day)?;
        Some(format!("{:02}{:02}", month.min(day), month.max(day)))
    }
}

fn part(piece: &str) -> Option<Part> {
    let small = piece.to_lowercase();
    let bare = ["st", "nd", "rd", "th", "af", "fed", "eg", "ydd"].iter().find_map(|end| {
        small.strip_suffix(end).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
    });
    let bare = bare.unwrap_or(&small);
    if !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Part::Number(bare.parse().ok()?, bare.len()));
    }
    let month = (1..).zip(MONTHS).find(|(_, names)| names.contains(&&*small));
    month.map(|(month, _)| Part::Month(month))
}

#[cfg(test)]
mod tests {
    use super::Dated;

    fn check(said: &str, year: u16, month: u8, day: u8) {
        let words: Vec<&str> = said.split(' ').collect();
        let some = |part: u8| Some(part).filter(|it| *it > 0);
        let date =
            Dated { year: Some(year).filter(|it| *it > 0), month: some(month), day: some(day) };
        assert_eq!(Dated::read(&words, 2026), Some(date), "{said}");
    }

    #[test]
    fn a_date_is_read_in_any_form() {
        check("12/03/1985", 1985, 3, 12);
        check("1985-03-12", 1985, 3, 12);
        check("12.3.85", 1985, 3, 12);
        check("03/25/1985", 1985, 3, 25);
        check("12th March 1985", 1985, 3, 12);
        check("March 12 1985", 1985, 3, 12);
        check("12 Mawrth 1985", 1985, 3, 12);
        check("12/03", 0, 3, 12);
        check("12 mar", 0, 3, 12);
        check("march 1985", 1985, 3, 0);
        check("03/1985", 1985, 3, 0);
        check("1985", 1985, 0, 0);
        check("1/2/09", 2009, 2, 1);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for said in ["smith", "45/45", "12", "1234/5", "may", "12 parker", "12 marsh"] {
            let words: Vec<&str> = said.split(' ').collect();
            assert_eq!(Dated::read(&words, 2026), None, "{said}");
        }
        assert_eq!(Dated::run_together("12031985", 2026), Dated::kept("1985-03-12"));
        assert_eq!(Dated::run_together("19850312", 2026), Dated::kept("1985-03-12"));
    }

    #[test]
    fn day_and_month_are_found_either_way_round() {
        let one = Dated::kept("1985-03-12").unwrap();
        let other = Dated::kept("1985-12-03").unwrap();
        assert_eq!(one.swapped(), Some(other));
        assert_eq!(one.day_key(), other.day_key());
        assert_eq!(Dated::kept("1985-03-13").unwrap().swapped(), None);
    }
}
