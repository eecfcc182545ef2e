//! Decisions that events are of one incident.

use crate::alike::Cluster;
use kernel::{AccountId, ClusterId, EntityId, Instant, LinkId, Problem};
use station::{Tx, problem};

/// Stores a decision with what was made for it.
pub(crate) async fn insert(tx: &mut Tx<'_>, cluster: &Cluster) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let links: Vec<_> = cluster.links.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "insert into records.clusters
             (force_id, id, incident_id, incident_made, links, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        force,
        cluster.id.uuid(),
        cluster.incident.uuid(),
        cluster.incident_made,
        &links,
        cluster.made.0 as _,
        cluster.made.1.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The parts of an incident as they stand.
pub(crate) async fn parts(tx: &mut Tx<'_>, incident: EntityId) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select src as "id: EntityId" from records.links
         where force_id = $1 and dst = $2 and role = 'part_of' and ended_at is null"#,
        force,
        incident.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The incidents that some events are parts of.
pub(crate) async fn incidents(
    tx: &mut Tx<'_>,
    events: &[EntityId],
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = events.iter().map(|id| id.uuid()).collect();
    sqlx::query_scalar!(
        r#"select distinct e.id as "id: EntityId"
         from records.links l
         join records.entities e on e.force_id = l.force_id and e.id = l.dst
         where l.force_id = $1 and l.src = any($2) and l.role = 'part_of' and l.ended_at is null
           and e.form = 'incident'"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// A decision as it is stored.
struct Row {
    id: ClusterId,
    incident: EntityId,
    incident_made: bool,
    links: Vec<LinkId>,
    made_at: Instant,
    made_by: AccountId,
}

impl From<Row> for Cluster {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            incident: row.incident,
            incident_made: row.incident_made,
            links: row.links,
            made: (row.made_at, row.made_by),
        }
    }
}

/// The latest decision that stands and made an event a part of an incident.
pub(crate) async fn of(tx: &mut Tx<'_>, event: EntityId) -> Result<Option<Cluster>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select c.id as "id: ClusterId", c.incident_id as "incident: EntityId", c.incident_made,
                c.links as "links: Vec<LinkId>", c.made_at as "made_at: Instant",
                c.made_by as "made_by: AccountId"
         from records.links l
         join records.clusters c on c.force_id = l.force_id and c.incident_id = l.dst
             and c.undone_at is null
         where l.force_id = $1 and (l.src = $2 or l.dst = $2) and l.role = 'part_of'
           and l.ended_at is null
         order by c.made_at desc, c.id desc limit 1"#,
        force,
        event.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.map(Cluster::from))
}

/// One decision, whether it stands or not.
pub(crate) async fn one(tx: &mut Tx<'_>, id: ClusterId) -> Result<Option<Cluster>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id: ClusterId", incident_id as "incident: EntityId", incident_made,
                links as "links: Vec<LinkId>", made_at as "made_at: Instant",
                made_by as "made_by: AccountId"
         from records.clusters where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.map(Cluster::from))
}

/// Marks a decision as taken back; `false` when it was before.
pub(crate) async fn undo(
    tx: &mut Tx<'_>,
    (id, by): (ClusterId, AccountId),
    why: &str,
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "update records.clusters set undone_at = $3, undone_by = $4, undone_why = $5
         where force_id = $1 and id = $2 and undone_at is null",
        force,
        id.uuid(),
        now as _,
        by.uuid(),
        why
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}
