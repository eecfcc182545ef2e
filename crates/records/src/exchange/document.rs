//! A record as a resource of a JSON:API document, and back.

use super::names;
use crate::field::Field;
use crate::form::Form;
use crate::link::{Confidence, NewLink};
use crate::open::New;
use crate::protection::Head;
use crate::role::Role;
use crate::statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
use kernel::{EntityId, Instant};
use serde_json::{Map, Value, json};

/// One record.
pub(super) struct Resource {
    pub(super) form: Form,
    /// Its type and id in the document.
    pub(super) key: (String, String),
    when: (Option<Instant>, Option<Instant>),
    point: Option<(f64, f64)>,
    said: Vec<NewStatement>,
    pub(super) ties: Vec<Tie>,
}

/// How it is linked to another of the document.
pub(super) struct Tie {
    pub(super) role: Role,
    pub(super) to: (&'static str, String),
    pub(super) valid: (Option<Instant>, Option<Instant>),
    pub(super) confidence: Confidence,
    pub(super) nature: Nature,
    pub(super) reason: String,
}

impl Tie {
    pub(super) fn link(
        &self,
        (src, dst): (EntityId, EntityId),
        (now, origin): (Instant, Origin),
    ) -> NewLink {
        NewLink {
            reason: self.reason.clone(),
            confidence: self.confidence,
            nature: self.nature,
            valid_to: self.valid.1,
            origin: Some(origin),
            ..NewLink::fact((src, self.role, dst), self.valid.0.unwrap_or(now), Source::Import)
        }
    }

    fn value(&self) -> Value {
        json!({
            "type": self.to.0, "id": self.to.1,
            "meta": {
                "role": self.role.code(), "from": self.valid.0, "to": self.valid.1,
                "confidence": self.confidence.code(), "nature": self.nature.code(),
                "reason": self.reason,
            },
        })
    }
}

impl Resource {
    pub(super) fn of<'s>(
        head: &Head,
        said: impl Iterator<Item = &'s Statement>,
        ties: Vec<Tie>,
    ) -> Self {
        let said = said.map(|it| NewStatement {
            field: it.field,
            said: it.said.clone(),
            certainty: it.certainty,
            nature: it.nature,
            valid: it.valid,
            source: it.source,
            origin: None,
        });
        Self {
            form: head.form,
            key: (names::kind(head.form).to_owned(), head.id.to_string()),
            when: head.when,
            point: head.point,
            said: said.collect(),
            ties,
        }
    }

    /// What it says, as from this document.
    pub(super) fn statements(&self, origin: &Origin) -> Vec<NewStatement> {
        let ours = |it: &NewStatement| NewStatement {
            source: Source::Import,
            origin: Some(origin.clone()),
            ..it.clone()
        };
        self.said.iter().map(ours).collect()
    }

    /// The record to be opened.
    pub(super) fn opened(&self, said: Vec<NewStatement>) -> New {
        New { when: self.when, point: self.point, ..New::of(self.form, said) }
    }

    pub(super) fn value(&self) -> Value {
        let said: Vec<Value> = self.said.iter().map(statement).collect();
        json!({
            "type": self.key.0, "id": self.key.1,
            "attributes": self.attributes(),
            "relationships": self.relationships(),
            "meta": {
                "form": self.form.code(), "from": self.when.0, "to": self.when.1,
                "point": self.point, "statements": said,
            },
        })
    }

    /// What the model has an attribute for: the newest of what is known of each.
    fn attributes(&self) -> Value {
        let mut all = Map::new();
        for it in &self.said {
            let Some(name) = names::attribute(self.form, it.field) else { continue };
            let read = it.field.reading().read(&it.said).map(|read| read.value);
            let coded = read.and_then(|value| names::coded(it.field, &value).ok());
            let Some(value) = coded.filter(|_| !all.contains_key(name)) else { continue };
            let value = match it.field {
                Field::GivenNames => json!(value.split(' ').collect::<Vec<_>>()),
                _ => json!(value),
            };
            all.insert(name.to_owned(), value);
        }
        if let Some(from) = self.when.0 {
            let span = json!({ "dateFrom": from, "dateTo": self.when.1 });
            all.insert("incidentStartDateTime".to_owned(), span);
        }
        Value::Object(all)
    }

