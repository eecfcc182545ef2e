//! A journal entry as the log seals it: every column, in one way of writing it down.
//!
//! Version 1 is a JSON object on one line: names in the order of their bytes, no white space, times
//! in UTC. JSON in PostgreSQL forgets how it was written, so the bytes are made from what it says.

use super::merkle::{Hash, leaf_hash};
use kernel::{ForceId, Instant};
use serde_json::{Value, json};
use uuid::Uuid;

/// A journal entry as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) id: Uuid,
    pub(crate) at: Instant,
    pub(crate) actor_kind: String,
    pub(crate) actor_name: Option<String>,
    pub(crate) purpose: String,
    pub(crate) act: String,
    pub(crate) verb: String,
    pub(crate) thing: String,
    pub(crate) thing_id: String,
    pub(crate) details: Value,
}

impl Stored {
    /// The bytes that are sealed.
    pub(crate) fn bytes(&self, force: &ForceId) -> String {
        let entry = json!({
            "v": 1,
            "force": force.as_str(),
            "id": self.id,
            "at": self.at.to_string(),
            "actor_kind": self.actor_kind,
            "actor_name": self.actor_name,
            "purpose": self.purpose,
            "act": self.act,
            "verb": self.verb,
            "thing": self.thing,
            "thing_id": self.thing_id,
            "details": self.details,
        });
        let mut text = String::new();
        write(&mut text, &entry);
        text
    }

    /// The leaf that stands for it in the log.
    pub(crate) fn leaf(&self, force: &ForceId) -> Hash {
        leaf_hash(self.bytes(force).as_bytes())
    }
}

fn write(text: &mut String, value: &Value) {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| name.as_bytes());
            text.push('{');
            for (number, (name, member)) in sorted.into_iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(text, member);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push(',');
                }
                write(text, item);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::Stored;
    use kernel::{ForceId, Instant};
    use serde_json::json;

    #[test]
    fn an_entry_is_written_down_in_one_way() {
        let entry = Stored {
            id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap(),
            at: Instant::new("2026-06-04T08:14:00.000001Z".parse().unwrap()),
            actor_kind: "staff".to_owned(),
            actor_name: None,
            purpose: "delivery".to_owned(),
            act: "alteration".to_owned(),
            verb: "did".to_owned(),
            thing: "thing".to_owned(),
            thing_id: "\"1\"\n".to_owned(),
            details: json!({"b": [1, {"z": null, "a": true}], "aa": "é", "B": 2}),
        };
        assert_eq!(
            entry.bytes(&ForceId::parse("x1").unwrap()),
            r#"{"act":"alteration","actor_kind":"staff","actor_name":null,"at":"2026-06-04T08:14:00.000001Z","details":{"B":2,"aa":"é","b":[1,{"a":true,"z":null}]},"force":"x1","id":"01890a5d-ac96-774b-bcce-b302099a8057","purpose":"delivery","thing":"thing","thing_id":"\"1\"\n","v":1,"verb":"did"}"#
        );
    }
}
