//! Loading whole files in one transaction: until its end everybody reads what was there before, and
//! if it breaks, still afterwards.

use super::directory::{BadLine, BadRow, Columns};
use super::outlines::{self, Outlines};
use super::{LoadFault, Row};
use crate::store::places::{Kind, NewFile, Swap};
use csv::{ByteRecord, Reader, ReaderBuilder};
use kernel::{Clock, Instant};
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// How many rows that cannot be used are named.
const NAMED: usize = 5;
/// Rows after which progress is told.
const TELL_EVERY: u64 = 50_000;
/// Bytes that are sent to the database at once.
const BATCH: usize = 1 << 18;

/// What to load.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The CSV file of the ONS Postcode Directory.
    pub postcodes: Option<PathBuf>,
    /// The GeoJSON file of the boundaries of police areas.
    pub boundaries: Option<PathBuf>,
    /// Whether a file may have far fewer entries than are loaded.
    pub allow_fewer: bool,
}

/// What was loaded.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Of the postcode file.
    pub postcodes: Option<Counted>,
    /// Of the boundary file.
    pub boundaries: Option<Counted>,
}

/// What a file brought.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Postcodes, or areas.
    pub entries: u64,
    /// Rows that could not be used.
    pub passed_over: u64,
    /// The first of them.
    pub first: Vec<BadLine>,
    /// The codes of police areas, and how many postcodes or pieces of border each has.
    pub areas: BTreeMap<String, u64>,
    /// Whether postcodes have their places, without which no border is near.
    pub has_points: bool,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many rows of the postcode file were read, and so many of a hundred parts of it.
    Postcodes(u64, u64),
    /// So many areas were read.
    Areas(u64),
    /// So many addresses were read.
    Addresses(u64),
    /// Everything was read, and the new takes the place of the old.
    Swapping,
}

/// Loads these files as the owner of the schema: all of them, or none.
pub async fn load(
    url: &str,
    files: &Files,
    clock: &dyn Clock,
    told: &mut (dyn FnMut(Progress) + Send),
) -> Result<Loaded, LoadFault> {
    // Before the database is touched: it is small, and the first to be wrong.
    let outlines = match &files.boundaries {
        Some(path) => Some(read_outlines(path, told)?),
        None => None,
    };
    let mut swap = Swap::begin(url).await?.ok_or(LoadFault::Busy)?;
    let mut loaded = Loaded::default();
    if let Some(path) = &files.postcodes {
        let counted = copy_postcodes(&mut swap, path, told).await?;
        told(Progress::Swapping);
        finish(&mut swap, Kind::Postcodes, (path, files), &counted, clock.real()).await?;
        loaded.postcodes = Some(counted);
    }
    if let (Some(path), Some(outlines)) = (&files.boundaries, outlines) {
        let counted = copy_borders(&mut swap, outlines).await?;
        told(Progress::Swapping);
        finish(&mut swap, Kind::Boundaries, (path, files), &counted, clock.real()).await?;
        loaded.boundaries = Some(counted);
    }
    swap.commit().await?;
    Ok(loaded)
}

