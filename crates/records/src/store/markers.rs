//! Warnings on records.

use crate::marker::{Marker, MarkerKind, NewMarker, Review};
use crate::statement::{Origin, Source};
use kernel::{AccountId, EntityId, Instant, MarkerId, Problem};
use station::{Tx, problem};

/// Stores a warning; `false` when one of its kind stands there.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (id, by): (MarkerId, Option<AccountId>),
    new: &NewMarker,
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "insert into records.markers
             (force_id, id, entity_id, kind, reason, source, source_thing, source_id, set_at, set_by,
              reviewed_at, review_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $11, $12)
         on conflict (force_id, entity_id, kind) where ended_at is null do nothing",
        force,
        id.uuid(),
        new.entity.uuid(),
        new.kind.code(),
        new.reason.trim(),
        new.source.code(),
        new.origin.as_ref().map(|it| it.thing.clone()),
        new.origin.as_ref().map(|it| it.id.clone()),
        now as _,
        by.map(AccountId::uuid),
        new.review_by as _,
        new.expires_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Stores that somebody said that a warning stands.
pub(crate) async fn review(
    tx: &mut Tx<'_>,
    marker: MarkerId,
    by: AccountId,
    (review_by, why): (Instant, &str),
) -> Result<(), Problem> {
    let (force, now, id) = (tx.force().to_owned(), tx.now(), tx.id());
    sqlx::query!(
        "with said as (
             insert into records.marker_reviews (force_id, id, marker_id, at, by, why, review_by)
             values ($1, $2, $3, $4, $5, $6, $7))
         update records.markers set reviewed_at = $4, review_by = $7
         where force_id = $1 and id = $3",
        force,
        id,
        marker.uuid(),
        now as _,
        by.uuid(),
        why,
        review_by as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Takes a warning away; `false` when it was taken away before.
pub(crate) async fn end(
    tx: &mut Tx<'_>,
    (id, by): (MarkerId, Option<AccountId>),
    why: &str,
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "update records.markers set ended_at = $3, ended_by = $4, ended_why = $5
         where force_id = $1 and id = $2 and ended_at is null",
        force,
        id.uuid(),
        now as _,
        by.map(AccountId::uuid),
        why
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// A warning as it is stored.
struct Row {
    id: MarkerId,
    entity: EntityId,
    kind: String,
    reason: String,
    source: String,
    source_thing: Option<String>,
    source_id: Option<String>,
    set_at: Instant,
    set_by: Option<AccountId>,
    reviewed_at: Instant,
    review_by: Instant,
    expires_at: Option<Instant>,
    ended_at: Option<Instant>,
    ended_by: Option<AccountId>,
    ended_why: Option<String>,
}

impl Row {
    /// What this program does not know is left out.
    fn marker(self) -> Option<Marker> {
        let ended = self.ended_at.map(|at| (at, self.ended_by, self.ended_why.unwrap_or_default()));
        Some(Marker {
            id: self.id,
            entity: self.entity,
            kind: MarkerKind::of_code(&self.kind)?,
            reason: self.reason,
            source: Source::of_code(&self.source)?,
            origin: self.source_thing.zip(self.source_id).map(|(thing, id)| Origin { thing, id }),
            set: (self.set_at, self.set_by),
            reviewed_at: self.reviewed_at,
            review_by: self.review_by,
            expires_at: self.expires_at,
            ended,
        })
    }
}

/// Every warning on some records, those that were taken away too, the newest first.
pub(crate) async fn of(tx: &mut Tx<'_>, entities: &[EntityId]) -> Result<Vec<Marker>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = entities.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: MarkerId", entity_id as "entity: EntityId", kind, reason, source,
                source_thing, source_id, set_at as "set_at: Instant",
                set_by as "set_by: AccountId", reviewed_at as "reviewed_at: Instant",
                review_by as "review_by: Instant", expires_at as "expires_at: Instant",
                ended_at as "ended_at: Instant", ended_by as "ended_by: AccountId", ended_why
         from records.markers where force_id = $1 and entity_id = any($2)
         order by set_at desc, id desc"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::marker).collect())
}

/// One warning, held until the transaction ends.
pub(crate) async fn one(tx: &mut Tx<'_>, id: MarkerId) -> Result<Option<Marker>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: MarkerId", entity_id as "entity: EntityId", kind, reason, source,
                source_thing, source_id, set_at as "set_at: Instant",
                set_by as "set_by: AccountId", reviewed_at as "reviewed_at: Instant",
                review_by as "review_by: Instant", expires_at as "expires_at: Instant",
                ended_at as "ended_at: Instant", ended_by as "ended_by: AccountId", ended_why
         from records.markers where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.and_then(Row::marker))
}

/// Each time that somebody said that a warning stands, the oldest first.
pub(crate) async fn reviews(tx: &mut Tx<'_>, id: MarkerId) -> Result<Vec<Review>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Review,
        r#"select at as "at: Instant", by as "by: AccountId", why,
                review_by as "review_by: Instant"
         from records.marker_reviews where force_id = $1 and marker_id = $2 order by at, id"#,
        force,
        id.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
