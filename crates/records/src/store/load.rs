//! Many records at once.

use crate::form::Form;
use crate::link::NewLink;
use crate::load::Row;
use kernel::{EntityId, Instant, Problem};
use rights::interests::Token;
use sqlx::types::Uuid;
use station::{Tx, problem};
use std::collections::{BTreeMap, BTreeSet};

/// Stores records with what is kept beside them; says which are new. Protections of more than a marking are
/// for one record at a time.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    rows: &[Row<'_>],
) -> Result<BTreeSet<EntityId>, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let texts = |text: fn(&Row<'_>) -> String| rows.iter().map(text).collect::<Vec<_>>();
    let ids: Vec<Uuid> = rows.iter().map(|it| it.id.uuid()).collect();
    let identities: Vec<Option<String>> = rows.iter().map(|it| it.identity.clone()).collect();
    let starts: Vec<Option<Instant>> = rows.iter().map(|it| it.new.when.0).collect();
    let ends: Vec<Option<Instant>> = rows.iter().map(|it| it.new.when.1).collect();
    let points = |of: fn((f64, f64)) -> f64| rows.iter().map(move |it| it.new.point.map(of));
    let latitudes: Vec<Option<f64>> = points(|point| point.0).collect();
    let longitudes: Vec<Option<f64>> = points(|point| point.1).collect();
    // An array of arrays has to be a box: the hashes travel as one text.
    let hex = |token: &Token| token.bytes().iter().map(|it| format!("{it:02x}")).collect();
    let about = |it: &Row<'_>| it.beside.about.iter().map(hex).collect::<Vec<String>>().join(",");
    let abouts: Vec<String> = rows.iter().map(about).collect();
    let added = sqlx::query_scalar!(
        r#"insert into records.entities
             (force_id, id, form, label, hint, identity, starts_at, ends_at, latitude, longitude,
              regime, marking, about, made_at)
         select $1, n.id, n.form, n.label, n.hint, n.identity, n.starts_at, n.ends_at,
                n.latitude, n.longitude, n.regime, n.marking,
                coalesce((select array_agg(decode(t, 'hex'))
                          from unnest(string_to_array(n.about, ',')) t), '{}'), $2
         from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                     $8::timestamptz[], $9::timestamptz[], $10::float8[], $11::float8[],
                     $12::text[], $13::text[], $14::text[])
             as n (id, form, label, hint, identity, starts_at, ends_at, latitude, longitude,
                   regime, marking, about)
         on conflict do nothing
         returning id as "id: EntityId""#,
        force,
        now as _,
        &ids,
        &texts(|it| it.new.form.code().to_owned()),
        &texts(|it| it.beside.label.clone()),
        &texts(|it| it.beside.hint.clone()),
        &identities as _,
        &starts as _,
        &ends as _,
        &latitudes as _,
        &longitudes as _,
        &texts(|it| it.new.regime.code().to_owned()),
        &texts(|it| it.new.protection.marking.code().to_owned()),
        &abouts
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(added.into_iter().collect())
}

/// The records that have these forms and identities, each under the id that was meant for it.
pub(crate) async fn of_identities(
    tx: &mut Tx<'_>,
    known: &[(EntityId, Form, &str)],
) -> Result<BTreeMap<EntityId, EntityId>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = known.iter().map(|(id, ..)| id.uuid()).collect();
    let forms: Vec<String> = known.iter().map(|(_, form, _)| form.code().to_owned()).collect();
    let identities: Vec<String> = known.iter().map(|(.., it)| (*it).to_owned()).collect();
    let rows = sqlx::query!(
        r#"select n.id as "meant!: EntityId", e.id as "id!: EntityId"
         from unnest($2::uuid[], $3::text[], $4::text[]) as n (id, form, identity)
         join records.entities e
             on e.force_id = $1 and e.form = n.form and e.identity = n.identity"#,
        force,
        &ids,
        &forms,
        &identities
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.meant, row.id)).collect())
}

/// Stores links.
pub(crate) async fn link(tx: &mut Tx<'_>, links: &[NewLink]) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let texts = |text: fn(&NewLink) -> String| links.iter().map(text).collect::<Vec<_>>();
    let ids: Vec<Uuid> = links.iter().map(|_| tx.id()).collect();
    let src: Vec<Uuid> = links.iter().map(|it| it.src.uuid()).collect();
    let dst: Vec<Uuid> = links.iter().map(|it| it.dst.uuid()).collect();
    let since: Vec<Instant> = links.iter().map(|it| it.valid_from).collect();
    let until: Vec<Option<Instant>> = links.iter().map(|it| it.valid_to).collect();
    let origins = links.iter().map(|it| it.origin.as_ref());
    let things: Vec<Option<String>> = origins.clone().map(|it| Some(it?.thing.clone())).collect();
    let thing_ids: Vec<Option<String>> = origins.map(|it| Some(it?.id.clone())).collect();
    sqlx::query!(
        "insert into records.links
             (force_id, id, src, role, dst, reason, confidence, nature, valid_from, valid_to,
              source, source_thing, source_id, made_at)
         select $1, n.id, n.src, n.role, n.dst, n.reason, n.confidence, n.nature, n.valid_from,
                n.valid_to, n.source, n.thing, n.thing_id, $2
         from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                     $9::text[], $10::timestamptz[], $11::timestamptz[], $12::text[], $13::text[],
                     $14::text[])
             as n (id, src, role, dst, reason, confidence, nature, valid_from, valid_to, source,
                   thing, thing_id)",
        force,
        now as _,
        &ids,
        &src,
        &texts(|it| it.role.code().to_owned()),
        &dst,
        &texts(|it| it.reason.clone()),
        &texts(|it| it.confidence.code().to_owned()),
        &texts(|it| it.nature.code().to_owned()),
        &since as _,
        &until as _,
        &texts(|it| it.source.code().to_owned()),
        &things as _,
        &thing_ids as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Says of some people and events whom they are about, by what they are linked to, as one by one does:
/// people first, since events are about them.
pub(crate) async fn about_nearby(tx: &mut Tx<'_>, ids: &[EntityId]) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let events: Vec<String> = codes(crate::index::Nearby::Who);
    let people: Vec<String> = codes(crate::index::Nearby::What);
    sqlx::query!(
        "update records.entities e set about = found.about, changed_in = pg_current_xact_id()
         from unnest($2::uuid[]) as i (id)
         cross join lateral (
             select array_agg(distinct t.token) as about
             from records.links l
             join records.entities o on o.force_id = $1 and o.id = l.dst
             cross join unnest(o.about) as t (token)
             where l.force_id = $1 and l.src = i.id and l.ended_at is null
               and l.role in ('uses', 'owns', 'lives_at', 'stays_at')) found
         where e.force_id = $1 and e.id = i.id and e.form = any($3) and found.about is not null",
        force,
        &ids,
        &people
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query!(
        "update records.entities e set about = found.about, changed_in = pg_current_xact_id()
         from unnest($2::uuid[]) as i (id)
         cross join lateral (
             select array_agg(distinct t.token) as about
             from records.links l
             join records.entities o on o.force_id = $1 and o.id = l.src
             cross join unnest(o.about) as t (token)
             where l.force_id = $1 and l.dst = i.id and l.ended_at is null) found
         where e.force_id = $1 and e.id = i.id and e.form = any($3) and found.about is not null",
        force,
        &ids,
        &events
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The forms that are known by such links.
fn codes(by: crate::index::Nearby) -> Vec<String> {
    let known = crate::Form::ALL.iter().filter(|form| crate::index::known_by(**form) == by);
    known.map(|form| form.code().to_owned()).collect()
}
