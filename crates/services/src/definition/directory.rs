//! The partner directory as it is written down: `services/directory/*.yaml`.

use super::{At, Ordered};
use schemars::JsonSchema;
use serde::Deserialize;

/// What `api:` says in a file of the partner directory.
pub(crate) const DIRECTORY_API: &str = "bluelamp.dev/directory/v1";

/// Bodies that people are sent to: public facts about organisations, and nobody's own number.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDirectory {
    /// Always `bluelamp.dev/directory/v1`.
    pub(crate) api: At<String>,
    /// The name of the file.
    pub(crate) id: At<String>,
    /// When the facts were last looked at, `YYYY-MM-DD`.
    pub(crate) checked: At<String>,
    /// Where they were found.
    pub(crate) source: At<String>,
    /// The forces in whose areas the councils of this file lie.
    #[serde(default)]
    pub(crate) forces: Vec<At<String>>,
    /// The bodies, by id.
    pub(crate) partners: Ordered<RawPartner>,
}

/// A body that people are sent to.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPartner {
    /// What it is called.
    pub(crate) name: At<String>,
    /// What it deals with: names of files in `services/partners/`.
    #[serde(rename = "for")]
    pub(crate) roles: Vec<At<String>>,
    /// The ONS code of the local authority that it is. Without it and without `nation` it deals
    /// with everything everywhere.
    pub(crate) council: Option<At<String>>,
    /// `england` or `wales`, when it deals with one of them.
    pub(crate) nation: Option<At<String>>,
    /// The address of its pages about this, `https:`.
    pub(crate) web: At<String>,
    /// The number that it publishes for this. Leave it out when you are not sure of it.
    pub(crate) phone: Option<At<String>>,
    /// When it answers.
    pub(crate) hours: Option<At<String>>,
    /// The languages that it serves people in: `en`, `cy`, `bsl`, `interpreters`.
    #[serde(default)]
    pub(crate) languages: Vec<At<String>>,
    /// When its facts were looked at, if later than the file's.
    pub(crate) checked: Option<At<String>>,
    /// Where they were found, if elsewhere.
    pub(crate) source: Option<At<String>>,
}
