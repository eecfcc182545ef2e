//! The answers to a service's questions, typed, by question id.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The reserved name under which the answers keep which interruptions and outcome pages a person
/// went on from.
pub const ONWARD: &str = "onward";

/// Answers by question id: text, choice, date and amount as a string, checkboxes as an array.
///
/// `null` says that an optional question was asked and left blank, so that its page counts as
/// answered. `onward` lists the interruptions and outcome pages that the person went on from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub Map<String, Value>);

impl Answers {
    /// No answers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a question. `None` when it was not asked or was left blank.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&Value> {
        self.0.get(question).filter(|value| !value.is_null())
    }

    /// The answer that is one text.
    #[must_use]
    pub fn text(&self, question: &str) -> Option<&str> {
        self.get(question).and_then(Value::as_str)
    }

    /// The answers that were chosen together; a single text is a list of one.
    #[must_use]
    pub fn list(&self, question: &str) -> Vec<&str> {
        match self.get(question) {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => vec![text],
            _ => Vec::new(),
        }
    }

    /// Whether the question was put and answered or left blank.
    #[must_use]
    pub fn has(&self, question: &str) -> bool {
        self.0.contains_key(question)
    }

    /// Keeps an answer, in place of an earlier one.
    pub fn set(&mut self, question: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(question.into(), value.into());
    }

    /// Forgets an answer.
    pub fn remove(&mut self, question: &str) {
        self.0.remove(question);
    }

    /// Whether the person went on from an interruption or outcome page.
    #[must_use]
    pub fn went_on_from(&self, page: &str) -> bool {
        match self.0.get(ONWARD) {
            Some(Value::Array(pages)) => pages.iter().any(|passed| passed.as_str() == Some(page)),
            _ => false,
        }
    }

    /// Remembers that the person goes on from an interruption or outcome page.
    pub fn go_on_from(&mut self, page: &str) {
        if self.went_on_from(page) {
            return;
        }
        let mut pages: Vec<Value> = self.list(ONWARD).into_iter().map(Value::from).collect();
        pages.push(Value::from(page));
        self.set(ONWARD, pages);
    }

    /// Every entry, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(question, value)| (question.as_str(), value))
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Answers {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().map(|(k, v)| (k.into(), v.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Answers;
    use serde_json::json;

    #[test]
    fn going_on_is_remembered_once() {
        let mut answers = Answers::new();
        assert!(!answers.went_on_from("call-999"));
        answers.go_on_from("call-999");
        answers.go_on_from("call-999");
        assert_eq!(serde_json::to_value(&answers).unwrap(), json!({"onward": ["call-999"]}));
    }

    #[test]
    fn a_blank_answer_was_asked_and_is_no_answer() {
        let answers: Answers = [("colour", json!(null))].into_iter().collect();
        assert!(answers.has("colour"));
        assert_eq!(answers.get("colour"), None);
    }
}
