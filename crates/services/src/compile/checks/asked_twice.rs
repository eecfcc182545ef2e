//! Nobody is asked the same thing twice on one way.

use super::super::Desk;
use super::super::worlds::Worlds;
use crate::condition::Condition;
use crate::definition::{Definition, Place, RawQuestion};
use crate::question::Question;
use crate::rule::Rule;
use crate::service::Service;

/// Finds facts about the reporter, and words, that come again on one way.
pub(in super::super) fn check(
    desk: &mut Desk<'_>,
    raw: &Definition,
    worlds: &Worlds<'_>,
    service: &Service,
) {
    let questions: Vec<&Question> = service.questions().collect();
    for (at, second) in questions.iter().enumerate() {
        let Some(written) = raw_of(raw, &second.id) else { continue };
        for first in questions.iter().take(at) {
            let fact =
                first.maps.filter(|maps| maps.is_of_reporter() && second.maps == Some(*maps));
            let same_ask = first.group == second.group
                && first.ask.en.to_lowercase() == second.ask.en.to_lowercase();
            if fact.is_none() && !same_ask || !meet(worlds, first, second) {
                continue;
            }
            let (at, problem) = match (fact, &written.maps) {
                (Some(_), Some(maps)) => (maps.place, "has asked for the same already"),
                _ => (written.ask.place, "asks in the same words, on the same way"),
            };
            twice(desk, at, &first.id, problem);
        }
    }
}

fn twice(desk: &mut Desk<'_>, at: Place, first: &str, problem: &str) {
    let remedy = format!("ask once, and name `{first}` in conditions, or ask what is different");
    desk.tell(Rule::ASKED_TWICE, at, format!("`{first}` {problem}"), remedy);
}

/// Whether both can be asked of one person.
fn meet(worlds: &Worlds<'_>, first: &Question, second: &Question) -> bool {
    let needs = [worlds.needs(&first.id), worlds.needs(&second.id)];
    let needs: Vec<&Condition> = needs.into_iter().flatten().copied().collect();
    worlds.allow(&needs, &[], &[])
}

fn raw_of<'a>(raw: &'a Definition, id: &str) -> Option<&'a RawQuestion> {
    let mut all = raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions));
    all.find(|question| question.id.value == id)
}
