//! The ONS Postcode Directory: a row for every postcode, with columns whose names change by release.

use super::{Month, Point};
use csv::ByteRecord;
use kernel::Postcode;

/// How PostgreSQL's text format writes that there is nothing.
const NOTHING: &str = "\\N";

/// Where the columns stand that we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    postcode: usize,
    area: usize,
    council: Option<usize>,
    ended: Option<usize>,
    point: Option<(usize, usize)>,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) postcode: Postcode,
    pub(super) area_code: String,
    /// The local authority, where the file says it.
    pub(super) council_code: Option<String>,
    pub(super) point: Option<Point>,
    pub(super) ended: Option<Month>,
}

/// Why a row cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadRow {
    /// It ends before its columns do.
    TooShort,
    /// Its postcode is none.
    NotAPostcode,
    /// It has no police area, or what stands there is no code.
    NotAnArea,
    /// The month of its end is none.
    NotAMonth,
    /// Its latitude or longitude is no number, or far from these islands.
    NotAPoint,
    /// Its postcode stood in a row before.
    Twice,
    /// Its unique property reference number is none.
    NotAUprn,
    /// It has no first line of an address.
    NoLine,
}

/// A row that was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The line of the file, from 1.
    pub line: u64,
    /// Why.
    pub why: BadRow,
}

impl std::fmt::Display for BadLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let why = match self.why {
            BadRow::TooShort => "has too few columns",
            BadRow::NotAPostcode => "has no postcode",
            BadRow::NotAnArea => "has no police area",
            BadRow::NotAMonth => "ends in a month that is not YYYYMM",
            BadRow::NotAPoint => "has a latitude or longitude that cannot be",
            BadRow::Twice => "repeats a postcode",
            BadRow::NotAUprn => "has no UPRN of 1 to 12 digits",
            BadRow::NoLine => "has no first line of an address",
        };
        write!(f, "line {} {why}", self.line)
    }
}

impl Row {
    /// Adds the row to what is copied into the database, in PostgreSQL's text format.
    pub(super) fn write(&self, lines: &mut String) {
        let end = self.ended.map_or_else(|| NOTHING.to_owned(), |month| month.to_string());
        let (latitude, longitude) = self.point.map_or_else(
            || (NOTHING.to_owned(), NOTHING.to_owned()),
            |point| (point.latitude.to_string(), point.longitude.to_string()),
        );
        let code = self.postcode.as_str();
        let council = self.council_code.as_deref().unwrap_or(NOTHING);
        for (text, after) in [
            (code, '\t'),
            (&self.area_code, '\t'),
            (council, '\t'),
            (&latitude, '\t'),
            (&longitude, '\t'),
            (&end, '\n'),
        ] {
            lines.push_str(text);
            lines.push(after);
        }
    }
}

impl Columns {
    /// Finds the columns by their names' stems; what is needed and missing, where something is.
    pub(super) fn read(header: &ByteRecord) -> Result<Self, Vec<&'static str>> {
        let place = |stems: &[&str]| {
            stems.iter().find_map(|stem| header.iter().position(|name| has_stem(name, stem)))
        };
        // Spelt with one space, in seven characters, in eight, or as old releases have it.
        let postcode = place(&["pcds", "pcd7", "pcd8", "pcd"]);
        let area = place(&["pfa"]);
        let (Some(postcode), Some(area)) = (postcode, area) else {
            let needed = [("pcds, pcd7 or pcd", postcode), ("pfa", area)];
            return Err(needed.iter().filter(|(_, at)| at.is_none()).map(|(it, _)| *it).collect());
        };
        let point = place(&["lat"]).zip(place(&["long"]));
        let council = place(&["oslaua", "laua", "lad"]);
        Ok(Self { postcode, area, council, ended: place(&["doterm"]), point })
    }

    /// Whether rows tell where their postcode is.
    pub(super) const fn have_points(&self) -> bool {
        self.point.is_some()
    }

    /// Reads a row.
    pub(super) fn row(&self, record: &ByteRecord) -> Result<Row, BadRow> {
        let field = |at: usize| record.get(at).and_then(|it| std::str::from_utf8(it).ok());
        let text = |at: usize| field(at).map(str::trim).ok_or(BadRow::TooShort);
        let postcode = Postcode::parse(text(self.postcode)?).map_err(|_| BadRow::NotAPostcode)?;
        let area_code = text(self.area)?.to_owned();
        if !is_area_code(&area_code) {
            return Err(BadRow::NotAnArea);
        }
        let ended = match self.ended.map(text).transpose()?.filter(|ended| !ended.is_empty()) {
            Some(ended) => Some(Month::parse(ended).ok_or(BadRow::NotAMonth)?),
            None => None,
        };
        let point = match self.point {
            Some((latitude, longitude)) => point(text(latitude)?, text(longitude)?)?,
            None => None,
        };
        // What stands there may be no code, as for islands: then the council is not known.
        let council = self.council.map(text).transpose()?.filter(|code| is_area_code(code));
        let council_code = council.map(str::to_owned);
        Ok(Row { postcode, area_code, council_code, point, ended })
    }
}

