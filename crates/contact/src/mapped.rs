//! The answers of a report that are something to us, each with the question that it answers.

use reports::Report;
use serde_json::Value;
use services::{Item, Maps, Service};

/// An answer that is something to us.
#[derive(Clone, Debug)]
pub(crate) struct Mapped<'a> {
    /// What it is to us.
    pub(crate) maps: Maps,
    /// The question that it answers, with the number of the item where it is asked for each:
    /// `vehicles.1.vehicle`.
    pub(crate) question: String,
    /// The item that it belongs to, `vehicles.1`; nothing where it is asked once.
    pub(crate) item: Option<String>,
    /// The answer.
    pub(crate) value: &'a Value,
}

impl<'a> Mapped<'a> {
    /// The answer that is one text.
    pub(crate) fn text(&self) -> Option<&'a str> {
        self.value.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A part of an answer of several parts.
    pub(crate) fn part(&self, name: &str) -> Option<&'a str> {
        let part = self.value.get(name)?.as_str()?.trim();
        Some(part).filter(|text| !text.is_empty())
    }
}

/// Every answer that is something to us, in the order of the questions.
pub(crate) fn mapped<'a>(service: &Service, report: &'a Report) -> Vec<Mapped<'a>> {
    let mut found = Vec::new();
    for question in service.questions() {
        let Some(maps) = question.maps else { continue };
        let Some(group) = question.group.as_deref() else {
            let value = report.answers.get(&question.id);
            let once = |value| Mapped { maps, question: question.id.clone(), item: None, value };
            found.extend(value.map(once));
            continue;
        };
        for at in 0..report.answers.items(group).len() {
            let Some(value) = report.answers.get_in(Some(Item { group, at }), &question.id) else {
                continue;
            };
            let item = format!("{group}.{}", at.saturating_add(1));
            let question = format!("{item}.{}", question.id);
            found.push(Mapped { maps, question, item: Some(item), value });
        }
    }
    found
}

/// The first answer that is this to us.
pub(crate) fn first<'m, 'a>(mapped: &'m [Mapped<'a>], maps: Maps) -> Option<&'m Mapped<'a>> {
    mapped.iter().find(|it| it.maps == maps)
}
