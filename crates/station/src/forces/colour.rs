//! Colours as written in a theme, and whether words in them can be read.

/// A colour of the screen, `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// White: text on a header, and the paper behind links.
    pub(super) const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb`, in either case.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// The contrast ratio with another colour, from 1 to 21, by the formula of WCAG 2.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance: 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        red.mul_add(0.2126, green.mul_add(0.7152, blue * 0.0722))
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn contrast_is_what_the_formula_of_wcag_gives() {
        for (colour, ratio) in
            [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#1D70B8", 5.17)]
        {
            let found = Colour::parse(colour).unwrap().contrast(Colour::WHITE);
            assert!((found - ratio).abs() < 0.01, "{colour}: {found}");
        }
    }

    #[test]
    fn what_is_not_a_colour_is_refused() {
        for text in ["", "#fff", "blue", "112233", "#11223g", "#+12345", "#1122334", "#é1223"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
