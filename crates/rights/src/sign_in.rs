//! Signing in with address and password, and with a code where somebody has an app.

use crate::guessing::Guesses;
use crate::sessions::{self, Proof, Token};
use crate::{Asker, authenticator, password, store};
use jiff::SignedDuration;
use kernel::{AccountId, Actor, Email, ForceId, Instant, Problem, Purpose, Reason, Thing};
use policy::Assurance;
use serde::{Deserialize, Serialize};
use station::secrets::{from_hex, hex};
use station::{Act, Entry, Scope, Station, Upkeep, seal};

/// How long somebody may take to look up their code.
const CODE_WITHIN: SignedDuration = SignedDuration::from_mins(5);

/// What a local account signs in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factors {
    /// A password and no more: in the demo, where everybody knows it.
    One,
    /// A password and a code; whoever has no app yet can do nothing but enrol one.
    Two,
}

/// Somebody who wants to sign in.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// The address that they typed.
    pub email: &'a str,
    /// The password.
    pub password: &'a str,
    /// Who asks.
    pub asker: &'a Asker,
    /// What is asked of a local account.
    pub factors: Factors,
}

/// How far somebody came.
#[derive(Clone, Debug)]
pub enum Door {
    /// They are in.
    Open(Token),
    /// Their code is asked for. The text comes back with it.
    Code(Half),
}

/// Half of a sign-in: the password was right. Sealed; its debug form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Half(String);

impl std::fmt::Debug for Half {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Half(hidden)")
    }
}

