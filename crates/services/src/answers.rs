//! The answers to a service's questions, typed, by question id.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The reserved name under which the answers keep which interruptions and outcome pages a person
/// went on from.
pub const ONWARD: &str = "onward";

/// One item of a repeat group, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// The group's id, under which the answers keep its items.
    pub group: &'a str,
    /// Which one.
    pub at: usize,
}

/// Answers by question id: text, choice, date and amount as a string, checkboxes as an array.
///
/// The items of a repeat group are an array of objects under the group's id; a question of several
/// parts is an object; files are an array of their ids, or the text `later`.
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
        listed(self.get(question))
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

    /// The items of a repeat group.
    #[must_use]
    pub fn items(&self, group: &str) -> &[Value] {
        match self.0.get(group) {
            Some(Value::Array(items)) => items,
            _ => &[],
        }
    }

    /// Adds an item to a group, without answers yet.
    pub fn add_item(&mut self, group: &str) {
        if let Some(items) = self.items_mut(group) {
            items.push(Value::Object(Map::new()));
        }
    }

    /// Takes an item out of a group.
    pub fn remove_item(&mut self, item: Item<'_>) {
        if let Some(items) = self.items_mut(item.group)
            && item.at < items.len()
        {
            items.remove(item.at);
            self.renumber_gaps(item);
        }
    }

    /// The answer to a question, of an item where it is asked for each. `None` when it was not asked or
    /// was left blank.
    #[must_use]
    pub fn get_in(&self, item: Option<Item<'_>>, question: &str) -> Option<&Value> {
        self.put_in(item, question).filter(|value| !value.is_null())
    }

    /// The same; `null` when it was left blank.
    pub(crate) fn put_in(&self, item: Option<Item<'_>>, question: &str) -> Option<&Value> {
        match item {
            None => self.0.get(question),
            Some(item) => self.items(item.group).get(item.at)?.get(question),
        }
    }

    /// Keeps an answer, of an item where the question is asked for each.
    pub fn set_in(&mut self, item: Option<Item<'_>>, question: &str, value: Value) {
        let Some(item) = item else { return self.set(question, value) };
        let Some(items) = self.items_mut(item.group) else { return };
        while items.len() <= item.at {
            items.push(Value::Object(Map::new()));
        }
        if let Some(Value::Object(answers)) = items.get_mut(item.at) {
            answers.insert(question.to_owned(), value);
        }
    }

    /// Forgets an answer, of an item where the question is asked for each.
    pub fn remove_in(&mut self, item: Option<Item<'_>>, question: &str) {
        let Some(item) = item else { return self.remove(question) };
        let found = self.items_mut(item.group).and_then(|items| items.get_mut(item.at));
        if let Some(Value::Object(answers)) = found {
            answers.remove(question);
        }
    }

    fn items_mut(&mut self, group: &str) -> Option<&mut Vec<Value>> {
        let items = self.0.entry(group).or_insert_with(|| Value::Array(Vec::new()));
        if !items.is_array() {
            *items = Value::Array(Vec::new());
        }
        items.as_array_mut()
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

    /// Asks again whether there is more to a page that the person went on from.
    pub fn stay_at(&mut self, page: &str) {
        if let Some(Value::Array(pages)) = self.0.get_mut(ONWARD) {
            pages.retain(|passed| passed.as_str() != Some(page));
        }
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

/// Whether nothing was told of an item of a repeat group.
#[must_use]
pub fn is_blank(item: &Value) -> bool {
    item.as_object().is_none_or(|answers| answers.values().all(Value::is_null))
}

/// The texts of a value; a single text is a list of one.
pub(crate) fn listed(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => vec![text],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, Item};
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
    fn the_answers_of_an_item_stand_by_themselves() {
        let mut answers = Answers::new();
        let second = Some(Item { group: "cars", at: 1 });
        answers.set_in(second, "colour", json!("red"));
        answers.set_in(Some(Item { group: "cars", at: 0 }), "colour", json!(null));
        assert_eq!(answers.0["cars"], json!([{"colour": null}, {"colour": "red"}]));
        assert_eq!(answers.get_in(second, "colour"), Some(&json!("red")));
        assert_eq!(answers.get_in(Some(Item { group: "cars", at: 0 }), "colour"), None);
        answers.remove_item(Item { group: "cars", at: 0 });
        assert_eq!(answers.0["cars"], json!([{"colour": "red"}]));
    }

    #[test]
    fn a_blank_answer_was_asked_and_is_no_answer() {
        let answers: Answers = [("colour", json!(null))].into_iter().collect();
        assert!(answers.has("colour"));
        assert_eq!(answers.get("colour"), None);
    }
}
