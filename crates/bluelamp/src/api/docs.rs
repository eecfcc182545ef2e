//! `/api/docs`: the description of the API, for people. Made here from the same document, without a
//! script: no stranger's viewer is loaded into a page of ours.

use askama::Template;
use axum::extract::{FromRef, State};
use axum::response::Response;
use counter::Kind::Api;
use counter::Who::Anybody;
use counter::{Counter, Frame, Routes, Visit, page};
use kernel::words;
use serde_json::Value;
use std::sync::Arc;
use utoipa::openapi::OpenApi;

words! {
    TITLE { en: "The API", cy: "Yr API" }
    INTRO {
        en: "What other programs may ask and tell. The same as a document for machines:",
        cy: "Yr hyn y caiff rhaglenni eraill ei ofyn a'i ddweud. Yr un peth fel dogfen i beiriannau:"
    }
    ANSWERS { en: "Answers", cy: "Atebion" }
    TAKES { en: "Takes", cy: "Yn cymryd" }
    SHAPES { en: "Shapes", cy: "Ffurfiau" }
}

#[derive(Clone)]
struct Docs {
    counter: Counter,
    operations: Arc<Vec<Operation>>,
    shapes: Arc<Vec<(String, String)>>,
}

impl FromRef<Docs> for Counter {
    fn from_ref(docs: &Docs) -> Self {
        docs.counter.clone()
    }
}

/// One operation, as it is shown.
struct Operation {
    method: String,
    path: String,
    summary: String,
    description: String,
    takes: Vec<String>,
    answers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "bluelamp/api.html")]
struct DocsPage<'a> {
    frame: Frame,
    language: kernel::Language,
    operations: &'a [Operation],
    shapes: &'a [(String, String)],
}

impl DocsPage<'_> {
    fn say(&self, words: kernel::Words) -> &'static str {
        words.say(self.language)
    }
}

pub(super) fn routes(counter: Counter, document: &OpenApi) -> Routes {
    let document = serde_json::to_value(document).unwrap_or_default();
    let docs = Docs {
        counter,
        operations: Arc::new(operations(&document)),
        shapes: Arc::new(shapes(&document)),
    };
    Routes::new().get("/api/docs", Api, Anybody, show).with_state(docs)
}

async fn show(State(docs): State<Docs>, visit: Visit) -> Response {
    page(&DocsPage {
        frame: Frame::new(&visit, TITLE.say(visit.language)),
        language: visit.language,
        operations: &docs.operations,
        shapes: &docs.shapes,
    })
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document.get("paths").and_then(Value::as_object);
    let mut operations = Vec::new();
    for (path, methods) in paths.into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            operations.push(operation_of(path, method, operation));
        }
    }
    operations
}

fn operation_of(path: &str, method: &str, operation: &Value) -> Operation {
    let text =
        |key: &str| operation.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let takes = parameters.into_iter().flatten().map(|parameter| {
        let part = |key: &str| parameter.get(key).and_then(Value::as_str).unwrap_or_default();
        format!("{} ({}) {}", part("name"), part("in"), part("description"))
    });
    let responses = operation.get("responses").and_then(Value::as_object);
    let answers = responses.into_iter().flatten().map(|(status, response)| {
        let told = response.get("description").and_then(Value::as_str).unwrap_or_default();
        (status.clone(), told.to_owned())
    });
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text("summary"),
        description: text("description"),
        takes: takes.collect(),
        answers: answers.collect(),
    }
}

fn shapes(document: &Value) -> Vec<(String, String)> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let shape = |(name, schema): (&String, &Value)| {
        (name.clone(), serde_json::to_string_pretty(schema).unwrap_or_default())
    };
    schemas.into_iter().flatten().map(shape).collect()
}
