//! Components of a page: what it tells and what it asks.

use super::form::{Choice, Form, MOST_QUESTIONS, Page, Question};
use super::kinds::{self, Becomes};
use super::lists::List;
use super::report::Report;
use super::source::{has_other_language, is_cut, line, list, plain, prose, says_yes, text, whole};
use super::{candidates, words};
use serde_json::Value;
use services::Kind;
use std::borrow::Cow;

/// Reads the components of a page into it.
pub(super) fn read(
    form: &mut Form,
    page: &mut Page,
    source: &Value,
    lists: &[List],
    report: &mut Report,
) {
    let mut reading = Reading { form, page, lists, report };
    for component in list(source, "components") {
        reading.component(component, 0);
    }
}

struct Reading<'a> {
    form: &'a mut Form,
    page: &'a mut Page,
    lists: &'a [List],
    report: &'a mut Report,
}

impl Reading<'_> {
    fn component(&mut self, source: &Value, depth: usize) {
        let kind = text(source, "type").unwrap_or("none".into());
        let name = text(source, "name").or_else(|| text(source, "id")).unwrap_or_default();
        let title = text(source, "title").map(|title| line(&title)).unwrap_or_default();
        let named = if name.is_empty() { &title } else { name.as_ref() };
        let what = format!("{} {kind} {}", self.page.name, line(named));
        match kinds::of(&kind) {
            Becomes::Told => self.tell(source, &kind, &what),
            Becomes::Question(kind, lost) => {
                if let Some(lost) = lost {
                    self.report.lossy(&what, lost);
                }
                self.ask(source, kind, false, &what);
            }
            Becomes::Number => self.number(source, &what),
            Becomes::Within if depth == 0 => {
                self.report.lossy(&what, "what could be given several times is asked once; add questions for more, or ask for all in one text");
                for inner in list(source, "children").iter().chain(list(source, "components")) {
                    self.component(inner, depth + 1);
                }
            }
            Becomes::Within => self.report.refused(&what, "stands within itself; left out"),
            Becomes::Nothing(why) => self.report.lossy(&what, format!("“{title}” {why}")),
            Becomes::Unknown => {
                let why = format!(
                    "we do not know `{kind}`; “{title}” is left out: write a question for it by hand"
                );
                self.report.refused(&what, why);
            }
        }
    }

    fn tell(&mut self, source: &Value, kind: &str, what: &str) {
        let content = text(source, "content").map(|content| prose(&content)).unwrap_or_default();
        let content = [content, self.listed(source)].join("\n\n").trim().to_owned();
        let title = text(source, "title").map(|title| line(&title)).filter(|_| kind == "Details");
        let words = match title {
            Some(title) => format!("{title}\n\n{content}"),
            None => content,
        };
        if words.trim().is_empty() {
            self.report.imported(what, "says nothing");
            return;
        }
        if kind == "Details" {
            self.report.lossy(what, "words that open and close stand open in `intro:`");
        } else {
            self.report.imported(what, "its words, without mark-up, stand in `intro:`");
        }
        self.page.told.push(words);
    }

    /// The items of a list that is shown and not asked.
    fn listed(&self, source: &Value) -> String {
        let Some(named) = text(source, "list") else { return String::new() };
        let list = self.lists.iter().find(|list| list.names.iter().any(|name| *name == named));
        let items = list.iter().flat_map(|list| &list.options);
        items.map(|item| format!("- {}", item.label)).collect::<Vec<_>>().join("\n")
    }

    fn number(&mut self, source: &Value, what: &str) {
        let options = source.get("options").unwrap_or(&Value::Null);
        let is_money = text(options, "prefix").is_some_and(|prefix| prefix.contains('£'));
        let schema = source.get("schema").unwrap_or(&Value::Null);
        if text(schema, "min").is_some() || text(schema, "max").is_some() {
            self.report.lossy(what, "its smallest and largest number are not checked");
        }
        if is_money {
            self.ask(source, Kind::Money, false, what);
        } else {
            self.report.lossy(what, "a number becomes a text that is checked to be one");
            self.ask(source, Kind::Text, true, what);
        }
    }

    fn ask(&mut self, source: &Value, kind: Kind, number: bool, what: &str) {
        if self.form.questions.len() >= MOST_QUESTIONS {
            self.report
                .refused(what, format!("a form has at most {MOST_QUESTIONS} questions; left out"));
            return;
        }
        let name = text(source, "name").or_else(|| text(source, "id")).map(Cow::into_owned);
        let title =
            text(source, "title").map(|title| line(&title)).filter(|title| !title.is_empty());
        let ask = title.or_else(|| Some(self.page.title.clone()).filter(|title| !title.is_empty()));
        let ask = ask.or_else(|| name.clone()).unwrap_or_else(|| services::to_write("a question"));
        let mut question = Question {
            name: name.clone().unwrap_or_else(|| ask.clone()),
            section: None,
            key: text(source, "id").map(Cow::into_owned),
            hint: text(source, "hint").map(|hint| line(&hint)).filter(|hint| !hint.is_empty()),
            ask,
            kind,
            number,
            options: Vec::new(),
            exclusive: None,
            required: true,
            max: None,
        };
        self.rules(&mut question, source, what);
        if matches!(kind, Kind::Radios | Kind::Checkboxes)
            && !self.choices(&mut question, source, what)
        {
            return;
        }
        if kind == Kind::YesNo {
            self.yes_or_no(&mut question, source);
        }
        if has_other_language(source, "title") {
            self.report.lossy(what, "its Welsh is not brought in; write it into the overlay");
        }
        add(self.form, self.page, question, what, self.report);
    }

    /// Whether it must be answered, how long it may be, and what we do not check.
    fn rules(&mut self, question: &mut Question, source: &Value, what: &str) {
        let options = source.get("options").unwrap_or(&Value::Null);
        let schema = source.get("schema").unwrap_or(&Value::Null);
        question.required = says_yes(options, "required").unwrap_or(true);
        if let Some(most) =
            whole(schema, "max").filter(|_| question.kind.is_own_words() && !question.number)
        {
            question.max = Some(most.clamp(1, 20_000));
        }
        if let Some(words) = whole(options, "maxWords") {
            self.report.lossy(
                what,
                format!(
                    "at most {words} words: words are not counted here; `max:` counts characters"
                ),
            );
        }
        let unchecked = [
            (schema, "regex"),
            (schema, "length"),
            (schema, "precision"),
            (options, "maxDaysInFuture"),
            (options, "maxDaysInPast"),
            (options, "customValidationMessage"),
            (options, "customValidationMessages"),
            (options, "condition"),
        ];
        for (of, rule) in unchecked {
            if of.get(rule).and_then(plain).is_some_and(|rule| !rule.is_empty())
                || of.get(rule).is_some_and(Value::is_object)
            {
                self.report
                    .lossy(what, format!("its rule `{rule}` is left out; write it as `validate:`"));
            }
        }
        for mark in ["prefix", "suffix"] {
            if let Some(words) = text(options, mark).filter(|_| question.kind != Kind::Money) {
                self.report.lossy(
                    what,
                    format!("“{}” beside the field is left out; say it in the hint", line(&words)),
                );
            }
        }
    }

    /// Yes and no, also as the items of a list that conditions may name.
    fn yes_or_no(&mut self, question: &mut Question, source: &Value) {
        question.options = vec![choice("yes", "Yes", "true"), choice("no", "No", "false")];
        let Some(named) = text(source, "list") else { return };
        let list = self.lists.iter().find(|list| list.names.iter().any(|name| *name == named));
        for item in list.iter().flat_map(|list| &list.options) {
            let same = |option: &&mut Choice| {
                option.known_as.iter().any(|name| item.known_as.contains(name))
            };
            if let Some(option) = question.options.iter_mut().find(same) {
                option.known_as.extend(item.known_as.iter().cloned());
            }
        }
    }

    /// The options of a question. Whether it can be asked.
    fn choices(&mut self, question: &mut Question, source: &Value, what: &str) -> bool {
        let values = source.get("values").unwrap_or(&Value::Null);
        let own = [list(source, "items"), list(values, "items")].concat();
        let named = text(source, "list").or_else(|| text(values, "list"));
        question.options = if !own.is_empty() {
            super::lists::options(&own)
        } else if let Some(named) = named {
            let lists = self.lists;
            let known = lists.iter().enumerate().flat_map(|(number, list)| {
                list.names.iter().map(move |name| (number, name.as_str()))
            });
            let found = candidates::find(self.report, what, ("list", &named), known);
            let Some(list) = found.and_then(|number| lists.get(number)) else { return false };
            list.options.clone()
        } else {
            self.report.refused(what, "it has no list of options; left out: write it by hand");
            return false;
        };
        settle(question, what, self.report)
    }
}

