//! What has had its time: links that nobody answered, and handovers that nobody needs any more.

use crate::store;
use kernel::Problem;
use station::{Act, Entry, Tx};

/// Closes links whose time is over, and forgets what is kept long enough. Returns how many of each.
pub async fn expire(tx: &mut Tx<'_>) -> Result<(u64, u64), Problem> {
    let closed = store::handovers::close_over(tx).await?;
    let forgotten = store::handovers::forget_over(tx).await?;
    let closed_too = closed.iter().map(|id| ("handover_unanswered", Act::Alteration, id));
    let gone = forgotten.iter().map(|id| ("handover_forgotten", Act::Erasure, id));
    let entries =
        closed_too.chain(gone).map(|(verb, act, id)| Entry::new(act, verb, "handover", id));
    tx.journal_all(&entries.collect::<Vec<_>>()).await?;
    let count = |ids: &[_]| u64::try_from(ids.len()).unwrap_or(u64::MAX);
    Ok((count(&closed), count(&forgotten)))
}
