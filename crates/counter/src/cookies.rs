//! Cookies of ours: how they are named, read, set and expired.
//!
//! Over https every name begins with `__Host-`, which no other host and no path can forge.

use crate::{Counter, Key};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponseParts, ResponseParts};
use cookie::{Cookie, SameSite};
use std::convert::Infallible;

/// What the names of all our cookies begin with; the public session has no more than that.
const STEM: &str = "bl";
const HOST_PREFIX: &str = "__Host-";

/// A cookie on its way to the browser. Add it to a response as a part:
/// `(set_cookie, page).into_response()`, also as an `Option`.
#[derive(Clone, Debug)]
pub struct SetCookie(Cookie<'static>);

impl SetCookie {
    /// The public session's cookie with a key in it: it ends with the browser's session.
    #[must_use]
    pub fn key(counter: &Counter, key: &Key) -> Self {
        Self::session(counter, "", SameSite::Lax, key.cookie_text())
    }

    /// A session cookie of ours with a name such as `bl-desk` (`suffix` is `-desk`) that no script
    /// can read and that no other site's request carries.
    #[must_use]
    pub fn strict(counter: &Counter, suffix: &str, text: String) -> Self {
        Self::session(counter, suffix, SameSite::Strict, text)
    }

    /// The same, but for what another site's link brings along, such as a link in an e-mail.
    #[must_use]
    pub fn lax(counter: &Counter, suffix: &str, text: String) -> Self {
        Self::session(counter, suffix, SameSite::Lax, text)
    }

    /// A cookie as [`Self::strict`] makes them, which the browser keeps for this long.
    #[must_use]
    pub fn kept(counter: &Counter, suffix: &str, text: String, seconds: i64) -> Self {
        let mut cookie = Self::strict(counter, suffix, text).0;
        cookie.set_max_age(cookie::time::Duration::seconds(seconds));
        Self(cookie)
    }

    /// Takes a cookie away from the browser.
    #[must_use]
    pub fn expire(counter: &Counter, suffix: &str) -> Self {
        let mut cookie = Self::session(counter, suffix, SameSite::Lax, String::new()).0;
        cookie.set_max_age(cookie::time::Duration::ZERO);
        Self(cookie)
    }

    fn session(counter: &Counter, suffix: &str, same_site: SameSite, text: String) -> Self {
        let cookie = Cookie::build((name(counter, suffix), text))
            .path("/")
            .http_only(true)
            .same_site(same_site)
            .secure(counter.public_url.secure());
        Self(cookie.build())
    }

    /// As the header's value; nothing when the text cannot stand in a header.
    #[must_use]
    pub fn header(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0.to_string()).ok()
    }
}

impl IntoResponseParts for SetCookie {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        if let Some(value) = self.header() {
            parts.headers_mut().append(SET_COOKIE, value);
        }
        Ok(parts)
    }
}

/// The full name of a cookie of ours here: `bl` and a suffix, with `__Host-` over https.
fn name(counter: &Counter, suffix: &str) -> String {
    let prefix = if counter.public_url.secure() { HOST_PREFIX } else { "" };
    format!("{prefix}{STEM}{suffix}")
}

/// The text of a cookie of ours, `""` being the public session's suffix. The first one counts when
/// a name comes twice.
#[must_use]
pub fn read(headers: &HeaderMap, counter: &Counter, suffix: &str) -> Option<String> {
    let wanted = name(counter, suffix);
    all(headers).find(|(name, _)| *name == wanted).map(|(_, text)| text)
}

/// The public session's key. A cookie that was tampered with is as good as none.
pub(crate) fn key(headers: &HeaderMap, counter: &Counter) -> Option<Key> {
    let wanted = name(counter, "");
    all(headers).filter(|(name, _)| *name == wanted).find_map(|(_, text)| Key::parse(&text))
}

/// Every cookie that is ours: full name and text. Over https none without the prefix counts,
/// because a neighbouring host could have set it.
#[must_use]
pub fn ours(headers: &HeaderMap, counter: &Counter) -> Vec<(String, String)> {
    let stem = name(counter, "");
    all(headers)
        .filter(|(name, _)| {
            name.strip_prefix(stem.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
        .collect()
}

fn all(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()))
}

/// The suffix of a full name of ours.
pub(crate) fn suffix_of<'a>(counter: &Counter, full_name: &'a str) -> &'a str {
    full_name.strip_prefix(name(counter, "").as_str()).unwrap_or_default()
}
