//! A town as a file.

use std::io::Write;
use townsfolk::Town;

/// The records of a town as CSV, with the truth in its last columns.
pub(crate) fn file(seed: u64, records: u32) -> std::io::Result<Vec<u8>> {
    let mut file = Vec::new();
    write!(file, "rec_id,given_name,surname,date_of_birth,sex,address,postcode,phone,email,")?;
    writeln!(file, "identifier,person,origin")?;
    for (place, record) in (0..records).zip(town(seed, records).into_records()) {
        write!(file, "r{place},{},{},", record.given_name, record.surname)?;
        write!(file, "{},{},\"{}\",", record.date_of_birth, record.sex, record.address)?;
        write!(file, "{},{},{},", record.postcode, record.phone, record.email)?;
        writeln!(file, "{},{},{}", record.identifier, record.person, record.origin.name())?;
    }
    Ok(file)
}

/// A town of about so many records: a person is written down 2.19 times.
pub(crate) fn town(seed: u64, records: u32) -> Town {
    Town::new(seed, records / 219 * 100 + records % 219 + 100)
}
