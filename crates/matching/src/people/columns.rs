//! Which column is where.

use super::Fault;
use csv::ByteRecord;

/// The columns that we read.
pub(super) const NAMES: [&str; 10] = [
    "rec_id",
    "given_name",
    "surname",
    "date_of_birth",
    "sex",
    "address",
    "postcode",
    "phone",
    "email",
    "identifier",
];

/// Where each column stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns([Option<usize>; 10]);

/// One of our columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Given,
    Surname,
    Born,
    Sex,
    Address,
    Postcode,
    Phone,
    Email,
    Identifier,
}

impl Columns {
    /// Reads a header. It is at fault without `rec_id`, with a column twice, or with nothing to compare.
    pub(super) fn of(header: &ByteRecord) -> Result<Self, Fault> {
        let mut columns = Self::default();
        for (place, name) in header.iter().enumerate() {
            let name = String::from_utf8_lossy(name).trim().to_ascii_lowercase();
            let known = NAMES.iter().zip(&mut columns.0).find(|(known, _)| **known == name);
            let Some((known, column)) = known else { continue };
            if column.replace(place).is_some() {
                return Err(Fault::new(1, Some(known), "the header names it twice"));
            }
        }
        let [id, others @ ..] = columns.0;
        if id.is_none() {
            return Err(Fault::new(1, Some("rec_id"), "the header does not name it"));
        }
        if others.iter().all(Option::is_none) {
            let what =
                format!("the header names nothing to compare; it may name {}", NAMES.join(", "));
            return Err(Fault::new(1, None, what));
        }
        Ok(columns)
    }

    /// The value of a column without spaces around it; empty where there is none.
    pub(super) fn of_record<'a>(&self, record: &'a ByteRecord, column: Column) -> &'a [u8] {
        let place = match column {
            Column::Id => 0,
            Column::Given => 1,
            Column::Surname => 2,
            Column::Born => 3,
            Column::Sex => 4,
            Column::Address => 5,
            Column::Postcode => 6,
            Column::Phone => 7,
            Column::Email => 8,
            Column::Identifier => 9,
        };
        let at = self.0.get(place).copied().flatten();
        at.and_then(|at| record.get(at)).unwrap_or_default().trim_ascii()
    }
}
