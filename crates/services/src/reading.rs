//! Reading a page that a person filled in: forgiving of how it was typed, in both languages.

pub(crate) mod date;
pub(crate) mod money;
pub(crate) mod tidy;

use crate::Answers;
use crate::accept::{self, Fault};
use crate::condition::{Moment, View};
use crate::journey::{Gait, walk};
use crate::page::PageDef;
use crate::question::{Kind, Question};
use crate::service::Service;
use kernel::{FieldProblem, Instant, Language};
use serde_json::Value;

/// What a browser sent for a page, in which language, and when.
///
/// Checkboxes come as the same name again and again; a date as `id-day`, `id-month`, `id-year`.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The fields in the order they came.
    pub fields: &'a [(String, String)],
    /// The language of messages.
    pub language: Language,
    /// Now.
    pub now: Instant,
}

impl<'a> Form<'a> {
    fn first(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn all(&self, name: &str) -> Vec<&'a str> {
        let named = self.fields.iter().filter(|(field, _)| field == name);
        named.map(|(_, value)| value.as_str()).filter(|value| !value.trim().is_empty()).collect()
    }

    /// Whether any field of the question came.
    fn has(&self, question: &str) -> bool {
        self.fields.iter().any(|(field, _)| {
            let part = field.strip_prefix(question);
            matches!(part, Some("" | "-day" | "-month" | "-year"))
        })
    }
}

/// A page that was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The answers of this page that are taken; `null` where an optional question was left blank.
    pub answers: Answers,
    /// What to do about the others, in the order of the page. The field names the input.
    pub problems: Vec<FieldProblem>,
    /// What was typed, to be shown again: field name and value.
    pub typed: Vec<(String, String)>,
    page: Vec<String>,
}

impl Reading {
    /// The answers so far with those of this page in the place of earlier ones.
    #[must_use]
    pub fn onto(&self, before: &Answers) -> Answers {
        let mut after = before.clone();
        self.page.iter().for_each(|question| after.remove(question));
        self.answers.iter().for_each(|(question, value)| after.set(question, value.clone()));
        after
    }

    /// The same for a page that the person has not finished with: what they left blank is still to be
    /// asked.
    #[must_use]
    pub fn onto_unfinished(&self, before: &Answers) -> Answers {
        let mut after = self.onto(before);
        for (question, value) in self.answers.iter() {
            if value.is_null() && !before.has(question) {
                after.remove(question);
            }
        }
        after
    }
}

/// Reads a page, given the answers so far.
///
/// A question that an answer on the same page has only now called up, and that the browser did not
/// send, is not a fault: the way asks the page again. Anything that is no field of the page is left
/// aside.
#[must_use]
pub fn read(service: &Service, page: &PageDef, before: &Answers, form: Form<'_>) -> Reading {
    let moment = Moment::of(form.now);
    let earlier = before_page(service, page, before);
    let mut reading = Reading {
        page: page.questions.iter().map(|question| question.id.clone()).collect(),
        typed: typed(page, &form),
        ..Reading::default()
    };
    let shown = shown_before(service, page, before, &moment);
    for question in &page.questions {
        let so_far = reading.onto(&earlier);
        let walked = walk(service, &so_far, &moment, Gait::Whole);
        let asked = walked.view.asked(&question.id);
        if !asked || !(shown.contains(&question.id) || form.has(&question.id)) {
            continue;
        }
        match taken(question, &form, &walked.view) {
            Ok(value) => reading.answers.set(question.id.clone(), value),
            Err(fault) => reading.problems.push(FieldProblem {
                field: fault.field(question),
                message: fault.message(question, form.language),
            }),
        }
    }
    reading
}

fn taken(question: &Question, form: &Form<'_>, view: &View<'_>) -> Result<Value, Fault> {
    let value = match value(question, form) {
        Err(Fault::Missing) if !question.required => return Ok(Value::Null),
        value => value?,
    };
    match accept::accept(question, &value) {
        Err(Fault::Missing) if !question.required => Ok(Value::Null),
        Err(fault) => Err(fault),
        Ok(value) => accept::meets_rules(question, &value, view).map(|()| value),
    }
}

fn value(question: &Question, form: &Form<'_>) -> Result<Value, Fault> {
    match question.kind {
        Kind::Date(precision) => {
            let part = |part| form.first(&format!("{}-{part}", question.id)).unwrap_or_default();
            let whole = form.first(&question.id).unwrap_or_default();
            let (day, month, year) = (part("day"), part("month"), part("year"));
            let day = if day.trim().is_empty() { whole } else { day };
            date::read(day, month, year, precision, form.now).map(Value::from)
        }
        Kind::Checkboxes | Kind::TimeWindows => Ok(Value::from(form.all(&question.id))),
        _ => form.first(&question.id).map(Value::from).ok_or(Fault::Missing),
    }
}

/// The answers so far without those of the page.
fn before_page(service: &Service, page: &PageDef, before: &Answers) -> Answers {
    let mut earlier = before.clone();
    let of_page = service.page_by_id(&page.id).into_iter().flat_map(|page| &page.questions);
    of_page.for_each(|question| earlier.remove(&question.id));
    earlier
}

/// The questions that the person saw on the page before they answered.
fn shown_before(
    service: &Service,
    page: &PageDef,
    before: &Answers,
    moment: &Moment,
) -> Vec<String> {
    let walked = walk(service, before, moment, Gait::Whole);
    let asked = page.questions.iter().filter(|question| walked.view.asked(&question.id));
    asked.map(|question| question.id.clone()).collect()
}

fn typed(page: &PageDef, form: &Form<'_>) -> Vec<(String, String)> {
    let ours = |field: &str| {
        page.questions.iter().any(|question| {
            let part = field.strip_prefix(question.id.as_str());
            matches!(part, Some("" | "-day" | "-month" | "-year"))
        })
    };
    form.fields.iter().filter(|(field, _)| ours(field)).cloned().collect()
}
