//! Forces: who they are, as data. No code names one.

use crate::{Language, Letters};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A force's id, as in the data.police.uk API: lower-case letters, digits and hyphens.
///
/// Because of its alphabet it is safe in addresses, file names and database settings.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ForceId(Arc<str>);

/// The text is not a force's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAForceId;

impl fmt::Display for NotAForceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a force's id: use 2 to 40 lower-case letters, digits and hyphens")
    }
}

impl std::error::Error for NotAForceId {}

/// First segments of addresses that belong to the platform: no force may be called so.
const RESERVED: [&str; 10] =
    ["cy", "api", "assets", "desk", "demo", "track", "my", "leave", "livez", "readyz"];

impl ForceId {
    /// Reads an id.
    pub fn parse(text: &str) -> Result<Self, NotAForceId> {
        let fits = (2..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !RESERVED.contains(&text);
        if fits { Ok(Self(text.into())) } else { Err(NotAForceId) }
    }

    /// Whether an address that begins with this segment belongs to the platform, not to a force.
    #[must_use]
    pub fn is_reserved(segment: &str) -> bool {
        RESERVED.contains(&segment)
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ForceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ForceId {
    type Error = NotAForceId;
    fn try_from(text: String) -> Result<Self, NotAForceId> {
        Self::parse(&text)
    }
}

impl From<ForceId> for String {
    fn from(id: ForceId) -> Self {
        id.as_str().to_owned()
    }
}

/// Text that a force writes itself. Its Welsh may be missing: then the English is shown, marked as
/// English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    /// In English.
    pub en: String,
    /// In Welsh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cy: Option<String>,
}

impl LocalText {
    /// The text for a reader, and the language that it is really in.
    #[must_use]
    pub fn say(&self, language: Language) -> (&str, Language) {
        match (language, &self.cy) {
            (Language::Welsh, Some(welsh)) => (welsh, Language::Welsh),
            _ => (&self.en, Language::English),
        }
    }

    /// The text for a reader, whichever language it is in.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        self.say(language).0
    }
}

/// A force's colours and badge letters: our own neutral marks, never a crest or crown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Background of the header, `#rrggbb`; text on it is white.
    pub brand: String,
    /// Links and secondary marks on white, `#rrggbb`.
    pub accent: String,
    /// Up to four letters in the badge.
    pub badge: String,
}

/// What a force has switched on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Services that the force does not offer, by id. Everything else of the catalogue is on.
    #[serde(default)]
    pub without: Vec<String>,
}

/// What a force adds to one service, where the service's definition lets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalService {
    /// On the start page, after what the service says.
    pub start: Option<LocalText>,
    /// After what happens next.
    pub next: Option<LocalText>,
    /// After the help that the receipt names.
    pub support: Option<LocalText>,
}

/// One force, from its file in `forces/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Force {
    /// Its id, from the file's name.
    pub id: ForceId,
    /// Letters of its references.
    pub letters: Letters,
    /// The name in law.
    pub legal_name: String,
    /// The name that it goes by.
    pub name: LocalText,
    /// The name in a heading or a list, without "Police".
    pub short_name: LocalText,
    /// Its own site.
    pub site: String,
    /// Host names of its own that serve its pages without its id in the path.
    pub hosts: Vec<String>,
    /// Domains of its staff's e-mail addresses.
    pub staff_domains: Vec<String>,
    /// What it covers, in words.
    pub covers: LocalText,
    /// Councils and other areas, for "which force is mine".
    pub areas: Vec<String>,
    /// The code of its police area in the national open data, `E23000012`. Railways have none.
    pub area_code: Option<String>,
    /// Postcode areas wholly or mostly its own.
    pub postcode_areas: Vec<String>,
    /// Postcode areas shared with other forces.
    pub shared_postcode_areas: Vec<String>,
    /// Languages that it must serve, the main one first. Welsh pages work for every force.
    pub languages: Vec<Language>,
    /// Whether it polices railways everywhere rather than a territory.
    pub railways: bool,
    /// Colours and badge.
    pub theme: Theme,
    /// What it has switched on.
    pub offer: Offer,
    /// A paragraph of its own for its home.
    pub welcome: Option<LocalText>,
    /// Where a paper form is sent or handed in; any of its stations where it says nothing.
    pub hand_in: Option<LocalText>,
    /// What it adds to services, by their ids.
    pub services: BTreeMap<String, LocalService>,
}

/// All forces, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Forces(Vec<Arc<Force>>);

impl Forces {
    /// The directory of these forces.
    #[must_use]
    pub fn new(mut forces: Vec<Force>) -> Self {
        forces.sort_by(|a, b| a.name.en.cmp(&b.name.en));
        Self(forces.into_iter().map(Arc::new).collect())
    }

    /// Every force.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Force>> {
        self.0.iter()
    }

    /// The force of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Force>> {
        self.0.iter().find(|force| force.id.as_str() == id)
    }

    /// The force whose references begin with these letters.
    #[must_use]
    pub fn by_letters(&self, letters: Letters) -> Option<&Arc<Force>> {
        self.0.iter().find(|force| force.letters == letters)
    }

    /// The force that a host name belongs to.
    #[must_use]
    pub fn by_host(&self, host: &str) -> Option<&Arc<Force>> {
        self.0.iter().find(|force| force.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    }

    /// The force whose staff have addresses in this domain.
    #[must_use]
    pub fn by_staff_domain(&self, domain: &str) -> Option<&Arc<Force>> {
        self.0
            .iter()
            .find(|force| force.staff_domains.iter().any(|own| own.eq_ignore_ascii_case(domain)))
    }
}

#[cfg(test)]
mod tests {
    use super::ForceId;

    #[test]
    fn a_force_cannot_take_an_address_of_the_platform() {
        for bad in ["cy", "desk", "api", "", "a", "Humber", "x/y", "-x", "a'b", "track"] {
            assert!(ForceId::parse(bad).is_err(), "{bad}");
        }
        assert!(ForceId::parse("dyfed-powys").is_ok());
    }
}
