//! The accessibility check: axe-core on the page as it stands.
//!
//! axe runs in our own script world, so no content security policy hinders it. It waits for
//! promises and timers, which Chromium does not run while a page's scripts are off: they are
//! switched on for the check and off again after it. The page's own scripts were passed over when
//! it was read and do not run then either.

use super::error::{Error, Fault};
use super::page::Page;
use super::seeing::{thrown, value};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;

/// Where `npm ci` in `frontend` puts axe-core, seen from the crate of the tests.
const AXE: &str = "../../frontend/node_modules/axe-core/axe.min.js";

/// All rules of WCAG 2.2 A and AA, and axe's best practices.
const RUN: &str = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, impact, help, nodes }) =>
    ({ id, impact: impact ?? 'minor', help, nodes: nodes.map((node) => node.html) })))";

/// A rule that the page breaks.
#[derive(Debug, Deserialize)]
pub(crate) struct Violation {
    /// The rule's id, for example `label`.
    pub(crate) id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub(crate) impact: String,
    /// What the rule asks for.
    pub(crate) help: String,
    /// The HTML of each element that breaks it.
    pub(crate) nodes: Vec<String>,
}

impl Page {
    /// Every rule of axe-core that the page breaks. Fails when axe-core is not installed.
    pub(crate) async fn axe(&self) -> Result<Vec<Violation>, Error> {
        self.step("axe".to_owned(), async {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
            let axe = std::fs::read_to_string(&path).map_err(|error| {
                format!("{}: {error}; run `npm ci` in frontend", path.display())
            })?;
            self.scripts_off(false).await?;
            let found = self.run_axe(&axe).await;
            self.scripts_off(!self.look.scripts).await?;
            Ok(serde_json::from_value(found?)?)
        })
        .await
    }

    async fn run_axe(&self, axe: &str) -> Result<Value, Fault> {
        let world = self.world().await?;
        let source = json!({ "expression": axe, "contextId": world });
        self.evaluate(source).await?;
        let run = json!({
            "expression": RUN, "contextId": world, "awaitPromise": true, "returnByValue": true,
        });
        self.evaluate(run).await
    }

    async fn evaluate(&self, about: Value) -> Result<Value, Fault> {
        let answer = self.call("Runtime.evaluate", about).await?;
        thrown(&answer).map_or_else(|| Ok(value(answer)), |why| Err(why.into()))
    }

    async fn scripts_off(&self, off: bool) -> Result<(), Fault> {
        self.call("Emulation.setScriptExecutionDisabled", json!({ "value": off })).await?;
        Ok(())
    }
}
