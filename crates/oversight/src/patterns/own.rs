//! What is too close: one's own street, oneself, and those close to one.

use super::{Rule, Suspicion, Tuned, day_of, different, number};
use crate::deed::{Deed, What};
use rights::interests::{Relation, Token};
use serde_json::json;

/// The policies that keep somebody from what is about them or those close to them.
const CLOSE: [&str; 3] = ["own-record", "family-record", "conflict-of-interests"];

/// Somebody opened records of people whose postcode is that of their own home: at least so many on a day.
/// `day` is what they did on that day; `about` says of a record whom it is about.
#[must_use]
pub fn street<'a>(
    day: &[Deed],
    declared: &[(Token, Relation)],
    about: impl Fn(&str) -> Option<&'a [Token]>,
    tuned: Tuned,
) -> Option<Suspicion> {
    let home = |token: &Token| declared.contains(&(*token, Relation::Home));
    let near = |deed: &&Deed| {
        deed.what == What::Looked
            && about(&deed.thing_id).is_some_and(|tokens| tokens.iter().any(home))
    };
    let found: Vec<&Deed> = day.iter().filter(near).collect();
    let count = different(found.iter().map(|deed| deed.thing_id.as_str()));
    if !tuned.on || number(count) < tuned.first.max(1) {
        return None;
    }
    let last = found.iter().max_by_key(|deed| deed.at)?;
    Some(Suspicion {
        rule: Rule::OwnStreet,
        same: format!("{} {}", last.account, day_of(last.at)),
        account: Some(last.account),
        record: Some((last.thing.clone(), last.thing_id.clone())),
        at: last.at,
        facts: json!({ "count": count }),
    })
}

/// Somebody was refused what is about them, their family, or whatever they declared a conflict with: at
/// least so often on a day.
#[must_use]
pub fn kin(day: &[Deed], tuned: Tuned) -> Option<Suspicion> {
    let close = |deed: &&Deed| match &deed.what {
        What::Refused(by) => by.iter().any(|id| CLOSE.contains(&id.as_str())),
        _ => false,
    };
    let found: Vec<&Deed> = day.iter().filter(close).collect();
    if !tuned.on || number(found.len()) < tuned.first.max(1) {
        return None;
    }
    let last = found.iter().max_by_key(|deed| deed.at)?;
    Some(Suspicion {
        rule: Rule::OwnOrFamily,
        same: format!("{} {}", last.account, day_of(last.at)),
        account: Some(last.account),
        record: Some((last.thing.clone(), last.thing_id.clone())),
        at: last.at,
        facts: json!({ "count": found.len() }),
    })
}
