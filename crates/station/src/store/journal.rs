//! Journal entries, which wait from then on to be sealed.

use crate::faults::problem;
use crate::journal::Entry;
use crate::tx::Tx;
use kernel::Problem;
use serde_json::Value;
use uuid::Uuid;

pub(crate) async fn insert(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<(), Problem> {
    let (now, scope) = (tx.now(), tx.scope().clone());
    let ids: Vec<Uuid> = entries.iter().map(|_| tx.id()).collect();
    let acts: Vec<String> = entries.iter().map(|entry| entry.act.code().to_owned()).collect();
    let verbs: Vec<String> = entries.iter().map(|entry| entry.verb.to_owned()).collect();
    let things: Vec<String> = entries.iter().map(|entry| entry.thing.to_owned()).collect();
    let thing_ids: Vec<String> = entries.iter().map(|entry| entry.thing_id.clone()).collect();
    let details: Vec<Value> = entries.iter().map(|entry| entry.details.clone()).collect();
    sqlx::query!(
        "with entries as (
             select * from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[],
                                  $11::jsonb[]) as entry (id, act, verb, thing, thing_id, details)
         ), journal as (
             insert into station.journal (force_id, id, at, actor_kind, actor_name, purpose, act,
                                          verb, thing, thing_id, details)
             select $1, id, $2, $3, $4, $5, act, verb, thing, thing_id, details from entries
         )
         insert into station.unsealed (force_id, entry_id) select $1, id from entries",
        scope.force().as_str(),
        now as _,
        scope.actor().kind(),
        scope.actor().name(),
        scope.purpose().code(),
        &ids,
        &acts,
        &verbs,
        &things,
        &thing_ids,
        &details,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
