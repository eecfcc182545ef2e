//! Sessions of staff: opaque, known by a hash, ended by idleness, by time and by signing out.

use crate::staff::SessionFacts;
use crate::{Staff, epoch, rulebook, store};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, ForceId, Instant, Problem, Purpose, Reason, SessionId};
use policy::Assurance;
use station::secrets::{hex, random, sha256};
use station::{Act, Entry, Scope, Station, Tx, Upkeep};
use std::sync::Arc;

/// How long a session may lie unused.
pub const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lasts at most: one shift.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(10);
/// A session's last use is written down at most this often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_secs(30);

/// What the browser of a signed-in person holds: the force, and 32 random bytes in hexadecimal.
/// Its debug form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    force: ForceId,
    secret: String,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(hidden)")
    }
}

impl Token {
    /// Reads the text of a cookie; nothing when it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (force, secret) = text.split_once('.')?;
        let fits = secret.len() == 64 && secret.bytes().all(|b| b.is_ascii_hexdigit());
        let force = ForceId::parse(force).ok()?;
        fits.then(|| Self { force, secret: secret.to_owned() })
    }

    /// The text of the cookie.
    #[must_use]
    pub fn cookie_text(&self) -> String {
        format!("{}.{}", self.force, self.secret)
    }

    fn hash(&self) -> [u8; 32] {
        sha256(self.secret.as_bytes())
    }

    fn scope(&self, actor: Actor) -> Scope {
        Scope::new(self.force.clone(), actor, Purpose::SigningIn)
    }
}

/// How somebody proved who they are, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// With a password, a passkey, or at a provider.
    pub method: Method,
    /// How surely we know them from it.
    pub assurance: Assurance,
    /// The provider that told us, as it is configured, and what it calls the session.
    pub provider: Option<(String, Option<String>)>,
    /// The browser and the system that they use, in a few words.
    pub device: String,
    /// Whether the device is one that the force manages.
    pub managed: bool,
}

/// A way to prove who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// A password, with or without a second factor.
    Password,
    /// The force's identity provider.
    Provider,
    /// A passkey.
    Passkey,
}

impl Method {
    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Provider => "provider",
            Self::Passkey => "passkey",
        }
    }

    /// The way of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Password, Self::Provider, Self::Passkey].into_iter().find(|it| it.code() == code)
    }
}

impl Proof {
    /// A password and nothing else, on a device of which nothing is known.
    #[must_use]
    pub fn by_password() -> Self {
        Self {
            method: Method::Password,
            assurance: Assurance::OneFactor,
            provider: None,
            device: String::new(),
            managed: false,
        }
    }
}

/// Begins a session of an account in the transaction's force, and says so in the journal.
pub async fn begin(tx: &mut Tx<'_>, account: AccountId, proof: &Proof) -> Result<Token, Problem> {
    let now = tx.real_now();
    begin_as(tx, account, proof, (now, false)).await
}

/// The same for somebody who proved who they are before now: at a provider that still knew them.
pub(crate) async fn begin_as_proven(
    tx: &mut Tx<'_>,
    account: AccountId,
    proof: &Proof,
    proven_at: Instant,
) -> Result<Token, Problem> {
    begin_as(tx, account, proof, (proven_at, false)).await
}

/// Begins one to which nothing is open but enrolling an authenticator app.
pub(crate) async fn begin_enrolling(
    tx: &mut Tx<'_>,
    account: AccountId,
    proof: &Proof,
) -> Result<Token, Problem> {
    let now = tx.real_now();
    begin_as(tx, account, proof, (now, true)).await
}

async fn begin_as(
    tx: &mut Tx<'_>,
    account: AccountId,
    proof: &Proof,
    (proven_at, enrolling): (Instant, bool),
) -> Result<Token, Problem> {
    let token = fresh(tx.scope().force())?;
    let now = tx.real_now();
    let (id, times) = (SessionId::new(tx.id()), (proven_at.min(now), now.plus(ABSOLUTE)));
    store::sessions::insert(tx, (id, account), &token.hash(), times, proof).await?;
    if enrolling {
        store::sessions::set_enrolling(tx, id, true).await?;
    }
    let details = serde_json::json!({
        "session": id,
        "method": proof.method.code(),
        "assurance": proof.assurance.code(),
        "enrolling": enrolling,
    });
    let entry = Entry::new(Act::Alteration, "signed_in", "account", account);
    tx.journal(entry.with(details)).await?;
    Ok(token)
}

fn fresh(force: &ForceId) -> Result<Token, Problem> {
    let secret = hex(&random::<32>()?);
    Ok(Token { force: force.clone(), secret })
}

/// Somebody who is signed in has proven again who they are: the same session goes on under a new
/// token, and what is dangerous is open to them for a while.
pub async fn prove_again(
    station: &Station,
    token: &Token,
    proof: &Proof,
) -> Result<Token, Problem> {
    let staff = staff_of(station, token).await?;
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let new = fresh(staff.force())?;
    store::sessions::rotate(&mut tx, &token.hash(), &new.hash(), proof).await?;
    if staff.is_enrolling() && proof.assurance != Assurance::OneFactor {
        store::sessions::set_enrolling(&mut tx, staff.session(), false).await?;
    }
    let details = serde_json::json!({ "session": staff.session(), "method": proof.method.code() });
    let entry = Entry::new(Act::Alteration, "proved_again", "account", staff.account());
    tx.journal(entry.with(details)).await?;
    tx.commit().await?;
    Ok(new)
}

