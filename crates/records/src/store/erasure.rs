//! What was known of a record is erased; its row stays.

use kernel::{EntityId, Problem};
use station::{Tx, problem};

/// Erases what was said of a record, by what it is known and what others wrote of it. Links to events stay
/// without their words, so that an event is not told otherwise than it was; the others go. Returns the far
/// ends of its links.
pub(crate) async fn erase(tx: &mut Tx<'_>, id: EntityId) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    let far = sqlx::query_scalar!(
        r#"select distinct case when src = $2 then dst else src end as "far!: EntityId"
         from records.links where force_id = $1 and (src = $2 or dst = $2)"#,
        force,
        id.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    links(tx, id).await?;
    decisions(tx, id).await?;
    warnings(tx, id).await?;
    let now = tx.now();
    sqlx::query!(
        "with said as (delete from records.statements where force_id = $1 and entity_id = $2),
              kept as (delete from records.keepings where force_id = $1 and entity_id = $2)
         update records.entities
         set label = '', hint = '', identity = null, about = '{}', latitude = null, longitude = null,
             starts_at = null, ends_at = null, erased_at = $3, changed_in = pg_current_xact_id()
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(far)
}

async fn links(tx: &mut Tx<'_>, id: EntityId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "delete from records.links l using records.entities e
         where l.force_id = $1 and (l.src = $2 or l.dst = $2) and e.force_id = $1
           and e.id = case when l.src = $2 then l.dst else l.src end
           and e.form not in ('contact', 'incident', 'crime', 'intelligence', 'custody', 'missing',
                              'collision', 'stop_search', 'court')",
        force,
        id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query!(
        "update records.links
         set reason = '', source_thing = null, source_id = null,
             ended_why = case when ended_why is null then null else '' end
         where force_id = $1 and (src = $2 or dst = $2)",
        force,
        id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What whoever went there had to know first, and what it was held against other events by.
async fn warnings(tx: &mut Tx<'_>, id: EntityId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "with theirs as (select id from records.markers where force_id = $1 and entity_id = $2)
         delete from records.marker_reviews
         where force_id = $1 and marker_id in (select id from theirs)",
        force,
        id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query!(
        "delete from records.alerts_seen
         where force_id = $1 and alert_id in (
             select id from records.alerts
             where force_id = $1 and (subject_id = $2 or via_id = $2))",
        force,
        id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query!(
        "with marked as (delete from records.markers where force_id = $1 and entity_id = $2),
              raised as (delete from records.alerts
                         where force_id = $1 and (subject_id = $2 or via_id = $2)),
              matters as (delete from records.matters where force_id = $1 and entity_id = $2),
              pairs as (delete from records.event_pairs
                        where force_id = $1 and (one_id = $2 or other_id = $2))
         delete from records.event_traits where force_id = $1 and entity_id = $2",
        force,
        id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What people and matching said of it beside others.
async fn decisions(tx: &mut Tx<'_>, id: EntityId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "with apart as (delete from records.distinctions
                        where force_id = $1 and (one = $2 or other = $2)),
              perhaps as (delete from records.suggestions
                          where force_id = $1 and (one = $2 or other = $2))
         update records.merges
         set why = '', weight = null, explanation = null,
             undone_why = case when undone_why is null then null else '' end
         where force_id = $1 and (one = $2 or other = $2)",
        force,
        id.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
