//! From records to those beside them, one step: the only question about links that queries, networks and
//! paths are made of. Merged records are one at both ends, and what whoever looks cannot see is not
//! among them; the little that only the policies know is asked about each row again.

use crate::around::{Asked, Seer, Step};
use crate::link::Confidence;
use crate::role::Role;
use kernel::{EntityId, Instant, LinkId, Problem};
use sqlx::types::Uuid;
use station::{Tx, problem};

struct Row {
    top: EntityId,
    near: EntityId,
    role: String,
    outward: bool,
    far: EntityId,
    shown: EntityId,
    link: LinkId,
    since: Instant,
    until: Option<Instant>,
    confidence: String,
}

impl Row {
    /// What this program does not know is left out.
    fn step(self) -> Option<Step> {
        Some(Step {
            top: self.top,
            near: self.near,
            role: Role::of_code(&self.role)?,
            outward: self.outward,
            far: self.far,
            shown: self.shown,
            link: self.link,
            since: self.since,
            until: self.until,
            confidence: Confidence::of_code(&self.confidence)?,
        })
    }
}

/// The steps of some roles, each with its direction: of every record and role the newest first, and no
/// more than were asked for.
pub(crate) async fn along(
    tx: &mut Tx<'_>,
    seer: &Seer<'_>,
    from: &[EntityId],
    asked: &Asked<'_>,
) -> Result<Vec<Step>, Problem> {
    let force = tx.force().to_owned();
    let from: Vec<Uuid> = from.iter().map(|id| id.uuid()).collect();
    let roles: Vec<String> = asked.roles.iter().map(|(role, _)| role.code().to_owned()).collect();
    let outward: Vec<bool> = asked.roles.iter().map(|(_, outward)| *outward).collect();
    let lasting: Vec<bool> = asked.roles.iter().map(|(role, _)| role.lasts()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"with starts as (
             select id as top, id as near from unnest($2::uuid[]) as f (id)
             union all
             select golden_id, entity_id from records.merged
             where force_id = $1 and golden_id = any($2)),
         asked as (
             select role, outward,
                    case when lasts then '-infinity'::timestamptz else $6 end as earliest
             from unnest($3::text[], $4::boolean[], $5::boolean[]) as a (role, outward, lasts))
         select s.top as "top!: EntityId", s.near as "near!: EntityId", a.role as "role!",
                a.outward as "outward!", l.far as "far!: EntityId",
                coalesce(m.golden_id, l.far) as "shown!: EntityId", l.id as "link!: LinkId",
                l.valid_from as "since!: Instant", l.valid_to as "until: Instant",
                l.confidence as "confidence!"
         from starts s
         cross join asked a
         cross join lateral (
             (select k.id, k.dst as far, k.valid_from, k.valid_to, k.confidence
              from records.links k
              join records.entities e on e.force_id = $1 and e.id = k.dst
              where a.outward and k.force_id = $1 and k.src = s.near and k.role = a.role
                and k.ended_at is null and k.valid_from between a.earliest and $7
                and (k.valid_from >= $6 or k.valid_to is null or k.valid_to >= $6)
                and (not e.hidden or $9 = any(e.open_to)) and not e.about && $10
                and e.marking = any($11) and e.erased_at is null
                and (e.form = any($12) or e.operation is not null
                     or (e.restricted and $9 = any(e.open_to)))
              order by k.valid_from desc limit $8)
             union all
             (select k.id, k.src, k.valid_from, k.valid_to, k.confidence
              from records.links k
              join records.entities e on e.force_id = $1 and e.id = k.src
              where not a.outward and k.force_id = $1 and k.dst = s.near and k.role = a.role
                and k.ended_at is null and k.valid_from between a.earliest and $7
                and (k.valid_from >= $6 or k.valid_to is null or k.valid_to >= $6)
                and (not e.hidden or $9 = any(e.open_to)) and not e.about && $10
                and e.marking = any($11) and e.erased_at is null
                and (e.form = any($12) or e.operation is not null
                     or (e.restricted and $9 = any(e.open_to)))
              order by k.valid_from desc limit $8)) l
         left join records.merged m on m.force_id = $1 and m.entity_id = l.far
         order by l.valid_from desc, l.id desc"#,
        force,
        &from,
        &roles,
        &outward,
        &lasting,
        asked.window.from as _,
        asked.window.to as _,
        asked.limit,
        seer.account().uuid(),
        seer.barred(),
        seer.markings(),
        seer.forms()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::step).collect())
}

