//! The wire to Chromium: DevTools messages in JSON, each ended by a zero byte, over two pipes.
//!
//! Calls are answered in any order and are matched by number. Events go to the page whose session
//! they name, in the order in which Chromium told them, and always before the answer to a later
//! call: who has the answer has the events.

use super::error::Fault;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::{mpsc, oneshot};

type Answer = Result<Value, Fault>;

/// Something that happened in a page: the event's name and what it carries.
pub(super) struct Event {
    pub(super) name: String,
    pub(super) about: Value,
}

/// One end of the wire; clones share it. When the last clone is dropped, Chromium ends.
#[derive(Clone)]
pub(super) struct Wire {
    out: mpsc::UnboundedSender<Vec<u8>>,
    ends: Arc<Mutex<Ends>>,
}

/// Who waits for what.
#[derive(Default)]
struct Ends {
    last: u64,
    gone: bool,
    calls: HashMap<u64, oneshot::Sender<Answer>>,
    pages: HashMap<String, mpsc::UnboundedSender<Event>>,
}

impl Wire {
    /// Starts to read and write; needs a tokio runtime.
    pub(super) fn new(stdin: ChildStdin, stdout: ChildStdout) -> Self {
        let (out, messages) = mpsc::unbounded_channel();
        let ends = Arc::new(Mutex::new(Ends::default()));
        tokio::spawn(write(stdin, messages));
        tokio::spawn(read(stdout, Arc::clone(&ends)));
        Self { out, ends }
    }

    /// Calls a method and waits for its answer, without a time limit of its own. Fails when
    /// Chromium refuses the call or is gone.
    pub(super) async fn call(&self, session: Option<&str>, method: &str, about: Value) -> Answer {
        let (reply, answer) = oneshot::channel();
        self.send(session, method, &about, Some(reply))?;
        match answer.await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(fault)) => Err(format!("{method}: {fault}").into()),
            Err(_gone) => Err("the browser is gone".into()),
        }
    }

    /// Calls a method and does not wait: its answer is of no interest.
    pub(super) fn post(&self, session: Option<&str>, method: &str, about: &Value) {
        // If the browser is gone, the next call says so.
        let _gone = self.send(session, method, about, None);
    }

    /// The events of a session, from now on.
    pub(super) fn listen(&self, session: &str) -> mpsc::UnboundedReceiver<Event> {
        let (tell, events) = mpsc::unbounded_channel();
        lock(&self.ends).pages.insert(session.to_owned(), tell);
        events
    }

    /// Nobody listens to this session any more.
    pub(super) fn forget(&self, session: &str) {
        lock(&self.ends).pages.remove(session);
    }

    fn send(
        &self,
        session: Option<&str>,
        method: &str,
        about: &Value,
        reply: Option<oneshot::Sender<Answer>>,
    ) -> Result<(), Fault> {
        let mut ends = lock(&self.ends);
        if ends.gone {
            return Err("the browser is gone".into());
        }
        ends.last = ends.last.saturating_add(1);
        let id = ends.last;
        let mut message = json!({ "id": id, "method": method, "params": about });
        if let (Some(session), Some(message)) = (session, message.as_object_mut()) {
            message.insert("sessionId".to_owned(), session.into());
        }
        if let Some(reply) = reply {
            ends.calls.insert(id, reply);
        }
        drop(ends);
        let mut bytes = serde_json::to_vec(&message)?;
        bytes.push(0);
        self.out.send(bytes).map_err(|_closed| Fault::from("the browser is gone"))
    }
}

async fn write(mut pipe: ChildStdin, mut messages: mpsc::UnboundedReceiver<Vec<u8>>) {
    while let Some(message) = messages.recv().await {
        if pipe.write_all(&message).await.is_err() || pipe.flush().await.is_err() {
            break;
        }
    }
}

async fn read(pipe: ChildStdout, ends: Arc<Mutex<Ends>>) {
    let mut pipe = BufReader::new(pipe);
    let mut message = Vec::new();
    while let Ok(1..) = pipe.read_until(0, &mut message).await {
        if message.last() == Some(&0) {
            message.pop();
        }
        if let Ok(message) = serde_json::from_slice(&message) {
            hand_out(message, &ends);
        }
        message.clear();
    }
    let mut ends = lock(&ends);
    ends.gone = true;
    ends.calls.clear();
    ends.pages.clear();
}

/// Gives a message to whom it is for.
fn hand_out(mut message: Value, ends: &Mutex<Ends>) {
    let mut ends = lock(ends);
    if let Some(id) = message.get("id").and_then(Value::as_u64) {
        let Some(reply) = ends.calls.remove(&id) else { return };
        let refused = message.pointer("/error/message").and_then(Value::as_str);
        let answer = match refused {
            Some(why) => Err(Fault::from(why)),
            None => Ok(message.get_mut("result").map(Value::take).unwrap_or_default()),
        };
        // Whoever asked may have run out of time.
        let _unheard = reply.send(answer);
        return;
    }
    let session = message.get("sessionId").and_then(Value::as_str).unwrap_or_default();
    let name = message.get("method").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(page) = ends.pages.get(session) {
        let about = message.get_mut("params").map(Value::take).unwrap_or_default();
        let _unheard = page.send(Event { name, about });
    }
}

/// A poisoned lock means that another task has failed; what it guards is still whole.
fn lock(ends: &Mutex<Ends>) -> MutexGuard<'_, Ends> {
    ends.lock().unwrap_or_else(PoisonError::into_inner)
}
