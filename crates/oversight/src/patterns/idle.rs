//! Looking for its own sake.

use super::{Rule, Suspicion, Tuned, day_of, number};
use crate::deed::{Deed, What};
use serde_json::json;
use std::collections::BTreeSet;

/// Somebody opened at least so many records on a day and did nothing with at least so many in a hundred of
/// them. `day` is what they did on that day.
#[must_use]
pub fn idle(day: &[Deed], tuned: Tuned) -> Option<Suspicion> {
    let records = |what: What| -> BTreeSet<&str> {
        let of_kind = day.iter().filter(|deed| deed.what == what);
        of_kind.map(|deed| deed.thing_id.as_str()).collect()
    };
    let (looked, worked) = (records(What::Looked), records(What::Worked));
    let (count, nothing) = (number(looked.len()), number(looked.difference(&worked).count()));
    let share = u64::from(nothing) * 100 >= u64::from(count) * u64::from(tuned.second);
    if !tuned.on || count < tuned.first.max(1) || !share {
        return None;
    }
    let last = day.iter().filter(|deed| deed.what == What::Looked).max_by_key(|deed| deed.at)?;
    Some(Suspicion {
        rule: Rule::Idle,
        same: format!("{} {}", last.account, day_of(last.at)),
        account: Some(last.account),
        record: None,
        at: last.at,
        facts: json!({ "count": count, "nothing": nothing }),
    })
}
