//! Warnings near something, and those that were raised.

use crate::alert::{Matter, Way};
use crate::form::Form;
use crate::marker::MarkerKind;
use crate::role::Role;
use kernel::{AccountId, AlertId, EntityId, Instant, Postcode, Problem};
use station::{Tx, problem};

/// A warning that was found near something.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// On whom or what it stands.
    pub(crate) subject: EntityId,
    /// By which record it was found.
    pub(crate) via: EntityId,
    /// And how.
    pub(crate) way: Way,
    /// Of what it warns.
    pub(crate) kind: MarkerKind,
}

/// One that was raised.
pub(crate) struct Raised {
    pub(crate) id: AlertId,
    pub(crate) at: Instant,
    pub(crate) found: Found,
}

fn uuids(ids: &[EntityId]) -> Vec<sqlx::types::Uuid> {
    ids.iter().map(|id| id.uuid()).collect()
}

fn codes(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|it| it.code().to_owned()).collect()
}

/// The warnings on some records, on what counts as the same, and one step near: those that are not over,
/// firearms themselves, and whoever holds a certificate for one.
pub(crate) async fn near(
    tx: &mut Tx<'_>,
    starts: &[EntityId],
    now: Instant,
) -> Result<Vec<Found>, Problem> {
    let (force, starts) = (tx.force().to_owned(), uuids(starts));
    let rows = sqlx::query!(
        r#"with same as (
             select given.id as via, given.id
             from unnest($2::uuid[]) as given (id)
             union
             select given.id, other.id
             from unnest($2::uuid[]) as given (id)
             join records.merged up on up.force_id = $1 and up.entity_id = given.id
             join lateral (
                 select up.golden_id as id
                 union all
                 select entity_id from records.merged
                 where force_id = $1 and golden_id = up.golden_id) other on true
             union
             select given.id, down.entity_id
             from unnest($2::uuid[]) as given (id)
             join records.merged down on down.force_id = $1 and down.golden_id = given.id),
         step as (
             select via, id, 'itself' as way from same
             union all
             select same.via, l.src, '<' || l.role from same
             join records.links l on l.force_id = $1 and l.dst = same.id and l.role = any($3)
                 and l.ended_at is null and (l.valid_to is null or l.valid_to > $5)
             union all
             select same.via, l.dst, '>' || l.role from same
             join records.links l on l.force_id = $1 and l.src = same.id and l.role = any($4)
                 and l.ended_at is null and (l.valid_to is null or l.valid_to > $5)),
         reached as (
             select via, id, way from step
             union
             select step.via, other.id, step.way from step
             join records.merged up on up.force_id = $1 and up.entity_id = step.id
             join lateral (
                 select up.golden_id as id
                 union all
                 select entity_id from records.merged
                 where force_id = $1 and golden_id = up.golden_id) other on true
             union
             select step.via, down.entity_id, step.way from step
             join records.merged down on down.force_id = $1 and down.golden_id = step.id)
         select r.id as "subject!: EntityId", r.via as "via!: EntityId", r.way as "way!",
                m.kind as "kind!"
         from reached r
         join records.markers m on m.force_id = $1 and m.entity_id = r.id and m.ended_at is null
             and (m.expires_at is null or m.expires_at > $5)
         union
         select r.id, r.via, r.way, 'firearm' from reached r
         join records.entities e on e.force_id = $1 and e.id = r.id and e.form = 'firearm'
             and e.erased_at is null
         union
         select r.id, r.via, r.way, 'firearm' from reached r
         join records.links c on c.force_id = $1 and c.src = r.id and c.role = 'certified'
             and c.ended_at is null and (c.valid_to is null or c.valid_to > $5)"#,
        force,
        &starts,
        &codes(crate::alert::INWARD),
        &codes(crate::alert::OUTWARD),
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let found = rows.into_iter().filter_map(|row| {
        let (way, kind) = (Way::of_code(&row.way)?, MarkerKind::of_code(&row.kind)?);
        Some(Found { subject: row.subject, via: row.via, way, kind })
    });
    Ok(found.collect())
}

