//! Journal entries, which wait from then on to be sealed.

use crate::faults::problem;
use crate::journal::Entry;
use crate::tx::Tx;
use kernel::Problem;

pub(crate) async fn insert(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), Problem> {
    let (id, now, scope) = (tx.id(), tx.now(), tx.scope().clone());
    sqlx::query!(
        "with entry as (
             insert into station.journal (force_id, id, at, actor_kind, actor_name, purpose, act,
                                          verb, thing, thing_id, details)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         )
         insert into station.unsealed (force_id, entry_id) values ($1, $2)",
        scope.force().as_str(),
        id,
        now as _,
        scope.actor().kind(),
        scope.actor().name(),
        scope.purpose().code(),
        entry.act.code(),
        entry.verb,
        entry.thing,
        entry.thing_id,
        entry.details,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
