//! How long people are kept.

use crate::keeping::{Kept, Nominal, Notice, Retention};
use crate::review::{Criterion, Due, Outcome, Review};
use crate::role::Role;
use kernel::{AccountId, EntityId, Instant, Problem};
use rights::protection::Sight;
use sqlx::types::Uuid;
use station::{Tx, problem};
use std::collections::BTreeMap;

/// The next people after one, each as they are shown; of merged records only the one.
pub(crate) async fn people(
    tx: &mut Tx<'_>,
    after: Option<EntityId>,
    limit: i64,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select e.id as "id: EntityId" from records.entities e
         where e.force_id = $1 and e.form = 'person' and e.erased_at is null
           and ($2::uuid is null or e.id > $2)
           and not exists (select 1 from records.merged m
                           where m.force_id = $1 and m.entity_id = e.id)
         order by e.id limit $3"#,
        force,
        after.map(EntityId::uuid),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// What is known of people that says how long they are kept. Each comes with all records that count as
/// one with them.
pub(crate) async fn nominals(
    tx: &mut Tx<'_>,
    groups: &BTreeMap<EntityId, Vec<EntityId>>,
) -> Result<BTreeMap<EntityId, Nominal>, Problem> {
    let pairs: Vec<(Uuid, Uuid)> = groups
        .iter()
        .flat_map(|(golden, all)| all.iter().map(|id| (id.uuid(), golden.uuid())))
        .collect();
    let (ids, goldens): (Vec<Uuid>, Vec<Uuid>) = pairs.into_iter().unzip();
    let mut nominals = of_people(tx, (&ids, &goldens)).await?;
    for (golden, notice) in notices(tx, (&ids, &goldens)).await? {
        if let Some(nominal) = nominals.get_mut(&golden) {
            nominal.notices.push(notice);
        }
    }
    Ok(nominals)
}

async fn of_people(
    tx: &mut Tx<'_>,
    (ids, goldens): (&[Uuid], &[Uuid]),
) -> Result<BTreeMap<EntityId, Nominal>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"with wanted as (select * from unnest($2::uuid[], $3::uuid[]) as w (id, golden))
         select w.golden as "golden!: EntityId", min(e.made_at) as "opened_at!: Instant",
                min(s.value) as born,
                (select k.retention from records.keepings k
                 where k.force_id = $1 and k.entity_id = w.golden and k.by_hand) as by_hand,
                (select max(r.next_at) from records.reviews r
                 join wanted x on x.id = r.entity_id
                 where r.force_id = $1 and x.golden = w.golden) as "kept_until: Instant"
         from wanted w
         join records.entities e on e.force_id = $1 and e.id = w.id
         left join records.statements s on s.force_id = $1 and s.entity_id = w.id
             and s.field = 'date_of_birth' and s.certainty = 'known' and s.ended_at is null
         group by w.golden"#,
        force,
        ids,
        goldens
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let nominal = |row: Row| Nominal {
        born: row.born.and_then(|it| it.parse().ok()),
        opened_at: row.opened_at,
        notices: Vec::new(),
        by_hand: row.by_hand.as_deref().and_then(Retention::of_code),
        kept_until: row.kept_until,
    };
    let rows = rows.into_iter().map(|row| Row {
        golden: row.golden,
        opened_at: row.opened_at,
        born: row.born,
        by_hand: row.by_hand,
        kept_until: row.kept_until,
    });
    Ok(rows.map(|row| (row.golden, nominal(row))).collect())
}

struct Row {
    golden: EntityId,
    opened_at: Instant,
    born: Option<String>,
    by_hand: Option<String>,
    kept_until: Option<Instant>,
}

async fn notices(
    tx: &mut Tx<'_>,
    (ids, goldens): (&[Uuid], &[Uuid]),
) -> Result<Vec<(EntityId, Notice)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select w.golden as "golden!: EntityId", l.role, ev.form,
                coalesce(ev.starts_at, l.valid_from) as "at!: Instant",
                lower(coalesce((select s.value from records.statements s
                    where s.force_id = $1 and s.entity_id = ev.id and s.field = 'category'
                      and s.ended_at is null order by s.made_at desc limit 1), '')) as "category!",
                case ev.form
                    when 'missing' then ev.ends_at is null
                    when 'crime' then not exists (select 1 from records.statements s
                        where s.force_id = $1 and s.entity_id = ev.id and s.field = 'outcome'
                          and s.ended_at is null)
                    else false end as "open!"
         from unnest($2::uuid[], $3::uuid[]) as w (id, golden)
         join records.links l on l.force_id = $1 and l.src = w.id and l.ended_at is null
         join records.entities ev on ev.force_id = $1 and ev.id = l.dst
             and ev.form in ('contact', 'incident', 'crime', 'intelligence', 'custody', 'missing',
                             'collision', 'stop_search', 'court')"#,
        force,
        ids,
        goldens
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let notice = |row: (EntityId, String, String, Instant, String, bool)| {
        let (golden, role, form, at, category, open) = row;
        let role = Role::of_code(&role)?;
        Some((golden, Notice { role, category, at, only_told: form == "contact", open }))
    };
    let rows =
        rows.into_iter().map(|it| (it.golden, it.role, it.form, it.at, it.category, it.open));
    Ok(rows.filter_map(notice).collect())
}

