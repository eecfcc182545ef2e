//! Addresses by their postcode, so that nobody types theirs: from a file that was loaded, or from a
//! provider outside that was configured.
//!
//! *Invariant:* nobody waits for it and nobody needs it. Where it is not there, is slow or knows
//! nothing, people type their address. What is asked for is kept and logged nowhere, and what is asked
//! on sensitive ground leaves the building only where the configuration says so.

mod load;
mod loaded;
mod os_places;

pub use load::{File, load};

use crate::config::{Gazetteer, LookUpFor, Source};
use crate::station::Station;
use async_trait::async_trait;
use kernel::{Postcode, Problem};
use loaded::Loaded;
use os_places::OsPlaces;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long addresses are waited for.
const PATIENCE: Duration = Duration::from_millis(1500);

/// An address as a gazetteer has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The unique property reference number: 1 to 12 digits.
    pub uprn: String,
    /// The first line.
    pub line1: String,
    /// The second line, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line2: Option<String>,
    /// The town or city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// The postcode.
    pub postcode: String,
}

impl Address {
    /// The whole of it in one line.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let parts = [Some(&self.line1), self.line2.as_ref(), self.town.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(", ")
    }

    /// Whether it has all of these words: a number or a name of a house.
    fn has(&self, words: &str) -> bool {
        let own = self.in_one_line().to_lowercase();
        let own: Vec<&str> = pieces(&own).collect();
        pieces(&words.to_lowercase()).all(|word| own.contains(&word))
    }

    /// By what it comes in a list: its street and names, then its numbers.
    fn place(&self) -> (String, Vec<u64>) {
        let line = self.in_one_line().to_lowercase();
        let numbers = line.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok());
        let words: String = line.chars().filter(|c| !c.is_ascii_digit()).collect();
        (words.trim().to_owned(), numbers.collect())
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

/// Whether a text is a unique property reference number.
#[must_use]
pub fn is_uprn(text: &str) -> bool {
    (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The addresses that are meant by a number or a name; all of them where none fits it.
#[must_use]
pub fn narrowed(addresses: Vec<Address>, house: &str) -> Vec<Address> {
    let meant: Vec<Address> = addresses.iter().filter(|it| it.has(house)).cloned().collect();
    if meant.is_empty() { addresses } else { meant }
}

/// Whoever knows addresses.
#[async_trait]
trait AddressBook: Send + Sync {
    /// The addresses of a postcode.
    async fn at(&self, postcode: &Postcode) -> Result<Vec<Address>, Problem>;

    /// Whether it knows any at all.
    async fn is_there(&self) -> Result<bool, Problem>;
}

/// The gazetteer of this installation, if it has one. Cheap to clone.
#[derive(Clone, Default)]
pub struct Addresses(Option<Arc<Inside>>);

struct Inside {
    book: Box<dyn AddressBook>,
    /// Whether it may be asked on sensitive ground.
    discreet: bool,
}

impl Addresses {
    /// As it is configured.
    #[must_use]
    pub fn open(config: &Gazetteer, station: &Station) -> Self {
        let (book, discreet): (Box<dyn AddressBook>, bool) = match config.source {
            Source::None => return Self(None),
            Source::Loaded => (Box::new(Loaded(station.clone())), true),
            Source::OsPlaces => {
                let key = config.os_places_key.as_deref().unwrap_or_default();
                let Some(book) = OsPlaces::new(&config.os_places_url, key) else {
                    return Self(None);
                };
                (Box::new(book), config.os_places_for == LookUpFor::Everything)
            }
        };
        Self(Some(Arc::new(Inside { book, discreet })))
    }

    /// Whether it can be asked here.
    pub async fn are_there(&self, sensitive: bool) -> bool {
        let Some(inside) = self.for_ground(sensitive) else { return false };
        matches!(timeout(PATIENCE, inside.book.is_there()).await, Ok(Ok(true)))
    }

    /// The addresses of a postcode, in the order of streets and numbers; nothing where nobody answers
    /// in time.
    pub async fn find(&self, postcode: &Postcode, sensitive: bool) -> Option<Vec<Address>> {
        let inside = self.for_ground(sensitive)?;
        let Ok(Ok(mut addresses)) = timeout(PATIENCE, inside.book.at(postcode)).await else {
            tracing::warn!("addresses are typed: the gazetteer does not answer in time");
            return None;
        };
        addresses.sort_by_cached_key(Address::place);
        Some(addresses)
    }

    fn for_ground(&self, sensitive: bool) -> Option<&Inside> {
        self.0.as_deref().filter(|inside| !sensitive || inside.discreet)
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, is_uprn, narrowed};

    fn address(line1: &str, line2: Option<&str>) -> Address {
        Address {
            uprn: "1".to_owned(),
            line1: line1.to_owned(),
            line2: line2.map(str::to_owned),
            town: Some("Sampleton".to_owned()),
            postcode: "AA3 1AB".to_owned(),
        }
    }

    #[test]
    fn addresses_come_by_street_and_then_by_number() {
        let mut all = [
            address("10 Mill Lane", None),
            address("Flat 2", Some("3 Beacon Road")),
            address("2 Mill Lane", None),
            address("Flat 1", Some("3 Beacon Road")),
        ];
        all.sort_by_cached_key(Address::place);
        let lines: Vec<_> = all.iter().map(|it| it.line1.as_str()).collect();
        assert_eq!(lines, ["Flat 1", "Flat 2", "2 Mill Lane", "10 Mill Lane"]);
    }

    #[test]
    fn a_number_or_a_name_leaves_the_addresses_that_have_it() {
        let all = || vec![address("1 Mill Lane", None), address("11 Mill Lane", None)];
        for (house, left) in [("1", 1), ("11 mill", 1), ("MILL", 2), ("", 2), ("Rose Cottage", 2)] {
            assert_eq!(narrowed(all(), house).len(), left, "{house}");
        }
    }

    #[test]
    fn a_reference_number_is_1_to_12_digits() {
        for (text, fits) in [
            ("1", true),
            ("123456789012", true),
            ("", false),
            ("12a", false),
            ("1234567890123", false),
        ] {
            assert_eq!(is_uprn(text), fits, "{text}");
        }
    }
}