impl Half {
    /// What a form carried.
    #[must_use]
    pub fn carried(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What a form carries.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

#[derive(Serialize, Deserialize)]
struct Inside {
    force: ForceId,
    account: AccountId,
    until: Instant,
}

fn refused<T>() -> Result<T, Problem> {
    Err(Problem::Refused(Reason::NotSignedIn))
}

/// Signs somebody in with address and password alone, as the demo does and tests do. See [`open`].
pub async fn sign_in(station: &Station, email: &str, password: &str) -> Result<Token, Problem> {
    let asker = Asker::default();
    let attempt = Attempt { email, password, asker: &asker, factors: Factors::One };
    match open(station, &attempt).await? {
        Door::Open(token) => Ok(token),
        Door::Code(_) => refused(),
    }
}

/// Opens the door to whoever has address and password. An unknown address, a wrong password and an ended
/// account are refused alike, after the same work, and only the station's journal knows which.
pub async fn open(station: &Station, attempt: &Attempt<'_>) -> Result<Door, Problem> {
    let typed = attempt.email.trim().to_lowercase();
    let guesses = station.kept::<Guesses>();
    let name = attempt.asker.guesses_at(station, &typed);
    let turn = guesses.turn(&name, station.clock().now()).await?;
    let Some(door) = look(station, attempt).await? else {
        turn.wrong(station.clock().now()).await;
        return refused();
    };
    turn.right();
    Ok(door)
}

/// Whoever it is does the same to the database and to the processor, until it is known that the password
/// is right.
async fn look(station: &Station, attempt: &Attempt<'_>) -> Result<Option<Door>, Problem> {
    let email = Email::parse(attempt.email).ok();
    let theirs = email.as_ref().and_then(|it| station.forces().by_staff_domain(&it.domain()));
    let first = || station.forces().iter().next();
    let force = theirs.or_else(first).ok_or(Problem::NotFound(Thing::Force))?.id.clone();
    let scope = Scope::new(force.clone(), Actor::Public, Purpose::SigningIn);
    let mut tx = station.begin(&scope).await?;
    // An address is of one force: in another there is no account of it.
    let found = match &email {
        Some(email) => store::accounts::sign_in_facts(&mut tx, email).await?,
        None => None,
    };
    tx.commit_upkeep(Upkeep::Session).await?;
    // No transaction is held while the password is checked: that takes a tenth of a second.
    let hash = found.as_ref().and_then(|facts| facts.password_hash.clone());
    let fits = password::fits(attempt.password, hash).await?;
    let mut tx = station.begin(&scope).await?;
    let Some(facts) = found.as_ref().filter(|_| fits) else {
        let id = found.map_or_else(|| "unknown".to_owned(), |facts| facts.id.to_string());
        tx.journal(Entry::new(Act::Consultation, "sign_in_refused", "account", id)).await?;
        tx.commit().await?;
        return Ok(None);
    };
    let two = attempt.factors == Factors::Two;
    if two && facts.has_app {
        tx.journal(Entry::new(Act::Consultation, "code_asked_for", "account", facts.id)).await?;
        tx.commit().await?;
        return half(station, force, facts.id).map(Some);
    }
    let proof = Proof { device: attempt.asker.device.clone(), ..Proof::by_password() };
    let token = if two {
        sessions::begin_enrolling(&mut tx, facts.id, &proof).await?
    } else {
        sessions::begin(&mut tx, facts.id, &proof).await?
    };
    tx.commit().await?;
    Ok(Some(Door::Open(token)))
}

fn half(station: &Station, force: ForceId, account: AccountId) -> Result<Door, Problem> {
    let until = station.clock().now().plus(CODE_WITHIN);
    let inside = Inside { force, account, until };
    let plain = serde_json::to_vec(&inside).map_err(Problem::broken)?;
    let sealed = seal::seal(&station.key().derive("half of a sign-in"), b"", &plain)?;
    Ok(Door::Code(Half(hex(&sealed))))
}

fn inside(station: &Station, half: &Half) -> Option<Inside> {
    let sealed = from_hex(&half.0)?;
    let plain = seal::open(&station.key().derive("half of a sign-in"), b"", &sealed)?;
    let inside: Inside = serde_json::from_slice(&plain).ok()?;
    (station.clock().now() < inside.until).then_some(inside)
}

/// Whether half of a sign-in still stands: a code is worth asking for again.
#[must_use]
pub fn stands(station: &Station, half: &Half) -> bool {
    inside(station, half).is_some()
}

/// The other half: the code of their app. It works once.
pub async fn open_with_code(
    station: &Station,
    half: &Half,
    code: &str,
    device: &str,
) -> Result<Token, Problem> {
    let Some(Inside { force, account, .. }) = inside(station, half) else { return refused() };
    let mut tx = station.begin(&Scope::new(force, Actor::Public, Purpose::SigningIn)).await?;
    if !authenticator::accepts(&mut tx, account, code).await? {
        // That it was wrong counts: the transaction is kept. Where there is no app any more there is
        // nothing to keep.
        tx.commit().await?;
        return refused();
    }
    let proof = Proof {
        assurance: Assurance::TwoFactors,
        device: device.to_owned(),
        ..Proof::by_password()
    };
    let token = sessions::begin(&mut tx, account, &proof).await?;
    tx.commit().await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::sign_in;
    use crate::password::CHECKED;
    use crate::{NewAccount, Role, open_account};
    use kernel::Email;
    use station::testing::Town;
    use std::sync::atomic::Ordering;

    #[tokio::test]
    async fn the_unknown_cost_as_much_as_the_known() {
        let town = Town::new(vec![]).await;
        let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
        let email = Email::parse("ada@humberside.example").unwrap();
        let ada = NewAccount { email, name: "Ada".to_owned(), role: Role::ContactOperator };
        open_account(&mut tx, &[ada], "a long enough password").await.unwrap();
        tx.commit().await.unwrap();
        let entries = "select count(*) from station.journal where verb = 'sign_in_refused'";
        for (times, email) in
            ["ada@humberside.example", "nobody@humberside.example", "x@nowhere.example", "x", ""]
                .into_iter()
                .enumerate()
        {
            let before = CHECKED.load(Ordering::SeqCst);
            assert!(sign_in(&town.station, email, "wrong").await.is_err());
            assert_eq!(CHECKED.load(Ordering::SeqCst) - before, 1, "{email}");
            assert_eq!(town.count(entries).await, i64::try_from(times).unwrap() + 1, "{email}");
        }
    }
}
