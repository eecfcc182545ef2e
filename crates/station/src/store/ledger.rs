//! The sealed journal: what waits, what stands where, tiles and checkpoints.

use crate::faults::problem;
use crate::ledger::{Hash, Stored, Tile, TileId};
use crate::station::Station;
use crate::tx::Tx;
use kernel::{ForceId, Instant, Problem};
use uuid::Uuid;

/// A number that stands for sealing among PostgreSQL's advisory locks: "seal".
const SEALING: i32 = 0x7365_616c;

/// Where an entry stands.
pub(crate) struct Placed {
    pub(crate) place: u64,
    pub(crate) entry: Stored,
}

pub(crate) async fn forces_with_unsealed(station: &Station) -> Result<Vec<ForceId>, Problem> {
    let ids =
        sqlx::query_scalar!(r#"select id as "id!" from station.forces_with_unsealed() as f (id)"#)
            .fetch_all(station.pool())
            .await
            .map_err(problem)?;
    Ok(ids.iter().filter_map(|id| ForceId::parse(id).ok()).collect())
}

/// Makes this transaction the only one that seals for its force, until it ends.
pub(crate) async fn lock(tx: &mut Tx<'_>) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock($1, hashtext($2)) as "ours!""#,
        SEALING,
        force
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

/// Lets this transaction see one state of the database, whatever others do. Before its first query.
pub(crate) async fn hold_still(tx: &mut Tx<'_>) -> Result<(), Problem> {
    sqlx::query!("set transaction isolation level repeatable read")
        .execute(tx.connection())
        .await
        .map_err(problem)?;
    Ok(())
}

/// Takes the entries that wait longest, in the order in which they were made.
pub(crate) async fn take_unsealed(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Stored>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Stored,
        r#"with taken as (
             delete from station.unsealed
             where force_id = $1 and entry_id in (
                 select entry_id from station.unsealed where force_id = $1
                 order by entry_id limit $2)
             returning entry_id
         )
         select id, at as "at: Instant", actor_kind, actor_name, purpose, act, verb, thing,
                thing_id, details
         from station.journal
         where force_id = $1 and id in (select entry_id from taken)
         order by id"#,
        force,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The last tile of each level.
pub(crate) async fn edge(tx: &mut Tx<'_>) -> Result<Vec<(TileId, Tile)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select t.level as "level!", t.place as "place!", t.hashes as "hashes!"
         from generate_series(0, 7) as l (level)
         cross join lateral (
             select level, place, hashes from station.tiles
             where force_id = $1 and tiles.level = l.level
             order by place desc limit 1) as t"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter().map(|row| tile(row.level, row.place, &row.hashes)).collect()
}

/// The tiles of these ids that there are.
pub(crate) async fn tiles(tx: &mut Tx<'_>, ids: &[TileId]) -> Result<Vec<(TileId, Tile)>, Problem> {
    let force = tx.force().to_owned();
    let (levels, places) = columns(ids.iter().copied())?;
    let rows = sqlx::query!(
        r#"select t.level, t.place, t.hashes
         from station.tiles t
         join unnest($2::smallint[], $3::bigint[]) as asked (level, place)
           on t.level = asked.level and t.place = asked.place
         where t.force_id = $1"#,
        force,
        &levels,
        &places
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter().map(|row| tile(row.level, row.place, &row.hashes)).collect()
}

/// How many tiles there are.
pub(crate) async fn count_tiles(tx: &mut Tx<'_>) -> Result<usize, Problem> {
    let force = tx.force().to_owned();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from station.tiles where force_id = $1"#,
        force
    );
    let count = count.fetch_one(tx.connection()).await.map_err(problem)?;
    usize::try_from(count).map_err(Problem::broken)
}

/// Writes down where entries stand from `first` on, the tiles that changed and what was signed.
pub(crate) async fn seal(
    tx: &mut Tx<'_>,
    first: u64,
    entries: &[Uuid],
    tiles: &[(TileId, Tile)],
    (size, note): (u64, &str),
) -> Result<(), Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let (levels, places) = columns(tiles.iter().map(|(id, _)| *id))?;
    let hashes: Vec<Vec<u8>> = tiles.iter().map(|(_, tile)| tile.concat()).collect();
    sqlx::query!(
        "with leaves as (
             insert into station.leaves (force_id, place, entry_id)
             select $1, $2 + entry.number - 1, entry.id
             from unnest($3::uuid[]) with ordinality as entry (id, number)
         ), tiles as (
             insert into station.tiles (force_id, level, place, hashes)
             select $1, tile.level, tile.place, tile.hashes
             from unnest($4::smallint[], $5::bigint[], $6::bytea[]) as tile (level, place, hashes)
             on conflict (force_id, level, place) do update set hashes = excluded.hashes
         )
         insert into station.checkpoints (force_id, size, at, note) values ($1, $7, $8, $9)",
        force,
        i64::try_from(first).map_err(Problem::broken)?,
        entries,
        &levels,
        &places,
        &hashes,
        i64::try_from(size).map_err(Problem::broken)?,
        now as _,
        note
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The newest checkpoint's note.
pub(crate) async fn newest_checkpoint(tx: &mut Tx<'_>) -> Result<Option<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select note from station.checkpoints where force_id = $1 order by size desc limit 1",
        force
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// The checkpoints of a log larger than `after`, the smallest first: the size in the row, and the
/// note.
pub(crate) async fn checkpoints(
    tx: &mut Tx<'_>,
    after: u64,
    limit: i64,
) -> Result<Vec<(u64, String)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        "select size, note from station.checkpoints
         where force_id = $1 and size > $2 order by size limit $3",
        force,
        i64::try_from(after).map_err(Problem::broken)?,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter()
        .map(|row| Ok((u64::try_from(row.size).map_err(Problem::broken)?, row.note)))
        .collect()
}

/// The entries of the log from a place on.
pub(crate) async fn entries(
    tx: &mut Tx<'_>,
    from: u64,
    limit: i64,
) -> Result<Vec<Placed>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select l.place, j.id, j.at as "at: Instant", j.actor_kind, j.actor_name, j.purpose,
                j.act, j.verb, j.thing, j.thing_id, j.details
         from station.leaves l
         join station.journal j on j.force_id = l.force_id and j.id = l.entry_id
         where l.force_id = $1 and l.place >= $2
         order by l.place limit $3"#,
        force,
        i64::try_from(from).map_err(Problem::broken)?,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter()
        .map(|row| {
            let entry = Stored {
                id: row.id,
                at: row.at,
                actor_kind: row.actor_kind,
                actor_name: row.actor_name,
                purpose: row.purpose,
                act: row.act,
                verb: row.verb,
                thing: row.thing,
                thing_id: row.thing_id,
                details: row.details,
            };
            Ok(Placed { place: u64::try_from(row.place).map_err(Problem::broken)?, entry })
        })
        .collect()
}

/// The place of an entry, once it is sealed.
pub(crate) async fn place(tx: &mut Tx<'_>, entry: Uuid) -> Result<Option<u64>, Problem> {
    let force = tx.force().to_owned();
    let place = sqlx::query_scalar!(
        "select place from station.leaves where force_id = $1 and entry_id = $2",
        force,
        entry
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    place.map(|place| u64::try_from(place).map_err(Problem::broken)).transpose()
}

/// An entry that is neither in the log nor waiting for it, if there is one.
pub(crate) async fn left_out(tx: &mut Tx<'_>) -> Result<Option<Uuid>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select id from station.journal j
         where force_id = $1
           and not exists (select from station.leaves where force_id = $1 and entry_id = j.id)
           and not exists (select from station.unsealed where force_id = $1 and entry_id = j.id)
         order by id limit 1",
        force
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

fn tile(level: i16, place: i64, bytes: &[u8]) -> Result<(TileId, Tile), Problem> {
    let level = u32::try_from(level).map_err(Problem::broken)?;
    let place = u64::try_from(place).map_err(Problem::broken)?;
    let (whole, rest) = bytes.as_chunks::<32>();
    let mut hashes = whole.to_vec();
    if !rest.is_empty() {
        // Cut off by somebody: no hash, and for the one who verifies a wrong one.
        let mut last: Hash = [0; 32];
        last.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
        hashes.push(last);
    }
    Ok((TileId { level, place }, hashes))
}

fn columns(ids: impl Iterator<Item = TileId>) -> Result<(Vec<i16>, Vec<i64>), Problem> {
    let (mut levels, mut places) = (Vec::new(), Vec::new());
    for id in ids {
        levels.push(i16::try_from(id.level).map_err(Problem::broken)?);
        places.push(i64::try_from(id.place).map_err(Problem::broken)?);
    }
    Ok((levels, places))
}
