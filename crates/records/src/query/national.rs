//! The queries that every force has.

use super::{Query, reading};
use std::sync::LazyLock;

/// The definitions, by the name of their file.
const DEFINITIONS: &[(&str, &str)] = &[
    ("calls-from-here", include_str!("../../queries/calls-from-here.toml")),
    ("events-at-addresses", include_str!("../../queries/events-at-addresses.toml")),
    ("events-here", include_str!("../../queries/events-here.toml")),
    ("linked-vehicles", include_str!("../../queries/linked-vehicles.toml")),
    ("intelligence-on-vehicles", include_str!("../../queries/intelligence-on-vehicles.toml")),
];

static QUERIES: LazyLock<Vec<Query>> = LazyLock::new(|| {
    DEFINITIONS.iter().filter_map(|(id, text)| reading::read(id, text).ok()).collect()
});

/// All of them.
pub(super) fn all() -> &'static [Query] {
    &QUERIES
}

/// The text of one.
pub(super) fn text(id: &str) -> Option<&'static str> {
    DEFINITIONS.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::{DEFINITIONS, all, reading};
    use kernel::Language;

    #[test]
    fn every_national_query_is_right() {
        for (id, text) in DEFINITIONS {
            let read = reading::read(id, text).map_err(|it| it.say(Language::English));
            assert!(read.is_ok(), "{id}: {read:?}");
        }
        assert_eq!(all().len(), DEFINITIONS.len());
    }
}
