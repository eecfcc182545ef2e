//! Choices in which people find themselves.

use super::super::Desk;
use crate::definition::{At, Definition, Ordered, RawKind, RawQuestion};
use crate::findings::suggestion;
use crate::rule::Rule;
use crate::service::Service;
use crate::wishes::Maps;
use std::collections::BTreeMap;

/// Values that stand for not knowing, not fitting or not wanting to say.
const OPEN: [&str; 10] = [
    "unsure",
    "not_sure",
    "unknown",
    "not_known",
    "none",
    "other",
    "not_say",
    "elsewhere",
    "nobody",
    "dont_know",
];
/// How a choice reads that stands for it.
const OPEN_WORDS: [&str; 7] = [
    "not sure",
    "do not know",
    "not known",
    "rather not",
    "none of",
    "something else",
    "someone else",
];

/// Choices that read the same.
pub(super) fn check(desk: &mut Desk<'_>, raw: &RawQuestion) {
    let mut labels: BTreeMap<String, u64> = BTreeMap::new();
    for (_, label) in raw.options.iter().flat_map(|options| &options.0) {
        let read = label.trim().to_lowercase();
        if let Some(line) = labels.insert(read, label.place.line) {
            let problem = format!("this reads like the option on line {line}");
            desk.tell(
                Rule::CHOICES,
                label.place,
                problem,
                "take one of them out, or tell them apart",
            );
        }
    }
}

/// Other words for options: each belongs to one that is there.
pub(in super::super) fn also(
    desk: &mut Desk<'_>,
    options: &Ordered<At<String>>,
    also: &Ordered<At<String>>,
) {
    let values = || options.0.iter().map(|(value, _)| value.as_str());
    for (value, _) in &also.0 {
        if !values().any(|known| known == value.value) {
            let remedy = suggestion(value, values(), "name one of the options");
            desk.find(value.place, format!("`{}` is none of the options", value.value), remedy);
        }
    }
}

/// Where other words have no place: only a list that is searched has use for them.
pub(super) fn searched(desk: &mut Desk<'_>, raw: &RawQuestion) {
    let Some((value, _)) = raw.also.0.first() else { return };
    if raw.kind != RawKind::Select && raw.kind != RawKind::Language {
        let problem = "people see all of these options and search for none";
        desk.find(value.place, problem, "take `also:` out, or make it a `select`");
    } else if raw.options.is_none() {
        let problem = "these options are written down in a shared list";
        desk.find(value.place, problem, "write `also:` there");
    }
}

/// Questions that must be answered with a choice, of which none says that somebody does not know.
pub(in super::super) fn not_knowing(desk: &mut Desk<'_>, raw: &Definition, service: &Service) {
    let questions = raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions));
    for question in questions.filter(|question| question.is_required()) {
        let chosen = matches!(
            question.kind,
            RawKind::Radios | RawKind::Select | RawKind::YesNo | RawKind::Checkboxes
        );
        let known = question.maps.as_ref().is_some_and(|maps| is_known(maps.value));
        let compiled = service.question(&question.id);
        let is_open = compiled.is_some_and(|compiled| {
            compiled.exclusive.is_some()
                || compiled.choices.iter().any(|choice| {
                    let label = choice.label.en.to_lowercase();
                    OPEN.contains(&choice.value.as_str())
                        || OPEN_WORDS.iter().any(|words| label.contains(words))
                })
        });
        if chosen && !known && !is_open && compiled.is_some() {
            let problem = format!("whoever does not know cannot answer `{}`", question.id.value);
            let remedy = match question.kind {
                RawKind::YesNo => "make it `yes_no_unsure`, unless everybody knows",
                _ => "add `unsure: I’m not sure`, unless everybody knows",
            };
            desk.look_again(Rule::NOT_KNOWING, question.ask.place, problem, remedy);
        }
    }
}

/// What people know of themselves and decide.
const fn is_known(maps: Maps) -> bool {
    maps.is_of_reporter() || matches!(maps, Maps::ConsentVictimSupport | Maps::Declaration)
}
