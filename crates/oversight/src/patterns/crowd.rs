//! One record that draws many who have nothing to do with it: somebody well known, or a case in the news.

use super::{Rule, Suspicion, Tuned, number};
use crate::deed::{Deed, What};
use jiff::SignedDuration;
use kernel::{AccountId, Instant};
use serde_json::json;
use std::collections::BTreeSet;

/// At least so many people opened one record within so many days and none of them did anything with it.
/// `deeds` is what was done with that record.
#[must_use]
pub fn crowd(deeds: &[Deed], now: Instant, tuned: Tuned) -> Option<Suspicion> {
    let days = SignedDuration::from_hours(i64::from(tuned.second.max(1)) * 24);
    let late: Vec<&Deed> = deeds.iter().filter(|deed| now.since(deed.at) <= days).collect();
    let those_who = |what: What| -> BTreeSet<AccountId> {
        late.iter().filter(|deed| deed.what == what).map(|deed| deed.account).collect()
    };
    let (looked, worked) = (those_who(What::Looked), those_who(What::Worked));
    let idle: Vec<AccountId> = looked.difference(&worked).copied().collect();
    if !tuned.on || number(idle.len()) < tuned.first.max(1) {
        return None;
    }
    let last = late.iter().filter(|deed| deed.what == What::Looked).max_by_key(|deed| deed.at)?;
    Some(Suspicion {
        rule: Rule::Crowd,
        same: last.thing_id.clone(),
        account: None,
        record: Some((last.thing.clone(), last.thing_id.clone())),
        at: last.at,
        facts: json!({ "count": idle.len(), "days": tuned.second, "people": idle }),
    })
}
