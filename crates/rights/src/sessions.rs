//! Sessions of staff: opaque, known by a hash, ended by idleness, by time and by signing out.

use crate::{Appointment, Role, Staff, store};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, ForceId, Problem, Purpose, Reason};
use station::secrets::{hex, random, sha256};
use station::{Act, Entry, Scope, Station, Tx, Upkeep};

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

/// Begins a session of an account in the transaction's force.
pub(crate) async fn begin(tx: &mut Tx<'_>, account: AccountId) -> Result<Token, Problem> {
    let bytes = random::<32>()?;
    let secret = hex(&bytes);
    let token = Token { force: tx.scope().force().clone(), secret };
    let now = tx.real_now();
    store::insert_session(tx, &token.hash(), account, now.plus(ABSOLUTE)).await?;
    Ok(token)
}

/// Who holds a token, if the session still lives and the account is still active: asked at every
/// request, so that what was taken away is gone at once.
pub async fn staff_of(station: &Station, token: &Token) -> Result<Staff, Problem> {
    let mut tx = station.begin(&token.scope(Actor::Public)).await?;
    let now = tx.real_now();
    let Some(living) = store::living_session(&mut tx, &token.hash(), now).await? else {
        tx.leave().await?;
        return Err(Problem::Refused(Reason::NotSignedIn));
    };
    if now.since(living.seen_at) > TOUCH_EVERY {
        store::touch_session(&mut tx, &token.hash()).await?;
        tx.commit_upkeep(Upkeep::Session).await?;
    } else {
        tx.leave().await?;
    }
    let role = Role::of_code(&living.role).ok_or(Problem::Refused(Reason::NotYourRole))?;
    let appointment = living.appointment.as_deref().and_then(Appointment::of_code);
    let (force, account, name) = (token.force.clone(), living.account, living.name);
    Ok(Staff { force, account, name, role, appointment })
}

/// Ends a session. Ending one that has ended is no fault.
pub async fn sign_out(station: &Station, token: &Token) -> Result<(), Problem> {
    let Ok(staff) = staff_of(station, token).await else { return Ok(()) };
    let mut tx = station.begin(&token.scope(Actor::Staff(staff.account))).await?;
    store::end_session(&mut tx, &token.hash()).await?;
    tx.journal(Entry::new(Act::Alteration, "signed_out", "account", staff.account)).await?;
    tx.commit().await
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
