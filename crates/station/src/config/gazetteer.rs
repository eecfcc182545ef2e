//! Where addresses are looked up, and what maps are drawn from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where addresses are looked up by their postcode. Whatever stands here, people can type theirs.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Gazetteer {
    /// Who knows addresses.
    pub source: Source,
    /// The address of Ordnance Survey's Places API, or of what answers as it does: without a path.
    pub os_places_url: String,
    /// The key that it knows us by. Secret.
    pub os_places_key: Option<String>,
    /// For whom it is asked: a provider outside learns which postcodes people live at.
    pub os_places_for: LookUpFor,
}

impl Default for Gazetteer {
    fn default() -> Self {
        Self {
            source: Source::Loaded,
            os_places_url: "https://api.os.uk".to_owned(),
            os_places_key: None,
            os_places_for: LookUpFor::Ordinary,
        }
    }
}

/// Who knows addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// What `bluelamp places load --addresses` brought in; nobody, as long as that is nothing.
    Loaded,
    /// The Places API: nothing is loaded, and a provider outside is asked.
    OsPlaces,
    /// Nobody: people type their address.
    None,
}

/// In which services a provider outside is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LookUpFor {
    /// In those that are not sensitive.
    Ordinary,
    /// In sensitive ones too: then it learns where people live who must not be found.
    Everything,
}

/// What maps are drawn from. Whatever stands here, people can describe a place in words.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Map {
    /// The address of tiles, such as `https://tiles.example/{z}/{x}/{y}.png`, from a server that lets
    /// other sites show them (CORS); or a path on our own address. Absent: no map is shown. On
    /// sensitive services only tiles of our own address are: others learn where people look.
    pub tiles: Option<String>,
    /// Whom the tiles are to be credited to.
    pub attribution: Option<String>,
}