/// Makes options fit: two to a hundred. Whether the question can be asked.
pub(super) fn settle(question: &mut Question, what: &str, report: &mut Report) -> bool {
    match question.options.as_slice() {
        [] => {
            report.refused(what, "its list has no options; left out: write it by hand");
            false
        }
        [only] => {
            report.lossy(what, "one option alone becomes a yes or no");
            let only = only.clone();
            question.ask = format!("{}: {}", question.ask, only.label);
            question.kind = Kind::YesNo;
            let aliases = |more: &[&str]| more.iter().map(|name| (*name).to_owned()).collect();
            let mut yes =
                Choice { value: "yes".into(), label: "Yes".into(), known_as: aliases(&["true"]) };
            yes.known_as.extend(only.known_as);
            question.options = vec![
                yes,
                Choice { value: "no".into(), label: "No".into(), known_as: aliases(&["false"]) },
            ];
            true
        }
        many if many.len() > 100 => {
            report.lossy(
                what,
                format!(
                    "{} options are more than people can look through; it becomes a text",
                    many.len()
                ),
            );
            question.kind = Kind::Text;
            question.options.clear();
            true
        }
        _ => true,
    }
}

fn choice(value: &str, label: &str, other: &str) -> Choice {
    let known_as = [other, value, label].map(str::to_owned).to_vec();
    Choice { value: value.to_owned(), label: label.to_owned(), known_as }
}

/// Adds a question to a page, in our way of writing.
pub(super) fn add(
    form: &mut Form,
    page: &mut Page,
    mut question: Question,
    what: &str,
    report: &mut Report,
) {
    if question.kind == Kind::YesNo && question.options.is_empty() {
        question.options = vec![choice("yes", "Yes", "true"), choice("no", "No", "false")];
    }
    if is_cut(&question.ask) {
        report.lossy(what, "the question is too long and was cut");
    }
    if let Some(plain) = words::without_please(&question.ask).filter(|plain| !plain.is_empty()) {
        report.repaired(what, "took “please” out of the question");
        question.ask = plain;
    }
    if let Some(hint) = question.hint.take() {
        let plain = words::without_please(&hint).unwrap_or_else(|| hint.clone());
        let plain = plain.trim_end().trim_end_matches('.').trim_end().to_owned();
        if plain != hint {
            report.repaired(what, "took “please” or the full stop out of the hint");
        }
        question.hint = Some(plain).filter(|hint| !hint.is_empty());
    }
    report.imported(what, format!("asks “{}” as {}", question.ask, question.kind.name()));
    page.asks.push(form.questions.len());
    form.questions.push(question);
}
