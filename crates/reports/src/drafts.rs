//! Drafts: what a person is still writing.
//!
//! Sealed under a key derived from the browser's cookie, the force and the service. The database
//! holds a look-up value and ciphertext; without the browser nobody can read or attribute them.

use crate::submit::{IdempotencyKey, NewReport, Via, submit};
use crate::{Receipt, store};
use kernel::{Instant, Language, Problem};
use serde::{Deserialize, Serialize};
use services::{Answers, Service};
use station::{Tx, seal, secrets};

/// What the browser holds: the secret of its cookie. A page makes it from the visit's key.
#[derive(Clone)]
pub struct Holder([u8; 32]);

impl Holder {
    /// The holder of a secret.
    #[must_use]
    pub const fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    pub(crate) fn derive(&self, what: &str, force: &str, service: &str) -> [u8; 32] {
        secrets::derive(&self.0, &format!("draft {what}|{force}|{service}"))
    }
}

/// What a person has written so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The version of the service that they answer.
    pub version: u32,
    /// The language that they write in now.
    pub language: Language,
    /// Their answers.
    pub answers: Answers,
    /// What makes sending safe to repeat. Random, hexadecimal.
    pub submission_key: String,
    /// The reference, once the report is sent: the receipt can be shown again.
    pub sent: Option<String>,
}

impl Draft {
    /// An empty draft of a service.
    pub fn new(service: &Service, language: Language) -> Result<Self, Problem> {
        let submission_key = secrets::hex(&secrets::random::<32>()?);
        Ok(Self {
            version: service.version,
            language,
            answers: Answers::new(),
            submission_key,
            sent: None,
        })
    }

    /// What makes sending this draft safe to repeat.
    pub(crate) fn idempotency_key(&self) -> Result<IdempotencyKey, Problem> {
        let key = IdempotencyKey::parse(&self.submission_key);
        key.ok_or_else(|| Problem::broken("a draft without a submission key"))
    }
}

/// Opens the draft of a service in the transaction's force, to be looked at. Nothing when there is
/// none, it has ended, or the key is another.
pub async fn open(
    tx: &mut Tx<'_>,
    holder: &Holder,
    service: &Service,
) -> Result<Option<Draft>, Problem> {
    let lookup = holder.derive("look-up", tx.force(), &service.id);
    let sealed = store::drafts::sealed(tx, &lookup).await?;
    Ok(sealed.and_then(|sealed| unseal(tx, holder, service, &sealed)))
}

/// Opens the draft as [`open`] does and holds its place until the transaction ends, so that two tabs
/// do not overwrite each other.
pub async fn hold(
    tx: &mut Tx<'_>,
    holder: &Holder,
    service: &Service,
) -> Result<Option<Draft>, Problem> {
    let lookup = holder.derive("look-up", tx.force(), &service.id);
    let sealed = store::drafts::hold(tx, &lookup).await?;
    Ok(sealed.and_then(|sealed| unseal(tx, holder, service, &sealed)))
}

fn unseal(tx: &Tx<'_>, holder: &Holder, service: &Service, sealed: &[u8]) -> Option<Draft> {
    let key = holder.derive("seal", tx.force(), &service.id);
    let plain = seal::open(&key, &context(tx.force(), &service.id), sealed)?;
    serde_json::from_slice(&plain).ok()
}

/// Keeps a draft, in place of what was kept before. It is forgotten after the service's time.
pub async fn save(
    tx: &mut Tx<'_>,
    holder: &Holder,
    service: &Service,
    draft: &Draft,
) -> Result<(), Problem> {
    let lookup = holder.derive("look-up", tx.force(), &service.id);
    let key = holder.derive("seal", tx.force(), &service.id);
    let plain = serde_json::to_vec(draft).map_err(Problem::broken)?;
    let sealed = seal::seal(&key, &context(tx.force(), &service.id), &plain)?;
    let ends_at: Instant = tx.now().plus(service.keep_abandoned);
    store::drafts::put(tx, &lookup, &sealed, ends_at).await
}

/// Sends a draft with these answers, which are complete (see `services::check_submission`), in the
/// draft's language. In the same transaction the draft forgets its answers and keeps the reference,
/// so that sending it again can only lead to the same receipt.
pub async fn send(
    tx: &mut Tx<'_>,
    holder: &Holder,
    service: &Service,
    draft: Draft,
    answers: &Answers,
) -> Result<Receipt, Problem> {
    let key = draft.idempotency_key()?;
    let language = draft.language;
    let new = NewReport { service, answers, language, via: Via::Web, key: &key };
    let receipt = submit(tx, new).await?;
    let sent = Some(receipt.reference.to_string());
    let draft = Draft { answers: Answers::new(), sent, ..draft };
    save(tx, holder, service, &draft).await?;
    Ok(receipt)
}

/// Forgets a draft.
pub async fn forget(tx: &mut Tx<'_>, holder: &Holder, service: &Service) -> Result<(), Problem> {
    let lookup = holder.derive("look-up", tx.force(), &service.id);
    store::drafts::delete(tx, &lookup).await
}

/// Forgets every draft of the force whose time is over. Returns how many.
pub async fn forget_ended(tx: &mut Tx<'_>) -> Result<u64, Problem> {
    store::drafts::delete_ended(tx).await
}

fn context(force: &str, service: &str) -> Vec<u8> {
    format!("draft v1|{force}|{service}").into_bytes()
}
