//! A force's colours, as a small style sheet of its own after the common ones.
//!
//! It sets custom properties of the design system and nothing else: a force brings two colours, not
//! rules. Focus colours are everybody's and never change.

use crate::assets::FOR_EVER;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Force, Forces, Theme};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fmt::Write as _;

/// The style sheet of a theme. A colour that is not `#rrggbb` is left out, and the design system's
/// own stays.
#[must_use]
pub fn stylesheet(theme: &Theme) -> String {
    let mut rules = String::from(":root{");
    let mut set = |property: &str, colour: Colour| {
        // Writing to a string cannot fail.
        let _ = write!(rules, "--govuk-{property}:{colour};");
    };
    if let Some(brand) = Colour::parse(&theme.brand) {
        set("brand-colour", brand);
    }
    if let Some(accent) = Colour::parse(&theme.accent) {
        set("link-colour", accent);
        set("link-hover-colour", accent.darker());
    }
    rules.push('}');
    rules
}

/// Where a force's style sheet is served: `/assets/theme/{force}-{hash}.css`. The hash changes with
/// the colours, so the address may be kept for ever.
#[must_use]
pub fn address(force: &Force) -> String {
    format!("/assets/theme/{}", file(force))
}

/// Answers `GET /assets/theme/{file}` for whichever force the file is of; 404 if none.
#[must_use]
pub fn serve(forces: &Forces, asked: &str) -> Response {
    let Some(force) = forces.iter().find(|force| file(force) == asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let about = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, FOR_EVER)];
    (about, stylesheet(&force.theme)).into_response()
}

fn file(force: &Force) -> String {
    let digest = Sha256::digest(stylesheet(&force.theme));
    let hash = digest.first_chunk().map_or(0, |head| u64::from_be_bytes(*head));
    format!("{}-{hash:016x}.css", force.id)
}

/// A colour in red, green and blue. Being one makes it safe in a style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Three fifths as light: for a link under the pointer.
    fn darker(self) -> Self {
        Self(self.0.map(|part| part / 5 * 3))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::{address, serve, stylesheet};
    use axum::http::{StatusCode, header};
    use kernel::{Force, ForceId, Forces, Letters, LocalText, Theme};

    fn theme(brand: &str, accent: &str) -> Theme {
        Theme { brand: brand.to_owned(), accent: accent.to_owned(), badge: "NS".to_owned() }
    }

    fn northshire(theme: Theme) -> Force {
        let name = LocalText { en: "Northshire Police".to_owned(), cy: None };
        Force {
            id: ForceId::parse("northshire").unwrap(),
            letters: Letters::parse("NSH").unwrap(),
            legal_name: "Northshire Police".to_owned(),
            name: name.clone(),
            short_name: name.clone(),
            site: "https://northshire.example".to_owned(),
            hosts: Vec::new(),
            staff_domains: Vec::new(),
            covers: name,
            areas: Vec::new(),
            postcode_areas: Vec::new(),
            shared_postcode_areas: Vec::new(),
            area_code: None,
            languages: Vec::new(),
            railways: false,
            theme,
            offer: kernel::Offer::default(),
            welcome: None,
            hand_in: None,
            services: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn a_theme_sets_the_brand_and_the_links() {
        assert_eq!(
            stylesheet(&theme("#0A2342", "#1a65a6")),
            ":root{--govuk-brand-colour:#0a2342;--govuk-link-colour:#1a65a6;\
             --govuk-link-hover-colour:#0f3c63;}"
        );
    }

    #[test]
    fn what_is_not_a_colour_does_not_reach_the_style_sheet() {
        for bad in ["red", "#12345", "#1234567", "#12345g", "#+12345", "}body{display:none", ""] {
            assert_eq!(stylesheet(&theme(bad, bad)), ":root{}", "{bad}");
        }
    }

    #[test]
    fn each_colours_have_an_address_of_their_own() {
        let one = northshire(theme("#0a2342", "#1a65a6"));
        let other = northshire(theme("#0a2343", "#1a65a6"));
        assert_ne!(address(&one), address(&other));

        let forces = Forces::new(vec![one.clone()]);
        let served = |force: &Force| {
            let address = address(force);
            serve(&forces, address.strip_prefix("/assets/theme/").unwrap())
        };
        let found = served(&one);
        assert_eq!(found.status(), StatusCode::OK);
        assert_eq!(found.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(served(&other).status(), StatusCode::NOT_FOUND);
    }
}
