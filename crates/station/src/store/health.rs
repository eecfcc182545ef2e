//! Whether the database answers, and in what condition it is.

use crate::condition::Backlog;
use crate::faults::problem;
use crate::station::Station;
use crate::tx::Tx;
use kernel::{ForceId, Instant, Problem};

pub(crate) async fn ping(station: &Station) -> Result<(), Problem> {
    sqlx::query_scalar!(r#"select 1 as "one!""#)
        .fetch_one(station.pool())
        .await
        .map_err(problem)?;
    Ok(())
}

/// What the database's clock says.
pub(crate) async fn clock(station: &Station) -> Result<Instant, Problem> {
    sqlx::query_scalar!(r#"select clock_timestamp() as "at!: Instant""#)
        .fetch_one(station.pool())
        .await
        .map_err(problem)
}

/// What has waited since before these moments: jobs, messages, entries to be sealed. A job that is
/// due at once has waited since it was made, which its id says in its first 48 bits.
pub(crate) async fn backlog(
    tx: &mut Tx<'_>,
    force: &ForceId,
    [jobs, messages, sealing]: [Instant; 3],
) -> Result<Backlog, Problem> {
    let found = sqlx::query!(
        r#"select
             (select count(*) from station.jobs
              where force_id = $1 and state = 'dead') as "given_up!",
             (select count(*) from station.jobs
              where force_id = $1 and state = 'waiting' and due_at < $2
                and to_timestamp(('x0000' || substr(replace(id::text, '-', ''), 1, 12))::bit(64)::bigint
                    / 1000.0) < $2) as "waiting!",
             (select count(*) from station.dispatches
              where force_id = $1 and sent_at is null and due_at < $3) as "unsent!",
             (select count(*) from station.unsealed
              join station.journal on journal.force_id = $1 and journal.id = unsealed.entry_id
              where unsealed.force_id = $1 and journal.at < $4) as "unsealed!""#,
        force.as_str(),
        jobs as _,
        messages as _,
        sealing as _,
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)?;
    Ok(Backlog {
        force: force.clone(),
        given_up: found.given_up,
        waiting: found.waiting,
        unsent: found.unsent,
        unsealed: found.unsealed,
    })
}
