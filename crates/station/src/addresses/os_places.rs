//! Addresses from the Places API of Ordnance Survey, or from whatever answers as it does.

use super::{Address, AddressBook, is_uprn};
use crate::egress::Ask;
use async_trait::async_trait;
use kernel::{Postcode, Problem};
use serde::Deserialize;
use tokio::sync::Semaphore;

/// How many questions are under way at most: whoever would be the next types their address.
const AT_ONCE: usize = 16;

/// The provider: one host, and the key that it knows us by.
pub(super) struct OsPlaces {
    ask: Ask,
    key: String,
    turns: Semaphore,
}

impl OsPlaces {
    /// The provider at an address without a path; nothing where that is none.
    pub(super) fn new(url: &str, key: &str) -> Option<Self> {
        let turns = Semaphore::new(AT_ONCE);
        Some(Self { ask: Ask::new(url)?, key: encoded(key), turns })
    }
}

#[async_trait]
impl AddressBook for OsPlaces {
    async fn at(&self, postcode: &Postcode) -> Result<Vec<Address>, Problem> {
        let _turn = self.turns.try_acquire().map_err(|_| Problem::Busy)?;
        let postcode = encoded(postcode.as_str());
        let path =
            format!("/search/places/v1/postcode?postcode={postcode}&dataset=DPA&key={}", self.key);
        let body = self.ask.get(&path).await?;
        let answer: Answer = serde_json::from_slice(&body).map_err(|_| Problem::Busy)?;
        Ok(answer.results.into_iter().filter_map(|it| it.dpa?.address()).collect())
    }

    async fn is_there(&self) -> Result<bool, Problem> {
        Ok(true)
    }
}

/// Percent-encoding of everything that is not a letter, a digit or a hyphen.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    results: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "DPA")]
    dpa: Option<Dpa>,
}

/// A delivery point, in the words of Royal Mail.
#[derive(Default, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", default)]
struct Dpa {
    uprn: String,
    organisation_name: String,
    sub_building_name: String,
    building_name: String,
    building_number: String,
    dependent_thoroughfare_name: String,
    thoroughfare_name: String,
    double_dependent_locality: String,
    dependent_locality: String,
    post_town: String,
    postcode: String,
}

impl Dpa {
    /// The address in lines; nothing where it has none or cannot be told from others.
    fn address(self) -> Option<Address> {
        let uprn = is_uprn(&self.uprn).then_some(self.uprn)?;
        let postcode = Postcode::parse(&self.postcode).ok()?;
        // A name such as 12A stands before the street, as a number does.
        let like_number = self.building_name.starts_with(|c: char| c.is_ascii_digit());
        let (name, number) = if like_number && self.building_number.is_empty() {
            (String::new(), self.building_name)
        } else {
            (self.building_name, self.building_number)
        };
        let street = joined(&[&self.dependent_thoroughfare_name, &self.thoroughfare_name], ", ");
        let street = joined(&[&number, &street], " ");
        let place = joined(&[&self.double_dependent_locality, &self.dependent_locality], ", ");
        let house = joined(&[&self.organisation_name, &self.sub_building_name, &name], ", ");
        let mut given = [house, street, place].into_iter().filter(|line| !line.is_empty());
        let line1 = in_small_letters(&given.next()?);
        let rest: Vec<String> = given.collect();
        let line2 = (!rest.is_empty()).then(|| in_small_letters(&rest.join(", ")));
        let town = (!self.post_town.is_empty()).then(|| in_small_letters(&self.post_town));
        Some(Address { uprn, line1, line2, town, postcode: postcode.into() })
    }
}

fn joined(parts: &[&str], with: &str) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty()).copied();
    parts.collect::<Vec<_>>().join(with)
}

/// `12A HIGH STREET` as people write it: `12A High Street`.
fn in_small_letters(text: &str) -> String {
    let mut before = ' ';
    let letter = |c: char| {
        let begins = !before.is_alphanumeric() && before != '\'';
        let small = if begins || before.is_ascii_digit() { c } else { lower(c) };
        before = c;
        small
    };
    text.chars().map(letter).collect()
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{Answer, encoded, in_small_letters};

    #[test]
    fn what_the_provider_answers_becomes_lines() {
        let answer = r#"{"header": {"totalresults": 4}, "results": [
            {"DPA": {"UPRN": "10000000001", "BUILDING_NUMBER": "12", "THOROUGHFARE_NAME": "MILL LANE",
                "POST_TOWN": "SAMPLETON", "POSTCODE": "AA3 1AB", "STATUS": "APPROVED"}},
            {"DPA": {"UPRN": "10000000002", "SUB_BUILDING_NAME": "FLAT 2", "BUILDING_NAME": "BEACON COURT",
                "BUILDING_NUMBER": "3", "DEPENDENT_THOROUGHFARE_NAME": "THE MEWS",
                "THOROUGHFARE_NAME": "MILL LANE", "DEPENDENT_LOCALITY": "NETHER END",
                "POST_TOWN": "SAMPLETON", "POSTCODE": "AA3 1AB"}},
            {"DPA": {"UPRN": "10000000003", "BUILDING_NAME": "12A", "THOROUGHFARE_NAME": "MILL LANE",
                "POST_TOWN": "SAMPLETON", "POSTCODE": "AA3 1AB"}},
            {"DPA": {"UPRN": "x", "BUILDING_NUMBER": "1", "POSTCODE": "AA3 1AB"}}, {"LPI": {}}]}"#;
        let answer: Answer = serde_json::from_str(answer).unwrap();
        let found = answer.results.into_iter().filter_map(|it| it.dpa?.address());
        let found: Vec<_> = found.map(|it| (it.uprn.clone(), it.in_one_line())).collect();
        let told = [
            ("10000000001", "12 Mill Lane, Sampleton"),
            ("10000000002", "Flat 2, Beacon Court, 3 The Mews, Mill Lane, Nether End, Sampleton"),
            ("10000000003", "12A Mill Lane, Sampleton"),
        ];
        assert_eq!(found, told.map(|(uprn, line)| (uprn.to_owned(), line.to_owned())));
    }

    #[test]
    fn capitals_become_small_letters() {
        for (given, small) in
            [("ST MARY'S ROAD", "St Mary's Road"), ("12A-14B QUAY", "12A-14B Quay"), ("", "")]
        {
            assert_eq!(in_small_letters(given), small);
        }
        assert_eq!(encoded("AA3 1AB"), "AA3%201AB");
    }
}
