//! The answers as people read them, for the check page and the desk.

use crate::Answers;
use crate::accept::national_phone;
use crate::answers::{Item, listed};
use crate::composed;
use crate::condition::Moment;
use crate::journey::{Gait, Step, walk};
use crate::page::PageKind;
use crate::question::{Kind, Question};
use crate::reading::{date, money};
use crate::service::Service;
use kernel::{Instant, Language, words};
use serde_json::Value;

words! {
    NUMBERED { en: "{one} {number}", cy: "{one} {number}" }
    FILES { en: "{count} added", cy: "Ychwanegwyd {count}" }
    ADDED_LATER { en: "To be added later", cy: "I'w hychwanegu nes ymlaen" }
    NONE { en: "None", cy: "Dim" }
    AGREED { en: "Agreed", cy: "Cytunwyd" }
    NOT_PROVIDED { en: "Not provided", cy: "Heb ei ddarparu" }
}

/// A section of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarySection {
    /// Its title.
    pub title: String,
    /// The address of its first page.
    pub page: String,
    /// Its answers, in the order they were asked; those of items are on their cards.
    pub rows: Vec<SummaryRow>,
    /// The items of its repeat groups.
    pub cards: Vec<SummaryCard>,
}

/// An item of a repeat group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryCard {
    /// What it is called: `Vehicle 2`.
    pub title: String,
    /// The group and which of its items, from 0.
    pub item: (String, usize),
    /// Its answers.
    pub rows: Vec<SummaryRow>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    /// What was asked, shortened where the definition says so.
    pub label: String,
    /// The answer, line by line; "Not provided" when it was left blank.
    pub lines: Vec<String>,
    /// Whether it was answered.
    pub provided: bool,
    /// Whether the lines are the person's own words, and so in the language in which they told us.
    pub own_words: bool,
    /// The question's id.
    pub question: String,
    /// The address of the page on which to change it.
    pub page: String,
}

/// The answers of a report, or of a draft that is ready to be checked, section by section. What is not on the way never shows.
#[must_use]
pub fn summary(
    service: &Service,
    answers: &Answers,
    language: Language,
    now: Instant,
) -> Vec<SummarySection> {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Told);
    let mut sections: Vec<(String, SummarySection)> = Vec::new();
    for step in &walked.steps {
        let empty = is_empty_list(step, answers);
        if !matches!(step.page.kind, PageKind::Questions) && !empty {
            continue;
        }
        let section = &step.page.section;
        let at = sections.iter().position(|(id, _)| *id == section.id).unwrap_or(sections.len());
        if at == sections.len() {
            sections.push((section.id.clone(), begun(step, language)));
        }
        let rows = step.questions.iter().map(|question| row(question, answers, language, step));
        if let Some((_, section)) = sections.get_mut(at) {
            section.take(step, rows.collect(), language);
            section.rows.extend(empty.then(|| none(step, language)));
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// Whether a list has nothing on it.
fn is_empty_list(step: &Step<'_>, answers: &Answers) -> bool {
    let repeat = step.page.repeat.as_ref().filter(|_| matches!(step.page.kind, PageKind::List));
    repeat.is_some_and(|repeat| answers.items(&repeat.id).is_empty())
}

fn none(step: &Step<'_>, language: Language) -> SummaryRow {
    SummaryRow {
        label: step.page.title(language).to_owned(),
        lines: vec![NONE.say(language).to_owned()],
        provided: false,
        own_words: false,
        question: String::new(),
        page: step.spot().slug().into_owned(),
    }
}

fn begun(step: &Step<'_>, language: Language) -> SummarySection {
    SummarySection {
        title: step.page.section.title.say(language).to_owned(),
        page: step.spot().slug().into_owned(),
        rows: Vec::new(),
        cards: Vec::new(),
    }
}

impl SummarySection {
    fn take(&mut self, step: &Step<'_>, rows: Vec<SummaryRow>, language: Language) {
        let (Some(Item { group, at }), Some(repeat)) = (step.item, &step.page.repeat) else {
            self.rows.extend(rows);
            return;
        };
        let item = (group.to_owned(), at);
        if let Some(card) = self.cards.iter_mut().find(|card| card.item == item) {
            card.rows.extend(rows);
        } else {
            let number = at.saturating_add(1).to_string();
            let one = repeat.one.say(language);
            let title = NUMBERED.fill(language, &[("one", one), ("number", &number)]);
            self.cards.push(SummaryCard { title, item, rows });
        }
    }
}

fn row(question: &Question, answers: &Answers, language: Language, step: &Step<'_>) -> SummaryRow {
    let value = answers.get_in(step.item, &question.id);
    let lines = value.map(|value| lines(question, value, language)).unwrap_or_default();
    let provided = !lines.is_empty();
    SummaryRow {
        label: question.label(language).to_owned(),
        lines: if provided { lines } else { vec![NOT_PROVIDED.say(language).to_owned()] },
        provided,
        own_words: provided && question.kind.is_own_words(),
        question: question.id.clone(),
        page: step.spot().slug().into_owned(),
    }
}

fn lines(question: &Question, value: &Value, language: Language) -> Vec<String> {
    match (question.kind, value) {
        (Kind::Composed(kind), Value::Object(parts)) => {
            return composed::lines(kind, question, parts, language);
        }
        (Kind::Items, Value::Array(things)) => {
            let things = things.iter().filter_map(Value::as_object);
            let line = |parts| composed::in_one_line(question, parts, language);
            return things.map(line).collect();
        }
        (Kind::Number(_), number) => return vec![counted(question, number, language)],
        (Kind::Declaration, _) => return vec![AGREED.say(language).to_owned()],
        (Kind::Upload, Value::Array(files)) => {
            let count = files.len().to_string();
            return vec![FILES.fill(language, &[("count", &count)])];
        }
        (Kind::Upload, _) => return vec![ADDED_LATER.say(language).to_owned()],
        _ => {}
    }
    let values = listed(Some(value));
    let label = |value: &str| {
        question.choice(value).map_or(value, |choice| choice.label.say(language)).to_owned()
    };
    let line = |value: &str| match question.kind {
        Kind::Date(_) => date::written(value, language),
        Kind::Money => money::written(value),
        Kind::Phone => national_phone(value),
        kind if kind.is_one_of() || kind.is_several_of() => label(value),
        _ => value.to_owned(),
    };
    if question.kind.has_lines() {
        return values.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    }
    values.into_iter().map(line).collect()
}

/// A number with its unit: `3 years`.
fn counted(question: &Question, number: &Value, language: Language) -> String {
    match &question.unit {
        Some(unit) => format!("{number} {}", unit.say(language)),
        None => number.to_string(),
    }
}
