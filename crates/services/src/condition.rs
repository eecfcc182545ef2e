//! Conditions: CEL, compiled once, with every name and type checked before anything runs.
//!
//! An answer that was not given has a typed default: `[]` for several choices, `null` otherwise.
//! `now` and `today` are the time in London as `2026-06-04T09:14` and `2026-06-04`; dates are text
//! of the same form, so comparing them as text compares them as dates.

mod check;
mod limits;
mod parts;
mod sorts;

use crate::Answers;
use crate::question::{Kind, Question};
use cel::common::types::{CelDouble, CelList, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use cel::{Context, Env, Program};
use kernel::Instant;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

/// The standard functions, built once for all conditions.
static STANDARD: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// What is wrong with a condition, and at which character of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(crate) at: usize,
    pub(crate) problem: String,
    pub(crate) remedy: String,
}

impl Complaint {
    pub(crate) fn new(at: usize, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { at, problem: problem.into(), remedy: remedy.into() }
    }
}

/// What a condition gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gives {
    /// True or false.
    Truth,
    /// A list of flags.
    Flags,
}

/// A compiled condition.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// As it was written.
    pub(crate) source: Arc<str>,
    program: Arc<Program>,
}

impl Condition {
    /// Compiles and checks a condition over the names that it may use.
    pub(crate) fn compile(
        source: &str,
        scope: &Scope<'_>,
        gives: Gives,
    ) -> Result<Self, Vec<Complaint>> {
        limits::check(source).map_err(|complaint| vec![complaint])?;
        let program = STANDARD.compile(source).map_err(|errors| syntax(&errors.errors))?;
        let complaints = check::check(&program, scope, gives);
        if complaints.is_empty() {
            Ok(Self { source: source.into(), program: Arc::new(program) })
        } else {
            Err(complaints)
        }
    }

    /// The names that it uses.
    pub(crate) fn uses(&self) -> BTreeSet<String> {
        parts::names(self.program.expression())
    }

    /// Whether it is true. A fault while evaluating is not true: compiling has checked the types.
    pub(crate) fn holds(&self, view: &View<'_>) -> bool {
        matches!(self.value(view), Some(cel::Value::Bool(true)))
    }

    /// Whether it is true or cannot be told: for rules, which must not stand in a person's way.
    pub(crate) fn permits(&self, view: &View<'_>) -> bool {
        !matches!(self.value(view), Some(cel::Value::Bool(false)))
    }

    /// The texts of the list that it gives.
    pub(crate) fn texts(&self, view: &View<'_>) -> Vec<String> {
        let Some(cel::Value::List(items)) = self.value(view) else { return Vec::new() };
        let text = |item: &cel::Value| match item {
            cel::Value::String(text) => Some(text.to_string()),
            _ => None,
        };
        items.iter().filter_map(text).collect()
    }

    fn value(&self, view: &View<'_>) -> Option<cel::Value> {
        let mut context = Context::with_env(Arc::clone(&STANDARD));
        context.set_variable_resolver(view);
        self.program.execute(&context).ok()
    }

    /// The literal texts that it can give, for checking flags.
    pub(crate) fn literals(&self) -> BTreeSet<String> {
        parts::literals(self.program.expression())
    }
}

fn syntax(errors: &[cel::ParseError]) -> Vec<Complaint> {
    let complaint = |error: &cel::ParseError| {
        let at = usize::try_from(error.pos.1.saturating_sub(1)).unwrap_or_default();
        let message = error.msg.lines().next().unwrap_or_default();
        let problem = format!("the condition does not parse: {message}");
        Complaint::new(at, problem, "write it like `question == 'option' && other != 'no'`")
    };
    errors.iter().take(1).map(complaint).collect()
}

/// The names that a condition may use, and what they stand for.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    /// Questions that come earlier.
    pub(crate) questions: Vec<&'a Question>,
    /// Questions that come later: naming one is a fault of its own.
    pub(crate) later: Vec<&'a str>,
    /// The question that `answer` stands for, in rules and flags.
    pub(crate) answer: Option<&'a Question>,
}

