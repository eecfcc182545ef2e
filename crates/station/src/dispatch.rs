//! What leaves the building: e-mails now; text messages and letters have their place.
//!
//! A dispatch is written in the transaction that causes it and sent after it. A crash between
//! sending and marking sends it again, with the same Message-ID: at least once, never lost.

use crate::jobs::{Doing, Job};
use crate::journal::{Act, Entry};
use crate::patience::within;
use crate::store;
use crate::tx::Tx;
use kernel::{DispatchId, Instant, Language, Problem};
use serde::{Deserialize, Serialize};
use std::time::Duration;

pub(crate) const SEND: &str = "send_dispatch";

/// How long sending may take: shorter than the job, so that an attempt that is late counts as one and
/// the next waits longer.
const TO_SEND: Duration = Duration::from_secs(20);

/// How long somebody waits for a message that is handed over while they look.
const AT_ONCE: Duration = Duration::from_secs(10);

/// What stands in the place of an address and a text that are not kept.
const NOT_KEPT: &str = "(not kept)";

/// The job that sends.
pub(crate) fn sending() -> Job {
    Job::new(SEND, send)
}

/// How it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// An e-mail.
    Email,
}

impl Channel {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
        }
    }
}

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct NewDispatch {
    /// How it goes.
    pub channel: Channel,
    /// The address that the person allowed.
    pub to: String,
    /// Subject line. It gives nothing away.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Its language.
    pub language: Language,
    /// What it is about, for the journal: a kind and an id.
    pub about: String,
    /// Not before this moment.
    pub due_at: Instant,
}

/// A message that was written, as the demo's outbox shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Dispatch {
    /// When it was written.
    pub at: Instant,
    /// How it goes.
    pub channel: String,
    /// To whom.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// In whose name.
    pub force: String,
    /// Its language.
    pub language: String,
    /// When it may go.
    #[serde(skip)]
    pub due_at: Instant,
    /// When it went.
    #[serde(skip)]
    pub sent_at: Option<Instant>,
}

#[derive(Deserialize)]
struct Payload {
    dispatch: DispatchId,
}

fn send<'t>(tx: &'t mut Tx<'_>, payload: serde_json::Value) -> Doing<'t> {
    Box::pin(async move {
        let payload: Payload = serde_json::from_value(payload).map_err(Problem::broken)?;
        let Some(dispatch) = store::dispatches::unsent(tx, payload.dispatch).await? else {
            return Ok(());
        };
        let sending = tx.station().sender().send(payload.dispatch, &dispatch);
        within(TO_SEND, sending).await?;
        store::dispatches::sent(tx, payload.dispatch).await?;
        tx.journal(Entry::new(Act::Disclosure, "dispatch_sent", "dispatch", payload.dispatch)).await
    })
}

/// Hands a message over at once and keeps neither its address nor its text: for what opens something
/// that we cannot open ourselves, such as a link to saved answers. `Busy` when it could not be handed
/// over; nobody tries again, so whoever asked is told.
///
/// The journal has it first: what could not be written down does not leave. A demo world keeps the
/// message, because there its outbox is the only place where it arrives.
pub async fn at_once(mut tx: Tx<'_>, message: NewDispatch) -> Result<(), Problem> {
    let station = tx.station();
    let demo = station.world().await?.as_deref() == Some("demo");
    let kept = if demo {
        message.clone()
    } else {
        NewDispatch { to: NOT_KEPT.to_owned(), body: NOT_KEPT.to_owned(), ..message.clone() }
    };
    let id = store::dispatches::insert(&mut tx, &kept).await?;
    store::dispatches::sent(&mut tx, id).await?;
    tx.journal(Entry::new(Act::Disclosure, "dispatch_handed_over", "dispatch", id)).await?;
    let (force, at) = (tx.force().to_owned(), tx.now());
    tx.commit().await?;
    let dispatch = Dispatch {
        at,
        channel: message.channel.code().to_owned(),
        to: message.to,
        subject: message.subject,
        body: message.body,
        force,
        language: message.language.code().to_owned(),
        due_at: message.due_at,
        sent_at: Some(at),
    };
    within(AT_ONCE, station.sender().send(id, &dispatch)).await.map_err(|_| Problem::Busy)
}

/// What was written for the scope's force since the beginning, newest first.
pub async fn written(tx: &mut Tx<'_>) -> Result<Vec<Dispatch>, Problem> {
    store::dispatches::all(tx).await
}
