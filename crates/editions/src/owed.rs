//! Welsh that was promised: of each service that a force offers in English alone.

use jiff::civil::Date;
use kernel::ForceId;
use services::Catalogue;

/// Welsh that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The service.
    pub service: String,
    /// The edition that is without it.
    pub version: u32,
    /// The day by which it was promised.
    pub by: Date,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// The Welsh that is owed at a force, what was promised first first.
#[must_use]
pub fn owed(catalogue: &Catalogue, force: &ForceId, today: Date) -> Vec<Owed> {
    let of = |id: &str| {
        let edition = catalogue.at(force, id)?.edition;
        let by = edition.welsh_by?;
        let version = edition.service.version;
        Some(Owed { service: id.to_owned(), version, by, overdue: by < today })
    };
    let mut owed: Vec<Owed> = catalogue.ids().filter_map(of).collect();
    owed.sort_by(|a, b| (a.by, &a.service).cmp(&(b.by, &b.service)));
    owed
}
