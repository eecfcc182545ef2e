//! Places by the national open data: whole postcodes and points, decided by what was loaded.
//!
//! [`load`] brings in the ONS Postcode Directory and the boundaries of police areas; [`find`] asks
//! them first and falls back to the [`Gazetteer`], which needs no data. The data is the same for
//! every force and tells of nobody, so it is read without a scope.
//!
//! It answers no surer than the data is: within a hundred metres of a border a postcode is
//! shared, one that the directory does not have is a guess, and one that was given up is said to be
//! old. It keeps nothing of what was typed.

mod areas;
mod borders;
mod directory;
mod fault;
mod load;
mod month;
mod outlines;
mod point;

pub use directory::{BadLine, BadRow};
pub use fault::LoadFault;
pub use load::{Counted, Files, Loaded, Progress, load};
pub use month::Month;

pub(crate) use borders::{NEAR_METRES, Stretch};
pub(crate) use point::Point;

use crate::forces::whereabouts::{Gazetteer, Whereabouts};
use crate::station::Station;
use crate::store;
use areas::Area;
use borders::Standing;
use directory::Row;
use kernel::{Forces, Instant, Postcode, Problem};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long the data is waited for before the answer comes from the force files alone.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where somebody is, and how we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who polices there.
    pub whereabouts: Whereabouts,
    /// What says so.
    pub source: Source,
}

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The force files: names, and the rule of outward codes.
    Files,
    /// The postcode directory has the postcode.
    Directory {
        /// When it was given up; nothing while it is in use.
        ended: Option<Month>,
    },
    /// A postcode directory is loaded and does not have the postcode: the rule of outward codes, so
    /// a single force is only [`Whereabouts::Perhaps`].
    Unlisted,
    /// The boundaries, for a point that was typed.
    Boundaries,
}

/// A file that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedFile {
    /// `postcodes` or `boundaries`.
    pub kind: String,
    /// The file's name, without its folder.
    pub name: String,
    /// When it was loaded, by real time.
    pub loaded_at: Instant,
    /// How many postcodes or areas it brought.
    pub entries: u64,
    /// How many of its rows could not be used.
    pub passed_over: u64,
}

/// A row of the directory with the borders around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listed {
    pub(crate) area_code: String,
    pub(crate) point: Option<Point>,
    pub(crate) ended: Option<Month>,
    pub(crate) around: Vec<Stretch>,
}

/// What the directory says of a postcode.
#[derive(Clone, Debug)]
pub(crate) enum Entry {
    /// No directory is loaded.
    NoDirectory,
    /// The directory does not have it.
    Missing,
    /// It has it.
    Listed(Listed),
}

/// Looks up what somebody typed, with one question to the database at most. Where the database
/// does not answer, the force files do.
pub async fn find(station: &Station, gazetteer: &Gazetteer, typed: &str) -> Found {
    match tokio::time::timeout(PATIENCE, by_data(station, gazetteer, typed)).await {
        Ok(Ok(Some(found))) => return found,
        Ok(Ok(None)) => {}
        Ok(Err(problem)) => tracing::warn!(%problem, "places are decided without their data"),
        Err(_) => tracing::warn!("places are decided without their data, which was too slow"),
    }
    Found { whereabouts: gazetteer.find(typed), source: Source::Files }
}

/// The code of the local authority that a postcode is in. Nothing where no data says it, or the
/// database does not answer in time: then people are asked.
pub async fn council(station: &Station, postcode: &Postcode) -> Option<String> {
    match tokio::time::timeout(PATIENCE, store::places::council(station, postcode)).await {
        Ok(Ok(code)) => code,
        Ok(Err(problem)) => {
            tracing::warn!(%problem, "a council is not known: the data does not answer");
            None
        }
        Err(_) => None,
    }
}

/// What was loaded, by its kind.
pub async fn status(station: &Station) -> Result<Vec<LoadedFile>, Problem> {
    store::places::files(station).await
}

/// Whether an area code of the data is known: a force's, or another land's.
#[must_use]
pub fn is_known(forces: &Forces, code: &str) -> bool {
    // A code that stands for several islands needs a postcode of one of them.
    ["", "JE", "GY"].iter().any(|area| Area::of(forces, code, area).is_some())
}

async fn by_data(
    station: &Station,
    gazetteer: &Gazetteer,
    typed: &str,
) -> Result<Option<Found>, Problem> {
    if let Some(point) = Point::read(typed) {
        let stretches = store::places::around(station, point).await?;
        return Ok(by_boundaries(gazetteer.forces(), point, &stretches));
    }
    let Some(postcode) = gazetteer.whole_postcode(typed) else { return Ok(None) };
    let entry = store::places::entry(station, &postcode).await?;
    Ok(by_directory(gazetteer, &postcode, entry))
}

/// What the directory decides. A code that nobody here has is no reason to guess.
fn by_directory(gazetteer: &Gazetteer, postcode: &Postcode, entry: Entry) -> Option<Found> {
    match entry {
        Entry::NoDirectory => None,
        Entry::Missing => {
            let whereabouts = gazetteer.find(postcode.as_str()).less_sure();
            Some(Found { whereabouts, source: Source::Unlisted })
        }
        Entry::Listed(listed) => {
            let near = listed.point.map(|point| Standing::of(point, &listed.around).near);
            let own = Area::of(gazetteer.forces(), &listed.area_code, postcode.area());
            let whereabouts = own.map_or(Whereabouts::Unknown, |_| {
                let codes = near.into_iter().flatten().chain([listed.area_code]).collect();
                areas::answer(gazetteer.forces(), &codes, postcode.area(), true)
            });
            Some(Found { whereabouts, source: Source::Directory { ended: listed.ended } })
        }
    }
}

/// What the boundaries decide of a point; nothing where none are loaded near it or to the east.
fn by_boundaries(forces: &Forces, point: Point, stretches: &[Stretch]) -> Option<Found> {
    let standing = Standing::of(point, stretches);
    let codes: BTreeSet<String> = &standing.inside | &standing.near;
    let whereabouts = areas::answer(forces, &codes, "", !standing.inside.is_empty());
    (!codes.is_empty()).then_some(Found { whereabouts, source: Source::Boundaries })
}

#[cfg(test)]
mod tests;
