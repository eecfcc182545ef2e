//! From bytes to rows, with as many threads as there are.

use super::Fault;
use super::columns::{Column, Columns};
use super::row::Row;
use crate::code::Code;
use crate::email::numbers;
use crate::home::HomeForm;
use crate::name::Name;
use crate::narrow::count;
use crate::{Birth, Sex};
use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use memchr::{memchr, memchr_iter};
use rustc_hash::FxHashMap;

/// What was read: rows, and the names and texts that they speak of.
#[derive(Default)]
pub(super) struct Read {
    pub(super) rows: Vec<Row>,
    pub(super) given: Vec<Name>,
    pub(super) surnames: Vec<Name>,
    pub(super) texts: Vec<u8>,
    /// How many dates of birth could not be read.
    pub(super) unread: u32,
}

/// Reads files, one after the other.
pub(super) fn files(files: &[&[u8]]) -> Result<Read, Fault> {
    let mut all =
        Read { given: vec![Name::default()], surnames: vec![Name::default()], ..Read::default() };
    for (number, file) in files.iter().enumerate() {
        let parts = self::file(file).map_err(|fault| Fault { file: number, ..fault })?;
        for part in parts {
            all.add(part, u8::try_from(number).unwrap_or_default());
        }
    }
    Ok(all)
}

impl Read {
    /// Adds a part, whose names and texts get new numbers behind ours.
    fn add(&mut self, part: Self, file: u8) {
        // The first of each list is the name that is missing.
        let (given, surnames) = (count(self.given.len()) - 1, count(self.surnames.len()) - 1);
        let texts = count(self.texts.len());
        self.given.extend(part.given.into_iter().skip(1));
        self.surnames.extend(part.surnames.into_iter().skip(1));
        self.texts.extend(part.texts);
        self.unread += part.unread;
        self.rows.extend(part.rows.into_iter().map(|mut row| {
            row.given += if row.given == 0 { 0 } else { given };
            row.surname += if row.surname == 0 { 0 } else { surnames };
            row.id.0 += texts;
            row.email.0 += texts;
            row.file = file;
            row
        }));
    }
}

/// Reads a file in as many parts as there are threads.
fn file(bytes: &[u8]) -> Result<Vec<Read>, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let mut header = ByteRecord::new();
    reader.read_byte_record(&mut header).map_err(|error| said(&error, 0))?;
    let columns = Columns::of(&header)?;
    let begin = usize::try_from(reader.position().byte()).unwrap_or(bytes.len());
    let first_line = reader.position().line();
    let body = bytes.get(begin..).unwrap_or_default();
    let parts = split(body, crate::threads::threads());
    std::thread::scope(|scope| {
        let mut line = first_line;
        let mut running = Vec::new();
        for part in parts {
            let (columns, width) = (&columns, header.len());
            running.push(scope.spawn(move || Part::new(part, line).read(columns, width)));
            line += u64::from(count(memchr_iter(b'\n', part).count()));
        }
        let broken = || Err(Fault::new(1, None, "it could not be read"));
        running.into_iter().map(|part| part.join().unwrap_or_else(|_| broken())).collect()
    })
}

/// Splits at ends of lines that are in no quotes.
fn split(mut body: &[u8], parts: usize) -> Vec<&[u8]> {
    let size = (body.len() / parts.max(1)).max(1 << 16);
    let mut split = Vec::new();
    while body.len() > size + (size >> 2) {
        let mut quotes = memchr_iter(b'"', body.get(..size).unwrap_or_default()).count();
        let mut end = size;
        loop {
            let rest = body.get(end..).unwrap_or_default();
            let Some(line) = memchr(b'\n', rest) else {
                end = body.len();
                break;
            };
            quotes += memchr_iter(b'"', rest.get(..line).unwrap_or_default()).count();
            end += line + 1;
            if quotes.is_multiple_of(2) {
                break;
            }
        }
        let (part, rest) = body.split_at(end);
        split.push(part);
        body = rest;
    }
    split.push(body);
    split
}

/// A part of a file, with what was read of it.
struct Part<'a> {
    bytes: &'a [u8],
    first_line: u64,
    given: Numbered,
    surnames: Numbered,
    rows: Vec<Row>,
    texts: Vec<u8>,
    unread: u32,
}

/// Names with numbers, from 1.
#[derive(Default)]
struct Numbered {
    numbers: FxHashMap<Box<[u8]>, u32>,
    names: Vec<Name>,
}

