//! What the language asks of a definition beyond its types.

mod asked_twice;
mod choices;
mod handed_on;
mod sensitive;
mod ways_out;

pub(super) use asked_twice::check as asked_twice;
pub(super) use choices::{also, not_knowing};
pub(super) use handed_on::across;
pub(super) use sensitive::check as sensitive;
pub(super) use ways_out::check as ways_out;

use super::Desk;
use super::questions::check_ways;
use crate::definition::{At, Definition, RawKind, RawPage, RawQuestion};
use crate::question::Question;
use crate::rule::Rule;
use crate::service::Sensitivity;
use crate::wishes::Maps;
use jiff::SignedDuration;
use std::collections::{BTreeMap, BTreeSet};

/// Names that conditions and answers need for themselves.
const RESERVED_QUESTIONS: [&str; 12] = [
    "now", "today", "answer", "item", "onward", "true", "false", "null", "in", "csrf", "size",
    "has",
];
/// Addresses that belong to the service's own pages.
const RESERVED_PAGES: [&str; 9] =
    ["check", "sent", "paper", "start", "return", "leave", "tasks", "about-you", "save"];

/// Lower-case letters, digits and hyphens, at most 60.
pub(super) fn slug(desk: &mut Desk<'_>, name: &At<String>, what: &str) {
    let fits = (1..=60).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b))
        && !name.starts_with('-');
    if !fits {
        let problem = format!("`{}` cannot be the {what}", name.value);
        desk.find(name.place, problem, "use lower-case letters, digits and hyphens");
    }
}

/// The ids of all questions that a definition itself asks.
pub(super) fn question_ids(raw: &Definition) -> Vec<String> {
    all(raw).map(|question| question.id.value.clone()).collect()
}

fn all(raw: &Definition) -> impl Iterator<Item = &RawQuestion> {
    raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions))
}

/// Redirects: what they ask must come later, and nothing of a sensitive service is passed on.
pub(super) fn redirects(desk: &mut Desk<'_>, raw: &Definition, asked: &[&Question]) {
    let place = |id: &str| asked.iter().position(|question| question.id == id);
    for question in all(raw) {
        let here = place(&question.id);
        for redirect in question.outcome.iter().filter_map(|outcome| outcome.redirect.as_ref()) {
            for ask in redirect.ask.iter().filter(|ask| place(ask) <= here) {
                let problem = format!("`{}` is no later question of the service", ask.value);
                desk.find(ask.place, problem, "name a question that comes after the redirect");
            }
            if redirect.pass && raw.sensitivity == Sensitivity::High {
                let problem = "a sensitive service would pass answers to somebody else";
                desk.find(redirect.to.place, problem, "leave out `pass:`");
            }
        }
    }
}

/// The definition as a whole.
pub(super) fn definition(desk: &mut Desk<'_>, raw: &Definition) {
    slug(desk, &raw.id, "id");
    slug(desk, &raw.slug, "slug");
    if raw.gate.is_none() {
        let remedy = "write `gate: emergency`";
        let problem = "the service does not begin with the emergency questions";
        desk.tell(Rule::NO_WAY_OUT, raw.id.place, problem, remedy);
    }
    if raw.start.minutes == 0 {
        let problem = "nobody has said how long it takes";
        let remedy = "write how many minutes it takes most people";
        desk.findings.push(desk.file.unwritten(raw.start.body.place, problem, remedy));
    }
    headings(desk, raw);
    duplicates(desk, raw.pages.iter().map(|page| &page.id), "page");
    duplicates(desk, all(raw).map(|question| &question.id), "question");
    for page in &raw.pages {
        self::page(desk, page);
        if raw.tasks && page.interruption.is_some() {
            let problem = "a list of tasks has no place for a page that only tells";
            let remedy = "say it in the `intro` of a page of questions";
            desk.find(page.id.place, problem, remedy);
        }
    }
}

fn duplicates<'a>(desk: &mut Desk<'_>, ids: impl Iterator<Item = &'a At<String>>, what: &str) {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for id in ids {
        if let Some(line) = seen.insert(&id.value, id.place.line) {
            let problem = format!("the {what} `{}` is already on line {line}", id.value);
            desk.find(id.place, problem, "give one of them another id");
        }
    }
}

