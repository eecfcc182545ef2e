//! What happens in a page by itself: it goes somewhere, it arrives, it complains.

use super::error::{Error, Fault};
use super::page::Page;
use super::wire::Event;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::time::timeout;

/// How long after a click the page may take to set off. A link or a button that leads somewhere
/// does so within a few milliseconds, so only clicks that lead nowhere wait this long.
const SETTING_OFF: Duration = Duration::from_millis(300);

/// The events of a page, and what we keep of them.
pub(super) struct Watch(Mutex<Seen>);

struct Seen {
    events: mpsc::UnboundedReceiver<Event>,
    complaints: Vec<Complaint>,
    status: Option<u64>,
    /// The requests that brought the pages themselves.
    pages: Vec<String>,
}

/// Words of the console, and the request that they are about.
struct Complaint {
    words: String,
    request: Option<String>,
}

/// What an event means for somebody who waits for a page.
enum Sign {
    SetsOff,
    Arrives,
    Lost(Fault),
    Nothing,
}

impl Watch {
    pub(super) fn new(events: mpsc::UnboundedReceiver<Event>) -> Self {
        Self(Mutex::new(Seen { events, complaints: Vec::new(), status: None, pages: Vec::new() }))
    }
}

impl Page {
    /// The status of HTTP with which the page that is shown came.
    pub(crate) async fn status(&self) -> Result<u64, Error> {
        self.take_note().await;
        let status = self.watch.0.lock().await.status;
        let deed = async { status.ok_or_else(|| Fault::from("no page has come yet")) };
        self.step("status".to_owned(), deed).await
    }

    /// Everything that the console complained about since the page was opened: errors of scripts,
    /// breaches of the content security policy, files that did not come. The status of the page
    /// itself is no complaint; ask [`Page::status`].
    pub(crate) async fn console_errors(&self) -> Vec<String> {
        // An answer proves that what happened before it has been told.
        let _gone = self.call("Page.getNavigationHistory", json!({})).await;
        self.take_note().await;
        let seen = self.watch.0.lock().await;
        let about_a_page =
            |it: &&Complaint| it.request.as_ref().is_some_and(|id| seen.pages.contains(id));
        let complaints = seen.complaints.iter().filter(|it| !about_a_page(it));
        complaints.map(|it| it.words.clone()).collect()
    }

    /// Takes in what has happened so far, so that the next event is news.
    pub(super) async fn take_note(&self) {
        let mut seen = self.watch.0.lock().await;
        while let Ok(event) = seen.events.try_recv() {
            let _past = self.read(&event, &mut seen);
        }
    }

    /// Waits until a page that has been asked for has loaded.
    pub(super) async fn land(&self) -> Result<(), Fault> {
        let mut seen = self.watch.0.lock().await;
        self.set_off(&mut seen).await?;
        self.arrive(&mut seen).await
    }

    /// Waits until the page that a deed leads to has loaded, or until it is clear that it leads
    /// nowhere.
    pub(super) async fn land_or_stay(&self) -> Result<(), Fault> {
        let mut seen = self.watch.0.lock().await;
        match timeout(SETTING_OFF, self.set_off(&mut seen)).await {
            Ok(set_off) => set_off?,
            Err(_stays) => return Ok(()),
        }
        self.arrive(&mut seen).await
    }

    async fn set_off(&self, seen: &mut Seen) -> Result<(), Fault> {
        loop {
            match self.next_sign(seen).await? {
                Sign::SetsOff => return Ok(()),
                Sign::Lost(fault) => return Err(fault),
                Sign::Arrives | Sign::Nothing => {}
            }
        }
    }

    async fn arrive(&self, seen: &mut Seen) -> Result<(), Fault> {
        let mut lost = None;
        loop {
            match self.next_sign(seen).await? {
                Sign::Lost(fault) => lost = Some(fault),
                Sign::Arrives => return lost.map_or(Ok(()), Err),
                Sign::SetsOff | Sign::Nothing => {}
            }
        }
    }

    async fn next_sign(&self, seen: &mut Seen) -> Result<Sign, Fault> {
        let event = seen.events.recv().await.ok_or("the browser is gone")?;
        Ok(self.read(&event, seen))
    }

    fn read(&self, event: &Event, seen: &mut Seen) -> Sign {
        let about = &event.about;
        let word = |path: &str| about.pointer(path).and_then(Value::as_str).unwrap_or_default();
        let ours = word("/frameId") == self.frame();
        match event.name.as_str() {
            "Page.frameStartedNavigating" | "Page.frameStartedLoading" if ours => {
                return Sign::SetsOff;
            }
            "Page.frameStoppedLoading" if ours => return Sign::Arrives,
            "Page.frameNavigated" if word("/frame/id") == self.frame() => {
                let unreachable = word("/frame/unreachableUrl");
                if !unreachable.is_empty() {
                    return Sign::Lost(format!("no answer from {unreachable}").into());
                }
            }
            "Inspector.targetCrashed" => return Sign::Lost("the page has crashed".into()),
            "Network.responseReceived" if ours && word("/type") == "Document" => {
                seen.status = about.pointer("/response/status").and_then(Value::as_u64);
                seen.pages.push(word("/requestId").to_owned());
            }
            "Fetch.requestPaused" => self.answer_from_outside(about),
            _other => seen.complaints.extend(complaint(event)),
        }
        Sign::Nothing
    }

    fn answer_from_outside(&self, request: &Value) {
        let page = "<!doctype html><html lang=\"en\"><title>Outside</title><h1>Outside</h1>";
        let answer = json!({
            "requestId": request.get("requestId"),
            "responseCode": 200,
            "responseHeaders": [{ "name": "Content-Type", "value": "text/html; charset=utf-8" }],
            "body": BASE64_STANDARD.encode(page),
        });
        self.post("Fetch.fulfillRequest", &answer);
    }
}

/// What the console complains about with this event, if it does.
fn complaint(event: &Event) -> Option<Complaint> {
    let word = |path: &str| event.about.pointer(path).and_then(Value::as_str);
    let words = match event.name.as_str() {
        "Log.entryAdded" if word("/entry/level") == Some("error") => {
            let (text, at) = (word("/entry/text")?, word("/entry/url").unwrap_or_default());
            format!("{text} ({at})")
        }
        "Runtime.exceptionThrown" => {
            let said = word("/exceptionDetails/exception/description");
            said.or_else(|| word("/exceptionDetails/text"))?.to_owned()
        }
        "Runtime.consoleAPICalled" if matches!(word("/type"), Some("error" | "assert")) => {
            let said = word("/args/0/value").or_else(|| word("/args/0/description"));
            said.unwrap_or("console.error").to_owned()
        }
        _other => return None,
    };
    Some(Complaint { words, request: word("/entry/networkRequestId").map(str::to_owned) })
}
