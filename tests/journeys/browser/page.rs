//! One page: how it is opened, how a step on it is taken, and where it goes.

use super::error::{Error, Fault};
use super::landing::Watch;
use super::wire::Wire;
use super::{LIMIT, Look};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

/// How many characters of the page an error quotes.
const EXCERPT: usize = 400;

/// A page in a browser context of its own. It closes, and its cookies go, when this is dropped.
pub(crate) struct Page {
    wire: Wire,
    session: String,
    frame: String,
    context: String,
    pub(super) look: Look,
    pub(super) watch: Watch,
}

impl Page {
    pub(super) async fn open(wire: Wire, look: Look) -> Result<Self, Fault> {
        let context = wire.call(None, "Target.createBrowserContext", json!({})).await?;
        let context = word(&context, "browserContextId")?;
        let new = json!({ "url": "about:blank", "browserContextId": context });
        let frame = word(&wire.call(None, "Target.createTarget", new).await?, "targetId")?;
        let target = json!({ "targetId": frame, "flatten": true });
        let session = wire.call(None, "Target.attachToTarget", target).await?;
        let session = word(&session, "sessionId")?;
        let watch = Watch::new(wire.listen(&session));
        let page = Self { wire, session, frame, context, look, watch };
        page.prepare().await?;
        Ok(page)
    }

    /// Asks for the events that we follow, and takes on the look.
    async fn prepare(&self) -> Result<(), Fault> {
        let Look { width, height, scripts, touch } = self.look;
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch,
        });
        // Plain http is what the tests serve: whatever is beyond it is outside.
        let outside = json!({ "patterns": [{ "urlPattern": "https://*" }] });
        for (method, about) in [
            ("Page.enable", json!({})),
            ("Network.enable", json!({})),
            ("Runtime.enable", json!({})),
            ("Log.enable", json!({})),
            ("Fetch.enable", outside),
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
            ("Emulation.setDeviceMetricsOverride", size),
            ("Emulation.setTouchEmulationEnabled", json!({ "enabled": touch })),
            ("Emulation.setScriptExecutionDisabled", json!({ "value": !scripts })),
        ] {
            self.call(method, about).await?;
        }
        Ok(())
    }

    /// Opens an address and waits until the page has loaded. Any status of HTTP is a page; fails
    /// when there is no answer.
    pub(crate) async fn goto(&self, url: &str) -> Result<(), Error> {
        self.step(format!("goto {url}"), async {
            self.take_note().await;
            let answer = self.call("Page.navigate", json!({ "url": url })).await?;
            match answer.get("errorText").and_then(Value::as_str) {
                Some(why) => Err(format!("no answer ({why})").into()),
                None if answer.get("loaderId").is_none() => Ok(()),
                None => self.land().await,
            }
        })
        .await
    }

    /// Goes back as the browser's own button does. Fails on the first page.
    pub(crate) async fn back(&self) -> Result<(), Error> {
        self.step("back".to_owned(), async {
            self.take_note().await;
            let history = self.history().await?;
            let place = history.get("currentIndex").and_then(Value::as_u64).unwrap_or(0);
            let earlier = place.checked_sub(1).ok_or("there is nothing to go back to")?;
            let entry = format!("/entries/{earlier}/id");
            let entry = history.pointer(&entry).ok_or("that page is forgotten")?;
            self.call("Page.navigateToHistoryEntry", json!({ "entryId": entry })).await?;
            self.land().await
        })
        .await
    }

    /// Where the browser is, as its address bar says.
    pub(crate) async fn url(&self) -> Result<String, Error> {
        self.step("url".to_owned(), self.address()).await
    }

    async fn address(&self) -> Result<String, Fault> {
        let history = self.history().await?;
        let place = history.get("currentIndex").and_then(Value::as_u64).unwrap_or(0);
        let url = history.pointer(&format!("/entries/{place}/url")).and_then(Value::as_str);
        url.map(str::to_owned).ok_or_else(|| "the page has no address".into())
    }

    async fn history(&self) -> Result<Value, Fault> {
        self.call("Page.getNavigationHistory", json!({})).await
    }

    /// Takes a step under the time limit and, when it fails, says which, where and on what page.
    pub(super) async fn step<T>(
        &self,
        step: String,
        deed: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Error> {
        let fault = match timeout(LIMIT, deed).await {
            Ok(Ok(done)) => return Ok(done),
            Ok(Err(fault)) => fault,
            Err(_late) => format!("not done within {} seconds", LIMIT.as_secs()).into(),
        };
        // A page that hangs must not hide the error.
        let short = Duration::from_secs(2);
        let url = timeout(short, self.address()).await.ok().and_then(Result::ok);
        let text = timeout(short, self.words()).await.ok().and_then(Result::ok);
        let words: Vec<&str> = text.as_deref().unwrap_or_default().split_whitespace().collect();
        Err(Error {
            step,
            url: url.unwrap_or_default(),
            cause: fault.to_string(),
            excerpt: words.join(" ").chars().take(EXCERPT).collect(),
        })
    }

    /// Calls a DevTools method of this page.
    pub(super) async fn call(&self, method: &str, about: Value) -> Result<Value, Fault> {
        self.wire.call(Some(&self.session), method, about).await
    }

    /// Calls a DevTools method of this page whose answer is of no interest.
    pub(super) fn post(&self, method: &str, about: &Value) {
        self.wire.post(Some(&self.session), method, about);
    }

    /// The page's main frame.
    pub(super) fn frame(&self) -> &str {
        &self.frame
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.wire.forget(&self.session);
        let context = json!({ "browserContextId": self.context });
        self.wire.post(None, "Target.disposeBrowserContext", &context);
    }
}

fn word(answer: &Value, name: &str) -> Result<String, Fault> {
    let word = answer.get(name).and_then(Value::as_str);
    word.map(str::to_owned).ok_or_else(|| format!("Chromium gave no {name}").into())
}
