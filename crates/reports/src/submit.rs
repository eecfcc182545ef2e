//! Sending a report: safe to repeat, durable before it is acknowledged.

mod letter;

pub(crate) use letter::Letter;

use crate::call::Call;
use crate::canonical;
use crate::drafts::{Draft, Drawer, Save, Stamp};
use crate::files::named;
use crate::intake::Intake;
use crate::receipt::{self, Receipt};
use crate::store;
use crate::store::reports::Earlier;
use evidence::{FileId, Owner};
use kernel::{
    AccessCode, ForceId, Instant, Language, Letters, Problem, Purpose, Reference, ReportId, Thing,
};
use letter::Posted;
use serde::{Deserialize, Serialize};
use services::{Answers, Service};
use station::secrets::{random, same, sha256};
use station::{Event, Scope};

/// Says that a key was used before, with other answers.
const OTHER: &str = "the key was used with other answers";
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
    /// The telephone: somebody at the desk wrote it down.
    Phone,
}

impl Via {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Phone => "phone",
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

impl Intake {
    /// Sends a report to a force: the report, its key, its journal entry and its event, all or
    /// nothing. When this returns well it is durable.
    ///
    /// The same key with the same answers gives the receipt of the report that is there; with
    /// others, `Conflict`.
    pub async fn submit(&self, force: &ForceId, new: NewReport<'_>) -> Result<Receipt, Problem> {
        self.submit_in(&Scope::public(force.clone(), Purpose::Reporting), new).await
    }

    /// The same in a scope of one's own: of another system that sends what people told it.
    pub async fn submit_in(&self, scope: &Scope, new: NewReport<'_>) -> Result<Receipt, Problem> {
        let files = named(new.service, new.answers);
        let files = files.into_iter().map(|file| (file.clone(), Owner::by_id(&file))).collect();
        self.post(scope, (&new, files), None, |_| Ok(None)).await
    }

    /// Whether a key was used already: sending with it again gives what came of it then.
    pub(crate) async fn knows(
        &self,
        force: &ForceId,
        service: &Service,
        key: &IdempotencyKey,
    ) -> Result<bool, Problem> {
        let scope = Scope::public(force.clone(), Purpose::Reporting);
        let mut tx = self.station.begin(&scope).await?;
        let found = store::reports::by_key(&mut tx, &service.id, &sha256(key.as_bytes())).await?;
        tx.leave().await?;
        Ok(found.is_some())
    }

    /// Sends a draft with these answers, which are complete (see `services::check_submission`), in the
    /// draft's language. In the same transaction the draft forgets its answers and keeps the
    /// reference, so that sending it again can only lead to the same receipt. `Conflict` when the
    /// draft was changed since it was read: nothing was sent then.
    pub async fn send(
        &self,
        drawer: &Drawer,
        service: &Service,
        (draft, before): (&Draft, Option<Stamp>),
        answers: &Answers,
    ) -> Result<Receipt, Problem> {
        let key = draft.idempotency_key()?;
        let new =
            NewReport { service, answers, language: draft.language, via: Via::Web, key: &key };
        let now = self.station.clock().now();
        let change = |reference: &Reference| {
            let sent = draft.sent_as(reference);
            drawer.save(before, &sent, now).map(Some)
        };
        let files = named(service, answers);
        let files = files.into_iter().map(|file| (file, draft.files())).collect();
        let receipt = self.post(&drawer.scope(), (&new, files), None, change).await;
        self.warm.forget(&drawer.lookup);
        receipt
    }

    /// What a call gave that was taken before.
    pub(crate) async fn earlier(
        &self,
        scope: &Scope,
        service: &Service,
        (key, bound): (&IdempotencyKey, &[u8; 32]),
    ) -> Result<Option<Receipt>, Problem> {
        let mut tx = self.station.begin(scope).await?;
        let found = store::reports::by_key(&mut tx, &service.id, &sha256(key.as_bytes())).await?;
        tx.leave().await?;
        let Some(found) = found else { return Ok(None) };
        if !same(&found.answers_hash, bound) {
            return Err(Problem::Conflict(OTHER));
        }
        let access_code = receipt::access_code(&self.station, scope.force(), service, key)?;
        self.again(scope.force(), access_code, &found).map(Some)
    }

    /// The receipt of a report that is there.
    fn again(
        &self,
        force: &ForceId,
        access_code: AccessCode,
        earlier: &Earlier,
    ) -> Result<Receipt, Problem> {
        Ok(Receipt {
            report: earlier.id,
            reference: Reference::from_stored(self.letters(force)?, &earlier.code)
                .map_err(Problem::broken)?,
            access_code,
            submitted_at: earlier.submitted_at,
            reply_by: earlier.reply_by,
            again: true,
        })
    }

    fn letters(&self, force: &ForceId) -> Result<Letters, Problem> {
        let file = self.station.forces().get(force.as_str());
        Ok(file.ok_or(Problem::NotFound(Thing::Force))?.letters)
    }

    pub(crate) async fn post(
        &self,
        scope: &Scope,
        (new, files): (&NewReport<'_>, Vec<(FileId, Owner)>),
        call: Option<&Call>,
        change: impl Fn(&Reference) -> Result<Option<Save>, Problem>,
    ) -> Result<Receipt, Problem> {
        let force = scope.force();
        let letters = self.letters(force)?;
        let access_code = receipt::access_code(&self.station, force, new.service, new.key)?;
        let submitted_at = self.station.clock().now();
        let answers_text = canonical::text(new.answers)?;
        let answers_hash = canonical::hash(new.language, &answers_text);
        let letter = Letter {
            service_id: new.service.id.clone(),
            service_version: i32::try_from(new.service.version).map_err(Problem::broken)?,
            language: new.language,
            via: new.via,
            key_hash: sha256(new.key.as_bytes()),
            answers_hash: call.map_or(answers_hash, |call| call.bind(answers_hash)),
            answers_text,
            access_hash: receipt::hash(&self.station, &access_code),
            submitted_at,
            reply_by: reply_by(new, submitted_at),
            code: String::new(),
            change: None,
            files,
            call: call.cloned(),
        };
        for _ in 0..DRAWS {
            let reference = Reference::from_random(letters, random::<7>()?);
            let code = reference.code().to_owned();
            let letter = Letter { code, change: change(&reference)?, ..letter.clone() };
            let reply_by = letter.reply_by;
            match self.sending.send(scope.clone(), letter).await? {
                Posted::New(report) => {
                    let again = false;
                    return Ok(Receipt {
                        report,
                        reference,
                        access_code,
                        submitted_at,
                        reply_by,
                        again,
                    });
                }
                Posted::Earlier(earlier) => return self.again(force, access_code, &earlier),
                Posted::OtherAnswers => return Err(Problem::Conflict(OTHER)),
                Posted::ReferenceTaken => {}
            }
        }
        Err(Problem::Busy)
    }
}

/// By when we promise to answer; no promise to somebody who wants no contact.
fn reply_by(new: &NewReport<'_>, now: Instant) -> Option<Instant> {
    let wishes = services::contact_wishes(new.service, new.answers);
    let promise = services::promise(new.service, new.answers, now);
    promise.filter(|_| wishes.may_contact)?.by
}
