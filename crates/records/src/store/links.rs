//! How records are linked.

use crate::link::{Confidence, Link, NewLink};
use crate::role::Role;
use crate::statement::{Nature, Origin, Source};
use kernel::{AccountId, EntityId, Instant, LinkId, Problem};
use station::{Tx, problem};

/// Stores a link.
pub(crate) async fn insert(tx: &mut Tx<'_>, id: LinkId, new: &NewLink) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let by = match tx.scope().actor() {
        kernel::Actor::Staff(account) => Some(account.uuid()),
        _ => None,
    };
    sqlx::query!(
        "insert into records.links
             (force_id, id, src, role, dst, reason, confidence, nature, valid_from, valid_to,
              source, source_thing, source_id, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        force,
        id.uuid(),
        new.src.uuid(),
        new.role.code(),
        new.dst.uuid(),
        new.reason,
        new.confidence.code(),
        new.nature.code(),
        new.valid_from as _,
        new.valid_to as _,
        new.source.code(),
        new.origin.as_ref().map(|it| it.thing.clone()),
        new.origin.as_ref().map(|it| it.id.clone()),
        now as _,
        by
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The same link, if it stands already: the same ends and role, from the same source, since then.
pub(crate) async fn standing(tx: &mut Tx<'_>, new: &NewLink) -> Result<Option<LinkId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id as "id: LinkId" from records.links
         where force_id = $1 and src = $2 and role = $3 and dst = $4 and valid_from = $5
           and source = $6 and source_id is not distinct from $7 and ended_at is null
         limit 1"#,
        force,
        new.src.uuid(),
        new.role.code(),
        new.dst.uuid(),
        new.valid_from as _,
        new.source.code(),
        new.origin.as_ref().map(|it| it.id.clone())
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// A link as it is stored.
struct Row {
    id: LinkId,
    src: EntityId,
    role: String,
    dst: EntityId,
    reason: String,
    confidence: String,
    nature: String,
    valid_from: Instant,
    valid_to: Option<Instant>,
    source: String,
    source_thing: Option<String>,
    source_id: Option<String>,
    made_at: Instant,
    made_by: Option<AccountId>,
}

impl Row {
    /// What this program does not know is left out.
    fn link(self) -> Option<Link> {
        Some(Link {
            id: self.id,
            src: self.src,
            role: Role::of_code(&self.role)?,
            dst: self.dst,
            reason: self.reason,
            confidence: Confidence::of_code(&self.confidence)?,
            nature: Nature::of_code(&self.nature)?,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            source: Source::of_code(&self.source)?,
            origin: self.source_thing.zip(self.source_id).map(|(thing, id)| Origin { thing, id }),
            made_at: self.made_at,
            made_by: self.made_by,
        })
    }
}

/// The links that begin or end at some records, the newest first.
pub(crate) async fn of(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
    limit: usize,
) -> Result<Vec<Link>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id!: LinkId", src as "src!: EntityId", role as "role!",
                dst as "dst!: EntityId", reason as "reason!", confidence as "confidence!",
                nature as "nature!", valid_from as "valid_from!: Instant",
                valid_to as "valid_to: Instant", source as "source!", source_thing, source_id,
                made_at as "made_at!: Instant", made_by as "made_by: AccountId"
         from (
             select * from records.links
             where force_id = $1 and src = any($2) and ended_at is null
             union all
             select * from records.links
             where force_id = $1 and dst = any($2) and src <> all($2) and ended_at is null
         ) found
         order by valid_from desc, id desc limit $3"#,
        force,
        &ids,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::link).collect())
}

/// One link that stands.
pub(crate) async fn one(tx: &mut Tx<'_>, id: LinkId) -> Result<Option<Link>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: LinkId", src as "src: EntityId", role, dst as "dst: EntityId", reason,
                confidence, nature, valid_from as "valid_from: Instant",
                valid_to as "valid_to: Instant", source, source_thing, source_id,
                made_at as "made_at: Instant", made_by as "made_by: AccountId"
         from records.links where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.and_then(Row::link))
}

/// Takes a link back; `false` when it was taken back before.
pub(crate) async fn end(
    tx: &mut Tx<'_>,
    (id, by): (LinkId, Option<AccountId>),
    why: &str,
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "update records.links set ended_at = $3, ended_by = $4, ended_why = $5
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
