//! Hours at which somebody never works.

use super::{Rule, Suspicion, Tuned, day_of};
use kernel::{AccountId, Instant};
use serde_json::json;

/// How many records were opened in each hour of the day.
pub type Hours = [u32; 24];

/// Somebody opened at least so many records at hours at which they, in the four weeks before, opened none:
/// not in that hour, and not in the one before or after. Of whom less is known than so many looks, nothing
/// is said.
#[must_use]
pub fn hours(
    (before, today): (&Hours, &Hours),
    account: AccountId,
    (at, tuned): (Instant, Tuned),
) -> Option<Suspicion> {
    let known: u32 = before.iter().sum();
    let near = |hour: usize, by: usize| before.get((hour + by) % 24).copied().unwrap_or_default();
    let strange = |hour: &usize| [23, 0, 1].iter().all(|by| near(*hour, *by) == 0);
    let found: Vec<(usize, u32)> = today
        .iter()
        .enumerate()
        .filter(|(hour, looks)| **looks > 0 && strange(hour))
        .map(|(hour, looks)| (hour, *looks))
        .collect();
    let count: u32 = found.iter().map(|(_, looks)| looks).sum();
    if !tuned.on || known < tuned.second || count < tuned.first.max(1) {
        return None;
    }
    let named: Vec<String> = found.iter().map(|(hour, _)| format!("{hour:02}:00")).collect();
    Some(Suspicion {
        rule: Rule::Hours,
        same: format!("{account} {}", day_of(at)),
        account: Some(account),
        record: None,
        at,
        facts: json!({ "count": count, "hours": named.join(", ") }),
    })
}
