//! A map beside the field for a point, where tiles are configured: it only helps to fill the field in.
//!
//! *Invariant:* on sensitive ground nothing is drawn from a stranger's server, which would learn where
//! somebody looks.

use axum::response::Response;
use services::{Composed, Kind, Question};
use station::config::Map;
use std::sync::Arc;

/// What maps are drawn from. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiles {
    pub(super) url: Arc<str>,
    pub(super) credit: Arc<str>,
    /// Whose they are, where they are not our own.
    origin: Option<Arc<str>>,
}

impl Tiles {
    /// As it is configured; `public_url` is our own address.
    #[must_use]
    pub fn of(config: &Map, public_url: &str) -> Option<Self> {
        let url = config.tiles.as_deref()?;
        let own = url.starts_with('/') || url.starts_with(&format!("{public_url}/"));
        let origin = (!own).then(|| origin_of(url).into());
        let credit = config.attribution.as_deref().unwrap_or_default().into();
        Some(Self { url: url.into(), credit, origin })
    }

    /// Whether they may be shown on such ground.
    pub(super) fn fit(&self, sensitive: bool) -> bool {
        !sensitive || self.origin.is_none()
    }

    /// Lets a page that shows them do so.
    pub(super) fn on(&self, response: Response) -> Response {
        counter::mapped(response, self.origin.as_deref())
    }
}

/// The scheme, the host and the port of an address.
fn origin_of(url: &str) -> &str {
    let after = url.find("://").map_or(0, |at| at.saturating_add(3));
    let host = url.get(after..).and_then(|rest| rest.find('/'));
    host.and_then(|length| url.get(..after.saturating_add(length))).unwrap_or(url)
}

/// Whether a question can be answered with a point.
pub(super) fn asks_for_point(question: &Question) -> bool {
    question.kind == Kind::Composed(Composed::Location) && question.choice("map").is_some()
}

#[cfg(test)]
mod tests {
    use super::Tiles;
    use station::config::Map;

    #[test]
    fn tiles_of_others_are_known_and_stay_away_from_sensitive_ground() {
        for (url, origin, fits) in [
            ("/tiles/{z}/{x}/{y}.png", None, true),
            ("https://police.example/t/{z}/{x}/{y}.png", None, true),
            ("https://police.example.evil/{z}/{x}/{y}", Some("https://police.example.evil"), false),
            ("https://tiles.example:8/{z}/{x}/{y}.png", Some("https://tiles.example:8"), false),
        ] {
            let map = Map { tiles: Some(url.to_owned()), attribution: None };
            let tiles = Tiles::of(&map, "https://police.example").unwrap();
            assert_eq!((tiles.origin.as_deref(), tiles.fit(true)), (origin, fits), "{url}");
            assert!(tiles.fit(false));
        }
        assert_eq!(Tiles::of(&Map::default(), "https://police.example"), None);
    }
}