/// Who holds a token, if the session still lives and the account is still active: asked at every
/// request, so that what was taken away is gone at once.
pub async fn staff_of(station: &Station, token: &Token) -> Result<Staff, Problem> {
    look(station, token, true).await
}

/// The same for an open stream, which keeps no session alive.
pub async fn still_staff_of(station: &Station, token: &Token) -> Result<Staff, Problem> {
    look(station, token, false).await
}

async fn look(station: &Station, token: &Token, used: bool) -> Result<Staff, Problem> {
    let mut tx = station.begin(&token.scope(Actor::Public)).await?;
    let now = tx.real_now();
    let Some(living) = store::sessions::living(&mut tx, &token.hash(), now).await? else {
        tx.leave().await?;
        return Err(Problem::Refused(Reason::NotSignedIn));
    };
    let chapter = rulebook::chapter(&mut tx, living.epoch).await?;
    if used && now.since(living.seen_at) > TOUCH_EVERY {
        store::sessions::touch(&mut tx, &token.hash()).await?;
        tx.commit_upkeep(Upkeep::Session).await?;
    } else {
        tx.leave().await?;
    }
    let person = living.person(token.force.clone())?;
    let rights = chapter.rights_of(&person);
    let session = SessionFacts {
        id: living.session,
        proven_at: living.proven_at,
        ends_at: living.ends_at,
        managed: living.managed,
        enrolling: living.enrolling,
    };
    Ok(Staff { person: Arc::new(person), name: living.name, session, now, chapter, rights })
}

/// Ends a session. Ending one that has ended is no fault.
pub async fn sign_out(station: &Station, token: &Token) -> Result<(), Problem> {
    let Ok(staff) = staff_of(station, token).await else { return Ok(()) };
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    end_one(&mut tx, staff.account(), staff.session(), "signed_out").await?;
    tx.commit().await
}

/// Ends one session of somebody, by its id; `false` when it had ended. Its requests are refused from now
/// on and its streams end within a second, in every process.
pub async fn end_one(
    tx: &mut Tx<'_>,
    account: AccountId,
    session: SessionId,
    verb: &'static str,
) -> Result<bool, Problem> {
    let ended = store::sessions::end(tx, account, Some(session)).await?;
    if ended > 0 {
        let entry = Entry::new(Act::Alteration, verb, "account", account);
        tx.journal(entry.with(serde_json::json!({ "session": session }))).await?;
        epoch::changed(tx).await?;
    }
    Ok(ended > 0)
}

/// Ends every session of somebody. Returns how many there were.
pub async fn end_all(
    tx: &mut Tx<'_>,
    account: AccountId,
    verb: &'static str,
) -> Result<u64, Problem> {
    let ended = store::sessions::end(tx, account, None).await?;
    if ended > 0 {
        let entry = Entry::new(Act::Alteration, verb, "account", account);
        tx.journal(entry.with(serde_json::json!({ "sessions": ended }))).await?;
        epoch::changed(tx).await?;
    }
    Ok(ended)
}

/// Ends every session of somebody but the one that they ask from. Returns how many there were.
pub async fn end_others(tx: &mut Tx<'_>, staff: &Staff) -> Result<u64, Problem> {
    let account = staff.account();
    let ended = store::sessions::end_others(tx, account, staff.session()).await?;
    if ended > 0 {
        let entry = Entry::new(Act::Alteration, "other_sessions_ended", "account", account);
        tx.journal(entry.with(serde_json::json!({ "sessions": ended }))).await?;
        epoch::changed(tx).await?;
    }
    Ok(ended)
}

/// A session as its owner and administrators see it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// How they signed in.
    pub method: Method,
    /// How surely we know them.
    pub assurance: Assurance,
    /// The browser and the system, in a few words.
    pub device: String,
    /// When it began, in real time.
    pub signed_in_at: Instant,
    /// When it was last used, in real time.
    pub seen_at: Instant,
    /// When it ends whatever happens, in real time.
    pub ends_at: Instant,
}

/// The living sessions of somebody, or of everybody in the force, the latest used first.
pub async fn list(tx: &mut Tx<'_>, of: Option<AccountId>) -> Result<Vec<Listed>, Problem> {
    store::sessions::list(tx, of).await
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_that_was_tampered_with_is_none() {
        let good = format!("humberside.{}", "a1".repeat(32));
        assert_eq!(Token::parse(&good).unwrap().cookie_text(), good);
        for bad in ["", "humberside", "humberside.", "HUM.x", &good[1..good.len() - 1], "a'b.00"] {
            assert!(Token::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(format!("{:?}", Token::parse(&good)), "Some(Token(hidden))");
    }
}
