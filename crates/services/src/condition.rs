//! Conditions: CEL, compiled once, with every name and type checked before anything runs.
//!
//! An answer that was not given has a typed default: `[]` for several choices, `null` otherwise.
//! `now` and `today` are the time in London as `2026-06-04T09:14` and `2026-06-04`; dates are text
//! of the same form, so comparing them as text compares them as dates.

mod check;
mod limits;
mod parts;
mod seen;
mod sorts;

use crate::Answers;
use crate::answers::Item;
use crate::question::Question;
use cel::common::types::CelString;
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use cel::{Context, Env, Program};
use kernel::Instant;
use seen::{Shape, group, item, seen};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    /// The repeat group whose item `item` stands for.
    pub(crate) group: Option<&'a str>,
    /// The question that `answer` stands for, in rules and flags.
    pub(crate) answer: Option<&'a Question>,
}

/// The questions of a service by name: their number in order, and how their values stand; and the
/// questions of each repeat group.
#[derive(Debug, Default)]
pub(crate) struct Names {
    questions: HashMap<String, (usize, Shape)>,
    groups: BTreeMap<Arc<str>, Vec<(String, usize, Shape)>>,
}

impl Names {
    pub(crate) fn of<'a>(questions: impl Iterator<Item = &'a Question>) -> Self {
        let mut names = Self::default();
        for (number, question) in questions.enumerate() {
            let shape = Shape::of(question.kind);
            if let Some(group) = &question.group {
                let group = names.groups.entry(Arc::clone(group)).or_default();
                group.push((question.id.clone(), number, shape));
            }
            names.questions.insert(question.id.clone(), (number, shape));
        }
        names
    }

    pub(crate) fn len(&self) -> usize {
        self.questions.len()
    }

    pub(crate) fn number(&self, question: &str) -> Option<usize> {
        self.questions.get(question).map(|(number, _)| *number)
    }

    fn of_group(&self, group: &str) -> &[(String, usize, Shape)] {
        self.groups.get(group).map_or(&[], Vec::as_slice)
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
    /// The questions that were asked of each item so far, by their numbers.
    of_items: Vec<(Item<'a>, Vec<usize>)>,
    /// The item that is looked at.
    item: Option<Item<'a>>,
    answer: Option<(&'a Value, Shape)>,
}

impl<'a> View<'a> {
    /// A view in which nothing was asked yet.
    pub(crate) fn new(names: &'a Names, answers: &'a Answers, moment: &'a Moment) -> Self {
        let asked = vec![false; names.len()];
        Self { names, answers, moment, asked, of_items: Vec::new(), item: None, answer: None }
    }

    /// From now on questions are those of an item, or of none.
    pub(crate) fn turn_to(&mut self, item: Option<Item<'a>>) {
        self.item = item;
        if let Some(item) = item
            && !self.of_items.iter().any(|(known, _)| *known == item)
        {
            self.of_items.push((item, Vec::new()));
        }
    }

    /// The same view, turned to an item or to none.
    pub(crate) fn turned_to(&self, item: Option<Item<'a>>) -> Self {
        Self { item, ..self.clone() }
    }

    /// From now on the question's answer counts, of the item that is looked at.
    pub(crate) fn ask(&mut self, question: &str) {
        let Some(number) = self.names.number(question) else { return };
        match self.item {
            Some(item) => {
                let of_item = self.of_items.iter_mut().find(|(known, _)| *known == item);
                if let Some((_, asked)) = of_item {
                    asked.push(number);
                }
            }
            None => {
                if let Some(asked) = self.asked.get_mut(number) {
                    *asked = true;
                }
            }
        }
    }

    /// Whether the question was asked: of any item, where it is asked for each.
    pub(crate) fn asked(&self, question: &str) -> bool {
        let Some(number) = self.names.number(question) else { return false };
        self.asked.get(number).copied().unwrap_or_default()
            || self.of_items.iter().any(|(_, asked)| asked.contains(&number))
    }

    /// Whether the question was asked of this item, or of none.
    pub(crate) fn asked_in(&self, item: Option<Item<'_>>, question: &str) -> bool {
        let Some(number) = self.names.number(question) else { return false };
        match item {
            None => self.asked.get(number).copied().unwrap_or_default(),
            Some(item) => self.asked_of(item).contains(&number),
        }
    }

    fn asked_of(&self, item: Item<'_>) -> &[usize] {
        let of_item = self.of_items.iter().find(|(known, _)| *known == item);
        of_item.map_or(&[], |(_, asked)| asked)
    }

    /// Whether anything at all was asked of the items of a group.
    pub(crate) fn met(&self, group: &str) -> bool {
        self.of_items.iter().any(|(item, _)| item.group == group)
    }

    /// The same view, in which `answer` is the answer to a question.
    pub(crate) fn on(&self, question: &Question, answer: &'a Value) -> Self {
        Self { answer: Some((answer, Shape::of(question.kind))), ..self.clone() }
    }

    /// What is seen of an item: every question of its group, those that were not asked as not answered.
    fn of_item(&self, of: Item<'a>) -> CowVal<'_, '_> {
        let asked = self.asked_of(of);
        item(self.names.of_group(of.group).iter().map(|(question, number, shape)| {
            let value = self.answers.get_in(Some(of), question);
            (question.as_str(), value.filter(|_| asked.contains(number)), *shape)
        }))
    }
}

impl VariableResolver for View<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        match variable {
            "now" => Some(CowVal::owned(CelString::from(self.moment.now.as_str()))),
            "today" => Some(CowVal::owned(CelString::from(self.moment.today()))),
            "answer" => self.answer.map(|(value, shape)| seen(Some(value), shape)),
            "item" => self.item.map(|item| self.of_item(item)),
            name if self.names.groups.contains_key(name) => {
                let items = self.of_items.iter().map(|(item, _)| *item);
                Some(group(items.filter(|item| item.group == name).map(|item| self.of_item(item))))
            }
            name => {
                let (number, shape) = *self.names.questions.get(name)?;
                let asked = self.asked.get(number).copied().unwrap_or_default();
                Some(seen(self.answers.get(name).filter(|_| asked), shape))
            }
        }
    }
}
