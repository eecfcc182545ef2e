//! The state of a draft.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Which state a draft is in: the random bytes that it was sealed with, new each time. They tell
/// nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(pub(crate) [u8; 24]);

impl Stamp {
    /// The state of sealed bytes, which begin with it.
    pub(crate) fn of(sealed: &[u8]) -> Option<Self> {
        sealed.first_chunk().copied().map(Self)
    }

    /// Reads what [`Stamp::text`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As text for a cookie.
    #[must_use]
    pub fn text(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_comes_back_from_its_text_and_from_nothing_else() {
        let stamp = Stamp([7; 24]);
        assert_eq!(Stamp::parse(&stamp.text()), Some(stamp));
        for other in ["", "x", &stamp.text()[1..], &format!("{}A", stamp.text())] {
            assert_eq!(Stamp::parse(other), None, "{other}");
        }
    }
}
