//! Looking for what must not be.

use crate::faults::problem;
use crate::tx::Tx;
use kernel::{Instant, Problem};
use uuid::Uuid;

pub(crate) async fn late_dispatches(
    tx: &mut Tx<'_>,
    due_before: Instant,
) -> Result<Vec<Uuid>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select id from station.dispatches
         where force_id = $1 and sent_at is null and due_at < $2",
        force,
        due_before as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn dead_jobs(tx: &mut Tx<'_>) -> Result<Vec<Uuid>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!("select id from station.jobs where force_id = $1 and state = 'dead'", force)
        .fetch_all(tx.connection())
        .await
        .map_err(problem)
}

pub(crate) async fn without_entry(
    tx: &mut Tx<'_>,
    verb: &str,
    thing: &str,
    ids: &[String],
) -> Result<Vec<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select asked.id as "id!" from unnest($4::text[]) as asked (id)
         where not exists (
             select from station.journal
             where force_id = $1 and verb = $2 and thing = $3 and thing_id = asked.id)"#,
        force,
        verb,
        thing,
        ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
