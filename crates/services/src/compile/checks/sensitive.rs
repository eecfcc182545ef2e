//! A sensitive service gives nobody away: not on the screen, not in the history, not by a message.

use super::super::Desk;
use crate::definition::{At, Definition};
use crate::question::Question;
use crate::rule::Rule;
use crate::service::{Keeping, Sensitivity, Service};
use crate::wishes::Maps;
use jiff::SignedDuration;

/// The longest that answers to a sensitive service are kept unfinished.
const LONGEST_DRAFT: SignedDuration = SignedDuration::from_hours(24);

/// Words that tell what a service is for, in both languages, by their beginnings.
const TELLING: [&str; 24] = [
    "stalk", "harass", "abus", "rape", "sexual", "assault", "violen", "domestic", "hate", "threat",
    "victim", "crime", "police", "report", "spik", "stelc", "aflonydd", "cam-dri", "camdri",
    "treis", "rhyw", "heddlu", "trosedd", "bygyth",
];

/// Checks what a sensitive service needs; an ordinary one only that its times agree.
pub(in super::super) fn check(desk: &mut Desk<'_>, raw: &Definition, service: &Service) {
    if let Some(opaque) = &raw.opaque
        && (opaque.len() > 12 || raw.slug.contains(opaque.as_str()))
    {
        let problem = format!("`{}` says something", opaque.value);
        let remedy = "use a few letters and digits without meaning";
        desk.tell(Rule::SENSITIVE, opaque.place, problem, remedy);
    }
    if raw.retention.abandoned.0 > raw.retention.draft.0 {
        let problem = "answers that nobody came back to are kept longer than those that were saved";
        let remedy = "make `abandoned` in `retention` at most as long as `draft`";
        desk.tell(Rule::SENSITIVE, raw.retention.place, problem, remedy);
    }
    if raw.sensitivity == Sensitivity::High {
        needed(desk, raw);
        titles(desk, raw, service);
        kept(desk, raw);
        channels(desk, raw);
    }
}

fn needed(desk: &mut Desk<'_>, raw: &Definition) {
    let needed = [
        (raw.opaque.is_none(), "no opaque slug", "write `opaque:` with letters without meaning"),
        (raw.neutral_title.is_none(), "no neutral title", "write `neutral_title:`"),
        (raw.interruption.is_none(), "no interruption", "write `interruption: exit-this-page`"),
    ];
    for (missing, what, remedy) in needed {
        if missing {
            let problem = format!("a sensitive service with {what}");
            desk.tell(Rule::SENSITIVE, raw.id.place, problem, remedy);
        }
    }
}

/// A neutral title says nothing, in either language.
fn titles(desk: &mut Desk<'_>, raw: &Definition, service: &Service) {
    let (Some(title), Some(neutral)) = (&raw.neutral_title, &service.neutral_title) else { return };
    let words = raw.title.to_lowercase();
    let mut told = words.split_whitespace().filter(|word| word.chars().count() > 6);
    let lower = title.to_lowercase();
    let remedy = "say nothing of what the service is for";
    if told.any(|word| lower.contains(word)) {
        desk.tell(Rule::SENSITIVE, title.place, "the neutral title repeats the title", remedy);
        return;
    }
    let both = format!("{lower} {}", neutral.cy.to_lowercase());
    let mut words = both.split(|c: char| !c.is_alphanumeric() && c != '-');
    let telling = |word: &&str| TELLING.iter().any(|beginning| word.starts_with(beginning));
    if let Some(word) = words.find(telling) {
        let problem = format!("“{word}” in the neutral title tells what the service is for");
        desk.tell(Rule::SENSITIVE, title.place, problem, remedy);
    }
}

/// Nothing is kept unasked, and nothing for long.
fn kept(desk: &mut Desk<'_>, raw: &Definition) {
    if let Some(keeping) = raw.save_and_return.as_ref().filter(|it| it.value == Keeping::Always) {
        let problem = "answers to a sensitive service would be kept unasked";
        let remedy = "write `save_and_return: on_request`";
        desk.tell(Rule::SENSITIVE, keeping.place, problem, remedy);
    }
    if raw.retention.draft.0 > LONGEST_DRAFT {
        let problem = "answers to a sensitive service are kept for more than 24 hours";
        let remedy = "write `draft: PT24H` in `retention`, or less";
        desk.tell(Rule::SENSITIVE, raw.retention.place, problem, remedy);
    }
}

/// No address and no number before the person said which ways are safe, and no number before they
/// said who else may hear.
fn channels(desk: &mut Desk<'_>, raw: &Definition) {
    let asked: Vec<_> =
        raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions)).collect();
    let position = |maps| asked.iter().position(|it| is(it.maps.as_ref(), maps));
    for (what, first, problem, remedy) in [
        (
            Maps::PersonEmail,
            Maps::ContactWays,
            "an e-mail address is asked for before the person said that e-mail is safe",
            "ask which ways are safe first, with `maps: contact.ways`, and ask this `when: 'email' in …`",
        ),
        (
            Maps::PersonPhone,
            Maps::ContactWays,
            "a number is asked for before the person said that calls or texts are safe",
            "ask which ways are safe first, with `maps: contact.ways`, and ask this `when: 'call' in …`",
        ),
        (
            Maps::PersonPhone,
            Maps::ContactDiscreet,
            "a number is asked for before we know whether it is safe to leave a message",
            "ask it first, with `maps: contact.discreet`",
        ),
    ] {
        let Some(at) = position(what) else { continue };
        let Some(question) = asked.get(at) else { continue };
        let late = position(first).is_none_or(|first| first > at);
        let free = first == Maps::ContactWays && !depends_on(raw, at, &asked, position(first));
        if late || free {
            desk.tell(Rule::SENSITIVE, question.id.place, problem, remedy);
        }
    }
}

/// Whether a question, or its page, is asked under a condition about another one.
fn depends_on(
    raw: &Definition,
    at: usize,
    asked: &[&crate::definition::RawQuestion],
    on: Option<usize>,
) -> bool {
    let (Some(question), Some(on)) = (asked.get(at), on.and_then(|on| asked.get(on))) else {
        return false;
    };
    let holds = |it: &&crate::definition::RawPage| {
        it.questions.iter().any(|one| one.id.value == question.id.value)
    };
    let page = raw.pages.iter().find(holds).and_then(|page| page.when.as_ref());
    [page, question.when.as_ref()].into_iter().flatten().any(|when| when.contains(on.id.as_str()))
}

fn is(maps: Option<&At<Maps>>, wanted: Maps) -> bool {
    maps.is_some_and(|maps| maps.value == wanted)
}

/// Whether a question tells who somebody is, for the gate: nobody gives a name to be saved.
pub(super) fn identifies(question: &Question) -> bool {
    question.maps.is_some_and(Maps::identifies)
}