/// Whether a column's name is a stem, with the release's year or without: `pfa`, `pfa23cd`.
fn has_stem(name: &[u8], stem: &str) -> bool {
    let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
    let Some(rest) = name.strip_prefix(stem) else { return false };
    let year = rest.strip_suffix("cd").unwrap_or(rest);
    // A number says how long a postcode is written, not of which year it is.
    rest.is_empty() || (stem != "pcd" && year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// One of nine characters, `E23000012`, or the letters that islands have for theirs.
fn is_area_code(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = text.len().saturating_sub(digits.len());
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits && matches!((letters, digits.len()), (1, 8) | (2, 0))
}

/// The point of a row; none where the directory says so, with a latitude near the pole.
fn point(latitude: &str, longitude: &str) -> Result<Option<Point>, BadRow> {
    if latitude.is_empty() && longitude.is_empty() {
        return Ok(None);
    }
    let number = |text: &str| text.parse::<f64>().map_err(|_| BadRow::NotAPoint);
    let (latitude, longitude) = (number(latitude)?, number(longitude)?);
    if latitude > 99.0 && longitude.abs() < f64::EPSILON {
        return Ok(None);
    }
    Point::new(latitude, longitude).map(Some).ok_or(BadRow::NotAPoint)
}

#[cfg(test)]
mod tests {
    use super::{BadRow, Columns, Point};
    use csv::ByteRecord;

    fn columns(header: &str) -> Result<Columns, Vec<&'static str>> {
        Columns::read(&ByteRecord::from(header.split(',').collect::<Vec<_>>()))
    }

    #[test]
    fn columns_are_found_by_their_stems_whatever_the_release() {
        for (header, found) in [
            ("pcd,pcd2,pcds,dointr,doterm,pfa,lat,long", Ok((2, 5, Some(4), Some((6, 7))))),
            ("pcd7,pcd8,pcds,doterm,pfa23cd,lat,long", Ok((2, 4, Some(3), Some((5, 6))))),
            ("PCD7,PFA25CD,LAT,LONG", Ok((0, 1, None, Some((2, 3))))),
            ("pcd,pfa,lat", Ok((0, 1, None, None))),
            ("pcd,lad23cd,lat,long", Err(vec!["pfa"])),
            ("id,name", Err(vec!["pcds, pcd7 or pcd", "pfa"])),
            ("pcd2,pfaname", Err(vec!["pcds, pcd7 or pcd", "pfa"])),
        ] {
            let read = columns(header).map(|it| (it.postcode, it.area, it.ended, it.point));
            assert_eq!(read, found, "{header}");
        }
    }

    #[test]
    fn a_council_is_kept_where_the_file_says_it() {
        for (header, row, council) in [
            ("pcds,oslaua,pfa", "HU1 3AA,E06000010,E23000012", Some("E06000010")),
            ("pcds,lad23cd,pfa23cd", "HU1 3AA,E06000010,E23000012", Some("E06000010")),
            ("pcds,oslaua,pfa", "HU1 3AA,,E23000012", None),
            ("pcds,pfa", "HU1 3AA,E23000012", None),
        ] {
            let record = ByteRecord::from(row.split(',').collect::<Vec<_>>());
            let row = columns(header).unwrap().row(&record).unwrap();
            assert_eq!(row.council_code.as_deref(), council, "{header}");
        }
    }

    #[test]
    fn a_row_is_read_or_says_what_is_wrong_with_it() {
        let columns = columns("pcds,doterm,pfa,lat,long").unwrap();
        let point = |latitude, longitude| Some(Point { latitude, longitude });
        for (row, read) in [
            ("HU1 3AA,,E23000012,53.74,-0.33", Ok(("HU1 3AA", None, point(53.74, -0.33)))),
            ("hu13aa,199606,E23000012,53.74,-0.33", Ok(("HU1 3AA", Some("199606"), None))),
            ("JE2 3AA,,L99999999,99.999999,0.000000", Ok(("JE2 3AA", None, None))),
            ("IM1 1AA,,IM,,", Ok(("IM1 1AA", None, None))),
            ("HU1 3AA,,E23000012", Err(BadRow::TooShort)),
            ("HU1,,E23000012,53.74,-0.33", Err(BadRow::NotAPostcode)),
            ("HU1 3AA,,,53.74,-0.33", Err(BadRow::NotAnArea)),
            ("HU1 3AA,,E230,53.74,-0.33", Err(BadRow::NotAnArea)),
            ("HU1 3AA,1996,E23000012,53.74,-0.33", Err(BadRow::NotAMonth)),
            ("HU1 3AA,,E23000012,north,-0.33", Err(BadRow::NotAPoint)),
            ("HU1 3AA,,E23000012,509000,428000", Err(BadRow::NotAPoint)),
        ] {
            let found = columns.row(&ByteRecord::from(row.split(',').collect::<Vec<_>>()));
            match (found, read) {
                (Ok(found), Ok((postcode, ended, point))) => {
                    assert_eq!(found.postcode.as_str(), postcode, "{row}");
                    assert_eq!(found.ended.map(|it| it.to_string()).as_deref(), ended, "{row}");
                    assert!(ended.is_some() || found.point == point, "{row}");
                }
                (found, read) => assert_eq!(found.err(), read.err(), "{row}"),
            }
        }
    }
}
