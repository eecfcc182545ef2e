//! What somebody did with a record, as the rules ask about it: read from an entry of the journal.

use kernel::{AccountId, Instant};
use station::journal::{By, Written};

/// What somebody who works here did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Who.
    pub account: AccountId,
    /// When.
    pub at: Instant,
    /// The kind of thing that they did it to.
    pub thing: String,
    /// Which one.
    pub thing_id: String,
    /// What it was.
    pub what: What,
}

/// What it was, as far as rules tell it apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// They opened a record.
    Looked,
    /// They did something with it, as their work is.
    Worked,
    /// They took something out of the building.
    TookOut,
    /// They were refused, by these policies.
    Refused(Vec<String>),
    /// They signed out.
    SignedOut,
}

impl Deed {
    /// The deed that an entry tells of; nothing of what rules do not ask about.
    #[must_use]
    pub fn of(entry: &Written) -> Option<Self> {
        let By::Staff(account) = entry.by else { return None };
        let what = match entry.verb.as_str() {
            "contact_opened_by_staff" | "record_seen" => What::Looked,
            "replied"
            | "note_written"
            | "contact_protected"
            | "glass_broken"
            | "record_opened"
            | "record_added_to"
            | "record_protected"
            | "link_made"
            | "link_ended"
            | "statement_withdrawn" => What::Worked,
            "file_opened" | "journal_exported" => What::TookOut,
            "refused_by_policy" => What::Refused(rests_on(entry)),
            "signed_out" => What::SignedOut,
            _ => return None,
        };
        let (thing, thing_id) = (entry.thing.clone(), entry.thing_id.clone());
        Some(Self { account, at: entry.at, thing, thing_id, what })
    }
}

/// The policies that an entry says its decision rested on.
#[must_use]
pub(crate) fn rests_on(entry: &Written) -> Vec<String> {
    let by = entry.details.get("by").or_else(|| entry.details.pointer("/rests_on/by"));
    let ids = by.and_then(serde_json::Value::as_array).into_iter().flatten();
    ids.filter_map(|id| id.as_str().map(str::to_owned)).collect()
}
