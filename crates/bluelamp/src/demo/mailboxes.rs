//! The mailboxes of the demo world's councils, from `demo/handover.toml`. Nothing sent to them leaves
//! the building.

use anyhow::Context;
use kernel::Email;
use std::collections::BTreeMap;

/// The mailboxes, by the partner's id.
pub(crate) fn mailboxes() -> anyhow::Result<BTreeMap<String, Email>> {
    toml::from_str(include_str!("../../demo/handover.toml")).context("demo/handover.toml")
}