/// Stores how long people are kept.
pub(crate) async fn keep(tx: &mut Tx<'_>, all: &[(EntityId, Kept)]) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let ids: Vec<Uuid> = all.iter().map(|(id, _)| id.uuid()).collect();
    let retention: Vec<String> = all.iter().map(|(_, it)| it.retention.code().to_owned()).collect();
    let by_hand: Vec<bool> = all.iter().map(|(_, it)| it.by_hand).collect();
    let since: Vec<Instant> = all.iter().map(|(_, it)| it.since).collect();
    let review: Vec<Instant> = all.iter().map(|(_, it)| it.review_at).collect();
    let before: Vec<Option<Instant>> = all.iter().map(|(_, it)| it.not_before).collect();
    let child: Vec<bool> = all.iter().map(|(_, it)| it.child).collect();
    sqlx::query!(
        "insert into records.keepings
             (force_id, entity_id, retention, by_hand, since, review_at, not_before, child, noted_at)
         select $1, new.id, new.retention, new.by_hand, new.since, new.review, new.before, new.child, $9
         from unnest($2::uuid[], $3::text[], $4::bool[], $5::timestamptz[], $6::timestamptz[],
                     $7::timestamptz[], $8::bool[])
             as new (id, retention, by_hand, since, review, before, child)
         on conflict (force_id, entity_id) do update
         set retention = excluded.retention, by_hand = excluded.by_hand, since = excluded.since,
             review_at = excluded.review_at, not_before = excluded.not_before,
             child = excluded.child, noted_at = excluded.noted_at",
        force,
        &ids,
        &retention,
        &by_hand,
        &since as _,
        &review as _,
        &before as _,
        &child,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Whoever is to be looked at, as far as somebody may see them: those that have waited longest first.
pub(crate) async fn due(tx: &mut Tx<'_>, sight: &Sight, limit: i64) -> Result<Vec<Due>, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let rows = sqlx::query!(
        r#"select k.entity_id as "entity: EntityId", k.retention, k.by_hand,
                k.since as "since: Instant", k.review_at as "review_at: Instant",
                k.not_before as "not_before: Instant", k.child
         from records.keepings k
         join records.entities e on e.force_id = k.force_id and e.id = k.entity_id
         where k.force_id = $1 and k.review_at <= $2 and e.erased_at is null
           and (not e.restricted or $3 = any(e.open_to)) and not e.about && $4
           and e.marking = any($5)
           and not exists (select 1 from records.merged m
                           where m.force_id = $1 and m.entity_id = k.entity_id)
         order by k.review_at, k.entity_id limit $6"#,
        force,
        now as _,
        sight.account().uuid(),
        sight.barred(),
        sight.markings(),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let due = rows.into_iter().filter_map(|row| {
        let kept = Kept {
            retention: Retention::of_code(&row.retention)?,
            by_hand: row.by_hand,
            since: row.since,
            review_at: row.review_at,
            not_before: row.not_before,
            child: row.child,
        };
        Some(Due { entity: row.entity, kept })
    });
    Ok(due.collect())
}

/// Stores a review.
pub(crate) async fn insert_review(
    tx: &mut Tx<'_>,
    (entity, by): (EntityId, AccountId),
    review: &Review,
) -> Result<(), Problem> {
    let (force, now, id) = (tx.force().to_owned(), tx.now(), tx.id());
    let criteria: Vec<String> = review.criteria.iter().map(|it| it.code().to_owned()).collect();
    sqlx::query!(
        "insert into records.reviews
             (force_id, id, entity_id, criteria, why, outcome, next_at, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        force,
        id,
        entity.uuid(),
        &criteria,
        review.why,
        review.outcome.code(),
        review.next_at as _,
        now as _,
        by.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// How often somebody looked at these, and what they said; the newest first.
pub(crate) async fn reviews(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<Vec<(Instant, Review)>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select criteria, why, outcome, next_at as "next_at: Instant",
                made_at as "made_at: Instant"
         from records.reviews where force_id = $1 and entity_id = any($2)
         order by made_at desc, id desc limit 50"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let review = rows.into_iter().filter_map(|row| {
        let criteria = row.criteria.iter().filter_map(|it| Criterion::of_code(it)).collect();
        let outcome = Outcome::of_code(&row.outcome)?;
        Some((row.made_at, Review { criteria, why: row.why, outcome, next_at: row.next_at }))
    });
    Ok(review.collect())
}
