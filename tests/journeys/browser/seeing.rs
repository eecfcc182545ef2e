//! Questions to a page, put in a script world of our own.
//!
//! Such a world works on every page: whether its own scripts are on or off (Chromium then still
//! runs what DevTools asks, as long as it does not wait for a promise or a timer) and whatever its
//! content security policy says.

use super::error::Fault;
use super::page::Page;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::{Instant, interval};

const VERBS: &str = include_str!("seeing.js");

/// How long to look for an element that is not there yet: scripts may still bring it.
const PATIENCE: Duration = Duration::from_secs(2);

/// An element of the page, as Chromium's handle on it.
pub(super) struct Node(String);

impl Node {
    /// The parameter that names it in a DevTools call.
    pub(super) fn named(&self) -> Value {
        json!({ "objectId": self.0 })
    }
}

impl Page {
    /// The answer to a question of `seeing.js` about the page.
    pub(super) async fn ask(&self, verb: &str) -> Result<Value, Fault> {
        let about = json!({ "executionContextId": self.world().await?, "returnByValue": true });
        Ok(value(self.verb(about, verb, json!([])).await?))
    }

    /// The answer to a question of `seeing.js` about an element.
    pub(super) async fn ask_of(
        &self,
        node: &Node,
        verb: &str,
        words: &[&str],
    ) -> Result<Value, Fault> {
        let about = json!({ "objectId": node.0, "returnByValue": true });
        Ok(value(self.verb(about, verb, json!(words)).await?))
    }

    /// The element that a verb of `seeing.js` finds by these words; waits a little for it to come.
    pub(super) async fn find(&self, verb: &str, words: &str) -> Result<Node, Fault> {
        let until = Instant::now() + PATIENCE;
        let mut beat = interval(Duration::from_millis(50));
        loop {
            beat.tick().await;
            let found = self.find_now(verb, words).await;
            if found.is_ok() || Instant::now() >= until {
                return found;
            }
        }
    }

    async fn find_now(&self, verb: &str, words: &str) -> Result<Node, Fault> {
        let about = json!({ "executionContextId": self.world().await? });
        let answer = self.verb(about, verb, json!([words])).await?;
        let handle = answer.pointer("/result/objectId").and_then(Value::as_str);
        handle.map(|id| Node(id.to_owned())).ok_or_else(|| "that is no element".into())
    }

    /// Our world in the document that the page shows now: made once a document, then found again.
    pub(super) async fn world(&self) -> Result<Value, Fault> {
        let about = json!({ "frameId": self.frame(), "worldName": "journeys" });
        let mut answer = self.call("Page.createIsolatedWorld", about).await?;
        Ok(answer.get_mut("executionContextId").map(Value::take).unwrap_or_default())
    }

    async fn verb(&self, mut about: Value, verb: &str, words: Value) -> Result<Value, Fault> {
        let mut arguments = vec![json!({ "value": verb })];
        let words = words.as_array().into_iter().flatten();
        arguments.extend(words.map(|word| json!({ "value": word })));
        let function = format!(
            "function (verb, ...words) {{ {VERBS} return verbs[verb].apply(this, words); }}"
        );
        if let Some(about) = about.as_object_mut() {
            about.insert("functionDeclaration".to_owned(), function.into());
            about.insert("arguments".to_owned(), arguments.into());
        }
        let answer = self.call("Runtime.callFunctionOn", about).await?;
        thrown(&answer).map_or(Ok(answer), |finding| Err(finding.into()))
    }
}

/// What a script threw: our own findings are strings, others describe themselves.
pub(super) fn thrown(answer: &Value) -> Option<String> {
    let details = answer.get("exceptionDetails")?;
    let said = ["/exception/value", "/exception/description", "/text"];
    let said = said.iter().find_map(|path| details.pointer(path).and_then(Value::as_str));
    Some(said.unwrap_or("a script failed").to_owned())
}

/// What a script gave back.
pub(super) fn value(mut answer: Value) -> Value {
    answer.pointer_mut("/result/value").map(Value::take).unwrap_or_default()
}
