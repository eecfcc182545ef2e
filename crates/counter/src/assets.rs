//! Styles, scripts and icons: made by `build.rs`, part of the program, named by their content.
//!
//! *Invariant:* what an address of an asset gives never changes, so it may be kept for ever; a
//! changed file has another address.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

mod table {
    use super::Asset;
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

/// Addresses of the style sheets of every page, in their order. A force's [theme](crate::theme)
/// comes after them.
pub const STYLESHEETS: &[&str] = &[table::GOVUK_STYLE, table::OWN_STYLE];

/// Addresses of the style sheets of the desk, in their order.
pub const DESK_STYLESHEETS: &[&str] = &[table::GOVUK_STYLE, table::MOJ_STYLE, table::OWN_STYLE];

/// Address of the script of every page: a module, so `<script type="module" nonce="…">`.
pub const SCRIPT: &str = table::OWN_SCRIPT;

/// Address of what [`SCRIPT`] imports, for `<link rel="modulepreload">`.
pub const SCRIPT_IMPORTS: &str = table::GOVUK_SCRIPT;

/// Address of the script of the page where a service's text is written: a module.
pub const EDITOR_SCRIPT: &str = table::EDITOR_SCRIPT;

/// Address of the script of the pages on which a call is taken: a module.
pub const SCRIPT_OF_CALLS: &str = table::SCRIPT_OF_CALLS;

/// Address of what [`SCRIPT`] imports beside it: it sends files.
pub const SCRIPT_UPLOADS: &str = table::UPLOADS_SCRIPT;

/// Address of what [`SCRIPT`] imports where a long list is searched.
pub const SCRIPT_SEARCH: &str = table::SEARCH_SCRIPT;
/// What tells that a list has something new in it; our script asks for it where there is such a list.
pub const SCRIPT_NEWS: &str = table::NEWS_SCRIPT;

/// Address of the style sheet of a map, which its script asks for.
pub const MAP_STYLE: &str = table::MAP_STYLE;

/// Address of the pin on a map.
pub const MAP_PIN: &str = table::MAP_PIN;

/// Address of htmx, for desk pages whose parts refresh by themselves.
pub const HTMX: &str = table::HTMX_SCRIPT;

/// Address of the icon in a browser's tab: a plain mark that says nothing about the page.
pub const ICON: &str = table::MARK;

/// How long a browser may keep what never changes.
pub(crate) const FOR_EVER: HeaderValue =
    HeaderValue::from_static("public, max-age=31536000, immutable");

/// One file in the forms that it is served in.
#[derive(Debug)]
pub struct Asset {
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// As it is.
    pub plain: &'static [u8],
    /// Packed by gzip.
    pub gzip: &'static [u8],
    /// Packed by brotli.
    pub brotli: &'static [u8],
    /// The hash of the content, in hexadecimal digits.
    pub etag: &'static str,
}

/// The asset of a path below `/assets/`, if there is one.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    let at = table::TABLE.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    table::TABLE.get(at).map(|(_, asset)| asset)
}

