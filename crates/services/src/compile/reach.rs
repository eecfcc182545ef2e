//! Pages and questions that nobody can ever meet: every condition is tried with every combination
//! of the answers that it looks at.

use super::Desk;
use crate::Answers;
use crate::composed::{Composed, Part, PartForm};
use crate::condition::{Condition, Moment, View};
use crate::definition::{At, Definition};
use crate::page::Shown;
use crate::question::{Kind, Question};
use crate::service::Service;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Above so many combinations a condition is taken to be reachable.
const MOST: usize = 3000;

/// Finds conditions that can never be true.
pub(super) fn check(desk: &mut Desk<'_>, raw: &Definition, service: &Service) {
    let needs = needs(service);
    for page in &raw.pages {
        let sources =
            page.questions.iter().map(|q| (&q.when, &q.id)).chain([(&page.when, &page.id)]);
        for (when, id) in sources {
            tell(desk, service, &needs, when.as_ref(), &id.value);
        }
    }
    for question in &raw.triage {
        tell(desk, service, &needs, question.when.as_ref(), &question.id);
    }
    let asked = raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions));
    for question in asked {
        for outcome in &question.outcome {
            tell(desk, service, &needs, Some(&outcome.when), &question.id);
        }
    }
}

fn tell(
    desk: &mut Desk<'_>,
    service: &Service,
    needs: &Needs<'_>,
    when: Option<&At<String>>,
    id: &str,
) {
    let Some(when) = when else { return };
    let Some(condition) = compiled(service, when) else { return };
    if !is_possible(service, needs, condition) {
        let problem = format!("nobody can ever meet `{id}`: its condition is never true");
        desk.find(when.place, problem, "look at the conditions of the questions that it names");
    }
}

/// The compiled condition of a source text. A condition that did not compile has its own finding.
fn compiled<'a>(service: &'a Service, source: &str) -> Option<&'a Condition> {
    conditions(service).find(|condition| &*condition.source == source)
}

fn conditions(service: &Service) -> impl Iterator<Item = &Condition> {
    service.pages.iter().flat_map(|page| {
        let (when, leads) = match &page.shown {
            Shown::When(condition) => (Some(condition), None),
            Shown::After(leads, _) => (None, Some(leads)),
            Shown::Always => (None, None),
        };
        let leads = leads.into_iter().flat_map(|leads| &leads.rules).map(|lead| &lead.when);
        let questions = page.questions.iter().filter_map(|question| question.when.as_ref());
        when.into_iter().chain(leads).chain(questions)
    })
}

/// The conditions that must hold before a question is asked.
type Needs<'a> = BTreeMap<&'a str, Vec<&'a Condition>>;

fn needs(service: &Service) -> Needs<'_> {
    let mut needs = Needs::new();
    for page in &service.pages {
        let page_when = match &page.shown {
            Shown::When(condition) => Some(condition),
            _ => None,
        };
        for question in &page.questions {
            let own = page_when.into_iter().chain(&question.when);
            needs.insert(&question.id, own.collect());
        }
    }
    needs
}

fn is_possible(service: &Service, needs: &Needs<'_>, condition: &Condition) -> bool {
    // What is asked of each item may be so for one of them.
    let of_items = |name: &String| name == "item" || service.repeat(name).is_some();
    if condition.uses().iter().any(of_items) {
        return true;
    }
    // The questions that it looks at, and those that these depend on, in turn.
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> = condition.uses().into_iter().collect();
    while let Some(name) = open.pop() {
        if service.names.number(&name).is_some() && names.insert(name.clone()) {
            let needed = needs.get(name.as_str()).into_iter().flatten();
            open.extend(needed.flat_map(|condition| condition.uses()));
        }
    }
    let questions: Vec<&Question> =
        names.iter().filter_map(|name| service.question(name)).collect();
    let values: Vec<Vec<Value>> = questions.iter().map(|question| samples(question)).collect();
    let combinations = values.iter().try_fold(1_usize, |all, v| all.checked_mul(v.len()));
    let Some(combinations) = combinations.filter(|all| *all <= MOST) else { return true };
    (0..combinations).any(|mut number| {
        let mut answers = Answers::new();
        for (question, values) in questions.iter().zip(&values) {
            if let Some(value) = values.get(number % values.len()) {
                answers.set(question.id.clone(), value.clone());
            }
            number /= values.len();
        }
        holds(service, needs, condition, &answers)
    })
}

/// Whether a condition holds while each answered question could have been asked.
fn holds(service: &Service, needs: &Needs<'_>, condition: &Condition, answers: &Answers) -> bool {
    let moment = Moment::of(kernel::Instant::new(jiff::Timestamp::UNIX_EPOCH));
    let mut view = View::new(&service.names, answers, &moment);
    for (name, value) in answers.iter() {
        if !value.is_null() {
            view.ask(name);
        }
    }
    let answered = answers.iter().filter(|(_, value)| !value.is_null());
    let mut needed = answered.filter_map(|(name, _)| needs.get(name)).flatten();
    condition.holds(&view) && needed.all(|condition| condition.holds(&view))
}

/// Values that tell conditions apart; `null` is not answered.
fn samples(question: &Question) -> Vec<Value> {
    let values: Vec<&str> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
    let mut samples: Vec<Value> = match question.kind {
        Kind::YesNo | Kind::YesNoUnsure | Kind::Radios | Kind::Select => {
            values.iter().map(|v| json!(v)).collect()
        }
        Kind::Checkboxes | Kind::TimeWindows => {
            values.iter().map(|value| json!([value])).chain([json!(values)]).collect()
        }
        Kind::Date(_) => ["1900-01-01", "1970-01-01", "2200-01-01"].map(Value::from).to_vec(),
        Kind::Money => ["0", "1000", "9999999"].map(Value::from).to_vec(),
        Kind::Number(_) => [0, 1000, 9_999_999].map(Value::from).to_vec(),
        Kind::Declaration => vec![Value::from("yes")],
        Kind::Composed(composed) => composed_samples(composed, question),
        Kind::Items => vec![json!([{ "what": "words" }])],
        Kind::Upload => vec![json!(["file-000"])],
        _ => vec![Value::from("words")],
    };
    samples.push(Value::Null);
    samples
}

/// An answer for each choice of the leading part, or of a part that is chosen.
fn composed_samples(composed: Composed, question: &Question) -> Vec<Value> {
    let choices = question.choices.iter().map(|choice| choice.value.as_str());
    let whole = |leading: Option<&str>| {
        let parts = composed.parts().iter().filter(|part| part.is_asked(leading));
        let value = |part: &Part| match (part.form, leading) {
            (PartForm::Leading, Some(leading)) => Value::from(leading),
            (PartForm::Choice(choices), _) => {
                Value::from(choices.first().map_or("", |(value, _)| *value))
            }
            (PartForm::Date(_) | PartForm::Time, _) => Value::from("1970-01-01"),
            (PartForm::Tick, _) => Value::from("yes"),
            _ => Value::from("words"),
        };
        Value::Object(parts.map(|part| (part.name.to_owned(), value(part))).collect())
    };
    match composed.leading() {
        Some(_) => choices.map(|choice| whole(Some(choice))).collect(),
        None => vec![whole(None)],
    }
}
