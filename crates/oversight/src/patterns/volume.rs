//! Far more than others who do the same work.

use super::{Rule, Suspicion, Tuned, day_of};
use kernel::{AccountId, Instant};
use rights::Role;
use serde_json::json;

/// Who else must have looked on that day before it can be said what is usual.
const OTHERS: usize = 2;

/// How much somebody opened on a day.
#[derive(Clone, Debug)]
pub struct Load {
    /// Who.
    pub account: AccountId,
    /// What they are there for.
    pub roles: Vec<Role>,
    /// How many records they opened.
    pub looks: u32,
}

/// Somebody opened at least so many times what the middle one of the others in their role opened on that
/// day, and at least so many records.
#[must_use]
pub fn volume(
    all: &[Load],
    account: AccountId,
    (at, tuned): (Instant, Tuned),
) -> Option<Suspicion> {
    let theirs = all.iter().find(|load| load.account == account)?;
    let same_work = |load: &&Load| load.roles.iter().any(|role| theirs.roles.contains(role));
    let others = all.iter().filter(|load| load.account != account).filter(same_work);
    let median = median(others.map(|load| load.looks).collect())?;
    let many = theirs.looks >= tuned.second.max(1);
    if !tuned.on || !many || theirs.looks < median.max(1).saturating_mul(tuned.first) {
        return None;
    }
    Some(Suspicion {
        rule: Rule::Volume,
        same: format!("{account} {}", day_of(at)),
        account: Some(account),
        record: None,
        at,
        facts: json!({ "count": theirs.looks, "median": median }),
    })
}

/// The middle one; nothing where there are too few to say what is usual.
fn median(mut counts: Vec<u32>) -> Option<u32> {
    if counts.len() < OTHERS {
        return None;
    }
    counts.sort_unstable();
    counts.get(counts.len() / 2).copied()
}