/// Answers `GET /assets/{*path}`: the file in the best form that the browser takes, 304 if it has
/// it, 404 if there is none.
pub async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = find(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let (coding, body) = match Coding::best(&headers) {
        Coding::Brotli => ("br", asset.brotli),
        Coding::Gzip => ("gzip", asset.gzip),
        Coding::Plain => ("", asset.plain),
    };
    // Weak: the forms differ in bytes and not in what they say.
    let tag = format!("W/\"{}\"", asset.etag);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag));
    let about = [
        (header::CACHE_CONTROL, FOR_EVER),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, about, [(header::ETAG, tag)]).into_response();
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type))];
    let mut response = (about, [(header::ETAG, tag)], kind, body).into_response();
    if !coding.is_empty() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Coding {
    /// The smallest form that the browser says it takes.
    fn best(headers: &HeaderMap) -> Self {
        let offers: Vec<&str> = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        let takes = |coding: &str| {
            offers.iter().any(|offer| {
                let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
                let refused = weight.trim().strip_prefix("q=").is_some_and(|weight| {
                    weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0)
                });
                name.trim().eq_ignore_ascii_case(coding) && !refused
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Coding, DESK_STYLESHEETS, HTMX, ICON, SCRIPT, SCRIPT_IMPORTS, STYLESHEETS, find, serve,
        table,
    };
    use axum::extract::Path;
    use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
    use http_body_util::BodyExt as _;
    use std::io::Read as _;

    fn asking(coding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(coding))])
    }

    #[test]
    fn every_address_that_the_layout_names_is_served() {
        let one = [SCRIPT, SCRIPT_IMPORTS, HTMX, ICON];
        for address in STYLESHEETS.iter().chain(DESK_STYLESHEETS).chain(&one) {
            let path = address.strip_prefix("/assets/").unwrap();
            assert!(find(path).is_some(), "{address}");
        }
        assert!(find("nothing.css").is_none());
        assert!(find("../Cargo.toml").is_none());
    }

    #[test]
    fn nobody_elses_typeface_crown_or_crest_is_served() {
        for (name, asset) in table::TABLE {
            let text = std::str::from_utf8(asset.plain).unwrap();
            for bad in
                ["GDS Transport", "@font-face", ".woff", "govuk-crest", ".png", "sourceMapping"]
            {
                assert!(!text.contains(bad), "{name} has {bad}");
            }
        }
    }

    #[test]
    fn every_file_that_a_style_or_script_points_to_is_served() {
        for (name, asset) in table::TABLE {
            let text = std::str::from_utf8(asset.plain).unwrap();
            for piece in text.split("/assets/").skip(1) {
                let path = piece.split([')', '\'', '"']).next().unwrap();
                assert!(find(path).is_some(), "{name} points to {path}");
            }
        }
    }

    #[test]
    fn no_script_makes_html_from_text_but_the_desks() {
        for address in [SCRIPT, SCRIPT_IMPORTS] {
            let asset = find(address.strip_prefix("/assets/").unwrap()).unwrap();
            let text = std::str::from_utf8(asset.plain).unwrap();
            for bad in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
                assert!(!text.contains(bad), "{address} has {bad}");
            }
        }
    }

    #[test]
    fn the_browser_gets_the_smallest_form_that_it_takes() {
        for (accepts, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip, deflate", Coding::Gzip),
            ("br;q=0, gzip;q=0.5", Coding::Gzip),
            ("BR", Coding::Brotli),
            ("identity", Coding::Plain),
            ("", Coding::Plain),
        ] {
            assert_eq!(Coding::best(&asking(accepts)), coding, "{accepts}");
        }
    }

    #[test]
    fn the_packed_forms_say_the_same() {
        for (name, asset) in table::TABLE {
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(asset.gzip).read_to_end(&mut text).unwrap();
            assert_eq!(text, asset.plain, "{name}");
            let mut text = Vec::new();
            brotli::BrotliDecompress(&mut &*asset.brotli, &mut text).unwrap();
            assert_eq!(text, asset.plain, "{name}");
        }
    }

    #[tokio::test]
    async fn an_asset_may_be_kept_for_ever_and_is_not_sent_twice() {
        let path = STYLESHEETS[0].strip_prefix("/assets/").unwrap().to_owned();
        let first = serve(Path(path.clone()), asking("br")).await;
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(first.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(first.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        let tag = first.headers()[header::ETAG].clone();
        assert!(!first.into_body().collect().await.unwrap().to_bytes().is_empty());

        let again = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag)]);
        assert_eq!(serve(Path(path), again).await.status(), StatusCode::NOT_MODIFIED);
        let missing = serve(Path("govuk-0.css".to_owned()), HeaderMap::new()).await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    }
}
