//! How hard a text is to read, by the length of its sentences and of its words.

use crate::sentences::sentences;
use crate::text::words_of;
use crate::{Remark, Subject, Text};

/// Shorter texts cannot be judged.
const FEWEST_WORDS: usize = 20;
/// The year of school that we write for at most: nine-year-olds read with ease what is of year 4; one
/// hard word in a short text costs two or three years.
const HARDEST: u32 = 8;

/// The Flesch-Kincaid grade, in whole years; nothing of a short text.
pub(crate) fn of(text: &Text<'_>) -> Option<u32> {
    let (mut words, mut syllables, mut count) = (0_usize, 0_usize, 0_usize);
    for sentence in sentences(text.as_str()) {
        count += 1;
        for word in words_of(sentence.text, 0) {
            words += 1;
            syllables += syllables_of(word.text);
        }
    }
    if words <= FEWEST_WORDS {
        return None;
    }
    // 0.39 words a sentence + 11.8 syllables a word − 15.59, in hundredths.
    let hundredths = (39 * words / count + 1180 * syllables / words).saturating_sub(1559);
    u32::try_from(hundredths / 100).ok()
}

/// A text that is harder than what we write.
pub(crate) fn remark(text: &Text<'_>) -> Option<Remark> {
    let year = of(text).filter(|year| *year > HARDEST)?;
    let problem = format!("this reads as school year {year}; we write for year {HARDEST} at most");
    let remedy = "use shorter words and shorter sentences";
    Some(Remark::new(Subject::Length, 0, problem, remedy).doubtful(true))
}

/// About how many syllables a word has: its groups of vowels, without a silent e.
fn syllables_of(word: &str) -> usize {
    let lower = word.to_lowercase();
    let is_vowel = |c: char| "aeiouyàâéêëîïôûŵŷ".contains(c);
    let mut groups = 0_usize;
    let mut before = false;
    for c in lower.chars() {
        let vowel = is_vowel(c);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    let silent = lower.ends_with('e') && !lower.ends_with("le") || lower.ends_with("ed");
    groups.saturating_sub(usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::syllables_of;
    use crate::{Role, english, school_year};

    #[test]
    fn syllables_are_counted_well_enough() {
        for (word, count) in [
            ("stolen", 2),
            ("bike", 1),
            ("followed", 2),
            ("table", 2),
            ("information", 4),
            ("3", 1),
        ] {
            assert_eq!(syllables_of(word), count, "{word}");
        }
    }

    #[test]
    fn what_an_office_writes_is_harder_than_what_we_write() {
        let ours = "We read every report. A person in our contact centre reads this within 2 hours. You will hear from us by 9am. Call us if you need to.";
        let theirs = "All submissions are subject to comprehensive evaluation by appropriately qualified personnel in accordance with published organisational procedures, notwithstanding circumstances necessitating prioritisation of operational responsibilities elsewhere.";
        assert!(school_year(ours).unwrap() < 6, "{:?}", school_year(ours));
        assert!(school_year(theirs).unwrap() > 15, "{:?}", school_year(theirs));
        assert_eq!(school_year("Too short to say"), None);
        assert!(english(theirs, Role::Body).iter().any(|it| it.problem.contains("school year")));
    }
}