async fn finish(
    swap: &mut Swap,
    kind: Kind,
    (path, files): (&Path, &Files),
    counted: &Counted,
    at: Instant,
) -> Result<(), LoadFault> {
    let before = swap.entries(kind).await?;
    // A download that was cut off looks like a smaller file.
    if counted.entries < before - before / 10 && !files.allow_fewer {
        return Err(LoadFault::Fewer { new: counted.entries, loaded: before });
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let file = NewFile {
        name: name.unwrap_or_default(),
        at,
        entries: counted.entries,
        passed_over: counted.passed_over,
    };
    Ok(swap.replace(kind, &file).await?)
}

fn open(path: &Path) -> Result<File, LoadFault> {
    File::open(path).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: std::io::Error) -> LoadFault {
    LoadFault::Unreadable { file: path.to_owned(), error }
}

fn read_outlines(
    path: &Path,
    told: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outlines, LoadFault> {
    outlines::read(BufReader::new(open(path)?), |areas| told(Progress::Areas(areas)))
}

async fn copy_borders(swap: &mut Swap, outlines: Outlines) -> Result<Counted, LoadFault> {
    let mut copy = swap.copy(Kind::Boundaries).await?;
    let mut lines = String::new();
    for stretch in &outlines.stretches {
        stretch.write(&mut lines);
        if lines.len() >= BATCH {
            copy.send(&mut lines).await?;
        }
    }
    copy.finish(lines).await?;
    let entries = u64::try_from(outlines.areas.len()).unwrap_or(u64::MAX);
    Ok(Counted { entries, areas: outlines.areas, has_points: true, ..Counted::default() })
}

async fn copy_postcodes(
    swap: &mut Swap,
    path: &Path,
    told: &mut (dyn FnMut(Progress) + Send),
) -> Result<Counted, LoadFault> {
    let file = open(path)?;
    let size = file.metadata().map_err(|error| unreadable(path, error))?.len();
    let mut reading = Reading::begin(file, path)?;
    let mut copy = swap.copy(Kind::Postcodes).await?;
    let mut lines = String::new();
    while let Some(row) = reading.next(path)? {
        row.write(&mut lines);
        if lines.len() >= BATCH {
            copy.send(&mut lines).await?;
        }
        if reading.counted.entries.is_multiple_of(TELL_EVERY) {
            let share = reading.bytes() * 100 / size.max(1);
            told(Progress::Postcodes(reading.counted.entries, share));
        }
    }
    let counted = reading.counted;
    if counted.entries <= counted.passed_over {
        let (good, bad) = (counted.entries, counted.passed_over);
        return Err(LoadFault::Unusable { good, bad, first: counted.first });
    }
    copy.finish(lines).await?;
    Ok(counted)
}

/// A postcode file on its way through.
struct Reading {
    reader: Reader<File>,
    columns: Columns,
    record: ByteRecord,
    seen: HashSet<[u8; 7]>,
    counted: Counted,
}

impl Reading {
    fn begin(file: File, path: &Path) -> Result<Self, LoadFault> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
        let header = reader.byte_headers().map_err(|error| unreadable(path, error.into()))?;
        let columns = Columns::read(header).map_err(LoadFault::NoColumns)?;
        let counted = Counted { has_points: columns.have_points(), ..Counted::default() };
        let record = ByteRecord::new();
        Ok(Self { reader, columns, record, seen: HashSet::new(), counted })
    }

    /// The next row that can be used.
    fn next(&mut self, path: &Path) -> Result<Option<Row>, LoadFault> {
        loop {
            let more = self.reader.read_byte_record(&mut self.record);
            if !more.map_err(|error| unreadable(path, error.into()))? {
                return Ok(None);
            }
            match self.columns.row(&self.record).and_then(|row| self.once(row)) {
                Ok(row) => {
                    self.counted.entries += 1;
                    count(&mut self.counted.areas, &row.area_code);
                    return Ok(Some(row));
                }
                Err(why) => self.pass_over(why),
            }
        }
    }

    fn once(&mut self, row: Row) -> Result<Row, BadRow> {
        let mut key = [b' '; 7];
        let text = row.postcode.as_str().bytes().filter(|byte| *byte != b' ');
        key.iter_mut().zip(text).for_each(|(place, byte)| *place = byte);
        if self.seen.insert(key) { Ok(row) } else { Err(BadRow::Twice) }
    }

    fn pass_over(&mut self, why: BadRow) {
        self.counted.passed_over += 1;
        if self.counted.first.len() < NAMED {
            let line = self.record.position().map_or(0, csv::Position::line);
            self.counted.first.push(BadLine { line, why });
        }
    }

    fn bytes(&self) -> u64 {
        self.reader.position().byte()
    }
}

fn count(areas: &mut BTreeMap<String, u64>, code: &str) {
    match areas.get_mut(code) {
        Some(count) => *count += 1,
        None => {
            areas.insert(code.to_owned(), 1);
        }
    }
}
