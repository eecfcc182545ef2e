//! References and codes as they are read out on a line that crackles.

/// A reference or a code in the words of the radio alphabet, group by group.
///
/// ```
/// assert_eq!(calls::phonetic("HUM-7K4Q"), "Hotel Uniform Mike, 7 Kilo 4 Quebec");
/// ```
#[must_use]
pub fn phonetic(code: &str) -> String {
    let groups = code.split(['-', ' ']).filter(|group| !group.is_empty());
    let said = |group: &str| group.chars().map(word).collect::<Vec<_>>().join(" ");
    groups.map(said).collect::<Vec<_>>().join(", ")
}

fn word(letter: char) -> String {
    const ALPHABET: [&str; 26] = [
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India",
        "Juliett", "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo",
        "Sierra", "Tango", "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
    ];
    let letter = letter.to_ascii_uppercase();
    let known = ALPHABET.iter().find(|word| word.starts_with(letter));
    known.map_or_else(|| letter.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::phonetic;

    #[test]
    fn every_character_of_a_code_is_a_word_or_a_figure() {
        for (code, said) in [
            ("HUM-7K4Q-2M9D", "Hotel Uniform Mike, 7 Kilo 4 Quebec, 2 Mike 9 Delta"),
            ("ckxw", "Charlie Kilo X-ray Whiskey"),
            ("", ""),
        ] {
            assert_eq!(phonetic(code), said);
        }
    }
}
