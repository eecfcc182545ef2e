//! Events that look like one, and what people said of them.

use crate::alike::{Alike, Ground, Said};
use kernel::{AccountId, EntityId, Instant, Problem};
use serde_json::Value;
use station::{Tx, problem};

/// Two events that look like one.
pub(crate) struct Row {
    pub(crate) one: EntityId,
    pub(crate) other: EntityId,
    pub(crate) alike: Alike,
    pub(crate) said: Option<(Said, Instant)>,
}

/// As it is stored.
struct Raw {
    one: EntityId,
    other: EntityId,
    bits: f32,
    reasons: Value,
    said: Option<String>,
    said_at: Option<Instant>,
}

impl Raw {
    fn row(self) -> Row {
        let grounds: Vec<(Ground, f32)> = serde_json::from_value(self.reasons).unwrap_or_default();
        let said = self.said.as_deref().and_then(Said::of_code).zip(self.said_at);
        Row { one: self.one, other: self.other, alike: Alike { bits: self.bits, grounds }, said }
    }
}

/// Stores what was found. What somebody decided stays as it is.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    event: EntityId,
    found: &[(EntityId, Alike)],
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let ones: Vec<_> = found.iter().map(|(other, _)| event.min(*other).uuid()).collect();
    let others: Vec<_> = found.iter().map(|(other, _)| event.max(*other).uuid()).collect();
    let bits: Vec<f32> = found.iter().map(|(_, alike)| alike.bits).collect();
    let reasons = found.iter().map(|(_, alike)| serde_json::to_value(&alike.grounds));
    let reasons: Vec<Value> = reasons.collect::<Result<_, _>>().map_err(Problem::broken)?;
    sqlx::query!(
        "insert into records.event_pairs (force_id, one_id, other_id, bits, reasons, found_at)
         select $1, one, other, bits, reasons, $6
         from unnest($2::uuid[], $3::uuid[], $4::real[], $5::jsonb[])
             as new (one, other, bits, reasons)
         on conflict (force_id, one_id, other_id) do update
             set bits = excluded.bits, reasons = excluded.reasons
             where event_pairs.said is null",
        force,
        &ones,
        &others,
        &bits,
        &reasons,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The pairs that an event is in, the likeliest first.
pub(crate) async fn of(tx: &mut Tx<'_>, event: EntityId) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Raw,
        r#"select one_id as "one: EntityId", other_id as "other: EntityId", bits, reasons, said,
                said_at as "said_at: Instant"
         from records.event_pairs where force_id = $1 and (one_id = $2 or other_id = $2)
         order by bits desc, one_id, other_id"#,
        force,
        event.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Raw::row).collect())
}

/// The pairs of which nobody has said whether they are one, the newest first.
pub(crate) async fn open(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let rows = sqlx::query_as!(
        Raw,
        r#"select one_id as "one: EntityId", other_id as "other: EntityId", bits, reasons, said,
                said_at as "said_at: Instant"
         from records.event_pairs
         where force_id = $1 and (said is null or said = 'unsure')
         order by found_at desc, one_id, other_id limit $2"#,
        force,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Raw::row).collect())
}

/// Stores what somebody said of the pairs among some events; `None` takes back what was said. Returns of
/// how many.
pub(crate) async fn say(
    tx: &mut Tx<'_>,
    events: &[EntityId],
    said: Option<(Said, AccountId)>,
) -> Result<u64, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let ids: Vec<_> = events.iter().map(|id| id.uuid()).collect();
    let done = sqlx::query!(
        "update records.event_pairs
         set said = $3, said_at = case when $3::text is null then null else $4::timestamptz end, said_by = $5
         where force_id = $1 and one_id = any($2) and other_id = any($2)",
        force,
        &ids,
        said.map(|(said, _)| said.code()),
        now as _,
        said.map(|(_, by)| by.uuid())
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}
