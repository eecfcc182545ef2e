//! Writes a town's records as CSV, with the truth in its last columns:
//! `cargo run --release -p bluelamp-townsfolk --example write -- SEED RECORDS > people.csv`.

use std::io::{BufWriter, Write};
use townsfolk::Town;

fn main() -> std::io::Result<()> {
    let mut arguments =
        std::env::args().skip(1).filter_map(|argument| argument.parse::<u32>().ok());
    let (seed, number) = (arguments.next().unwrap_or(1), arguments.next().unwrap_or(10_000));
    let mut out = BufWriter::new(std::io::stdout().lock());
    write!(out, "rec_id,given_name,surname,date_of_birth,sex,address,postcode,phone,email,")?;
    writeln!(out, "identifier,person,origin")?;
    // A person is written down 2.19 times.
    let town = Town::new(u64::from(seed), number / 219 * 100 + number % 219 + 100);
    let records = town.into_records().take(usize::try_from(number).unwrap_or(usize::MAX));
    for (place, record) in records.enumerate() {
        write!(out, "r{place},{},{},", record.given_name, record.surname)?;
        write!(out, "{},{},\"{}\",", record.date_of_birth, record.sex, record.address)?;
        write!(out, "{},{},{},", record.postcode, record.phone, record.email)?;
        writeln!(out, "{},{},{}", record.identifier, record.person, record.origin.name())?;
    }
    Ok(())
}
