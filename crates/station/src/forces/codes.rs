//! Postcode areas and outward codes: what can stand in a force's file.

/// Every postcode area that lies in England or Wales, wholly or in part.
pub(super) const ENGLAND_AND_WALES: [&str; 105] = [
    "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "CA", "CB", "CF", "CH", "CM", "CO",
    "CR", "CT", "CV", "CW", "DA", "DE", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EN", "EX", "FY",
    "GL", "GU", "HA", "HD", "HG", "HP", "HR", "HU", "HX", "IG", "IP", "KT", "L", "LA", "LD", "LE",
    "LL", "LN", "LS", "LU", "M", "ME", "MK", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX",
    "PE", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO",
    "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W",
    "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO",
];

/// The letters that begin a code: `TS` of `TS9`.
pub(super) fn area_of(code: &str) -> &str {
    let end = code.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(code.len());
    code.get(..end).unwrap_or_default()
}

/// Whether the text has the form of an outward code, `TS9` or `EC1A`, in capitals.
pub(super) fn is_outward(text: &str) -> bool {
    let letters = area_of(text);
    let rest = text.as_bytes().get(letters.len()..).unwrap_or_default();
    is_area(letters)
        && match rest {
            [one] => one.is_ascii_digit(),
            [one, two] => {
                one.is_ascii_digit() && (two.is_ascii_digit() || two.is_ascii_uppercase())
            }
            _ => false,
        }
}

/// Whether the text has the form of a postcode area: one or two capitals.
pub(super) fn is_area(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether the text has the form of a police area's code in the national open data: `E23` for
/// England or `W15` for Wales, and six digits.
pub(super) fn is_police(text: &str) -> bool {
    let number = text.strip_prefix("E23").or_else(|| text.strip_prefix("W15"));
    number.is_some_and(|number| number.len() == 6 && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{ENGLAND_AND_WALES, area_of, is_area, is_outward};

    #[test]
    fn areas_and_outward_codes_are_told_apart() {
        for (text, area, outward) in [
            ("HU", true, false),
            ("M", true, false),
            ("TS9", false, true),
            ("EC1A", false, true),
            ("W1", false, true),
            ("hu", false, false),
            ("HUL", false, false),
            ("HU123", false, false),
            ("HU1-", false, false),
            ("9", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_area(text), is_outward(text)), (area, outward), "{text}");
        }
        assert_eq!(area_of("EC1A"), "EC");
    }

    #[test]
    fn the_areas_are_in_order_and_no_two_are_the_same() {
        assert!(ENGLAND_AND_WALES.is_sorted_by(|a, b| a < b));
    }
}
