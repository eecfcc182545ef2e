//! Drafts: what a person is still writing.
//!
//! Sealed under a key derived from the browser's cookie, the force and the service. The database
//! holds a look-up value and ciphertext; without the browser nobody can read or attribute them.

use crate::store;
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

    fn derive(&self, what: &str, force: &str, service: &str) -> [u8; 32] {
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
        let random = secrets::random::<32>()?;
        let submission_key = random.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self {
            version: service.version,
            language,
            answers: Answers::new(),
            submission_key,
            sent: None,
        })
    }
}

/// Opens the draft of a service in the transaction's force, and holds it until the transaction
/// ends, so that two tabs do not overwrite each other. Nothing when there is none, it has ended, or
/// the key is another.
pub async fn open(
    tx: &mut Tx<'_>,
    holder: &Holder,
    service: &Service,
) -> Result<Option<Draft>, Problem> {
    let lookup = holder.derive("look-up", tx.force(), &service.id);
    let Some(sealed) = store::drafts::sealed(tx, &lookup).await? else { return Ok(None) };
    let key = holder.derive("seal", tx.force(), &service.id);
    let plain = seal::open(&key, &context(tx.force(), &service.id), &sealed);
    Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
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
