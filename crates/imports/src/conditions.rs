//! Named conditions of `XGov` and DEFRA: structured in two ways, or written as text.

use super::form::{DEEPEST, MOST_COMPARISONS, MOST_CONDITIONS, Question, Test};
use super::report::Report;
use super::source::{line, list, plain, text};
use super::{candidates, cel, expressions};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The conditions of a form by name and id, each with how the report calls it.
pub(super) struct Conditions<'a> {
    sources: BTreeMap<String, &'a Value>,
    questions: Vec<Question>,
    read: BTreeMap<String, Test>,
    /// How many parts they have together.
    parts: usize,
}

impl<'a> Conditions<'a> {
    /// Finds them; each is read when it is first needed.
    pub(super) fn of(source: &'a Value, questions: &[Question]) -> Self {
        let mut sources = BTreeMap::new();
        for condition in list(source, "conditions").iter().take(MOST_CONDITIONS) {
            for name in ["id", "name"].into_iter().filter_map(|field| text(condition, field)) {
                sources.entry(name.into_owned()).or_insert(condition);
            }
        }
        Self { sources, questions: questions.to_vec(), read: BTreeMap::new(), parts: 0 }
    }

    /// Reads those that no link names, so that the report tells of every one.
    pub(super) fn rest(&mut self, report: &mut Report) {
        let names: Vec<String> = self.sources.keys().cloned().collect();
        let told = |this: &Self, name: &str| {
            let Some(condition) = this.sources.get(name) else { return true };
            this.read.keys().any(|read| {
                this.sources.get(read).is_some_and(|other| std::ptr::eq(*other, *condition))
            })
        };
        for name in names {
            if !told(self, &name) {
                let what = format!("condition {}", line(&name));
                self.named(&name, &what, report, 0);
                report.lossy(what, "no link uses it, so it stands nowhere");
            }
        }
    }

    /// The condition of a page: a name, or lists of comparisons, of which one must hold whole.
    pub(super) fn of_page(&mut self, condition: &Value, what: &str, report: &mut Report) -> Test {
        if let Some(name) = plain(condition) {
            return self.named(&name, what, report, 0);
        }
        let any = condition.as_array().map_or(&[][..], Vec::as_slice).iter();
        let any = any.take(MOST_COMPARISONS).map(|all| {
            let all = all.as_array().map_or(&[][..], Vec::as_slice).iter();
            let all =
                all.take(MOST_COMPARISONS).map(|one| self.one(one, what, report, 1)).collect();
            some(what, report, all, false)
        });
        let any = any.collect();
        let test = some(what, report, any, true);
        self.bounded(test, what, report)
    }

    /// The condition of a name.
    pub(super) fn named(
        &mut self,
        name: &str,
        at: &str,
        report: &mut Report,
        depth: usize,
    ) -> Test {
        let known = self.sources.keys().map(String::as_str).enumerate();
        let found = if self.sources.contains_key(name) {
            Some(name.to_owned())
        } else {
            let found = candidates::find(report, at, ("condition", name), known);
            found.and_then(|at| self.sources.keys().nth(at).cloned())
        };
        let Some(name) = found else { return Test::Unknown(format!("{at}, condition {name}")) };
        if let Some(test) = self.read.get(&name) {
            return test.clone();
        }
        let Some(condition) = self.sources.get(&name).copied() else { return Test::Unknown(name) };
        let shown = text(condition, "displayName").map(|shown| format!(" ({})", line(&shown)));
        let what = format!("condition {}{}", line(&name), shown.unwrap_or_default());
        // Until it has been read it is unknown to itself.
        self.read.insert(name.clone(), Test::Unknown(format!("{what}, which names itself")));
        let before = report.count(super::Fate::Refused);
        let test = match condition.get("value") {
            Some(Value::String(written)) => {
                expressions::read(written, &what, &self.questions, report)
            }
            Some(value) => self.group(value, &what, report, depth + 1),
            None => self.group(condition, &what, report, depth + 1),
        };
        let test = self.bounded(test, &what, report);
        if report.count(super::Fate::Refused) == before && !is_unknown(&test) {
            report.imported(&what, "as conditions in CEL");
        }
        self.read.insert(name, test.clone());
        test
    }

    /// A condition that is not too large, alone or with all that was read before.
    fn bounded(&mut self, test: Test, what: &str, report: &mut Report) -> Test {
        let (parts, depth) = test.measure();
        self.parts += parts;
        if parts <= MOST_COMPARISONS && depth <= 2 * DEEPEST && self.parts <= 100 * MOST_COMPARISONS
        {
            return test;
        }
        report.refused(
            what,
            format!("it is too large: {parts} parts, {depth} levels; write it by hand"),
        );
        Test::Unknown(what.to_owned())
    }

