//! Repeat groups: pages that are asked anew for each of several things.

use super::Desk;
use crate::definition::{At, Definition, RawPage};
use crate::page::Repeat;
use kernel::Said;
use std::collections::BTreeSet;
use std::sync::Arc;

/// More items than anybody lists.
const MOST: usize = 50;

/// Whether two pages that follow each other belong to one group.
pub(super) fn together(a: &RawPage, b: &RawPage) -> bool {
    match (&a.repeat, &b.repeat) {
        (Some(a), Some(b)) => a.group.value == b.group.value,
        _ => false,
    }
}

/// The groups that were begun.
#[derive(Debug, Default)]
pub(super) struct Groups(BTreeSet<String>);

impl Groups {
    /// The group that a page begins, if it does.
    pub(super) fn begin(
        &mut self,
        desk: &mut Desk<'_>,
        first: &RawPage,
        raw: &Definition,
    ) -> Option<Arc<Repeat>> {
        let repeat = first.repeat.as_ref()?;
        self.check_name(desk, &repeat.group, raw);
        let key = format!("pages.{}.repeat", first.id.value);
        let mut said = |name: &str, text: Option<&At<String>>| {
            let Some(text) = text else {
                let problem = format!("nobody has said what `{name}` of the group is");
                desk.find(repeat.group.place, problem, format!("write `{name}:` in `repeat`"));
                return Said { en: String::new(), cy: String::new() };
            };
            desk.said(&format!("{key}.{name}"), text)
        };
        let one = said("one", repeat.one.as_ref());
        let heading = said("heading", repeat.heading.as_ref());
        let more = said("more", repeat.more.as_ref());
        let min = repeat.min.as_ref().map_or(1, |min| min.value);
        let max = repeat.max.as_ref().map_or(10, |max| max.value);
        if max < min.max(1) || max > MOST {
            let problem = format!("a group of {min} to {max}");
            let remedy = format!("choose a `max` from {} to {MOST}", min.max(1));
            desk.find(repeat.group.place, problem, remedy);
        }
        let id = Arc::from(repeat.group.value.as_str());
        Some(Arc::new(Repeat { id, one, heading, more, min, max: max.clamp(1, MOST) }))
    }

    fn check_name(&mut self, desk: &mut Desk<'_>, group: &At<String>, raw: &Definition) {
        if !self.0.insert(group.value.clone()) {
            let problem = format!("the pages of `{}` do not follow each other", group.value);
            desk.find(group.place, problem, "put them next to each other, or name another group");
        }
        if super::checks::question_ids(raw).contains(&group.value) {
            let problem = format!("`{}` is a question already", group.value);
            desk.find(group.place, problem, "name the group after what there are several of");
        }
        super::checks::name(desk, group, "a group");
    }
}

/// What a page of a group cannot have.
pub(super) fn check(desk: &mut Desk<'_>, page: &RawPage, number: usize) {
    if page.repeat.is_none() {
        return;
    }
    if page.interruption.is_some() {
        let problem = "a page that tells something is repeated";
        desk.find(page.id.place, problem, "put it before or after the group");
    }
    if let Some(when) = page.when.as_ref().filter(|when| number == 0 && names_item(when)) {
        let problem = "the first page of a group decides whether there is a group at all";
        desk.find(when.place, problem, "ask about earlier questions here, and about `item` later");
    }
    for question in &page.questions {
        if let Some(outcome) = question.outcome.first() {
            let problem = "an answer about one of several things leads elsewhere";
            desk.find(outcome.when.place, problem, "ask it before the group");
        }
        if let Some(maps) = question.maps.as_ref().filter(|maps| maps.value.is_of_reporter()) {
            let problem = "this is asked of each, and maps to the one who reports";
            desk.find(maps.place, problem, "choose what it is of a person named, or leave it out");
        }
    }
}

fn names_item(when: &str) -> bool {
    when.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == "item")
}