/// The places with a postcode.
pub(crate) async fn in_postcode(
    tx: &mut Tx<'_>,
    postcode: &Postcode,
    limit: usize,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    sqlx::query_scalar!(
        r#"select distinct entity_id as "id: EntityId" from records.statements
         where force_id = $1 and field = 'postcode' and value = $2 and ended_at is null
         limit $3"#,
        force,
        postcode.as_str(),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The addresses and places within a box.
pub(crate) async fn within(
    tx: &mut Tx<'_>,
    [south, north, west, east]: [f64; 4],
    limit: usize,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    sqlx::query_scalar!(
        r#"select id as "id: EntityId" from records.entities
         where force_id = $1 and latitude is not null and starts_at is null
           and latitude between $2 and $3 and longitude between $4 and $5
           and form in ($6, $7) limit $8"#,
        force,
        south,
        north,
        west,
        east,
        Form::Address.code(),
        Form::Place.code(),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Stores what a matter has to do with.
pub(crate) async fn remember(
    tx: &mut Tx<'_>,
    matter: Matter<'_>,
    records: &[EntityId],
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = records.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "insert into records.matters (force_id, thing, thing_id, entity_id)
         select $1, $2, $3, id from unnest($4::uuid[]) as given (id)
         on conflict do nothing",
        force,
        matter.thing,
        matter.id,
        &ids
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What a matter has to do with.
pub(crate) async fn remembered(
    tx: &mut Tx<'_>,
    matter: Matter<'_>,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select entity_id as "id: EntityId" from records.matters
         where force_id = $1 and thing = $2 and thing_id = $3"#,
        force,
        matter.thing,
        matter.id
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Stores what is raised. Returns how many are new.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    matter: Matter<'_>,
    found: &[Found],
) -> Result<u64, Problem> {
    if found.is_empty() {
        return Ok(0);
    }
    let (force, now) = (tx.force().to_owned(), tx.now());
    let ids: Vec<_> = found.iter().map(|_| tx.id()).collect();
    let subjects: Vec<_> = found.iter().map(|it| it.subject.uuid()).collect();
    let vias: Vec<_> = found.iter().map(|it| it.via.uuid()).collect();
    let kinds: Vec<String> = found.iter().map(|it| it.kind.code().to_owned()).collect();
    let ways: Vec<String> = found.iter().map(|it| it.way.code()).collect();
    let done = sqlx::query!(
        "insert into records.alerts
             (force_id, id, thing, thing_id, subject_id, kind, via_id, way, raised_at)
         select $1, new.id, $2, $3, new.subject, new.kind, new.via, new.way, $9
         from unnest($4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::text[])
             as new (id, subject, kind, via, way)
         on conflict (force_id, thing, thing_id, subject_id, kind) do nothing",
        force,
        matter.thing,
        matter.id,
        &ids,
        &subjects,
        &kinds,
        &vias,
        &ways,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}

/// What was raised for a matter and still warns, the oldest first.
pub(crate) async fn raised(
    tx: &mut Tx<'_>,
    matter: Matter<'_>,
    now: Instant,
) -> Result<Vec<Raised>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select a.id as "id: AlertId", a.subject_id as "subject: EntityId",
                a.via_id as "via: EntityId", a.kind, a.way, a.raised_at as "raised_at: Instant"
         from records.alerts a
         where a.force_id = $1 and a.thing = $2 and a.thing_id = $3
           and (exists (select from records.markers m
                        where m.force_id = a.force_id and m.entity_id = a.subject_id
                          and m.kind = a.kind and m.ended_at is null
                          and (m.expires_at is null or m.expires_at > $4))
                or (a.kind = 'firearm' and (
                    exists (select from records.entities e
                            where e.force_id = a.force_id and e.id = a.subject_id
                              and e.form = 'firearm' and e.erased_at is null)
                    or exists (select from records.links c
                               where c.force_id = a.force_id and c.src = a.subject_id
                                 and c.role = 'certified' and c.ended_at is null))))
         order by a.raised_at, a.id"#,
        force,
        matter.thing,
        matter.id,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let raised = rows.into_iter().filter_map(|row| {
        let (way, kind) = (Way::of_code(&row.way)?, MarkerKind::of_code(&row.kind)?);
        let found = Found { subject: row.subject, via: row.via, way, kind };
        Some(Raised { id: row.id, at: row.raised_at, found })
    });
    Ok(raised.collect())
}

/// Of some matters: on whom or what a warning was raised that still warns, and of what.
pub(crate) async fn tags(
    tx: &mut Tx<'_>,
    (thing, ids): (&str, &[String]),
    now: Instant,
) -> Result<Vec<(String, EntityId, MarkerKind)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select a.thing_id, a.subject_id as "subject: EntityId", a.kind
         from records.alerts a
         where a.force_id = $1 and a.thing = $2 and a.thing_id = any($3)
           and (exists (select from records.markers m
                        where m.force_id = a.force_id and m.entity_id = a.subject_id
                          and m.kind = a.kind and m.ended_at is null
                          and (m.expires_at is null or m.expires_at > $4))
                or (a.kind = 'firearm' and (
                    exists (select from records.entities e
                            where e.force_id = a.force_id and e.id = a.subject_id
                              and e.form = 'firearm' and e.erased_at is null)
                    or exists (select from records.links c
                               where c.force_id = a.force_id and c.src = a.subject_id
                                 and c.role = 'certified' and c.ended_at is null))))"#,
        force,
        thing,
        ids,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let tag = rows
        .into_iter()
        .filter_map(|row| Some((row.thing_id, row.subject, MarkerKind::of_code(&row.kind)?)));
    Ok(tag.collect())
}

/// Who has seen which of the warnings of a matter, the first first.
pub(crate) async fn seen(
    tx: &mut Tx<'_>,
    matter: Matter<'_>,
) -> Result<Vec<(AlertId, AccountId, Instant)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select s.alert_id as "alert: AlertId", s.account_id as "account: AccountId",
                s.at as "at: Instant"
         from records.alerts_seen s
         join records.alerts a on a.force_id = s.force_id and a.id = s.alert_id
         where s.force_id = $1 and a.thing = $2 and a.thing_id = $3
         order by s.at, s.account_id"#,
        force,
        matter.thing,
        matter.id
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.alert, row.account, row.at)).collect())
}

/// Stores that somebody has seen some.
pub(crate) async fn acknowledge(
    tx: &mut Tx<'_>,
    account: AccountId,
    alerts: &[AlertId],
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let ids: Vec<_> = alerts.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "insert into records.alerts_seen (force_id, alert_id, account_id, at)
         select $1, id, $2, $3 from unnest($4::uuid[]) as given (id)
         on conflict do nothing",
        force,
        account.uuid(),
        now as _,
        &ids
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
