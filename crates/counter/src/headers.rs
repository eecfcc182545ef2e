//! The headers of every response, whatever its status: what the browser may run, load, keep and
//! tell others.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, SET_COOKIE,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};

/// Headers that never vary.
const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        HeaderValue::from_static("require-corp"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(NOTHING_PERMITTED)),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("origin-agent-cluster"), HeaderValue::from_static("?1")),
];

/// No page of ours uses any of these, so none can be made to.
const NOTHING_PERMITTED: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), \
    encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), \
    microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains; preload");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const PUBLIC: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// The mark of a page that is the same for everybody.
#[derive(Clone, Copy, Debug)]
struct Cacheable;

/// Marks a public page that is the same for everybody: it may be kept for a minute, if nobody has a
/// session and no cookie is set.
#[must_use]
pub fn cacheable<B>(mut response: Response<B>) -> Response<B> {
    response.extensions_mut().insert(Cacheable);
    response
}

/// The mark of a page with a map, and whose tiles it shows where they are not our own.
#[derive(Clone, Debug)]
struct Mapped(Option<Box<str>>);

/// Marks a page with a map: it may show the tiles of this origin (`https://tiles.example`), or of our own
/// alone, and may ask the device where it is when somebody presses for it.
#[must_use]
pub fn mapped<B>(mut response: Response<B>, tiles: Option<&str>) -> Response<B> {
    response.extensions_mut().insert(Mapped(tiles.map(Into::into)));
    response
}

/// The mark of a page that asks for a passkey.
#[derive(Clone, Copy, Debug)]
struct AsksForPasskey;

/// Marks a page that asks the browser for a passkey, when somebody presses for it.
#[must_use]
pub fn asks_for_passkey<B>(mut response: Response<B>) -> Response<B> {
    response.extensions_mut().insert(AsksForPasskey);
    response
}

/// What the headers of one response depend on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occasion<'a> {
    /// What scripts of this response carry.
    pub(crate) nonce: &'a str,
    /// Whether it is a page of the desk, where one small policy of ours makes HTML from text.
    pub(crate) desk: bool,
    /// Whether we are reached over https.
    pub(crate) secure: bool,
    /// Whether the browser brought a session of ours.
    pub(crate) session: bool,
}

/// Gives a response its headers.
pub(crate) fn dress<B>(response: &mut Response<B>, occasion: Occasion<'_>) {
    let keep = may_be_kept(response, occasion);
    let map = response.extensions().get::<Mapped>().cloned();
    let passkey = response.extensions().get::<AsksForPasskey>().is_some();
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        headers.insert(name.clone(), value.clone());
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::from_str(&content_policy(occasion, map.as_ref()))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    let permitted = match (map.is_some(), passkey) {
        (true, _) => Some("geolocation=()"),
        (false, true) => Some("publickey-credentials-get=()"),
        (false, false) => None,
    };
    let to_us = permitted
        .map(|none| NOTHING_PERMITTED.replace(none, &none.replace("()", "(self)")))
        .and_then(|permitted| HeaderValue::from_str(&permitted).ok());
    if let Some(permitted) = to_us {
        headers.insert(HeaderName::from_static("permissions-policy"), permitted);
    }
    if occasion.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HSTS);
    }
    set_caching(headers, keep);
}

fn may_be_kept<B>(response: &Response<B>, occasion: Occasion<'_>) -> bool {
    response.extensions().get::<Cacheable>().is_some()
        && response.status() == StatusCode::OK
        && !occasion.session
        && !response.headers().contains_key(SET_COOKIE)
}

/// Assets say themselves how long they last; everything else is not kept unless it may be.
fn set_caching(headers: &mut HeaderMap, keep: bool) {
    if keep {
        headers.insert(CACHE_CONTROL, PUBLIC);
        headers.append(VARY, HeaderValue::from_static("cookie"));
    } else {
        headers.entry(CACHE_CONTROL).or_insert(NO_STORE);
    }
}

fn content_policy(occasion: Occasion<'_>, map: Option<&Mapped>) -> String {
    let tiles = map.and_then(|map| map.0.as_deref());
    let tiles = tiles.map(|origin| format!(" {origin}")).unwrap_or_default();
    let nonce = occasion.nonce;
    let types = if occasion.desk { "default" } else { "'none'" };
    let upgrade = if occasion.secure { "; upgrade-insecure-requests" } else { "" };
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; \
         img-src 'self'{tiles}; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; \
         trusted-types {types}{upgrade}"
    )
}