impl Numbered {
    fn number(&mut self, text: &[u8], form: fn(&str) -> Name) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let name = form(&String::from_utf8_lossy(text));
        // What has no letter, as a dash has none, is no name.
        let number = if name.is_missing() { 0 } else { count(self.names.len()) + 1 };
        if number != 0 {
            self.names.push(name);
        }
        self.numbers.insert(text.into(), number);
        number
    }

    /// The names in the order of their numbers, with the missing one before them.
    fn listed(self) -> Vec<Name> {
        std::iter::once(Name::default()).chain(self.names).collect()
    }
}

impl<'a> Part<'a> {
    fn new(bytes: &'a [u8], first_line: u64) -> Self {
        let (given, surnames) = (Numbered::default(), Numbered::default());
        let rows = Vec::with_capacity(bytes.len() / 90);
        Self { bytes, first_line, given, surnames, rows, texts: Vec::new(), unread: 0 }
    }

    fn read(mut self, columns: &Columns, width: usize) -> Result<Read, Fault> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.bytes);
        let mut record = ByteRecord::new();
        loop {
            let before = self.first_line - 1;
            if !reader.read_byte_record(&mut record).map_err(|error| said(&error, before))? {
                break;
            }
            let line = before + record.position().map_or(1, csv::Position::line);
            if record.len() != width {
                let what = format!("{} values, where the header names {width}", record.len());
                return Err(Fault::new(line, None, what));
            }
            let row = self.row(&record, columns, line)?;
            self.rows.push(row);
        }
        let (given, surnames) = (self.given.listed(), self.surnames.listed());
        Ok(Read { rows: self.rows, given, surnames, texts: self.texts, unread: self.unread })
    }

    fn row(&mut self, record: &ByteRecord, columns: &Columns, line: u64) -> Result<Row, Fault> {
        let value = |column| columns.of_record(record, column);
        let id = value(Column::Id);
        if id.is_empty() {
            return Err(Fault::new(line, Some("rec_id"), "it is empty"));
        }
        let id = self.keep(id, false);
        let email_text = self.keep(value(Column::Email), true);
        let kept = self.texts.get(crate::narrow::slot(email_text.0)..).unwrap_or_default();
        let (email_whole, email_local) = numbers(kept);
        let born_text = value(Column::Born);
        let born = born(born_text, line)?;
        self.unread += u32::from(born == Birth::UNKNOWN && !born_text.is_empty());
        Ok(Row {
            id,
            email: email_text,
            email_whole,
            email_local,
            given: self.given.number(value(Column::Given), Name::given),
            surname: self.surnames.number(value(Column::Surname), Name::surname),
            born,
            sex: sex(value(Column::Sex)),
            home: HomeForm::of(value(Column::Address), value(Column::Postcode)),
            phone: Code::phone(value(Column::Phone)),
            identifier: Code::of(value(Column::Identifier)),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            ..Row::default()
        })
    }

    /// Keeps a text and says where.
    fn keep(&mut self, text: &[u8], in_small_letters: bool) -> (u32, u32) {
        let from = self.texts.len();
        self.texts.extend(text);
        if in_small_letters && let Some(kept) = self.texts.get_mut(from..) {
            kept.make_ascii_lowercase();
        }
        (count(from), count(text.len()))
    }
}

fn sex(text: &[u8]) -> u8 {
    match std::str::from_utf8(text).ok().and_then(Sex::parse) {
        Some(Sex::Female) => 1,
        Some(Sex::Male) => 2,
        None => 0,
    }
}

fn born(text: &[u8], line: u64) -> Result<Birth, Fault> {
    if text.is_empty() {
        return Ok(Birth::UNKNOWN);
    }
    Birth::parse_forgiving(text).ok_or_else(|| {
        let what = format!(
            "\u{201c}{}\u{201d} is no date like 1987-06-05 or 19870605",
            String::from_utf8_lossy(text)
        );
        Fault::new(line, Some("date_of_birth"), what)
    })
}

/// What the reader says, with the line of the file.
fn said(error: &csv::Error, before: u64) -> Fault {
    let line = before + error.position().map_or(1, csv::Position::line);
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Fault::new(line, None, format!("{len} values, where the header names {expected_len}"))
        }
        _ => Fault::new(line, None, error.to_string()),
    }
}
