//! Words as they are found: plain, without what says nothing, and one for their forms.

use matching::names;

/// What a street is, in full and as people shorten it. It tells no two streets apart.
const STREET_TYPES: [&str; 28] = [
    "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "close", "cl",
    "court", "ct", "place", "pl", "terrace", "terr", "crescent", "cres", "gardens", "gdns", "way",
    "heol", "ffordd", "stryd", "lon", "flat",
];
/// Words that are in every text.
const SILENT: [&str; 30] = [
    "a", "an", "and", "at", "by", "for", "from", "had", "has", "he", "her", "his", "in", "is",
    "it", "of", "on", "or", "she", "that", "the", "their", "they", "this", "to", "was", "were",
    "with", "born", "near",
];

/// The plain words of a text.
pub(crate) fn plain(text: &str) -> Vec<String> {
    names::normalise(text).split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Whether a word says what kind of street it is, and no more.
pub(crate) fn is_street_type(word: &str) -> bool {
    STREET_TYPES.contains(&word)
}

/// Whether a word is in every text.
pub(crate) fn is_silent(word: &str) -> bool {
    SILENT.contains(&word)
}

/// One form for a word's forms, roughly: `knives` and `knife` stay two, `stabbed` and `stabs` do not.
pub(crate) fn stem(word: &str) -> String {
    let long = word.chars().count() > 3;
    let cut = |end: &str| word.strip_suffix(end).filter(|rest| rest.chars().count() > 2);
    let stem = match word {
        _ if !long || word.ends_with("ss") => return word.to_owned(),
        _ if word.ends_with("ies") => return format!("{}y", word.trim_end_matches("ies")),
        _ => ["ing", "ed", "es", "s"].iter().find_map(|end| cut(end)).unwrap_or(word),
    };
    let mut letters = stem.chars().rev();
    let doubled = letters.next().zip(letters.next()).is_some_and(|(last, before)| last == before);
    let shorter = stem.strip_suffix(|_: char| true).filter(|_| doubled && stem.len() < word.len());
    let stem = shorter.unwrap_or(stem);
    stem.strip_suffix('e').filter(|rest| rest.len() > 2).unwrap_or(stem).to_owned()
}

/// The keys of a word's sound and of the groups of its forms, as parts of a token.
pub(crate) fn sounds(word: &str) -> Vec<String> {
    names::keys(word).into_iter().map(|key| key.to_string()).collect()
}

/// How a word begins, where it is long enough to say so.
pub(crate) fn beginning(word: &str) -> Option<String> {
    let begun: String = word.chars().take(4).collect();
    (begun.chars().count() == 4).then_some(begun)
}

/// The initial of a word.
pub(crate) fn initial(word: &str) -> String {
    word.chars().take(1).collect()
}

/// Capitals and digits alone.
pub(crate) fn code(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// Digits alone.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The last so many characters of a code, which is ASCII; nothing when it has no more than that.
pub(crate) fn end(code: &str, length: usize) -> Option<&str> {
    let from = code.len().checked_sub(length)?;
    code.get(from..)
}

#[cfg(test)]
mod tests {
    use super::{end, plain, stem};

    #[test]
    fn forms_of_a_word_are_one() {
        for (one, other) in
            [("stabbed", "stabs"), ("running", "runs"), ("robberies", "robbery"), ("vans", "van")]
        {
            assert_eq!(stem(one), stem(other), "{one}");
        }
        assert_ne!(stem("class"), stem("clay"));
    }

    #[test]
    fn a_name_is_plain_however_it_is_written() {
        assert_eq!(plain("O'Neil-Smith"), ["oneil", "smith"]);
        assert_eq!(end("123", 4), None);
        assert_eq!(end("12345", 4), Some("2345"));
    }
}
