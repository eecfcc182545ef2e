//! The FEBRL sets of synthetic records, as files of our columns. They are not ours and not kept here.

use crate::Result;
use std::collections::HashMap;
use std::path::Path;

/// A set's name, and its files.
type Set = (&'static str, Vec<Vec<u8>>);

/// Set 3 (one file, five thousand records) and set 4 (two files, one record of each person in both).
pub(crate) fn sets(folder: &str) -> Result<[Set; 2]> {
    let file = |name: &str| converted(&Path::new(folder).join(name));
    Ok([
        ("FEBRL 3", vec![file("dataset3.csv")?]),
        ("FEBRL 4", vec![file("dataset4a.csv")?, file("dataset4b.csv")?]),
    ])
}

fn converted(path: &Path) -> Result<Vec<u8>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path)?;
    let mut into = csv::Writer::from_writer(Vec::new());
    into.write_record([
        "rec_id",
        "given_name",
        "surname",
        "date_of_birth",
        "address",
        "postcode",
        "identifier",
        "person",
    ])?;
    for record in reader.deserialize() {
        let record: HashMap<String, String> = record?;
        let value = |name: &str| record.get(name).map(String::as_str).unwrap_or_default();
        let lines = ["street_number", "address_1", "address_2", "suburb"].map(value);
        // The truth stands in the name: `rec-1496-dup-3` is of person 1496.
        let person = value("rec_id").split('-').nth(1).unwrap_or_default();
        into.write_record([
            value("rec_id"),
            value("given_name"),
            value("surname"),
            value("date_of_birth"),
            &lines.join(" "),
            value("postcode"),
            value("soc_sec_id"),
            person,
        ])?;
    }
    Ok(into.into_inner()?)
}