/// Every page has a heading of its own.
fn headings(desk: &mut Desk<'_>, raw: &Definition) {
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for page in &raw.pages {
        let own = page.heading.as_ref().or_else(|| page.questions.first().map(|it| &it.ask));
        let Some(heading) = own else { continue };
        if let Some(line) = seen.insert(heading.to_lowercase(), heading.place.line) {
            let problem = format!("another page has this heading too, on line {line}");
            let remedy = "say on each what it asks about: “When was it stolen?”";
            desk.tell(Rule::HEADINGS, heading.place, problem, remedy);
        }
    }
}

fn page(desk: &mut Desk<'_>, page: &RawPage) {
    slug(desk, &page.id, "id of a page");
    if RESERVED_PAGES.contains(&page.id.as_str()) {
        let problem = format!("`{}` is the address of a page of ours", page.id.value);
        desk.find(page.id.place, problem, "give the page another id");
    }
    if page.questions.is_empty() == page.interruption.is_none() {
        let remedy = "give it `questions:` or an `interruption:`";
        desk.find(page.id.place, "a page asks or tells, one of the two", remedy);
    }
    if page.questions.len() > 1 && page.heading.is_none() {
        let problem = "a page with several questions has no heading";
        desk.tell(Rule::HEADINGS, page.id.place, problem, "write a `heading:`");
    }
}

/// What conditions can name: lower-case letters, digits and underscores.
pub(super) fn name(desk: &mut Desk<'_>, id: &At<String>, what: &str) {
    let fits = (1..=40).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && !RESERVED_QUESTIONS.contains(&id.as_str());
    if !fits {
        let problem = format!("`{}` cannot name {what}", id.value);
        let remedy = "use lower-case letters, digits and underscores, and no reserved name";
        desk.find(id.place, problem, remedy);
    }
}

/// One question on its own.
pub(super) fn question(desk: &mut Desk<'_>, raw: &RawQuestion) {
    let id = &raw.id;
    name(desk, id, "a question");
    let chosen = matches!(
        raw.kind,
        RawKind::Radios | RawKind::Checkboxes | RawKind::Select | RawKind::Language
    );
    match &raw.options {
        Some(_) if !chosen => {
            desk.find(id.place, "only radios and checkboxes have options", "take `options:` out");
        }
        None if chosen && raw.options_from.is_none() && raw.kind != RawKind::Language => {
            desk.find(id.place, "the question has no options", "write `options:`");
        }
        Some(options) if !(2..=most_options(raw.kind)).contains(&options.0.len()) => {
            let problem = format!("the question has {} options", options.0.len());
            desk.find(id.place, problem, format!("give it 2 to {}", most_options(raw.kind)));
        }
        _ => {}
    }
    quoted(desk, raw);
    limits(desk, raw);
    if raw.kind == RawKind::Upload
        && let Some(required) = raw.required.as_ref().filter(|required| required.value)
    {
        let remedy = "leave `required:` out: files can be added later, or never";
        desk.tell(Rule::EVIDENCE, required.place, "files are asked for as a condition", remedy);
    }
    if let Some(later) = &raw.later {
        if raw.kind != RawKind::Upload {
            desk.find(id.place, "only files can be added later", "take `later:` out");
        } else if later.0 > LONGEST_LATER {
            let problem = "files can be added for more than 90 days after the report";
            let remedy = "write `later: P28D`, or as long as the matter is open";
            desk.look_again(Rule::LATER, id.place, problem, remedy);
        }
    }
    choices::check(desk, raw);
    choices::searched(desk, raw);
}

/// A list that is searched may be long: makes of cars, countries, breeds.
const fn most_options(kind: RawKind) -> usize {
    if matches!(kind, RawKind::Select | RawKind::Language) { 400 } else { 100 }
}

/// How long a link to add files stays open without a second thought.
const LONGEST_LATER: SignedDuration = SignedDuration::from_hours(90 * 24);

/// YAML readers take an unquoted `yes` for a truth value, `0123` for a number.
fn quoted(desk: &mut Desk<'_>, raw: &RawQuestion) {
    let options = raw.options.iter().flat_map(|options| &options.0);
    let values = options.map(|(value, _)| value).chain(&raw.exclusive);
    for value in values {
        let lower = value.to_lowercase();
        let trap = ["yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"]
            .contains(&lower.as_str())
            || value.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        if trap && !desk.file.is_quoted(value.place) {
            let problem = format!("`{}` without quotes is not text everywhere", value.value);
            desk.find(value.place, problem, format!("write \"{}\"", value.value));
        }
    }
}