/// All steps from some records, whatever their roles, both ways; of each record and way the newest, and
/// no more than were asked for. Of what is linked to thousands only some hundreds are looked at. Where
/// ends are given, only steps to one of them.
pub(crate) async fn around(
    tx: &mut Tx<'_>,
    seer: &Seer<'_>,
    from: &[EntityId],
    (asked, ends): (&Asked<'_>, Option<&[EntityId]>),
) -> Result<Vec<Step>, Problem> {
    let force = tx.force().to_owned();
    let from: Vec<Uuid> = from.iter().map(|id| id.uuid()).collect();
    let ends: Option<Vec<Uuid>> = ends.map(|ends| ends.iter().map(|id| id.uuid()).collect());
    let roles: Vec<String> = asked.roles.iter().map(|(role, _)| role.code().to_owned()).collect();
    let lasting = asked.roles.iter().filter(|(role, _)| role.lasts());
    let lasting: Vec<String> = lasting.map(|(role, _)| role.code().to_owned()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"with starts as (
             select id as top, id as near from unnest($2::uuid[]) as f (id)
             union all
             select golden_id, entity_id from records.merged
             where force_id = $1 and golden_id = any($2))
         select s.top as "top!: EntityId", s.near as "near!: EntityId", l.role as "role!",
                l.outward as "outward!", l.far as "far!: EntityId",
                coalesce(m.golden_id, l.far) as "shown!: EntityId", l.id as "link!: LinkId",
                l.valid_from as "since!: Instant", l.valid_to as "until: Instant",
                l.confidence as "confidence!"
         from starts s
         cross join lateral (
             (select * from (
                 select k.id, k.role, true as outward, k.dst as far, k.valid_from, k.valid_to,
                        k.confidence
                 from records.links k
                 join records.entities e on e.force_id = $1 and e.id = k.dst
                 where k.force_id = $1 and k.src = s.near and k.ended_at is null
                   and $3::text[] @> array[k.role] and k.valid_from <= $6
                   and (k.valid_from >= $5 or ($4::text[] @> array[k.role]
                        and (k.valid_to is null or k.valid_to >= $5)))
                   and (not e.hidden or $8 = any(e.open_to)) and not e.about && $9
                   and e.marking = any($10) and e.erased_at is null
                   and (e.form = any($11) or e.operation is not null
                        or (e.restricted and $8 = any(e.open_to)))
                 limit 400) near_by
              order by valid_from desc, id desc limit $7)
             union all
             (select * from (
                 select k.id, k.role, false, k.src, k.valid_from, k.valid_to, k.confidence
                 from records.links k
                 join records.entities e on e.force_id = $1 and e.id = k.src
                 where k.force_id = $1 and k.dst = s.near and k.ended_at is null
                   and $3::text[] @> array[k.role] and k.valid_from <= $6
                   and (k.valid_from >= $5 or ($4::text[] @> array[k.role]
                        and (k.valid_to is null or k.valid_to >= $5)))
                   and (not e.hidden or $8 = any(e.open_to)) and not e.about && $9
                   and e.marking = any($10) and e.erased_at is null
                   and (e.form = any($11) or e.operation is not null
                        or (e.restricted and $8 = any(e.open_to)))
                 limit 400) near_by
              order by valid_from desc, id desc limit $7)) l
         left join records.merged m on m.force_id = $1 and m.entity_id = l.far
         where $12::uuid[] is null or coalesce(m.golden_id, l.far) = any($12)
         order by l.valid_from desc, l.id desc"#,
        force,
        &from,
        &roles,
        &lasting,
        asked.window.from as _,
        asked.window.to as _,
        asked.limit,
        seer.account().uuid(),
        seer.barred(),
        seer.markings(),
        seer.forms(),
        ends.as_deref()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::step).collect())
}
