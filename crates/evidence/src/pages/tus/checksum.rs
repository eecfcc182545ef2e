//! The checksum of a part of a file, as its sender made it: what arrives otherwise is thrown away.

use axum::http::{HeaderMap, HeaderName};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use station::secrets::same;

const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
/// What we know, as it is told.
pub(super) const KNOWN: &str = "sha1,sha256";

/// A checksum that is being made of what arrives, beside the one that was told.
pub(super) struct Checksum {
    made: Made,
    told: Vec<u8>,
}

enum Made {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Checksum {
    /// The one that a request tells, if it tells one. An error when nobody can make it.
    pub(super) fn told(headers: &HeaderMap) -> Result<Option<Self>, &'static str> {
        let Some(said) = headers.get(CHECKSUM) else { return Ok(None) };
        let said = said.to_str().unwrap_or_default();
        let (algorithm, text) = said.split_once(' ').ok_or("Upload-Checksum is not whole")?;
        let (made, length) = match algorithm {
            "sha1" => (Made::Sha1(Sha1::new()), 20),
            "sha256" => (Made::Sha256(Sha256::new()), 32),
            _ => return Err("Upload-Checksum is of a kind that we do not know"),
        };
        let told = STANDARD.decode(text.trim()).ok().filter(|told| told.len() == length);
        let told = told.ok_or("Upload-Checksum is not whole")?;
        Ok(Some(Self { made, told }))
    }

    /// Some of what arrives.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match &mut self.made {
            Made::Sha1(hash) => hash.update(bytes),
            Made::Sha256(hash) => hash.update(bytes),
        }
    }

    /// Whether all that arrived is what was sent.
    pub(super) fn fits(self) -> bool {
        match self.made {
            Made::Sha1(hash) => same(&hash.finalize(), &self.told),
            Made::Sha256(hash) => same(&hash.finalize(), &self.told),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECKSUM, Checksum};
    use axum::http::HeaderMap;

    fn said(text: &str) -> Result<Option<bool>, &'static str> {
        let mut headers = HeaderMap::new();
        headers.insert(CHECKSUM, text.parse().unwrap());
        let found = Checksum::told(&headers)?;
        Ok(found.map(|mut checksum| {
            checksum.update(b"hello ");
            checksum.update(b"world");
            checksum.fits()
        }))
    }

    #[test]
    fn a_checksum_fits_what_it_was_made_of_and_nothing_else() {
        for (text, fits) in [
            ("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", true),
            ("sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=", true),
            ("sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=", false),
        ] {
            assert_eq!(said(text), Ok(Some(fits)), "{text}");
        }
        assert!(Checksum::told(&HeaderMap::new()).unwrap().is_none());
    }

    #[test]
    fn one_that_nobody_can_make_is_told_so() {
        for text in ["md5 AAAA", "sha1", "sha1 AAAA", "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0=", ""] {
            assert!(said(text).is_err(), "{text}");
        }
    }
}
