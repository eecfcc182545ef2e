//! How the rules are set in a force.

use crate::patterns::{Rule, Tuned};
use crate::store;
use kernel::{Problem, Reason};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};

/// Every rule as the force set it, or as it comes with the program.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<(Rule, Tuned)>, Problem> {
    let changed = store::rules::changed(tx).await?;
    let set = |rule: Rule| {
        let own = changed.iter().find(|(its, _)| *its == rule);
        (rule, own.map_or(rule.usual(), |(_, tuned)| *tuned))
    };
    Ok(Rule::ALL.into_iter().map(set).collect())
}

/// How one rule is set.
pub(crate) fn of(all: &[(Rule, Tuned)], rule: Rule) -> Tuned {
    all.iter().find(|(its, _)| *its == rule).map_or(rule.usual(), |(_, tuned)| *tuned)
}

/// Sets a rule, with the reason why. What it found before stays.
pub async fn tune(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (rule, tuned): (Rule, Tuned),
    why: &str,
) -> Result<(), Problem> {
    staff.require(Right::FollowUp)?;
    if why.trim().is_empty() || tuned.first == 0 {
        return Err(Problem::Refused(Reason::ByRule));
    }
    store::rules::change(tx, rule, tuned, (staff.account(), why.trim())).await?;
    let details = json!({ "on": tuned.on, "first": tuned.first, "second": tuned.second });
    let entry = Entry::new(Act::Alteration, "pattern_rule_changed", "pattern_rule", rule.code());
    tx.journal(entry.with(details)).await
}
