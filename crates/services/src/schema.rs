//! A service and the language of definitions, described for machines.

use crate::answers::ONWARD;
use crate::composed::{Composed, PartForm};
use crate::definition::Definition;
use crate::later::LATER;
use crate::page::{PageDef, PageKind, Repeat, Shown};
use crate::question::{Kind, Precision, Question};
use crate::service::Service;
use kernel::Language;
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The JSON Schema (2020-12) of the answers that make a report. Questions that depend on others are
/// not required in it, though they are when they are asked; answers whose triage ends elsewhere need
/// not be whole.
#[must_use]
pub fn answers_schema(service: &Service) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for page in &service.pages {
        if let (PageKind::List, Some(repeat)) = (&page.kind, &page.repeat) {
            properties.insert(repeat.id.to_string(), items_schema(service, repeat));
        }
        for question in page.questions.iter().filter(|question| question.group.is_none()) {
            properties.insert(question.id.clone(), answer_schema(question));
            let always = matches!(page.shown, Shown::Always) && question.when.is_none();
            if question.required && always {
                required.push(question.id.clone());
            }
        }
    }
    let onward: Vec<&str> = service
        .pages
        .iter()
        .filter(|page| !matches!(page.kind, PageKind::Questions | PageKind::List))
        .map(|page| page.id.as_str())
        .collect();
    if !onward.is_empty() {
        let schema = json!({
            "type": "array",
            "uniqueItems": true,
            "items": { "enum": onward },
            "description": "Outcome pages that the person went on from, to report here all the same."
        });
        properties.insert(ONWARD.to_owned(), schema);
    }
    json!({
        "$schema": DIALECT,
        "title": service.title(Language::English),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}

/// The items of a repeat group.
fn items_schema(service: &Service, repeat: &Repeat) -> Value {
    let of_group = |question: &&Question| question.group.as_deref() == Some(&*repeat.id);
    let questions = service.questions().filter(of_group);
    let properties: Map<String, Value> =
        questions.map(|question| (question.id.clone(), answer_schema(question))).collect();
    json!({
        "type": "array",
        "title": repeat.heading.en,
        "minItems": repeat.min,
        "maxItems": repeat.max,
        "items": { "type": "object", "properties": properties, "additionalProperties": false }
    })
}

/// Files, and, where they can be added later, that they will be.
fn files_schema(question: &Question) -> Value {
    let files = json!({
        "type": "array",
        "uniqueItems": true,
        "maxItems": question.most,
        "items": { "type": "string" },
        "description": "Ids of files that were uploaded before."
    });
    if question.files.as_ref().is_none_or(|files| files.later.is_none()) {
        return files;
    }
    let later =
        json!({ "const": LATER, "description": "They are added after the report is sent." });
    json!({ "oneOf": [files, later] })
}

/// An answer of several parts.
fn parts_schema(composed: Composed, question: &Question) -> Value {
    let choices: Vec<&str> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
    let part = |part: &crate::composed::Part| {
        let mut schema = match part.form {
            PartForm::Leading => json!({ "enum": choices }),
            PartForm::Choice(choices) => {
                json!({ "enum": choices.iter().map(|(value, _)| *value).collect::<Vec<_>>() })
            }
            PartForm::Tick => json!({ "const": "yes" }),
            PartForm::Uprn => json!({ "type": "string", "pattern": "^[0-9]{1,12}$" }),
            PartForm::Time => json!({
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"
            }),
            _ => json!({ "type": "string", "maxLength": part.longest() }),
        };
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("title".to_owned(), Value::from(part.label.en));
        }
        (part.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = composed.parts().iter().map(part).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn answer_schema(question: &Question) -> Value {
    let values: Vec<&str> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
    let mut schema = match question.kind {
        Kind::YesNo | Kind::YesNoUnsure | Kind::Radios | Kind::Select => json!({ "enum": values }),
        Kind::Declaration => json!({ "const": "yes" }),
        Kind::Number(limits) => {
            let kind = if limits.decimals == 0 { "integer" } else { "number" };
            let mut schema = json!({ "type": kind });
            let ends = [("minimum", limits.least), ("maximum", limits.most)];
            for (name, end) in ends {
                if let (Some(fields), Some(end)) = (schema.as_object_mut(), end) {
                    fields.insert(name.to_owned(), Value::from(end));
                }
            }
            schema
        }
        Kind::Composed(composed) => parts_schema(composed, question),
        Kind::Items => json!({
            "type": "array",
            "minItems": 1,
            "maxItems": question.most,
            "items": parts_schema(Composed::Item, question)
        }),
        Kind::Upload => files_schema(question),
        Kind::Checkboxes | Kind::TimeWindows => json!({
            "type": "array",
            "minItems": 1,
            "uniqueItems": true,
            "items": { "enum": values }
        }),
        Kind::Date(Precision::Approximate) => {
            json!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
        }
        Kind::Date(_) => json!({ "type": "string", "format": "date" }),
        Kind::Email => json!({ "type": "string", "format": "email", "maxLength": question.max }),
        Kind::Money => json!({ "type": "string", "pattern": "^[0-9]{1,7}(\\.[0-9]{2})?$" }),
        _ => json!({ "type": "string", "minLength": 1, "maxLength": question.max }),
    };
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("title".to_owned(), Value::from(question.ask.en.as_str()));
        if let Some(when) = &question.when {
            let description = format!("Asked when {}", when.source);
            fields.insert("description".to_owned(), Value::from(description));
        }
    }
    schema
}

/// A service's definition in one language, for the API.
#[must_use]
pub fn definition_json(service: &Service, language: Language) -> Value {
    let page = |page: &PageDef| page_json(page, language);
    json!({
        "id": service.id,
        "group": service.group,
        "slug": service.slug,
        "version": service.version,
        "kind": service.kind(),
        "language": language,
        "title": service.title(language),
        "summary": service.summary(language),
        "sensitivity": service.sensitivity,
        "anonymous": service.anonymous,
        "minutes": service.minutes,
        "pages": service.pages.iter().map(page).collect::<Vec<_>>(),
    })
}

fn page_json(page: &PageDef, language: Language) -> Value {
    let when = match &page.shown {
        Shown::When(condition) => Value::from(&*condition.source),
        Shown::Always | Shown::After(..) => Value::Null,
    };
    let questions: Vec<Value> =
        page.questions.iter().map(|question| question_json(question, language)).collect();
    let mut described = json!({ "id": page.id, "title": page.title(language), "when": when });
    let own = match &page.kind {
        PageKind::Questions => json!({
            "kind": "questions",
            "section": page.section.title.say(language),
            "intro": page.intro.say(language),
            "questions": questions,
        }),
        PageKind::Interruption(notice) => json!({
            "kind": "interruption",
            "text": notice.body.say(language),
        }),
        PageKind::List => json!({
            "kind": "list",
            "group": page.repeat.as_ref().map(|repeat| &*repeat.id),
            "more": page.repeat.as_ref().map(|repeat| repeat.more.say(language)),
        }),
        PageKind::Outcome(outcome) => json!({
            "kind": outcome.kind,
            "text": outcome.body.say(language),
            "to": outcome.to,
        }),
    };
    if let (Some(described), Value::Object(own)) = (described.as_object_mut(), own) {
        described.extend(own);
    }
    described
}

fn question_json(question: &Question, language: Language) -> Value {
    let choice = |choice: &crate::question::Choice| json!({ "value": choice.value, "label": choice.label.say(language) });
    let precision = match question.kind {
        Kind::Date(precision) => Some(precision),
        _ => None,
    };
    json!({
        "id": question.id,
        "type": question.kind.name(),
        "precision": precision,
        "ask": question.ask.say(language),
        "hint": question.hint.as_ref().map(|hint| hint.say(language)),
        "group": question.group.as_deref(),
        "required": question.required,
        "max": question.max,
        "when": question.when.as_ref().map(|when| &*when.source),
        "choices": question.choices.iter().map(choice).collect::<Vec<_>>(),
        "exclusive": question.exclusive,
    })
}

/// The JSON Schema of the language that services are written in.
#[must_use]
pub fn language_schema() -> Value {
    schemars::schema_for!(Definition).to_value()
}
