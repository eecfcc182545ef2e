//! One record, and whoever wants to do something with it.

use crate::Staff;
use kernel::{Problem, Reason, Thing};
use policy::{Decision, Record, Right};
use serde_json::json;
use station::{Act, Entry, Scope, Station, Tx};

/// Which record it is, in the journal's words.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The kind, such as `contact`.
    pub thing: &'static str,
    /// Its id.
    pub id: &'a str,
    /// What is not found where nobody may know that it exists.
    pub as_thing: Thing,
}

/// Refuses, unless the policies let somebody do something with one record, here and now; that they were
/// refused is in the journal, whatever becomes of the transaction. What they rest on goes into the
/// entry of whoever goes on.
///
/// A record whose existence is hidden from others is not found.
pub async fn admit(
    tx: &Tx<'_>,
    staff: &Staff,
    right: Right,
    (record, hidden): (&Record, bool),
    (named, glass): (Named<'_>, bool),
) -> Result<Decision, Problem> {
    let decision = staff.decide(right, record, tx.scope().purpose(), glass);
    if decision.allowed {
        return Ok(decision);
    }
    note(tx.station(), tx.scope(), right, &decision, named).await?;
    if hidden {
        return Err(Problem::NotFound(named.as_thing));
    }
    Err(Problem::Refused(reason(&decision)))
}

/// What a refusal is called.
#[must_use]
pub fn reason(decision: &Decision) -> Reason {
    if decision.only_asks_to_prove_again() {
        Reason::ProveAgain
    } else if decision.by.is_empty() {
        Reason::NotYourRole
    } else {
        Reason::ByRule
    }
}

async fn note(
    station: &Station,
    scope: &Scope,
    right: Right,
    decision: &Decision,
    named: Named<'_>,
) -> Result<(), Problem> {
    let by: Vec<&str> = decision.by.iter().map(|id| &**id).collect();
    let mut tx = station.begin(scope).await?;
    let entry = Entry::new(Act::Consultation, "refused_by_policy", named.thing, named.id);
    tx.journal(entry.with(json!({ "right": right.code(), "by": by }))).await?;
    tx.commit().await
}
