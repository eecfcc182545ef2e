//! An address as a code that the camera of a phone reads. The address stands beside it as text.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The white around a code, in its squares, without which cameras do not find it.
const MARGIN: usize = 4;

/// A code, to be drawn as SVG.
pub(super) struct Qr {
    /// Its length and its height, in squares.
    pub(super) side: usize,
    /// The dark squares, as a path.
    pub(super) path: String,
}

impl Qr {
    /// The code of an address; nothing when it is too long for one.
    pub(super) fn of(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (at, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (x, y) = (at % width + MARGIN, at / width + MARGIN);
                // Writing into a text cannot fail.
                let _written = write!(path, "M{x} {y}h1v1h-1z");
            }
        }
        Some(Self { side: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn a_code_has_its_three_corners_and_white_around_it() {
        let code = Qr::of("https://police.example.test/x1/add/0123456789abcdef0123456789abcdef");
        let code = code.unwrap();
        let dark = |x: usize, y: usize| code.path.contains(&format!("M{x} {y}h"));
        for corner in [(4, 4), (code.side - 5, 4), (4, code.side - 5)] {
            assert!(dark(corner.0, corner.1), "{corner:?}");
        }
        assert!(!dark(code.side - 5, code.side - 5) || !dark(3, 3));
        assert!((0..code.side).all(|x| !dark(x, 0) && !dark(0, x) && !dark(x, 3)));
        assert!(Qr::of(&"x".repeat(5000)).is_none());
    }
}