#[cfg(test)]
mod tests {
    use super::{Occasion, cacheable, dress, mapped};
    use axum::http::Response;
    use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, SET_COOKIE};

    const PUBLIC: Occasion<'_> =
        Occasion { nonce: "abc", desk: false, secure: false, session: false };

    #[test]
    fn every_status_has_every_header() {
        for status in [200, 204, 303, 304, 308, 400, 401, 403, 404, 405, 413, 422, 429, 500, 503] {
            for secure in [false, true] {
                let mut response = Response::builder().status(status).body(()).unwrap();
                dress(&mut response, Occasion { secure, ..PUBLIC });
                for name in [
                    "content-security-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-embedder-policy",
                    "cross-origin-resource-policy",
                    "referrer-policy",
                    "permissions-policy",
                    "cache-control",
                    "x-content-type-options",
                    "origin-agent-cluster",
                ] {
                    assert!(response.headers().contains_key(name), "{status} {name}");
                }
                let hsts = response.headers().contains_key("strict-transport-security");
                assert_eq!(hsts, secure, "{status}");
            }
        }
    }

    #[test]
    fn the_content_policy_fits_the_occasion() {
        for (occasion, part, there) in [
            (PUBLIC, "script-src 'nonce-abc' 'strict-dynamic'", true),
            (PUBLIC, "trusted-types 'none'", true),
            (PUBLIC, "upgrade-insecure-requests", false),
            (PUBLIC, "unsafe", false),
            (Occasion { desk: true, ..PUBLIC }, "trusted-types default", true),
            (Occasion { secure: true, ..PUBLIC }, "upgrade-insecure-requests", true),
        ] {
            let mut response = Response::new(());
            dress(&mut response, occasion);
            let policy = response.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert_eq!(policy.contains(part), there, "{part}: {policy}");
        }
    }

    #[test]
    fn only_a_page_with_a_map_shows_tiles_and_may_ask_where_it_is() {
        let look = |response: Response<()>| {
            let mut response = response;
            dress(&mut response, PUBLIC);
            let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
            (header("content-security-policy"), header("permissions-policy"))
        };
        for (tiles, shown) in [
            (None, "img-src 'self';"),
            (Some("https://tiles.example"), "img-src 'self' https://tiles.example;"),
        ] {
            let (policy, permitted) = look(mapped(Response::new(()), tiles));
            assert!(policy.contains(shown), "{policy}");
            assert!(permitted.contains("geolocation=(self)"), "{permitted}");
        }
        let (policy, permitted) = look(Response::new(()));
        assert!(policy.contains("img-src 'self';") && permitted.contains("geolocation=()"));
    }

    #[test]
    fn only_a_page_that_asks_for_a_passkey_may() {
        for asks in [true, false] {
            let mut page = Response::new(());
            if asks {
                page = super::asks_for_passkey(page);
            }
            dress(&mut page, PUBLIC);
            let permitted = page.headers()["permissions-policy"].to_str().unwrap();
            assert_eq!(permitted.contains("publickey-credentials-get=(self)"), asks);
            assert!(permitted.contains("geolocation=()"));
        }
    }

    #[test]
    fn only_a_public_page_without_a_session_is_kept() {
        let keep = "public, max-age=60";
        for (marked, status, session, cookie, expected) in [
            (true, 200, false, false, keep),
            (true, 200, true, false, "no-store"),
            (true, 200, false, true, "no-store"),
            (true, 404, false, false, "no-store"),
            (false, 200, false, false, "no-store"),
        ] {
            let mut response = Response::builder().status(status).body(()).unwrap();
            if marked {
                response = cacheable(response);
            }
            if cookie {
                response.headers_mut().insert(SET_COOKIE, "bl=x".parse().unwrap());
            }
            dress(&mut response, Occasion { session, ..PUBLIC });
            assert_eq!(response.headers()[CACHE_CONTROL], expected, "{marked} {status} {session}");
        }
    }

    #[test]
    fn an_asset_says_itself_how_long_it_lasts() {
        let mut response = Response::new(());
        let immutable = "public, max-age=31536000, immutable";
        response.headers_mut().insert(CACHE_CONTROL, immutable.parse().unwrap());
        dress(&mut response, PUBLIC);
        assert_eq!(response.headers()[CACHE_CONTROL], immutable);
    }
}
