//! Names as they are compared: small letters, no accents, no titles.

/// More than anybody types to say where they are; the rest is not looked at.
const LONGEST: usize = 120;

/// Words that begin a body's name and say nothing of the place.
const TITLES_BEFORE: [&[&str]; 8] = [
    &["the"],
    &["y"],
    &["yr"],
    &["heddlu"],
    &["cyngor"],
    &["police", "service", "of"],
    &["london", "borough", "of"],
    &["royal", "borough", "of"],
];

/// Words that end a body's name and say nothing of the place.
const TITLES_AFTER: [&[&str]; 10] = [
    &["police"],
    &["police", "service"],
    &["police", "force"],
    &["constabulary"],
    &["council"],
    &["city", "council"],
    &["county", "council"],
    &["borough", "council"],
    &["district", "council"],
    &["town", "council"],
];

/// The parts of what was typed, as people separate them with commas; each as its words.
pub(super) fn parts(typed: &str) -> Vec<Vec<String>> {
    let typed: String = typed.chars().take(LONGEST).collect();
    typed.split([',', ';', '\n']).map(words).filter(|words| !words.is_empty()).collect()
}

/// The words of a name, made comparable.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' | '`' | '\u{300}'..='\u{36f}' => {}
            '&' => plain.push_str(" and "),
            c if c.is_alphanumeric() => plain.push(without_accent(c)),
            _ => plain.push(' '),
        }
    }
    plain
        .split_whitespace()
        .map(|word| if word == "st" { "saint" } else { word }.to_owned())
        .collect()
}

/// The words of a name without the titles around it: `Heddlu Gwent`, `Gwent Police` and `gwent` are
/// one.
pub(super) fn without_titles(words: &[String]) -> &[String] {
    let mut rest = words;
    loop {
        let before = TITLES_BEFORE.iter().find(|title| begins(rest, title));
        let after = TITLES_AFTER.iter().rev().find(|title| ends(rest, title));
        let shorter = match (before, after) {
            (Some(title), _) => rest.get(title.len()..),
            (None, Some(title)) => rest.get(..rest.len().saturating_sub(title.len())),
            (None, None) => return rest,
        };
        match shorter {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => return rest,
        }
    }
}

fn begins(words: &[String], title: &[&str]) -> bool {
    words.len() > title.len() && words.iter().zip(title).all(|(word, title)| word == title)
}

fn ends(words: &[String], title: &[&str]) -> bool {
    words.len() > title.len()
        && words.iter().rev().zip(title.iter().rev()).all(|(word, title)| word == title)
}

/// The letter under an accent that Welsh or our neighbours' languages put on it.
const fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ẁ' | 'ẃ' | 'ŵ' | 'ẅ' => 'w',
        'ỳ' | 'ý' | 'ŷ' | 'ÿ' => 'y',
        c => c,
    }
}

/// Whether two spellings differ by no more than a slip or two, and by how many. Short names forgive
/// nothing: `Hove` is not `Hope`.
pub(super) fn slips(typed: &str, name: &str) -> Option<usize> {
    let allowed = match name.chars().count().min(typed.chars().count()) {
        0..=4 => return None,
        5..=7 => 1,
        _ => 2,
    };
    if typed.len().abs_diff(name.len()) > 2 * allowed {
        return None;
    }
    Some(strsim::osa_distance(typed, name)).filter(|slips| *slips <= allowed)
}

#[cfg(test)]
mod tests {
    use super::{parts, slips, without_titles, words};

    #[test]
    fn names_are_compared_without_case_accents_and_titles() {
        for (typed, plain) in [
            ("Ynys Môn", "ynys mon"),
            ("King’s LYNN", "kings lynn"),
            ("Devon & Cornwall Police", "devon and cornwall"),
            ("The  Gwent-Police", "gwent"),
            ("Heddlu Gwent", "gwent"),
            ("Y Fenni", "fenni"),
            ("St. Helens Borough Council", "saint helens"),
            ("City of London Police", "city of london"),
            ("Metropolitan Police Service", "metropolitan"),
            ("Police", "police"),
            ("Gw\u{75}\u{302}r", "gwur"),
        ] {
            assert_eq!(without_titles(&words(typed)).join(" "), plain, "{typed}");
        }
    }

    #[test]
    fn commas_separate_parts_and_only_so_much_is_read() {
        assert_eq!(parts("Hull, ,East Yorkshire").len(), 2);
        assert!(parts(" ,;\n").is_empty());
        assert_eq!(parts(&"x".repeat(5000)).concat().concat().len(), 120);
    }

    #[test]
    fn a_slip_is_forgiven_in_a_long_name_and_none_in_a_short_one() {
        for (typed, name, found) in [
            ("manchestr", "manchester", Some(1)),
            ("lieds", "leeds", Some(1)),
            ("hope", "hove", None),
            ("sheffeild", "sheffield", Some(1)),
            ("york", "yorks", None),
            ("birmingham", "nottingham", None),
        ] {
            assert_eq!(slips(typed, name), found, "{typed}");
        }
    }
}
