//! Events and jobs.

use crate::faults::problem;
use crate::jobs::Claimed;
use crate::station::Station;
use crate::tx::Tx;
use kernel::{ForceId, Instant, JobId, Problem};
use serde_json::Value;
use uuid::Uuid;

/// Stores events of a kind and a job for each listener to each, in one statement. They are due at
/// once, whatever the clock says later: set back by an hour, it would let reports wait for an hour.
pub(crate) async fn publish(
    tx: &mut Tx<'_>,
    kind: &str,
    payloads: &[Value],
    listeners: &[&'static str],
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let events: Vec<Uuid> = payloads.iter().map(|_| tx.id()).collect();
    let of_jobs =
        payloads.iter().flat_map(|payload| listeners.iter().map(move |kind| (kind, payload)));
    let (kinds, of_jobs): (Vec<String>, Vec<Value>) =
        of_jobs.map(|(&kind, payload)| (kind.to_owned(), payload.clone())).unzip();
    let jobs: Vec<Uuid> = of_jobs.iter().map(|_| tx.id()).collect();
    sqlx::query!(
        "with event as (
             insert into station.outbox (force_id, id, at, kind, payload)
             select $1, event.id, $2, $3, event.payload
             from unnest($4::uuid[], $5::jsonb[]) as event (id, payload)
         )
         insert into station.jobs (force_id, id, kind, payload, due_at)
         select $1, job.id, job.kind, job.payload, '-infinity'
         from unnest($6::uuid[], $7::text[], $8::jsonb[]) as job (id, kind, payload)",
        force,
        now as _,
        kind,
        &events,
        payloads,
        &jobs,
        &kinds,
        &of_jobs,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    kind: &str,
    payload: &Value,
    due_at: Instant,
) -> Result<(), Problem> {
    let (id, force) = (tx.id(), tx.force().to_owned());
    sqlx::query!(
        "insert into station.jobs (force_id, id, kind, payload, due_at)
         values ($1, $2, $3, $4, $5)",
        force,
        id,
        kind,
        payload,
        due_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn forces_with_work(station: &Station) -> Result<Vec<ForceId>, Problem> {
    let now = station.clock().now();
    let ids = sqlx::query_scalar!(
        r#"select id as "id!" from station.forces_with_due_jobs($1) as due (id)"#,
        now as _
    )
    .fetch_all(station.pool())
    .await
    .map_err(problem)?;
    Ok(ids.iter().filter_map(|id| ForceId::parse(id).ok()).collect())
}

/// Takes the job that is due longest and that nobody else holds, until the transaction ends.
pub(crate) async fn claim(tx: &mut Tx<'_>) -> Result<Option<Claimed>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_as!(
        Claimed,
        r#"select id as "id: JobId", kind, payload, attempts
         from station.jobs
         where force_id = $1 and state = 'waiting' and due_at <= $2
         order by due_at, id
         limit 1
         for update skip locked"#,
        force,
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn done(tx: &mut Tx<'_>, id: JobId) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update station.jobs set state = 'done', ended_at = $3 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Counts a failure. With no time for another attempt the job is given up.
pub(crate) async fn failed(
    tx: &mut Tx<'_>,
    id: JobId,
    fault: &str,
    again: Option<Instant>,
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update station.jobs
         set attempts = attempts + 1,
             last_fault = $3,
             due_at = coalesce($4, due_at),
             state = case when $4::timestamptz is null then 'dead' else 'waiting' end,
             ended_at = case when $4::timestamptz is null then $5::timestamptz end
         where force_id = $1 and id = $2 and state = 'waiting'",
        force,
        id.uuid(),
        fault,
        again as _,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
