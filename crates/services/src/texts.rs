//! What a person wrote in their own words: what staff read first and triage reads at all.

use crate::answers::Item;
use crate::composed;
use crate::question::{Kind, Question};
use crate::{Answers, Service};
use serde_json::Value;

/// What a person wrote in their own words (texts and places, not names, dates or choices), in the
/// order of the questions.
///
/// The answers are those of a report: [`crate::check_submission`] and [`crate::prune`] leave only
/// what is on the way, and nothing that a report holds is ever left out here. Of a draft, prune
/// first.
#[must_use]
pub fn free_texts<'a>(service: &Service, answers: &'a Answers) -> Vec<&'a str> {
    let mut texts = Vec::new();
    for question in service.questions() {
        match question.group.as_deref() {
            None => texts.extend(answers.get(&question.id).map(|value| of(question, value))),
            Some(group) => {
                let items = 0..answers.items(group).len();
                texts.extend(items.filter_map(|at| {
                    let value = answers.get_in(Some(Item { group, at }), &question.id)?;
                    Some(of(question, value))
                }));
            }
        }
    }
    texts.into_iter().flatten().collect()
}

/// The person's own words in one answer.
fn of<'a>(question: &Question, value: &'a Value) -> Vec<&'a str> {
    let parts = |value: &'a Value| {
        let parts = question.kind.composed().into_iter().zip(value.as_object());
        let given = parts.flat_map(|(composed, value)| composed::given(composed, value));
        given.filter(|(part, _)| part.is_own_words()).map(|(_, text)| text)
    };
    match (question.kind, value) {
        (Kind::Text | Kind::Textarea | Kind::Place, value) => value.as_str().into_iter().collect(),
        (Kind::Composed(_), value) => parts(value).collect(),
        (Kind::Items, Value::Array(things)) => things.iter().flat_map(parts).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::free_texts;
    use crate::{Answers, Catalogue, prune};
    use kernel::Instant;
    use serde_json::json;

    #[test]
    fn own_words_are_texts_and_places_of_the_way_in_the_order_of_the_questions() {
        let catalogue = Catalogue::embedded().unwrap();
        let service = catalogue.get("bicycle-theft").unwrap();
        let now = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
        let answers: Answers = [
            ("danger", json!("no")),
            ("happening_now", json!("no")),
            ("left_at", json!("home")),
            ("when_known", json!("unsure")),
            ("stolen_time", json!("typed, then taken back")),
            ("stolen_from", json!("the shed")),
            ("postcode", json!("HU1 1AA")),
        ]
        .into_iter()
        .collect();
        let (kept, removed) = prune(service, &answers, now);
        assert_eq!(removed, ["stolen_time"]);
        assert_eq!(free_texts(service, &kept), ["the shed"]);
        let blank: Answers = [("stolen_from", json!(null))].into_iter().collect();
        assert!(free_texts(service, &blank).is_empty());
    }
}
