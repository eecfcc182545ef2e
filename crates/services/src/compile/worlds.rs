//! What answers there can be: every condition is tried with every combination of the answers that it
//! looks at, and of those that these depend on in turn.

use crate::Answers;
use crate::composed::{Composed, Part, PartForm};
use crate::condition::{Condition, Moment, View};
use crate::page::Shown;
use crate::question::{Kind, Question};
use crate::service::Service;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Above so many combinations everything is taken to be possible.
const MOST: usize = 3000;

/// A question of a service, and the conditions that must hold before it is asked.
type Asked<'a> = (&'a Question, Vec<&'a Condition>);

/// The answers that there can be.
pub(super) struct Worlds<'a> {
    service: &'a Service,
    questions: BTreeMap<&'a str, Asked<'a>>,
    moment: Moment,
}

impl<'a> Worlds<'a> {
    pub(super) fn of(service: &'a Service) -> Self {
        let mut questions = BTreeMap::new();
        for page in &service.pages {
            let page_when = match &page.shown {
                Shown::When(condition) => Some(condition),
                _ => None,
            };
            for question in &page.questions {
                let needs = page_when.into_iter().chain(&question.when).collect();
                questions.insert(question.id.as_str(), (question, needs));
            }
        }
        let moment = Moment::of(kernel::Instant::new(jiff::Timestamp::UNIX_EPOCH));
        Self { service, questions, moment }
    }

    /// The conditions that must hold before a question is asked.
    pub(super) fn needs(&self, question: &str) -> &[&'a Condition] {
        self.questions.get(question).map_or(&[], |(_, needs)| needs)
    }

    /// Whether somebody can answer so that all of some conditions hold and none of others, with these
    /// questions answered. What cannot be told is possible.
    pub(super) fn allow(
        &self,
        hold: &[&Condition],
        fail: &[&Condition],
        answered: &[&str],
    ) -> bool {
        let conditions = || hold.iter().chain(fail).copied();
        // What is asked of each item may be so for one of them.
        let of_items = |name: &String| name == "item" || self.service.repeat(name).is_some();
        if conditions().any(|condition| condition.uses().iter().any(of_items)) {
            return true;
        }
        let questions = self.looked_at(conditions(), answered);
        let values: Vec<Vec<Value>> =
            questions.iter().map(|(question, _)| samples(question)).collect();
        let combinations = values.iter().try_fold(1_usize, |all, v| all.checked_mul(v.len()));
        let Some(combinations) = combinations.filter(|all| *all <= MOST) else { return true };
        (0..combinations).any(|mut number| {
            let mut answers = Answers::new();
            for ((question, _), values) in questions.iter().zip(&values) {
                if let Some(value) = values.get(number % values.len()) {
                    answers.set(question.id.clone(), value.clone());
                }
                number /= values.len();
            }
            self.is_so(&answers, (hold, fail, answered))
        })
    }

    /// The questions that conditions look at, and those that these depend on, in turn.
    fn looked_at<'c>(
        &self,
        conditions: impl Iterator<Item = &'c Condition>,
        answered: &[&str],
    ) -> Vec<&Asked<'a>> {
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<String> = conditions.flat_map(Condition::uses).collect();
        open.extend(answered.iter().map(|name| (*name).to_owned()));
        while let Some(name) = open.pop() {
            if self.questions.contains_key(name.as_str()) && names.insert(name.clone()) {
                open.extend(self.needs(&name).iter().flat_map(|condition| condition.uses()));
            }
        }
        names.iter().filter_map(|name| self.questions.get(name.as_str())).collect()
    }

    /// Whether all of it is so under answers that somebody can have given: each answered question
    /// could be asked, and none that must be answered is blank.
    fn is_so(
        &self,
        answers: &Answers,
        (hold, fail, answered): (&[&Condition], &[&Condition], &[&str]),
    ) -> bool {
        let mut view = View::new(&self.service.names, answers, &self.moment);
        for (name, value) in answers.iter() {
            if !value.is_null() {
                view.ask(name);
            }
        }
        let could_be = answers.iter().all(|(name, value)| {
            let Some((question, needs)) = self.questions.get(name) else { return true };
            let asked = needs.iter().all(|condition| condition.holds(&view));
            let open = !question.required || self.service.tasks || !asked;
            if value.is_null() { open && !answered.contains(&name) } else { asked }
        });
        could_be
            && hold.iter().all(|condition| condition.holds(&view))
            && !fail.iter().any(|condition| condition.holds(&view))
    }
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
        Kind::Items => {
            let whole = composed_samples(Composed::Item, question);
            vec![json!([{ "what": "words" }]), Value::from(whole)]
        }
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
            (PartForm::Uprn, _) => Value::from("1"),
            _ => Value::from("words"),
        };
        Value::Object(parts.map(|part| (part.name.to_owned(), value(part))).collect())
    };
    match composed.leading() {
        Some(_) => choices.map(|choice| whole(Some(choice))).collect(),
        None => vec![whole(None)],
    }
}
