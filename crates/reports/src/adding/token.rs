//! The token of a link.

use evidence::Owner;
use kernel::{ForceId, ReportId};
use station::{Station, secrets};

const TOKEN: &str = "files link v1";
const HASH: &str = "files link hash v1";

/// What a link to add files holds: 128 bits that nobody guesses.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl std::fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LinkToken(hidden)")
    }
}

impl LinkToken {
    /// The token of a report.
    pub(super) fn of(station: &Station, force: &ForceId, report: ReportId) -> Self {
        let context = format!("{force}|{report}");
        Self(secrets::hex(&station.key().expand::<16>(TOKEN, context.as_bytes())))
    }

    /// Reads a token; nothing when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned()))
    }

    /// As it stands in an address.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whose the files are that come with it.
    pub(super) fn owner(&self) -> Owner {
        Owner::holding(format!("files link|{}", self.0).as_bytes())
    }

    /// What is kept of it.
    pub(super) fn hash(&self, station: &Station) -> [u8; 32] {
        station.key().mac(HASH, self.0.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::LinkToken;

    #[test]
    fn only_what_can_be_a_token_is_looked_for() {
        for (text, is) in [
            ("0123456789abcdef0123456789abcdef", true),
            ("0123456789ABCDEF0123456789ABCDEF", false),
            ("0123456789abcdef", false),
            ("", false),
        ] {
            assert_eq!(LinkToken::parse(text).is_some(), is, "{text}");
        }
    }

    #[test]
    fn a_token_is_in_no_log() {
        let token = LinkToken::parse("0123456789abcdef0123456789abcdef").unwrap();
        assert_eq!(format!("{token:?}"), "LinkToken(hidden)");
    }
}
