//! Plates as they are seen: letters and digits that look alike are one.

/// Capitals and digits, with those that look alike taken for one; what was not seen is `?`.
pub(crate) fn folded(text: &str) -> String {
    let seen = text.chars().filter(|c| c.is_ascii_alphanumeric() || "?*_".contains(*c));
    seen.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' => '1',
        'S' => '5',
        'Z' => '2',
        'B' => '8',
        '*' | '_' => '?',
        other => other,
    })
    .collect()
}

/// Every three characters that were seen beside each other.
pub(crate) fn fragments(folded: &str) -> Vec<&str> {
    let all = (0..folded.len()).filter_map(|from| folded.get(from..from + 3));
    all.filter(|part| !part.contains('?')).collect()
}

/// Whether a part of a plate, folded, is in one, at any place where both were seen.
pub(crate) fn contains(plate: &str, part: &str) -> bool {
    let (plate, part) = (plate.as_bytes(), part.as_bytes());
    let fits = |window: &[u8]| {
        window.iter().zip(part).all(|(one, other)| one == other || *one == b'?' || *other == b'?')
    };
    !part.is_empty() && plate.windows(part.len()).any(fits)
}

#[cfg(test)]
mod tests {
    use super::{contains, folded, fragments};

    #[test]
    fn a_fragment_is_found_in_the_plate_however_it_was_misread() {
        let plate = folded("AB12 CDE");
        for part in ["B12", "812", "b1z", "2CDE", "AB?2"] {
            assert!(contains(&plate, &folded(part)), "{part}");
        }
        assert!(!contains(&plate, &folded("B13")));
        assert!(!contains(&plate, ""));
        assert_eq!(fragments(&folded("AB12 ?DE")), ["A81", "812"]);
    }
}
