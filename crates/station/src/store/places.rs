//! The national open data: what it says of a postcode, and the borders around a point. It belongs
//! to no force.

mod swap;

pub(crate) use swap::{Kind, NewFile, Swap};

use crate::faults::problem;
use crate::places::{Entry, Listed, LoadedFile, Month, NEAR_METRES, Point, Stretch};
use crate::station::Station;
use kernel::{Instant, Postcode, Problem};

/// What the directory has of a postcode, with the stretches of border that may be near.
pub(crate) async fn entry(station: &Station, postcode: &Postcode) -> Result<Entry, Problem> {
    let (margin, _) = Point { latitude: 0.0, longitude: 0.0 }.margins(NEAR_METRES);
    let rows = sqlx::query!(
        r#"select asked.any_loaded as "any_loaded!", known.area_code as "area_code?",
             known.latitude::float8 as latitude, known.longitude::float8 as longitude,
             known.ended as "ended?", border.area_code as "border_of?", border.line as "line?"
         from (select exists (select from station.postcodes) as any_loaded) as asked
         left join station.postcodes as known on known.postcode = $1
         left join station.borders as border on border.extent && box(
             point(known.longitude - $2 / cos(radians(known.latitude)), known.latitude - $2),
             point(known.longitude + $2 / cos(radians(known.latitude)), known.latitude + $2))"#,
        postcode.as_str(),
        margin
    )
    .fetch_all(station.pool())
    .await
    .map_err(problem)?;
    let mut listed: Option<Listed> = None;
    let mut any_loaded = false;
    for row in rows {
        any_loaded |= row.any_loaded;
        let Some(area_code) = row.area_code else { continue };
        let listed = listed.get_or_insert_with(|| Listed {
            area_code,
            point: row
                .latitude
                .zip(row.longitude)
                .map(|(latitude, longitude)| Point { latitude, longitude }),
            ended: row.ended.and_then(|ended| Month::parse(&ended.to_string())),
            around: Vec::new(),
        });
        let stretch = row.border_of.zip(row.line).map(|(code, line)| Stretch::kept(code, &line));
        listed.around.extend(stretch);
    }
    Ok(match listed {
        Some(listed) => Entry::Listed(listed),
        None if any_loaded => Entry::Missing,
        None => Entry::NoDirectory,
    })
}

/// The local authority that a postcode is in, if a directory is loaded that says it.
pub(crate) async fn council(
    station: &Station,
    postcode: &Postcode,
) -> Result<Option<String>, Problem> {
    let found = sqlx::query_scalar!(
        "select council_code from station.postcodes where postcode = $1",
        postcode.as_str()
    )
    .fetch_optional(station.pool())
    .await
    .map_err(problem)?;
    Ok(found.flatten())
}

/// The stretches of border that are near a point, or that a line from it to the east can cross.
pub(crate) async fn around(station: &Station, point: Point) -> Result<Vec<Stretch>, Problem> {
    let (up, sideways) = point.margins(NEAR_METRES);
    let rows = sqlx::query!(
        "select area_code, line from station.borders
         where extent && box(point($1, $2), point(180, $3))",
        point.longitude - sideways,
        point.latitude - up,
        point.latitude + up
    )
    .fetch_all(station.pool())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| Stretch::kept(row.area_code, &row.line)).collect())
}

/// The files that were loaded.
pub(crate) async fn files(station: &Station) -> Result<Vec<LoadedFile>, Problem> {
    let rows = sqlx::query!(
        r#"select kind, name, loaded_at as "loaded_at: Instant", entries, passed_over
         from station.place_files order by kind desc"#
    )
    .fetch_all(station.pool())
    .await
    .map_err(problem)?;
    let file = |kind, name, loaded_at, entries, passed_over| LoadedFile {
        kind,
        name,
        loaded_at,
        entries: u64::try_from(entries).unwrap_or_default(),
        passed_over: u64::try_from(passed_over).unwrap_or_default(),
    };
    Ok(rows
        .into_iter()
        .map(|row| file(row.kind, row.name, row.loaded_at, row.entries, row.passed_over))
        .collect())
}
