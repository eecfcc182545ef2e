//! By what events are compared.

use crate::alike::Traits;
use jiff::SignedDuration;
use kernel::{EntityId, Instant, Problem};
use sqlx::types::Uuid;
use station::{Tx, problem};

/// An event with its traits.
pub(crate) struct Stored {
    pub(crate) event: EntityId,
    pub(crate) traits: Traits,
}

/// Stores by what an event is compared, in place of what was stored before.
pub(crate) async fn keep(tx: &mut Tx<'_>, event: EntityId, traits: &Traits) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let words: Vec<i64> = traits.words.iter().copied().collect();
    sqlx::query!(
        "insert into records.event_traits
             (force_id, entity_id, at, kind, postcode, latitude, longitude, places, things, tellers,
              words)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (force_id, entity_id) do update set
             at = $3, kind = $4, postcode = $5, latitude = $6, longitude = $7, places = $8,
             things = $9, tellers = $10, words = $11",
        force,
        event.uuid(),
        traits.at as _,
        traits.kind,
        traits.postcode,
        traits.point.map(|it| it.0),
        traits.point.map(|it| it.1),
        &uuids(&traits.places),
        &uuids(&traits.things),
        &uuids(&traits.tellers),
        &words
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

fn uuids(ids: &[EntityId]) -> Vec<Uuid> {
    ids.iter().map(|id| id.uuid()).collect()
}

/// The events near another in time: those that share something with it first, then the nearest.
pub(crate) async fn around(
    tx: &mut Tx<'_>,
    (event, traits): (EntityId, &Traits),
    window: SignedDuration,
    limit: usize,
) -> Result<Vec<Stored>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let (from, to) = (traits.at.plus(-window), traits.at.plus(window));
    let rows = sqlx::query!(
        r#"select entity_id as "event: EntityId", at as "at: Instant", kind, postcode, latitude,
                longitude, places as "places: Vec<EntityId>", things as "things: Vec<EntityId>",
                tellers as "tellers: Vec<EntityId>", words
         from records.event_traits
         where force_id = $1 and entity_id <> $2 and at between $3 and $4
         order by (places && $5 or things && $6 or coalesce(postcode = $7, false)) desc,
                abs(extract(epoch from at - $8)), entity_id
         limit $9"#,
        force,
        event.uuid(),
        from as _,
        to as _,
        &uuids(&traits.places),
        &uuids(&traits.things),
        traits.postcode,
        traits.at as _,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let stored = rows.into_iter().map(|row| Stored {
        event: row.event,
        traits: Traits {
            at: row.at,
            kind: row.kind,
            postcode: row.postcode,
            point: row.latitude.zip(row.longitude),
            places: row.places,
            things: row.things,
            tellers: row.tellers,
            words: row.words.into_iter().collect(),
        },
    });
    Ok(stored.collect())
}
