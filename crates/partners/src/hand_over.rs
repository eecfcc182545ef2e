//! Passing a person's answers on, once they agreed.
//!
//! What is passed is sealed under a key of its own. That key is sealed twice: for whoever has the
//! link and for whoever has the access code, each mixed with the server's key. The link stands in an
//! e-mail that we keep; because the server's key belongs to it too, a copy of the database with that
//! e-mail in it still opens nothing.

use crate::handover::Passed;
use crate::open::Token;
use crate::{Partner, letter, store};
use jiff::SignedDuration;
use kernel::{AccessCode, Email, HandoverId, Instant, Problem, Reference};
use serde_json::json;
use station::{Act, Entry, Station, Tx, seal};

/// How long a partner has to answer.
pub const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

const CODE: &str = "handover code v1";
const CODE_HASH: &str = "handover code hash v1";
const CODE_KEY: &str = "handover code key v1";
const LINK: &str = "handover link v1";
const LINK_HASH: &str = "handover link hash v1";
const LINK_KEY: &str = "handover link key v1";
const REFERENCE: &str = "handover reference v1";
const SEAL: &str = "handover seal v1";

/// A handover that a person asks for.
pub struct NewHandover<'a> {
    /// To whom.
    pub partner: &'a Partner,
    /// Where they read it.
    pub mailbox: &'a Email,
    /// The role in which they get it.
    pub role: &'a str,
    /// The question that led there.
    pub question: &'a str,
    /// What is passed.
    pub passed: &'a Passed,
    /// Random, and the same when the same form is sent again: then nothing goes out twice.
    pub once: &'a [u8],
}

/// What the person gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The reference, made to be read aloud.
    pub reference: Reference,
    /// What lets them see where it went.
    pub access_code: AccessCode,
    /// By when the partner answers, or it is back.
    pub until: Instant,
    /// Whether it had been passed before with the same form.
    pub again: bool,
}

/// What a row is made of.
pub(crate) struct Row<'a> {
    pub(crate) id: HandoverId,
    pub(crate) code: &'a str,
    pub(crate) lookup: [u8; 32],
    pub(crate) access_hash: [u8; 32],
    pub(crate) sealed: Vec<u8>,
    pub(crate) for_partner: Vec<u8>,
    pub(crate) for_person: Vec<u8>,
    pub(crate) until: Instant,
}

/// Passes answers on: the row, the journal's entry and the letter to the partner in one
/// transaction.
pub async fn hand_over(tx: &mut Tx<'_>, new: &NewHandover<'_>) -> Result<Receipt, Problem> {
    let context = context(tx, new);
    let station = tx.station();
    let access_code = AccessCode::from_secret(&station.key().expand::<64>(CODE, &context));
    let access_code = access_code.ok_or(Problem::Busy)?;
    let letters = station.forces().get(tx.force()).ok_or(Problem::Busy)?.letters;
    let reference = Reference::from_random(letters, station.key().expand::<7>(REFERENCE, &context));
    let token = Token::new(station.key().expand::<32>(LINK, &context));
    let key: [u8; 32] = station.key().expand(SEAL, &context);
    let plain = serde_json::to_vec(new.passed).map_err(Problem::broken)?;
    let row = Row {
        id: HandoverId::new(tx.id()),
        code: reference.code(),
        lookup: link_hash(station, &token),
        access_hash: code_hash(station, &access_code),
        sealed: seal::seal(&key, SEAL.as_bytes(), &plain)?,
        for_partner: seal::seal(&link_key(station, &token), LINK_KEY.as_bytes(), &key)?,
        for_person: seal::seal(&code_key(station, &access_code), CODE_KEY.as_bytes(), &key)?,
        until: tx.now().plus(ANSWERED_WITHIN),
    };
    let kept = store::handovers::insert(tx, new, &row).await?;
    let again = kept.is_none();
    let until = match kept {
        Some(()) => row.until,
        None => store::handovers::until(tx, &row.access_hash).await?,
    };
    if !again {
        let about = json!({ "service": new.passed.service, "partner": new.partner.id });
        let entry = Entry::new(Act::Disclosure, "answers_handed_over", "handover", row.id);
        tx.journal(entry.with(about)).await?;
        letter::to_partner(tx, new, &row, &token).await?;
    }
    Ok(Receipt { reference, access_code, until, again })
}

/// What makes everything of one handover the same each time.
fn context(tx: &Tx<'_>, new: &NewHandover<'_>) -> Vec<u8> {
    let about = format!("{}|{}|{}|", tx.force(), new.passed.service, new.partner.id);
    [about.as_bytes(), new.once].concat()
}

/// By what a link finds its handover.
pub(crate) fn link_hash(station: &Station, token: &Token) -> [u8; 32] {
    station.key().mac(LINK_HASH, token.bytes())
}

/// What is kept of an access code.
pub(crate) fn code_hash(station: &Station, code: &AccessCode) -> [u8; 32] {
    station.key().mac(CODE_HASH, code.as_str().as_bytes())
}

fn link_key(station: &Station, token: &Token) -> [u8; 32] {
    station.key().mac(LINK_KEY, token.bytes())
}

/// What of an access code opens a handover.
pub(crate) fn code_key(station: &Station, code: &AccessCode) -> [u8; 32] {
    station.key().mac(CODE_KEY, code.as_str().as_bytes())
}

/// The key of what was passed, for whoever has the link.
pub(crate) fn key_by_link(
    station: &Station,
    token: &Token,
    sealed: &[u8],
) -> Result<[u8; 32], Problem> {
    key_of(&link_key(station, token), LINK_KEY, sealed)
}

/// The key of what was passed, for whoever has what an access code gives.
pub(crate) fn key_by_code(code_key: &[u8; 32], sealed: &[u8]) -> Result<[u8; 32], Problem> {
    key_of(code_key, CODE_KEY, sealed)
}

fn key_of(by: &[u8; 32], what: &str, sealed: &[u8]) -> Result<[u8; 32], Problem> {
    let key = seal::open(by, what.as_bytes(), sealed).and_then(|key| key.try_into().ok());
    key.ok_or_else(|| Problem::broken("a handover's key does not open"))
}

/// Opens what is sealed under a handover's key.
pub(crate) fn unseal<T: serde::de::DeserializeOwned>(
    key: &[u8; 32],
    sealed: &[u8],
) -> Result<T, Problem> {
    let plain = seal::open(key, SEAL.as_bytes(), sealed);
    let plain = plain.ok_or_else(|| Problem::broken("a handover does not open"))?;
    serde_json::from_slice(&plain).map_err(Problem::broken)
}

/// Seals something more under a handover's key.
pub(crate) fn seal_more<T: serde::Serialize>(key: &[u8; 32], what: &T) -> Result<Vec<u8>, Problem> {
    let plain = serde_json::to_vec(what).map_err(Problem::broken)?;
    seal::seal(key, SEAL.as_bytes(), &plain)
}
