//! The counter itself: what every page may rely on, shared by all requests.

use crate::key::keyed_hash;
use axum::http::Uri;
use axum::http::uri::Scheme;
use kernel::{Clock, Forces};
use std::fmt;
use std::sync::Arc;

/// Where "Exit this page" leads unless the installation says otherwise.
pub const NEUTRAL_SITE: &str = "https://www.bbc.co.uk/weather";

/// The address under which the public reaches this installation: scheme and host, no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: Arc<str>,
    secure: bool,
}

/// The text is not an `http:` or `https:` address of a host without a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPublicUrl;

impl fmt::Display for NotAPublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a public address: give scheme and host, as in https://police.example")
    }
}

impl std::error::Error for NotAPublicUrl {}

impl PublicUrl {
    /// Reads an address; a slash at its end is forgiven, a path is not.
    pub fn parse(text: &str) -> Result<Self, NotAPublicUrl> {
        let uri: Uri = text.trim().parse().map_err(|_| NotAPublicUrl)?;
        let secure = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err(NotAPublicUrl),
        };
        let authority = uri.authority().ok_or(NotAPublicUrl)?.as_str();
        if uri.path() != "/" || uri.query().is_some() || authority.contains('@') {
            return Err(NotAPublicUrl);
        }
        let scheme = if secure { "https" } else { "http" };
        let origin = format!("{scheme}://{}", authority.to_ascii_lowercase()).into();
        Ok(Self { origin, secure })
    }

    /// Whether it is `https:`, so that cookies are `__Host-` and Secure and HSTS is sent.
    #[must_use]
    pub const fn secure(&self) -> bool {
        self.secure
    }

    /// Scheme, host and port, without a slash at the end: `https://police.example`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Host and port.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.origin.split_once("://").map_or("", |(_, authority)| authority)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

/// What a [`Counter`] is made of.
pub struct CounterSettings {
    /// Every force.
    pub forces: Arc<Forces>,
    /// Where the public finds us.
    pub public_url: PublicUrl,
    /// Whether this is the demo world, so that every page says so.
    pub demo: bool,
    /// The clock that pages go by.
    pub clock: Arc<dyn Clock>,
    /// Where "Exit this page" leads; [`NEUTRAL_SITE`] when in doubt.
    pub leave_to: String,
    /// The server's own secret, the same on every server of an installation.
    pub secret: [u8; 32],
}

/// The state that every page shares. A clone is a few reference counts.
#[derive(Clone)]
pub struct Counter {
    /// Every force.
    pub forces: Arc<Forces>,
    /// Where the public finds us.
    pub public_url: PublicUrl,
    /// Whether this is the demo world, so that every page says so.
    pub demo: bool,
    /// The clock that pages go by.
    pub clock: Arc<dyn Clock>,
    /// Where "Exit this page" leads.
    pub leave_to: Arc<str>,
    secret: Arc<[u8; 32]>,
}

impl Counter {
    /// Opens the counter.
    #[must_use]
    pub fn new(settings: CounterSettings) -> Self {
        Self {
            forces: settings.forces,
            public_url: settings.public_url,
            demo: settings.demo,
            clock: settings.clock,
            leave_to: settings.leave_to.into(),
            secret: Arc::new(settings.secret),
        }
    }

    /// A secret of the server for one purpose: HMAC-SHA-256 of the label under the server's own.
    #[must_use]
    pub fn derive(&self, label: &str) -> [u8; 32] {
        keyed_hash(self.secret.as_slice(), label)
    }
}

impl fmt::Debug for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Counter")
            .field("public_url", &self.public_url)
            .field("demo", &self.demo)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn a_public_address_is_scheme_and_host() {
        for (text, origin, secure) in [
            ("https://police.example", "https://police.example", true),
            ("https://Police.example/", "https://police.example", true),
            ("http://localhost:8080", "http://localhost:8080", false),
        ] {
            let url = PublicUrl::parse(text).unwrap();
            assert_eq!((url.origin(), url.secure()), (origin, secure), "{text}");
        }
        for text in ["", "police.example", "ftp://x.example", "https://x.example/path", "/x"] {
            assert!(PublicUrl::parse(text).is_err(), "{text}");
        }
    }
}
