//! Why a file was not loaded, for whoever runs the command. What was loaded before is still there.

use super::BadLine;
use kernel::Problem;
use std::path::PathBuf;

/// Why nothing was loaded.
#[derive(Debug)]
pub enum LoadFault {
    /// The file cannot be read.
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Columns that are needed are not there.
    NoColumns(Vec<&'static str>),
    /// The same, of a file of addresses.
    NoAddressColumns(Vec<&'static str>),
    /// Most rows of the file cannot be used.
    Unusable {
        /// How many can be used.
        good: u64,
        /// How many cannot.
        bad: u64,
        /// The first of those.
        first: Vec<BadLine>,
    },
    /// The file has far fewer entries than are loaded.
    Fewer {
        /// How many the file has.
        new: u64,
        /// How many are loaded.
        loaded: u64,
    },
    /// The boundary file is no GeoJSON, or was cut off; with what the reader says.
    NotGeoJson(String),
    /// Something in the boundary file is wrong.
    Boundaries {
        /// Which feature, from 1.
        feature: u64,
        /// What.
        why: Outline,
    },
    /// The boundary file has no area.
    NoAreas,
    /// Somebody else loads at this moment.
    Busy,
    /// The database did not do it.
    Database(Problem),
}

/// What is wrong with an outline.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// This is no GeoJSON, with what the reader says.
    NotGeoJson(String),
    /// No property has the code of a police area.
    NoCode,
    /// It is no polygon.
    NotAnArea {
        /// The area.
        code: String,
    },
    /// A ring does not end where it begins.
    Open {
        /// The area.
        code: String,
    },
    /// A ring has too few points.
    Short {
        /// The area.
        code: String,
    },
    /// The coordinates are metres of the British National Grid.
    Metres {
        /// The area.
        code: String,
    },
    /// A point is not on these islands.
    Far {
        /// The area.
        code: String,
        /// What should be its longitude.
        x: f64,
        /// What should be its latitude.
        y: f64,
    },
}

impl std::fmt::Display for LoadFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable { file, error } => {
                write!(f, "{} cannot be read: {error}", file.display())
            }
            Self::NoColumns(names) => write!(
                f,
                "the postcode file has no column {}; take the CSV of the ONS Postcode Directory, with its header",
                names.join(" and no column ")
            ),
            Self::NoAddressColumns(names) => write!(
                f,
                "the file of addresses has no column {}; its header has uprn, line1, line2, town and postcode",
                names.join(" and no column ")
            ),
            Self::Unusable { good, bad, first } => {
                write!(f, "{bad} rows cannot be used and {good} can: nothing was changed")?;
                first.iter().try_for_each(|line| write!(f, "; {line}"))
            }
            Self::Fewer { new, loaded } => write!(
                f,
                "the file has {new} entries where {loaded} are loaded: nothing was changed; if the file is whole, add --allow-fewer"
            ),
            Self::Boundaries { feature, why } => {
                write!(f, "the boundary file, feature {feature}: {why}")
            }
            Self::NotGeoJson(said) => {
                write!(f, "the boundary file cannot be read as GeoJSON: {said}; is it whole?")
            }
            Self::NoAreas => write!(f, "the boundary file has no area"),
            Self::Busy => write!(f, "places are being loaded already; try again when it is done"),
            Self::Database(problem) => write!(f, "the database: {problem}"),
        }
    }
}

impl std::fmt::Display for Outline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotGeoJson(said) => write!(f, "cannot be read as GeoJSON: {said}"),
            Self::NoCode => write!(
                f,
                "has no property PFA…CD with the code of a police area, like \"PFA23CD\": \"E23000012\""
            ),
            Self::NotAnArea { code } => write!(f, "{code} is neither Polygon nor MultiPolygon"),
            Self::Open { code } => write!(f, "a ring of {code} does not end where it begins"),
            Self::Short { code } => write!(f, "a ring of {code} has fewer than four points"),
            Self::Metres { code } => write!(
                f,
                "{code} is in metres of the British National Grid; convert the file to longitude and latitude (EPSG:4326), for example with `ogr2ogr -t_srs EPSG:4326 new.geojson old.geojson`"
            ),
            Self::Far { code, x, y } => write!(
                f,
                "{code} has the point {x}, {y}, which is not on these islands; longitude comes first in GeoJSON"
            ),
        }
    }
}

impl std::error::Error for LoadFault {}

impl From<Problem> for LoadFault {
    fn from(problem: Problem) -> Self {
        Self::Database(problem)
    }
}
