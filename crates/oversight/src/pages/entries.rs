//! Entries of the journal in a table: who, when, what, why, and the policies that it rested on.

use super::At;
use super::words::{purpose, thing, who};
use crate::deed::rests_on;
use crate::looks::Looks;
use crate::verbs;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use counter::dates;
use jiff::Timestamp;
use kernel::{Instant, Words, words};
use station::journal::{Place, Written};
use std::collections::BTreeMap;

words! {
    WHEN { en: "When", cy: "Pryd" }
    WHO { en: "Who", cy: "Pwy" }
    WHAT { en: "What they did", cy: "Yr hyn a wnaed" }
    RECORD { en: "With what", cy: "Gyda beth" }
    WHY { en: "Why", cy: "Pam" }
    RESTS { en: "Policies that it rested on", cy: "Polisïau y dibynnai arnynt" }
    NEXT { en: "Next page", cy: "Tudalen nesaf" }
    FIRST { en: "Back to the first page", cy: "Yn ôl i'r dudalen gyntaf" }
    FORCE_POLICY { en: "A policy of the force: {id}", cy: "Polisi'r heddlu: {id}" }
}

/// The table, and the ways to its other pages.
pub(super) struct Entries {
    pub(super) label: &'static str,
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
    /// Whether it says who: not where it is one person's.
    pub(super) says_who: bool,
    pub(super) next: Option<(String, &'static str)>,
    pub(super) first: Option<(String, &'static str)>,
}

/// One entry.
pub(super) struct Row {
    pub(super) when: String,
    pub(super) who: (String, Option<String>),
    pub(super) what: String,
    pub(super) record: (String, Option<String>),
    pub(super) why: String,
    pub(super) rests: Vec<String>,
}

/// References of contacts by their ids.
pub(super) type Called = BTreeMap<String, String>;

impl Entries {
    /// The entries of a page. `here` is its address without a place.
    pub(super) fn of(
        at: &At<'_>,
        (label, says_who): (&'static str, bool),
        looks: &Looks,
        (called, here): (&Called, &str),
    ) -> Self {
        let language = at.language();
        let link = |path: String, words: Words| (at.visit.href(&path), words.say(language));
        let joins = if here.contains('?') { '&' } else { '?' };
        let next =
            looks.next.map(|place| link(format!("{here}{joins}after={}", write(place)), NEXT));
        let first = at.asked("after").map(|_| link(here.to_owned(), FIRST));
        let head = [WHEN, WHO, WHAT, RECORD, WHY, RESTS];
        let head = head.into_iter().filter(|words| says_who || *words != WHO);
        Self {
            label,
            head: head.map(|words| words.say(language)).collect(),
            rows: looks.entries.iter().map(|entry| row(at, entry, looks, called)).collect(),
            says_who,
            next,
            first,
        }
    }
}

fn row(at: &At<'_>, entry: &Written, looks: &Looks, called: &Called) -> Row {
    let language = at.language();
    let why = purpose(&entry.purpose).map_or("", |words| words.say(language));
    Row {
        when: dates::date_and_time(entry.at, language),
        who: who(&entry.by, &looks.names, at.visit),
        what: verbs::said(&entry.verb, language).into_owned(),
        record: record(at, entry, called),
        why: why.to_owned(),
        rests: rests_on(entry).iter().map(|id| policy(at, id)).collect(),
    }
}

/// The thing of an entry, with the way to who looked at it where it is a contact.
fn record(at: &At<'_>, entry: &Written, called: &Called) -> (String, Option<String>) {
    let kind = thing(&entry.thing).say(at.language());
    match called.get(&entry.thing_id).filter(|_| entry.thing == "contact") {
        Some(reference) => {
            let href = at.visit.href(&format!("/desk/oversight/records/{}", entry.thing_id));
            (format!("{kind} {reference}"), Some(href))
        }
        None => (kind.to_owned(), None),
    }
}

/// What a policy means; one that holds no longer is named.
fn policy(at: &At<'_>, id: &str) -> String {
    let language = at.language();
    let readable = at.signed_in.staff.policies().readable();
    match readable.iter().find(|policy| &*policy.id == id) {
        Some(policy) => policy.say(language).to_owned(),
        None => FORCE_POLICY.fill(language, &[("id", id)]),
    }
}

/// A place as an address says it: opaque, and nothing of a person.
pub(super) fn write(place: Place) -> String {
    let micros = place.at.timestamp().as_microsecond();
    URL_SAFE_NO_PAD.encode(format!("{micros} {}", place.id))
}

/// Reads what an address says; nothing when it is not one of ours.
pub(super) fn read(text: &str) -> Option<Place> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (micros, id) = text.split_once(' ')?;
    let at = Instant::new(Timestamp::from_microsecond(micros.parse().ok()?).ok()?);
    Some(Place { at, id: id.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use kernel::Instant;
    use station::journal::Place;

    #[test]
    fn a_place_survives_an_address_and_what_was_tampered_with_is_none() {
        let place = Place {
            at: Instant::new("2026-06-04T08:14:00.123456Z".parse().unwrap()),
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
        };
        let text = write(place);
        assert_eq!(read(&text), Some(place));
        for bad in ["", "é", "%00", "MQ", &text[1..]] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
