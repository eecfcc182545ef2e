//! Clients that send reports as fast as they are taken, and do not let go of one before it is
//! acknowledged: after a fault the same is sent again with the same key.

use crate::http::{Connection, request};
use crate::proxy::pause;
use crate::torture::journal::{Ack, Journal};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// The force that is written to: any would do.
pub const FORCE: &str = "humberside";
/// How long a client waits for one answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a client pauses after a fault.
const BREATH: Duration = Duration::from_millis(20);

/// One report to be sent, the same for the same run and number.
#[derive(Clone, Debug)]
pub struct Submission {
    /// What makes it safe to send again.
    pub key: String,
    /// The service.
    pub service: &'static str,
    /// The answers.
    pub answers: Value,
}

impl Submission {
    /// The report of a number. Its own words have the key in them, so that a second report of the
    /// same is found even when it came with another key.
    #[must_use]
    pub fn new(run: u64, number: u64) -> Self {
        let key = format!("torture-{run:016x}-{number}");
        let may_write = number.is_multiple_of(8);
        let (service, answers) = if may_write {
            ("bicycle-theft", bicycle(&key))
        } else {
            ("stalking-or-harassment", stalking(&key))
        };
        Self { key, service, answers }
    }

    /// It as a request.
    #[must_use]
    pub fn request(&self) -> Vec<u8> {
        let path = format!("/api/v1/forces/{FORCE}/services/{}/submissions", self.service);
        let body = json!({ "answers": self.answers, "language": "en" }).to_string();
        let headers =
            [("content-type", "application/json"), ("idempotency-key", self.key.as_str())];
        request("POST", &path, &headers, &body)
    }
}

fn stalking(mark: &str) -> Value {
    json!({
        "danger": "no", "happening_now": "no", "reporting_for": "me", "under_18": "no",
        "how_often": "more", "may_contact": "no", "what": ["followed", "messages"],
        "tell_us": format!("Somebody waits by the bakery ({mark})"),
        "known": "a_bit", "who": "A person with a grey van", "frightened": "very",
    })
}

fn bicycle(mark: &str) -> Value {
    json!({
        "danger": "no", "happening_now": "no", "left_at": "street", "when_known": "day",
        "stolen_on": "2026-01-10", "stolen_from": "The rack outside the library", "locked": "yes",
        "what_happened": format!("The lock lay cut on the pavement ({mark})"),
        "make": "Raleigh", "colour": "Turquoise", "looks": "A dent", "frame_number": "WBK1234X",
        "marked": "no", "value": "450", "evidence": ["cctv", "witness"], "knows_who": "no",
        "full_name": "Sam Jones", "may_contact": "yes", "ways": ["email"],
        "email": "sam@example.test",
    })
}

/// How one sending ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Acknowledged.
    Receipt(Box<Ack>),
    /// "Not now": `503`.
    Busy,
    /// Any other answer: its status and its text.
    Other(u16, String),
    /// No answer: the connection broke, or the time was up.
    Broken,
}

/// Sends a report once over a kept connection, which is given up after a fault.
pub async fn send(kept: &mut Option<Connection>, to: SocketAddr, what: &Submission) -> Sent {
    let asking = async {
        let mut connection = match kept.take() {
            Some(connection) => connection,
            None => Connection::open(to).await?,
        };
        let answer = connection.send(&what.request()).await?;
        std::io::Result::Ok((connection, answer))
    };
    let Ok(Ok((connection, answer))) = timeout(PATIENCE, asking).await else {
        return Sent::Broken;
    };
    *kept = Some(connection);
    match (answer.status, Ack::read(what, &answer.body)) {
        (201, Some(ack)) => Sent::Receipt(Box::new(ack)),
        (503, _) => Sent::Busy,
        (status, _) => Sent::Other(status, answer.text()),
    }
}

/// What the clients have met.
#[derive(Debug, Default)]
pub struct Tally {
    /// Acknowledged, and in our journal on disk.
    pub acknowledged: AtomicU64,
    /// Answers "not now".
    pub busy: AtomicU64,
    /// Broken connections.
    pub broken: AtomicU64,
    other: Mutex<Vec<String>>,
    stop: AtomicBool,
    fault: Mutex<Option<(Instant, Option<Duration>)>>,
}

impl Tally {
    /// From now on the first acknowledgement of what is begun after now is looked out for.
    pub fn mark_fault(&self) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), None));
    }

    /// How long after the fault the first report was acknowledged that was sent after it.
    #[must_use]
    pub fn back_after(&self) -> Option<Duration> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).and_then(|(_, back)| back)
    }

    /// Answers that should never be given, with how often at most a few were.
    #[must_use]
    pub fn other(&self) -> Vec<String> {
        self.other.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The acknowledged so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.acknowledged.load(Ordering::Relaxed)
    }

    fn acknowledge(&self, begun: Instant) {
        self.acknowledged.fetch_add(1, Ordering::Relaxed);
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, back @ None)) = fault.as_mut()
            && begun >= *at
        {
            *back = Some(at.elapsed());
        }
    }
}

/// Clients at work.
pub struct Load {
    clients: JoinSet<anyhow::Result<Option<Submission>>>,
    /// What they have met.
    pub tally: Arc<Tally>,
}

/// What every client of a load shares.
#[derive(Clone)]
pub struct Aim {
    /// Where they send to.
    pub to: SocketAddr,
    /// The run, which the keys are made of.
    pub run: u64,
    /// The number of the last report.
    pub numbers: Arc<AtomicU64>,
    /// Where acknowledgements are kept.
    pub journal: Journal,
}

impl Load {
    /// Starts so many clients.
    #[must_use]
    pub fn start(aim: &Aim, clients: usize) -> Self {
        let tally = Arc::new(Tally::default());
        let mut set = JoinSet::new();
        for _ in 0..clients {
            set.spawn(client(aim.clone(), tally.clone()));
        }
        Self { clients: set, tally }
    }

    /// Lets every client end what it is at. Returns what has no answer: it may be there or not.
    pub async fn stop(mut self) -> anyhow::Result<Vec<Submission>> {
        self.tally.stop.store(true, Ordering::Relaxed);
        let mut in_doubt = Vec::new();
        while let Some(ended) = self.clients.join_next().await {
            in_doubt.extend(ended??);
        }
        Ok(in_doubt)
    }
}

async fn client(aim: Aim, tally: Arc<Tally>) -> anyhow::Result<Option<Submission>> {
    let mut kept = None;
    loop {
        let what = Submission::new(aim.run, aim.numbers.fetch_add(1, Ordering::Relaxed));
        loop {
            let begun = Instant::now();
            match send(&mut kept, aim.to, &what).await {
                Sent::Receipt(ack) => {
                    aim.journal.keep(*ack).await?;
                    tally.acknowledge(begun);
                    break;
                }
                Sent::Busy => _ = tally.busy.fetch_add(1, Ordering::Relaxed),
                Sent::Broken => _ = tally.broken.fetch_add(1, Ordering::Relaxed),
                Sent::Other(status, text) => {
                    let mut other = tally.other.lock().unwrap_or_else(PoisonError::into_inner);
                    if other.len() < 5 {
                        other.push(format!("{status} {text}"));
                    }
                }
            }
            if tally.stop.load(Ordering::Relaxed) {
                return Ok(Some(what));
            }
            pause(BREATH).await;
        }
        if tally.stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
    }
}
