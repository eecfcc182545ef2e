//! Taking, and leaving at once.

use super::{Rule, Suspicion, Tuned, number};
use crate::deed::{Deed, What};
use jiff::SignedDuration;
use serde_json::json;

/// Somebody took out at least so many files and signed out within so many minutes. `day` is what they did
/// on that day.
#[must_use]
pub fn gone(day: &[Deed], tuned: Tuned) -> Option<Suspicion> {
    let minutes = SignedDuration::from_mins(i64::from(tuned.second.max(1)));
    let took_before = |left: &Deed| {
        let within = |deed: &&Deed| {
            let length = left.at.since(deed.at);
            deed.what == What::TookOut && !length.is_negative() && length <= minutes
        };
        day.iter().filter(within).count()
    };
    let leaves = day.iter().filter(|deed| deed.what == What::SignedOut);
    let (left, count) = leaves.map(|left| (left, took_before(left))).max_by_key(|(_, n)| *n)?;
    if !tuned.on || number(count) < tuned.first.max(1) {
        return None;
    }
    Some(Suspicion {
        rule: Rule::Gone,
        same: format!("{} {}", left.account, left.at),
        account: Some(left.account),
        record: None,
        at: left.at,
        facts: json!({ "count": count, "minutes": tuned.second }),
    })
}