    /// By what each is to it; one where there is one.
    fn relationships(&self) -> Value {
        let mut all: Map<String, Value> = Map::new();
        for tie in &self.ties {
            let name = names::relationship(tie.role).to_owned();
            let data = all.entry(name).or_insert_with(|| json!({ "data": [] }));
            if let Some(list) = data.get_mut("data").and_then(Value::as_array_mut) {
                list.push(tie.value());
            }
        }
        for data in all.values_mut() {
            let only = match data.get("data").and_then(Value::as_array).map(Vec::as_slice) {
                Some([only]) => only.clone(),
                _ => continue,
            };
            *data = json!({ "data": only });
        }
        Value::Object(all)
    }
}

fn statement(it: &NewStatement) -> Value {
    json!({
        "field": it.field.code(), "said": it.said, "certainty": it.certainty.code(),
        "nature": it.nature.code(), "from": it.valid.0, "to": it.valid.1,
        "source": it.source.code(),
    })
}

/// Every record of a document; nothing where it is none.
pub(super) fn resources(document: &Value) -> Option<Vec<Resource>> {
    let data = match document.get("data")? {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let included = document.get("included").and_then(Value::as_array).into_iter().flatten();
    data.into_iter().chain(included).map(resource).collect()
}

fn resource(value: &Value) -> Option<Resource> {
    let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
    let (kind, id) = (text(value, "type")?, text(value, "id")?);
    let meta = value.get("meta").cloned().unwrap_or_default();
    let form =
        text(&meta, "form").and_then(|it| Form::of_code(&it)).or_else(|| names::form(&kind))?;
    let said = match meta.get("statements").and_then(Value::as_array) {
        Some(all) => all.iter().filter_map(said).collect(),
        None => attributed(form, value.get("attributes")),
    };
    let said = said.into_iter().filter(|it: &NewStatement| it.field.fits(form)).collect();
    let span = value.pointer("/attributes/incidentStartDateTime");
    let moment = |key: &str, other: &str| {
        instant(meta.get(key)).or_else(|| instant(span.and_then(|it| it.get(other))))
    };
    let when = (moment("from", "dateFrom"), moment("to", "dateTo"));
    let point = meta.get("point").and_then(|it| serde_json::from_value(it.clone()).ok()).flatten();
    let ties = value.get("relationships").and_then(Value::as_object).into_iter().flatten();
    let ties = ties.flat_map(|(name, it)| tied(name, it)).collect();
    Some(Resource { form, key: (kind, id), when, point, said, ties })
}

fn said(value: &Value) -> Option<NewStatement> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let fact = NewStatement::fact(Field::of_code(text("field")?)?, text("said")?, Source::Import);
    Some(NewStatement {
        certainty: text("certainty").and_then(Certainty::of_code).unwrap_or(Certainty::Known),
        nature: text("nature").and_then(Nature::of_code).unwrap_or(Nature::Fact),
        valid: (instant(value.get("from")), instant(value.get("to"))),
        ..fact
    })
}

/// What a document without our own lines says: attributes alone.
fn attributed(form: Form, attributes: Option<&Value>) -> Vec<NewStatement> {
    let said = |field: &Field| {
        let value = attributes?.get(names::attribute(form, *field)?)?;
        let said = match value {
            Value::String(text) => names::decoded(*field, text),
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            _ => return None,
        };
        Some(NewStatement::fact(*field, said, Source::Import))
    };
    Field::ALL.iter().filter_map(said).collect()
}

fn tied(name: &str, value: &Value) -> Vec<Tie> {
    let all = match value.get("data") {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let tie = |it: &Value| {
        let text = |key: &str| it.pointer(&format!("/meta/{key}")).and_then(Value::as_str);
        let form = names::form(it.get("type")?.as_str()?)?;
        Some(Tie {
            role: text("role").and_then(Role::of_code).or_else(|| names::role(name))?,
            to: (names::kind(form), it.get("id")?.as_str()?.to_owned()),
            valid: (instant(it.pointer("/meta/from")), instant(it.pointer("/meta/to"))),
            confidence: text("confidence")
                .and_then(Confidence::of_code)
                .unwrap_or(Confidence::Probable),
            nature: text("nature").and_then(Nature::of_code).unwrap_or(Nature::Fact),
            reason: text("reason").unwrap_or_default().to_owned(),
        })
    };
    all.into_iter().filter_map(tie).collect()
}

fn instant(value: Option<&Value>) -> Option<Instant> {
    value?.as_str()?.parse().ok().map(Instant::new)
}
