//! Calls that somebody left: nothing that a caller said may lie where nobody reads it.

use crate::call::Call;
use crate::ending::end;
use crate::store;
use jiff::SignedDuration;
use kernel::{Actor, ForceId, Problem, Purpose};
use reports::Intake;
use services::{Catalogue, WhyOpen};
use station::{Act, Entry, Scope, Station, Tx};

/// After how long a call that nobody touched becomes a report as it is: no shift is longer.
pub const LEFT_AFTER: SignedDuration = SignedDuration::from_hours(12);

/// How long what is read out of an ended call can be opened again.
const READ_OUT: SignedDuration = SignedDuration::from_hours(24);

/// Ends the calls of a force that were left: those with something in them become reports, in the name
/// of whoever took them; those with nothing are forgotten. Returns how many became reports.
pub async fn end_left(
    (station, intake): (&Station, &Intake),
    catalogue: &Catalogue,
    force: &ForceId,
) -> Result<usize, Problem> {
    let scope =
        Scope::new(force.clone(), Actor::System("end_left_calls"), Purpose::ContactHandling);
    let mut tx = station.begin(&scope).await?;
    let since = tx.now().plus(-LEFT_AFTER);
    let mut left: Vec<Call> = Vec::new();
    let rows = store::left(&mut tx, since).await?;
    if rows.is_empty() {
        tx.leave().await?;
        return Ok(0);
    }
    for row in rows {
        let (id, revision) = (row.id, row.revision);
        let call = Call::unseal(&tx, row)?;
        if call.account.is_blank() && call.account.last.is_none() {
            store::delete(&mut tx, id, revision).await?;
            tx.journal(Entry::new(Act::Erasure, "empty_call_forgotten", "call", id)).await?;
        } else {
            tx.journal(Entry::new(Act::Consultation, "left_call_opened", "call", id)).await?;
            left.push(call);
        }
    }
    tx.commit().await?;
    let mut ended = 0;
    for call in left {
        match end((station, intake), catalogue, &scope, (call, WhyOpen::NotAsked)).await {
            Ok(_) => ended += 1,
            // Somebody came back to it a moment before.
            Err(Problem::Conflict(_)) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(ended)
}

/// Forgets calls that are reports and whose receipt has had its time. Returns how many.
pub async fn forget_ended(tx: &mut Tx<'_>) -> Result<u64, Problem> {
    let before = tx.now().plus(-READ_OUT);
    store::delete_ended(tx, before).await
}