fn limits(desk: &mut Desk<'_>, raw: &RawQuestion) {
    let id = &raw.id;
    if let Some(exclusive) = &raw.exclusive {
        let options = raw.options.iter().flat_map(|options| &options.0);
        let known = options.into_iter().any(|(value, _)| value.value == exclusive.value);
        if raw.kind != RawKind::Checkboxes || !known {
            let problem = format!("`{}` is no checkbox of this question", exclusive.value);
            desk.find(exclusive.place, problem, "name one of its options");
        }
    }
    if raw.precision.is_some() && raw.kind != RawKind::Date {
        desk.find(id.place, "only a date has a `kind`", "take `kind:` out");
    }
    if raw.max.is_some_and(|max| !(1..=20_000).contains(&max)) {
        desk.find(id.place, "`max` is not between 1 and 20000", "choose a length in between");
    }
    let Some(maps) = &raw.maps else { return };
    if !fits(maps.value, raw.kind) {
        desk.find(maps.place, "this question cannot map to that", "choose the type that fits");
    }
    if maps.value == Maps::ContactWays {
        check_ways(desk, raw);
    }
}

/// Whether a question of this kind can be that.
fn fits(maps: Maps, kind: RawKind) -> bool {
    use RawKind as K;
    let kinds: &[RawKind] = match maps {
        Maps::PersonName
        | Maps::PersonPreviousNames
        | Maps::SuspectName
        | Maps::VictimName
        | Maps::WitnessName
        | Maps::RefereeName => &[K::FullName, K::Text],
        Maps::PersonPhone | Maps::WitnessPhone | Maps::RefereePhone => &[K::Phone],
        Maps::PersonEmail | Maps::RefereeEmail => &[K::Email],
        Maps::PersonDateOfBirth | Maps::IncidentDate => &[K::Date],
        Maps::PersonAge => &[K::Number, K::Radios, K::Select],
        Maps::PersonAddress => &[K::Address],
        Maps::PersonLanguage => &[K::Language, K::Select, K::Radios],
        Maps::ContactMay | Maps::ContactDiscreet | Maps::ConsentVictimSupport => {
            &[K::YesNo, K::YesNoUnsure, K::Radios]
        }
        Maps::ContactWays => &[K::Checkboxes],
        Maps::ContactTimes => &[K::TimeWindows],
        Maps::ContactCodeword | Maps::ApplicationReference => &[K::Text],
        Maps::IncidentPlace => &[K::Place, K::Text],
        Maps::IncidentLocation => &[K::Location, K::Address, K::Place],
        Maps::IncidentPostcode => &[K::Postcode],
        Maps::IncidentMoment => &[K::Moment],
        Maps::IncidentNarrative => &[K::Textarea],
        Maps::SuspectDescription | Maps::VictimDescription => &[K::PersonDescription, K::Textarea],
        Maps::Vehicle => &[K::Vehicle],
        Maps::Item => &[K::Items],
        Maps::EvidenceFile => &[K::Upload],
        Maps::Declaration => &[K::Declaration],
    };
    kinds.contains(&kind)
}

/// The questions together, once they are compiled.
pub(super) fn questions(desk: &mut Desk<'_>, raw: &Definition, asked: &[&Question]) {
    let own: BTreeSet<String> = question_ids(raw).into_iter().collect();
    let mut seen = BTreeSet::new();
    for question in asked {
        if !seen.insert(&question.id) && own.contains(&question.id) {
            let problem = format!("the question `{}` is asked by the gate too", question.id);
            desk.find(raw.id.place, problem, "give it another id");
        }
    }
    if raw.anonymous.allowed {
        anonymity(desk, raw, asked);
    }
}

/// Whoever stays anonymous is asked for nothing that says who they are.
fn anonymity(desk: &mut Desk<'_>, raw: &Definition, asked: &[&Question]) {
    let may = asked.iter().find(|question| question.maps == Some(Maps::ContactMay));
    let Some(may) = may else {
        let remedy = "ask whether we may contact the person, with `maps: contact.may`";
        desk.tell(Rule::ANONYMOUS, raw.id.place, "nobody can choose to stay anonymous", remedy);
        return;
    };
    for page in &raw.pages {
        for question in &page.questions {
            let identifies = question.maps.as_ref().is_some_and(|maps| maps.value.identifies());
            let conditions = [page.when.as_ref(), question.when.as_ref()];
            let asks = conditions.into_iter().flatten().any(|when| when.contains(may.id.as_str()));
            if identifies && !asks {
                let problem =
                    format!("`{}` is asked of people who stay anonymous", question.id.value);
                let remedy = format!("add `when: {} == 'yes'`", may.id);
                desk.tell(Rule::ANONYMOUS, question.id.place, problem, remedy);
            }
        }
    }
}