    /// A group: `conditions` with coordinators between, or `items` with one for all.
    fn group(&mut self, group: &Value, what: &str, report: &mut Report, depth: usize) -> Test {
        if depth > DEEPEST {
            report.refused(what, format!("nests deeper than {DEEPEST} levels"));
            return Test::Unknown(what.to_owned());
        }
        if group.get("items").is_some_and(Value::is_array) {
            let items: Vec<Test> = list(group, "items")
                .iter()
                .take(MOST_COMPARISONS + 1)
                .map(|item| self.one(item, what, report, depth))
                .collect();
            let any =
                text(group, "coordinator").is_some_and(|word| word.eq_ignore_ascii_case("or"));
            return some(what, report, items, any);
        }
        let parts = list(group, "conditions").iter().take(MOST_COMPARISONS + 1);
        // `and` binds before `or`.
        let mut any: Vec<Vec<Test>> = vec![Vec::new()];
        for part in parts {
            let or = text(part, "coordinator").is_some_and(|word| word.eq_ignore_ascii_case("or"));
            let test = self.one(part, what, report, depth);
            match any.last_mut() {
                Some(all) if !or || all.is_empty() => all.push(test),
                _ => any.push(vec![test]),
            }
        }
        let any = any
            .into_iter()
            .filter(|all| !all.is_empty())
            .map(|all| some(what, report, all, false))
            .collect();
        some(what, report, any, true)
    }

    fn one(&mut self, part: &Value, what: &str, report: &mut Report, depth: usize) -> Test {
        if let Some(name) = text(part, "conditionName").or_else(|| text(part, "conditionId")) {
            return self.named(&name, what, report, depth + 1);
        }
        if part.get("conditions").is_some() || part.get("items").is_some() {
            return self.group(part, what, report, depth + 1);
        }
        let operator = text(part, "operator").unwrap_or_default();
        let reference = text(part, "componentId").or_else(|| text(part.get("field")?, "name"));
        let Some(reference) = reference else {
            report.refused(what, "a comparison names no question; write it by hand");
            return Test::Unknown(what.to_owned());
        };
        let Some(question) = question(&self.questions, &reference, what, report) else {
            return Test::Unknown(what.to_owned());
        };
        let values = values(part);
        if values.is_empty() {
            let why = format!(
                "`{operator}` compares with a time that moves or with nothing; write it by hand, with `today`"
            );
            report.refused(what, why);
            return Test::Unknown(what.to_owned());
        }
        let tests = values
            .iter()
            .map(|value| cel::compare(report, what, question, &operator, value))
            .collect();
        some(what, report, tests, !operator.contains("not"))
    }
}

/// Whether a part of it could not be said.
pub(super) fn is_unknown(test: &Test) -> bool {
    match test {
        Test::Unknown(_) => true,
        Test::Not(test) => is_unknown(test),
        Test::All(tests) | Test::Any(tests) => tests.iter().any(is_unknown),
        Test::Asks(_) => false,
    }
}

fn some(what: &str, report: &mut Report, mut tests: Vec<Test>, any: bool) -> Test {
    match tests.len() {
        0 => {
            report.refused(what, "it compares nothing; write it by hand");
            Test::Unknown(what.to_owned())
        }
        1 => tests.remove(0),
        _ if any => Test::Any(tests),
        _ => Test::All(tests),
    }
}

/// What an answer is compared with: one value, or each item of a list. Nothing for a time that
/// moves.
fn values(part: &Value) -> Vec<String> {
    let Some(value) = part.get("value").or_else(|| part.get("valueId")) else { return Vec::new() };
    if let Some(plain) = plain(value) {
        return vec![plain.into_owned()];
    }
    if let Some(item) = text(value, "itemId") {
        return vec![item.into_owned()];
    }
    let items: Vec<String> =
        list(value, "itemIds").iter().filter_map(plain).map(Cow::into_owned).collect();
    if !items.is_empty() {
        return items;
    }
    value.get("value").and_then(plain).map(Cow::into_owned).into_iter().collect()
}

/// The question that a condition names: by id, or by name with or without its section.
pub(super) fn question<'a>(
    questions: &'a [Question],
    reference: &str,
    what: &str,
    report: &mut Report,
) -> Option<(usize, &'a Question)> {
    let (section, name) =
        reference.rsplit_once('.').map_or((None, reference), |(a, b)| (Some(a), b));
    let all = || questions.iter().enumerate();
    let found = all()
        .find(|(_, question)| question.key.as_deref() == Some(reference))
        .or_else(|| {
            all().find(|(_, q)| {
                q.name == name && section.is_some() && q.section.as_deref() == section
            })
        })
        .or_else(|| {
            all().find(|(_, question)| question.name == name || question.name == reference)
        });
    if found.is_some() {
        return found;
    }
    let known = questions.iter().enumerate().flat_map(|(number, question)| {
        let names = [Some(&question.name), question.key.as_ref()];
        names.into_iter().flatten().map(move |name| (number, name.as_str()))
    });
    let at = candidates::find(report, what, ("question", name), known)?;
    questions.get(at).map(|question| (at, question))
}
