//! What people tell us in the journeys: tables of answers by question id, as the API takes them. A
//! form is filled from the same tables, so that pages may change their words and their order.

use kernel::Language;
use serde_json::{Value, json};

/// Answers by question id.
#[derive(Clone, Debug)]
pub(crate) struct Answers(pub(crate) Value);

impl Answers {
    /// The same answers with one changed, or added.
    pub(crate) fn with(mut self, question: &str, answer: Value) -> Self {
        self.0[question] = answer;
        self
    }

    /// The same answers without one.
    pub(crate) fn without(mut self, question: &str) -> Self {
        self.0.as_object_mut().unwrap().remove(question);
        self
    }

    /// What a field of this name holds: one value, or one for each box that is ticked. A part of an
    /// answer is in a field of its own, `question-part`; a thing of a list in `question-2-part`; a
    /// date in `…-day`, `…-month` and `…-year`, a time in `…-time`.
    pub(crate) fn of_field(&self, name: &str) -> Vec<String> {
        let mut parts = name.split('-');
        let mut found = parts.next().and_then(|question| self.0.get(question));
        for part in parts {
            found = match (found, part.parse::<usize>()) {
                (Some(Value::Array(things)), Ok(number)) => things.get(number.wrapping_sub(1)),
                (Some(Value::String(text)), _) => return moment(text, part).into_iter().collect(),
                (found, _) => found.and_then(|value| value.get(part)),
            };
        }
        match found {
            Some(Value::Array(all)) => all.iter().map(text).collect(),
            Some(one) if !one.is_null() && !one.is_object() => vec![text(one)],
            _ => Vec::new(),
        }
    }

    /// The answers to a page of the n-th item of a repeat group, beside all others.
    pub(crate) fn of_item(&self, number: usize) -> Self {
        let mut answers = self.clone();
        let groups = self.0.as_object().into_iter().flatten().map(|(_, value)| value);
        let items = groups.filter_map(|group| group.get(number.wrapping_sub(1)));
        for (question, answer) in items.filter_map(Value::as_object).flatten() {
            answers.0[question] = answer.clone();
        }
        answers
    }

    /// How many items of a repeat group there are.
    pub(crate) fn items(&self, group: &str) -> usize {
        self.0.get(group).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// Everything that a person typed in their own words.
    pub(crate) fn typed(&self) -> Vec<String> {
        let free = ["stolen_from", "what_happened", "who", "evidence_details", "tell_us", "looks"];
        free.iter().filter_map(|id| self.0.get(*id)).map(text).collect()
    }
}

/// A part of a date, or of a date and a time, as it is typed.
fn moment(text: &str, part: &str) -> Option<String> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let place = match part {
        "year" => 0,
        "month" => 1,
        "day" => 2,
        "time" => return Some(time.to_owned()),
        _ => return None,
    };
    date.split('-').nth(place).map(str::to_owned)
}

fn text(answer: &Value) -> String {
    answer.as_str().map_or_else(|| answer.to_string(), str::to_owned)
}

/// A bicycle was stolen in the street; the person may be written to.
pub(crate) fn bicycle(language: Language) -> Answers {
    let (place, story, looks) = match language {
        Language::English => (
            "The cycle rack outside the library",
            "A grinder was heard. The lock lay cut on the pavement.",
            "A dent under the saddle",
        ),
        Language::Welsh => (
            "Y rhesel feiciau y tu allan i'r llyfrgell",
            "Clywyd sŵn llifio. Roedd y clo wedi'i dorri ar y palmant.",
            "Tolc o dan y sedd",
        ),
    };
    Answers(json!({
        "danger": "no",
        "happening_now": "no",
        "left_at": "street",
        "when_known": "day",
        "stolen_on": "2026-11-02",
        "stolen_from": place,
        "locked": "yes",
        "what_happened": story,
        "make": "Raleigh",
        "colour": "Turquoise",
        "looks": looks,
        "frame_number": "WBK1234X",
        "marked": "no",
        "value": "450",
        "evidence": ["cctv", "witness"],
        "knows_who": "no",
        "full_name": "Sam Jones",
        "may_contact": "yes",
        "ways": ["email"],
        "email": "sam@example.test",
    }))
}

/// Somebody is followed and threatened, and stays anonymous.
pub(crate) fn stalking() -> Answers {
    Answers(json!({
        "danger": "no",
        "happening_now": "no",
        "reporting_for": "me",
        "under_18": "no",
        "how_often": "more",
        "may_contact": "no",
        "what": ["followed", "messages"],
        "tell_us": "He waits by the bakery and said he is going to kill me",
        "known": "a_bit",
        "who": "The man with the grey van",
        "frightened": "very",
    }))
}

/// The same by somebody who may be reached, but only as they said.
pub(crate) fn stalking_with_safe_contact() -> Answers {
    let answers = stalking()
        .with("may_contact", json!("yes"))
        .with("ways", json!(["email", "track"]))
        .with("email", json!("quiet@example.test"))
        .with("codeword", json!("bluebell"))
        .with("full_name", json!("Alex"))
        .with("share_support", json!("no"));
    answers.with("tell_us", json!("There are letters under the door again"))
}
