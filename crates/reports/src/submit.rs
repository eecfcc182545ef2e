//! Sending a report: safe to repeat, durable before it is acknowledged.

use crate::receipt::{self, Receipt};
use crate::{canonical, store};
use kernel::{Instant, Language, Problem, Reference, ReportId, Thing};
use serde::{Deserialize, Serialize};
use services::{Answers, Service};
use station::secrets::{random, sha256};
use station::{Act, Entry, Event, Tx};

/// How often a reference is drawn again that was taken. Two in five thousand million are the same.
const DRAWS: usize = 4;

/// A report was sent and is durable.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportSubmitted {
    /// Which one.
    pub report: ReportId,
}

impl Event for ReportSubmitted {
    const KIND: &'static str = "report_submitted";
}

/// How a report came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The pages.
    Web,
    /// The JSON API.
    Api,
}

impl Via {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
        }
    }
}

/// What makes sending safe to repeat: up to 255 visible characters of the sender's choice. It
/// counts per force and service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key; nothing when it is empty, too long or not of visible ASCII characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A report to be sent. Its answers are complete: see `services::check_submission`.
#[derive(Clone, Debug)]
pub struct NewReport<'a> {
    /// The service that was answered.
    pub service: &'a Service,
    /// The answers.
    pub answers: &'a Answers,
    /// The language that the person wrote in.
    pub language: Language,
    /// How it came in.
    pub via: Via,
    /// What makes it safe to repeat.
    pub key: &'a IdempotencyKey,
}

/// Sends a report in the transaction's force: the report, its key, its journal entry and its event,
/// all or nothing. It is acknowledged by nothing but the transaction's commit.
///
/// The same key with the same answers gives the receipt of the report that is there; with others,
/// `Conflict`.
pub async fn submit(tx: &mut Tx<'_>, new: NewReport<'_>) -> Result<Receipt, Problem> {
    let force = tx.station().forces().get(tx.force()).cloned();
    let letters = force.ok_or(Problem::NotFound(Thing::Force))?.letters;
    let answers_text = canonical::text(new.answers)?;
    let row = store::reports::NewRow {
        id: ReportId::new(tx.id()),
        key_hash: sha256(new.key.as_bytes()),
        answers_hash: canonical::hash(new.language, &answers_text),
        access_hash: receipt::access_hash(tx, &new)?,
        reply_by: reply_by(&new, tx.now()),
        answers_text,
    };
    for _ in 0..DRAWS {
        let reference = Reference::from_random(letters, random::<7>()?);
        match store::reports::insert(tx, &new, &row, &reference).await? {
            store::reports::Inserted::New => {
                let entry = Entry::new(Act::Collection, "report_submitted", "report", row.id);
                tx.journal(entry).await?;
                tx.publish(&ReportSubmitted { report: row.id }).await?;
                return receipt::of_new(tx, &new, &row, reference);
            }
            store::reports::Inserted::KeyUsed => return receipt::of_earlier(tx, &new, &row).await,
            store::reports::Inserted::ReferenceTaken => {}
        }
    }
    Err(Problem::Busy)
}

/// By when we promise to answer; no promise to somebody who wants no contact.
fn reply_by(new: &NewReport<'_>, now: Instant) -> Option<Instant> {
    let wishes = services::contact_wishes(new.service, new.answers);
    let promise = services::promise(new.service, new.answers, now);
    promise.filter(|_| wishes.may_contact)?.by
}