/// How the value of a question stands in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    Several,
    Amount,
}

impl Shape {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Checkboxes | Kind::TimeWindows => Self::Several,
            Kind::Money => Self::Amount,
            _ => Self::Text,
        }
    }
}

/// The questions of a service by name: their number in order, and how their values stand.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<String, (usize, Shape)>);

impl Names {
    pub(crate) fn of<'a>(questions: impl Iterator<Item = &'a Question>) -> Self {
        let entry = |(number, question): (usize, &Question)| {
            (question.id.clone(), (number, Shape::of(question.kind)))
        };
        Self(questions.enumerate().map(entry).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn number(&self, question: &str) -> Option<usize> {
        self.0.get(question).map(|(number, _)| *number)
    }
}

/// The time that conditions see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    now: String,
}

impl Moment {
    pub(crate) fn of(now: Instant) -> Self {
        Self { now: now.in_london().strftime("%Y-%m-%dT%H:%M").to_string() }
    }

    pub(crate) fn today(&self) -> &str {
        self.now.get(..10).unwrap_or_default()
    }
}

/// What a condition sees: the answers to the questions asked so far, and nothing else. An answer
/// left from a branch that is no longer taken does not count.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    names: &'a Names,
    answers: &'a Answers,
    moment: &'a Moment,
    asked: Vec<bool>,
    answer: Option<(&'a Value, Shape)>,
}

impl<'a> View<'a> {
    /// A view in which nothing was asked yet.
    pub(crate) fn new(names: &'a Names, answers: &'a Answers, moment: &'a Moment) -> Self {
        Self { names, answers, moment, asked: vec![false; names.len()], answer: None }
    }

    /// From now on the question's answer counts.
    pub(crate) fn ask(&mut self, question: &str) {
        let asked = self.names.number(question).and_then(|number| self.asked.get_mut(number));
        if let Some(asked) = asked {
            *asked = true;
        }
    }

    /// Whether the question was asked.
    pub(crate) fn asked(&self, question: &str) -> bool {
        let asked = self.names.number(question).and_then(|number| self.asked.get(number));
        asked.copied().unwrap_or_default()
    }

    /// The same view, in which `answer` is the answer to a question.
    pub(crate) fn on(&self, kind: Kind, answer: &'a Value) -> Self {
        Self { answer: Some((answer, Shape::of(kind))), ..self.clone() }
    }
}

impl VariableResolver for View<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        match variable {
            "now" => Some(CowVal::owned(CelString::from(self.moment.now.as_str()))),
            "today" => Some(CowVal::owned(CelString::from(self.moment.today()))),
            "answer" => self.answer.map(|(value, shape)| seen(Some(value), shape)),
            name => {
                let (number, shape) = *self.names.0.get(name)?;
                let asked = self.asked.get(number).copied().unwrap_or_default();
                Some(seen(self.answers.get(name).filter(|_| asked), shape))
            }
        }
    }
}

fn seen(value: Option<&Value>, shape: Shape) -> CowVal<'_, '_> {
    match (shape, value) {
        (Shape::Several, Some(Value::Array(items))) => {
            let boxed = |text| -> Box<dyn Val + '_> { Box::new(CelString::from(text)) };
            let items: Vec<_> = items.iter().filter_map(Value::as_str).map(boxed).collect();
            CowVal::owned(CelList::from(items))
        }
        (Shape::Several, _) => CowVal::owned(CelList::from(Vec::new())),
        (Shape::Text, Some(Value::String(text))) => CowVal::owned(CelString::from(text.as_str())),
        (Shape::Amount, Some(Value::String(text))) => match text.parse::<f64>() {
            Ok(amount) => CowVal::owned(CelDouble::from(amount)),
            Err(_) => CowVal::owned(CelNull),
        },
        _ => CowVal::owned(CelNull),
    }
}
