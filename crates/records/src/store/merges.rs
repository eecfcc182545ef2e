//! Decisions that two records are of the same one, and the layer that is made of them.

use crate::group::{Decision, Group};
use crate::merge::{Evidence, Merge, NewMerge};
use crate::statement::Statement;
use kernel::{AccountId, EntityId, Instant, MergeId, Problem};
use sqlx::types::Uuid;
use station::{Tx, problem};
use std::collections::BTreeSet;

/// Every record that counts as one with any of some, held until the transaction ends, so that two who
/// decide at once do so one after the other.
pub(crate) async fn hold(tx: &mut Tx<'_>, ids: &[EntityId]) -> Result<BTreeSet<EntityId>, Problem> {
    let members = members(tx, ids).await?;
    let force = tx.force().to_owned();
    let all = uuids(&members);
    sqlx::query!(
        "select id from records.entities where force_id = $1 and id = any($2) order by id for update",
        force,
        &all
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    // Whoever held them before may have joined more to them.
    if self::members(tx, ids).await? == members { Ok(members) } else { Err(Problem::Busy) }
}

/// Every record that counts as one with any of some.
pub(crate) async fn members(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<BTreeSet<EntityId>, Problem> {
    let mut all = BTreeSet::new();
    for id in ids {
        all.extend(super::merged::same_as(tx, *id).await?);
    }
    Ok(all)
}

/// The decisions that stand about some records.
pub(crate) async fn standing(
    tx: &mut Tx<'_>,
    members: &BTreeSet<EntityId>,
) -> Result<Vec<Decision>, Problem> {
    let force = tx.force().to_owned();
    let ids = uuids(members);
    sqlx::query_as!(
        Decision,
        r#"select id as "id: MergeId", one as "one: EntityId", other as "other: EntityId",
                shown as "shown: EntityId"
         from records.merges
         where force_id = $1 and (one = any($2) or other = any($2)) and undone_at is null
         order by id"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Stores a decision.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (id, by): (MergeId, Option<AccountId>),
    new: &NewMerge,
    shown: EntityId,
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.merges
             (force_id, id, one, other, shown, why, automatic, weight, explanation, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        force,
        id.uuid(),
        new.one.uuid(),
        new.other.uuid(),
        shown.uuid(),
        new.why,
        by.is_none(),
        new.evidence.as_ref().map(|it| it.weight),
        new.evidence.as_ref().map(|it| it.explanation.clone()),
        now as _,
        by.map(AccountId::uuid)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Stores which records count as one, in place of what was stored of some.
pub(crate) async fn regroup(
    tx: &mut Tx<'_>,
    members: &BTreeSet<EntityId>,
    groups: &[Group],
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let (mut under, mut golden, mut merges) = (Vec::new(), Vec::new(), Vec::new());
    for group in groups {
        for (entity, merge) in &group.under {
            under.push(entity.uuid());
            golden.push(group.golden.uuid());
            merges.push(merge.uuid());
        }
    }
    sqlx::query!(
        "delete from records.merged where force_id = $1 and entity_id = any($2)",
        force,
        &uuids(members)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query!(
        "insert into records.merged (force_id, entity_id, golden_id, merge_id)
         select $1, new.entity, new.golden, new.merge
         from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as new (entity, golden, merge)",
        force,
        &under,
        &golden,
        &merges
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// One decision, held until the transaction ends.
pub(crate) async fn one(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: MergeId", one as "one: EntityId", other as "other: EntityId", why,
                automatic, weight, explanation, made_at as "made_at: Instant",
                made_by as "made_by: AccountId", undone_at as "undone_at: Instant",
                undone_by as "undone_by: AccountId", undone_why
         from records.merges where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.map(Row::merge))
}

/// Decisions before one, the newest first.
pub(crate) async fn list(
    tx: &mut Tx<'_>,
    before: Option<MergeId>,
    limit: i64,
) -> Result<Vec<Merge>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: MergeId", one as "one: EntityId", other as "other: EntityId", why,
                automatic, weight, explanation, made_at as "made_at: Instant",
                made_by as "made_by: AccountId", undone_at as "undone_at: Instant",
                undone_by as "undone_by: AccountId", undone_why
         from records.merges where force_id = $1 and ($2::uuid is null or id < $2)
         order by id desc limit $3"#,
        force,
        before.map(MergeId::uuid),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::merge).collect())
}

struct Row {
    id: MergeId,
    one: EntityId,
    other: EntityId,
    why: String,
    automatic: bool,
    weight: Option<f64>,
    explanation: Option<serde_json::Value>,
    made_at: Instant,
    made_by: Option<AccountId>,
    undone_at: Option<Instant>,
    undone_by: Option<AccountId>,
    undone_why: Option<String>,
}

impl Row {
    fn merge(self) -> Merge {
        let evidence = self.weight.zip(self.explanation);
        Merge {
            id: self.id,
            one: self.one,
            other: self.other,
            why: self.why,
            automatic: self.automatic,
            evidence: evidence.map(|(weight, explanation)| Evidence { weight, explanation }),
            made_at: self.made_at,
            made_by: self.made_by,
            undone: self.undone_at.zip(self.undone_why).map(|(at, why)| (at, self.undone_by, why)),
        }
    }
}

/// Takes a decision back.
pub(crate) async fn undo(
    tx: &mut Tx<'_>,
    (id, by): (MergeId, Option<AccountId>),
    why: &str,
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "update records.merges set undone_at = $3, undone_by = $4, undone_why = $5
         where force_id = $1 and id = $2 and undone_at is null",
        force,
        id.uuid(),
        now as _,
        by.map(AccountId::uuid),
        why
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Gives what was said of one record to another.
pub(crate) async fn give_statement(
    tx: &mut Tx<'_>,
    statement: &Statement,
    to: EntityId,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update records.statements set entity_id = $4
         where force_id = $1 and id = $2 and entity_id = $3",
        force,
        statement.id.uuid(),
        statement.entity.uuid(),
        to.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Gives the end of a link to another record.
pub(crate) async fn give_link(
    tx: &mut Tx<'_>,
    link: kernel::LinkId,
    (from, to): (EntityId, EntityId),
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update records.links
         set src = case when src = $3 then $4 else src end,
             dst = case when dst = $3 then $4 else dst end
         where force_id = $1 and id = $2",
        force,
        link.uuid(),
        from.uuid(),
        to.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(super) fn uuids(ids: &BTreeSet<EntityId>) -> Vec<Uuid> {
    ids.iter().map(|id| id.uuid()).collect()
}
