//! What must hold at any quiet moment, looked up in what is really stored.

use crate::store;
use crate::tx::Tx;
use jiff::SignedDuration;
use kernel::Problem;

/// How long after its time a message may still be on its way.
const GRACE: SignedDuration = SignedDuration::from_secs(15);

/// What does not hold in the scope's force: messages that are late, jobs that were given up.
pub async fn broken(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let mut broken = Vec::new();
    let late = store::invariants::late_dispatches(tx, tx.now().plus(-GRACE)).await?;
    broken.extend(late.iter().map(|id| format!("dispatch {id} was due and is not sent")));
    let dead = store::invariants::dead_jobs(tx).await?;
    broken.extend(dead.iter().map(|id| format!("job {id} was given up")));
    Ok(broken)
}

/// Those of the things that have no journal entry of a verb: a change without its entry.
pub async fn without_entry(
    tx: &mut Tx<'_>,
    verb: &str,
    thing: &str,
    ids: &[String],
) -> Result<Vec<String>, Problem> {
    let missing = store::invariants::without_entry(tx, verb, thing, ids).await?;
    Ok(missing.iter().map(|id| format!("{thing} {id} has no journal entry {verb}")).collect())
}
