//! Loading a file of addresses in one transaction: until its end everybody reads what was there before.

use super::is_uprn;
use crate::places::{BadLine, BadRow, Counted, LoadFault, Progress};
use crate::store::places::{Kind, NewFile, Swap};
use csv::{ByteRecord, ReaderBuilder};
use kernel::{Clock, Postcode};
use std::io::Read;

/// How many rows that cannot be used are named.
const NAMED: usize = 5;
/// Rows after which progress is told.
const TELL_EVERY: u64 = 50_000;
/// Bytes that are sent to the database at once.
const BATCH: usize = 1 << 18;
/// The most characters of a line.
const LONGEST: usize = 200;

/// A CSV file of addresses, with a header: `uprn`, `line1`, `line2`, `town` and `postcode`, in any order;
/// `line2` and `town` may be missing.
pub struct File<R> {
    /// Its name, without its folder.
    pub name: String,
    /// What stands in it.
    pub content: R,
    /// Whether it may have far fewer entries than are loaded.
    pub allow_fewer: bool,
}

/// Loads a file as the owner of the schema, in the place of what was loaded before.
pub async fn load(
    url: &str,
    file: File<impl Read + Send>,
    clock: &dyn Clock,
    told: &mut (dyn FnMut(Progress) + Send),
) -> Result<Counted, LoadFault> {
    let unreadable = |error: csv::Error| LoadFault::Unreadable {
        file: (&file.name).into(),
        error: error.into(),
    };
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file.content);
    let columns = Columns::read(reader.byte_headers().map_err(unreadable)?)?;
    let mut swap = Swap::begin(url).await?.ok_or(LoadFault::Busy)?;
    let mut copy = swap.copy(Kind::Addresses).await?;
    let (mut counted, mut lines) = (Counted::default(), String::new());
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(unreadable)? {
        match columns.write(&record, &mut lines) {
            Ok(()) => counted.entries += 1,
            Err(why) => pass_over(&mut counted, &record, why),
        }
        if lines.len() >= BATCH {
            copy.send(&mut lines).await?;
        }
        if counted.entries > 0 && counted.entries.is_multiple_of(TELL_EVERY) {
            told(Progress::Addresses(counted.entries));
        }
    }
    copy.finish(lines).await?;
    if counted.entries <= counted.passed_over {
        let (good, bad) = (counted.entries, counted.passed_over);
        return Err(LoadFault::Unusable { good, bad, first: counted.first });
    }
    let before = swap.entries(Kind::Addresses).await?;
    // A download that was cut off looks like a smaller file.
    if counted.entries < before - before / 10 && !file.allow_fewer {
        return Err(LoadFault::Fewer { new: counted.entries, loaded: before });
    }
    told(Progress::Swapping);
    let (entries, passed_over) = (counted.entries, counted.passed_over);
    let new = NewFile { name: file.name.clone(), at: clock.real(), entries, passed_over };
    swap.replace(Kind::Addresses, &new).await?;
    swap.commit().await?;
    Ok(counted)
}

fn pass_over(counted: &mut Counted, record: &ByteRecord, why: BadRow) {
    counted.passed_over += 1;
    if counted.first.len() < NAMED {
        let line = record.position().map_or(0, csv::Position::line);
        counted.first.push(BadLine { line, why });
    }
}

/// Where the columns stand.
struct Columns {
    uprn: usize,
    line1: usize,
    postcode: usize,
    line2: Option<usize>,
    town: Option<usize>,
}

impl Columns {
    fn read(header: &ByteRecord) -> Result<Self, LoadFault> {
        let find = |name: &str| {
            let is = |field: &[u8]| {
                let field = String::from_utf8_lossy(field);
                field.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name)
            };
            header.iter().position(is)
        };
        let needed = ["uprn", "line1", "postcode"];
        match needed.map(find) {
            [Some(uprn), Some(line1), Some(postcode)] => {
                Ok(Self { uprn, line1, postcode, line2: find("line2"), town: find("town") })
            }
            found => {
                let missing = needed.into_iter().zip(found).filter(|(_, at)| at.is_none());
                Err(LoadFault::NoAddressColumns(missing.map(|(name, _)| name).collect()))
            }
        }
    }

    /// Adds a row to what is copied into the database, in PostgreSQL's text format.
    fn write(&self, record: &ByteRecord, lines: &mut String) -> Result<(), BadRow> {
        let text = |at: usize| {
            let field = String::from_utf8_lossy(record.get(at).unwrap_or_default());
            let plain: String = field.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            plain.trim().to_owned()
        };
        let uprn = text(self.uprn);
        if !is_uprn(&uprn) {
            return Err(BadRow::NotAUprn);
        }
        let postcode = Postcode::parse(&text(self.postcode)).map_err(|_| BadRow::NotAPostcode)?;
        let first = text(self.line1);
        if first.is_empty() {
            return Err(BadRow::NoLine);
        }
        let maybe = |at: Option<usize>| {
            let text = at.map(text).filter(|text| !text.is_empty());
            text.map_or_else(|| "\\N".to_owned(), |text| escaped(&text))
        };
        let fields = [
            postcode.as_str().to_owned(),
            uprn,
            escaped(&first),
            maybe(self.line2),
            maybe(self.town),
        ];
        lines.push_str(&fields.join("\t"));
        lines.push('\n');
        Ok(())
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
}
