//! Drafts.

use crate::drafts::{Save, Sealed, Stamp};
use kernel::{Instant, Problem};
use station::{Tx, problem};

/// A draft that has not ended.
pub(crate) async fn sealed(tx: &mut Tx<'_>, lookup: &[u8; 32]) -> Result<Option<Sealed>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let row = sqlx::query!(
        r#"select sealed, ends_at as "ends_at: Instant" from reports.drafts
         where force_id = $1 and lookup = $2 and ends_at > $3"#,
        force,
        lookup.as_slice(),
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.map(|row| Sealed { bytes: row.sealed.into(), ends_at: row.ends_at }))
}

/// Saves drafts, each in place of the state that it names (the first 24 bytes of what is kept), or of
/// nothing and of what has ended. Says which were saved, in their order.
pub(crate) async fn save(tx: &mut Tx<'_>, saves: &[&Save]) -> Result<Vec<bool>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let lookups: Vec<&[u8]> = saves.iter().map(|save| save.lookup.as_slice()).collect();
    let befores: Vec<&[u8]> =
        saves.iter().map(|save| save.before.as_ref().map_or(&[][..], |it| &it.0)).collect();
    let sealed: Vec<&[u8]> = saves.iter().map(|save| &*save.sealed.bytes).collect();
    let ends: Vec<Instant> = saves.iter().map(|save| save.sealed.ends_at).collect();
    let kept = sqlx::query_scalar!(
        r#"with new as (
             select * from unnest($3::bytea[], $4::bytea[], $5::bytea[], $6::timestamptz[])
                 as new (lookup, before, sealed, ends_at)
         ), changed as (
             update reports.drafts as kept
             set sealed = new.sealed, saved_at = $2, ends_at = new.ends_at
             from new
             where kept.force_id = $1 and kept.lookup = new.lookup and new.before <> ''
               and substring(kept.sealed for 24) = new.before
             returning kept.sealed
         ), begun as (
             insert into reports.drafts as kept (force_id, lookup, sealed, saved_at, ends_at)
             select $1, lookup, sealed, $2, ends_at from new where before = '' order by lookup
             on conflict (force_id, lookup) do update
             set sealed = excluded.sealed, saved_at = excluded.saved_at, ends_at = excluded.ends_at
             where kept.ends_at <= $2
             returning sealed
         )
         select substring(sealed for 24) as "stamp!" from changed
         union all select substring(sealed for 24) from begun"#,
        force,
        now as _,
        &lookups as _,
        &befores as _,
        &sealed as _,
        &ends as _,
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let kept: Vec<Stamp> = kept.iter().filter_map(|stamp| Stamp::of(stamp)).collect();
    Ok(saves.iter().map(|save| save.sealed.stamp().is_some_and(|it| kept.contains(&it))).collect())
}

/// Deletes a draft in a state. Says whether it was there.
pub(crate) async fn delete(
    tx: &mut Tx<'_>,
    lookup: &[u8; 32],
    before: Stamp,
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "delete from reports.drafts
         where force_id = $1 and lookup = $2 and substring(sealed for 24) = $3",
        force,
        lookup.as_slice(),
        before.0.as_slice()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() > 0)
}

pub(crate) async fn delete_ended(tx: &mut Tx<'_>) -> Result<u64, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "delete from reports.drafts where force_id = $1 and ends_at <= $2",
        force,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}
