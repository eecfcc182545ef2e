//! Reading a page that a person filled in: forgiving of how it was typed, in both languages.

pub(crate) mod date;
pub(crate) mod money;
pub(crate) mod number;
mod rows;
pub(crate) mod tidy;
pub(crate) mod time;

use crate::Answers;
use crate::accept::{self, Fault};
use crate::answers::Item;
use crate::composed;
use crate::condition::{Moment, View};
use crate::journey::{Gait, walk};
use crate::later::LATER;
use crate::page::Spot;
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
    pub(crate) fn first(&self, name: &str) -> Option<&'a str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn all(&self, name: &str) -> Vec<&'a str> {
        let named = self.fields.iter().filter(|(field, _)| field == name);
        named.map(|(_, value)| value.as_str()).filter(|value| !value.trim().is_empty()).collect()
    }

    /// Whether any field of the question came.
    fn has(&self, question: &Question) -> bool {
        self.fields.iter().any(|(field, _)| question.owns(field))
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
    /// Whether the person asked for another row of a list, or for one less: the page is shown again, and
    /// nothing on it is wrong yet.
    pub again: bool,
    page: Vec<String>,
    item: Option<(String, usize)>,
}

impl Reading {
    /// The answers so far with those of this page in the place of earlier ones.
    #[must_use]
    pub fn onto(&self, before: &Answers) -> Answers {
        let mut after = before.clone();
        let item = self.item.as_ref().map(|(group, at)| Item { group, at: *at });
        self.page.iter().for_each(|question| after.remove_in(item, question));
        for (question, value) in self.answers.iter() {
            after.set_in(item, question, value.clone());
        }
        after
    }

    /// The same for a page that the person has not finished with: what they left blank is still to be
    /// asked.
    #[must_use]
    pub fn onto_unfinished(&self, before: &Answers) -> Answers {
        let mut after = self.onto(before);
        let item = self.item.as_ref().map(|(group, at)| Item { group, at: *at });
        for (question, value) in self.answers.iter() {
            if value.is_null() && before.put_in(item, question).is_none() {
                after.remove_in(item, question);
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
pub fn read(service: &Service, spot: Spot<'_>, before: &Answers, form: Form<'_>) -> Reading {
    let Spot { page, item } = spot;
    let moment = Moment::of(form.now);
    let earlier = before_page(spot, before);
    let mut reading = Reading {
        page: page.questions.iter().map(|question| question.id.clone()).collect(),
        item: item.map(|item| (item.group.to_owned(), item.at)),
        typed: typed(spot, &form),
        again: page.questions.iter().any(|question| rows::changed(question, &form)),
        ..Reading::default()
    };
    let shown = shown_before(service, spot, before, &moment);
    for question in &page.questions {
        let so_far = reading.onto(&earlier);
        let walked = walk(service, &so_far, &moment, Gait::Whole);
        let asked = walked.view.asked_in(item, &question.id);
        if !asked || !(shown.contains(&question.id) || form.has(question)) {
            continue;
        }
        match taken(question, &form, &walked.view.turned_to(item)) {
            Ok(value) => reading.answers.set(question.id.clone(), value),
            Err(_) if reading.again => {}
            Err(fault) => reading.problems.push(FieldProblem {
                field: fault.field(question),
                message: fault.message(question, form.language),
            }),
        }
    }
    reading
}

/// Reads questions that belong to no way and are all optional: what fits is taken, the rest is as if
/// it had been left blank.
#[must_use]
pub fn read_apart(questions: &[Question], form: Form<'_>) -> Answers {
    let given = questions.iter().filter_map(|question| {
        let value = accept::accept(question, &value(question, &form).ok()?).ok()?;
        Some((question.id.clone(), value))
    });
    given.collect()
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
        Kind::Date(precision) => composed::date_of(&question.id, form, precision).map(Value::from),
        Kind::Composed(composed) => composed::read(composed, &question.id, form),
        Kind::Items => rows::read(question, form),
        Kind::Upload => Ok(match form.all(&question.id).as_slice() {
            [LATER] => Value::from(LATER),
            files => files.iter().copied().filter(|file| *file != LATER).collect(),
        }),
        Kind::Checkboxes | Kind::TimeWindows => Ok(Value::from(form.all(&question.id))),
        _ => form.first(&question.id).map(Value::from).ok_or(Fault::Missing),
    }
}

/// The answers so far without those of the page.
fn before_page(spot: Spot<'_>, before: &Answers) -> Answers {
    let mut earlier = before.clone();
    for question in &spot.page.questions {
        earlier.remove_in(spot.item, &question.id);
    }
    earlier
}

/// The questions that the person saw on the page before they answered.
fn shown_before(
    service: &Service,
    spot: Spot<'_>,
    before: &Answers,
    moment: &Moment,
) -> Vec<String> {
    let walked = walk(service, before, moment, Gait::Whole);
    let questions = spot.page.questions.iter();
    let asked = questions.filter(|question| walked.view.asked_in(spot.item, &question.id));
    asked.map(|question| question.id.clone()).collect()
}

fn typed(spot: Spot<'_>, form: &Form<'_>) -> Vec<(String, String)> {
    let owner = |field: &str| spot.page.questions.iter().find(|question| question.owns(field));
    let fields = form.fields.iter();
    let ours = fields.filter_map(|(field, value)| Some((owner(field)?, field, value)));
    let kept = ours.filter_map(|(question, field, value)| {
        let field = rows::kept(question, field, form)?;
        Some((field, value.clone()))
    });
    kept.collect()
}
