//! A file line by line: what can be brought in, and what is wrong with what cannot.

use super::{Column, Mapping};
use crate::field::Field;
use crate::form::Form;
use csv::{ReaderBuilder, StringRecord};
use kernel::{Words, words};
use std::collections::{BTreeMap, BTreeSet};

words! {
    NO_NUMBER { en: "it has no number of its own, and is left out", cy: "nid oes ganddi rif ei hun, ac fe'i gadewir allan" }
    TWICE { en: "its number was in the file before, and it is left out", cy: "roedd ei rhif yn y ffeil o'r blaen, ac fe'i gadewir allan" }
    EMPTY { en: "it says nothing, and is left out", cy: "nid yw'n dweud dim, ac fe'i gadewir allan" }
    PARTIAL { en: "it is not whole, and is kept as a part", cy: "nid yw'n gyfan, ac fe'i cedwir fel rhan" }
    UNREADABLE { en: "it cannot be read as CSV, and is left out", cy: "ni ellir ei darllen fel CSV, ac fe'i gadewir allan" }
}

/// What is wrong with a line, or with one of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It has no number of its own.
    NoNumber,
    /// Another line had its number.
    Twice,
    /// Nothing stands in it.
    Empty,
    /// A value is not whole.
    Partial,
    /// It is no CSV.
    Unreadable,
}

impl Wrong {
    /// What is wrong and what becomes of it, as in the middle of a sentence.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::NoNumber => NO_NUMBER,
            Self::Twice => TWICE,
            Self::Empty => EMPTY,
            Self::Partial => PARTIAL,
            Self::Unreadable => UNREADABLE,
        }
    }
}

/// Something to know of a line before it is brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line of the file, the header being the first.
    pub line: usize,
    /// Of which value, if of one.
    pub field: Option<Field>,
    /// What is wrong.
    pub wrong: Wrong,
}

/// A line that can be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line of the file, the header being the first.
    pub number: usize,
    /// The older system's number.
    pub legacy: String,
    /// What it says of the record.
    pub said: Vec<(Field, String)>,
    /// What it says of what the record is linked to.
    pub beside: Vec<(Form, Vec<(Field, String)>)>,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The names of its columns.
    pub header: Vec<String>,
    /// What they are.
    pub mapping: Mapping,
    /// What can be brought in.
    pub lines: Vec<Line>,
    /// What there is to know before that.
    pub findings: Vec<Finding>,
}

impl Plan {
    /// Reads a file; `None` when its header is of nothing that we take. Columns are what the second
    /// argument says, or what they look like.
    #[must_use]
    pub fn read(bytes: &[u8], mapping: Option<Mapping>) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header: Vec<String> =
            reader.headers().ok()?.iter().map(|name| name.trim().to_owned()).collect();
        let mapping = mapping.or_else(|| Mapping::guess(&header))?;
        let mut plan = Self { header, mapping, lines: Vec::new(), findings: Vec::new() };
        let mut seen = BTreeSet::new();
        for (place, record) in reader.records().enumerate() {
            let number = place + 2;
            match record {
                Ok(record) => plan.take(number, &record, &mut seen),
                Err(_) => plan.note(number, None, Wrong::Unreadable),
            }
        }
        Some(plan)
    }

    fn note(&mut self, line: usize, field: Option<Field>, wrong: Wrong) {
        self.findings.push(Finding { line, field, wrong });
    }

    fn take(&mut self, number: usize, record: &StringRecord, seen: &mut BTreeSet<String>) {
        let mut legacy = String::new();
        let mut said = Vec::new();
        let mut beside: BTreeMap<Form, Vec<(Field, String)>> = BTreeMap::new();
        let columns = self.mapping.columns.clone();
        for (column, cell) in columns.iter().zip(record) {
            let cell = cell.trim();
            match column {
                Column::PassedOver => {}
                _ if cell.is_empty() => {}
                Column::Legacy => cell.clone_into(&mut legacy),
                Column::Of(field) => {
                    self.look(number, *field, cell);
                    said.push((*field, cell.to_owned()));
                }
                Column::Beside(form, field) => {
                    self.look(number, *field, cell);
                    beside.entry(*form).or_default().push((*field, cell.to_owned()));
                }
            }
        }
        if legacy.is_empty() {
            self.note(number, None, Wrong::NoNumber);
        } else if said.is_empty() && beside.is_empty() {
            self.note(number, None, Wrong::Empty);
        } else if !seen.insert(legacy.clone()) {
            self.note(number, None, Wrong::Twice);
        } else {
            self.lines.push(Line { number, legacy, said, beside: beside.into_iter().collect() });
        }
    }

    fn look(&mut self, number: usize, field: Field, cell: &str) {
        if field.reading().read(cell).is_some_and(|read| !read.whole) {
            self.note(number, Some(field), Wrong::Partial);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, Wrong};
    use crate::field::Field;

    #[test]
    fn each_line_is_taken_or_says_why_not() {
        let file = "id,forename,surname,dob,mobile\n\
                    1,Sam,Okoro,6/5/1994,07700 900123\n\
                    ,Kim,Lee,,\n\
                    1,Sam,Okoro,,\n\
                    2,,,,\n\
                    3,Ann,Rees,1990,ends in 4\n";
        let plan = Plan::read(file.as_bytes(), None).unwrap();
        assert_eq!(plan.lines.iter().map(|it| &*it.legacy).collect::<Vec<_>>(), ["1", "3"]);
        let found: Vec<_> = plan.findings.iter().map(|it| (it.line, it.field, it.wrong)).collect();
        assert_eq!(
            found,
            [
                (3, None, Wrong::NoNumber),
                (4, None, Wrong::Twice),
                (5, None, Wrong::Empty),
                (6, Some(Field::DateOfBirth), Wrong::Partial),
                (6, Some(Field::Number), Wrong::Partial),
            ]
        );
        assert!(Plan::read(b"amount,currency\n1,GBP\n", None).is_none());
    }
}
