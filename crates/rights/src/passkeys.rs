//! Passkeys of accounts: added, used to sign in and to confirm, removed.

use crate::sessions::{self, Method, Proof, Token};
use crate::{Staff, store};
use identity::passkey::{self, Begun, Finished, Key, Refused, Site};
use kernel::{AccountId, Actor, ForceId, Instant, PasskeyId, Problem, Purpose, Reason, Thing};
use policy::Assurance;
use serde_json::json;
use station::{Act, Entry, Scope, Station, Tx};

pub use identity::passkey::Begun as Ceremony;

/// The longest name of a key, in characters.
pub const LONGEST_NAME: usize = 60;
/// How many keys one account has at most.
const MOST: usize = 20;

/// A key as its owner sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: PasskeyId,
    /// What they call it.
    pub name: String,
    /// When it was added, in real time.
    pub made_at: Instant,
    /// When it was last used, in real time.
    pub used_at: Option<Instant>,
}

/// A key with what is kept of it.
pub(crate) struct Kept {
    pub(crate) id: PasskeyId,
    pub(crate) account: AccountId,
    pub(crate) key: Key,
}

/// Where keys are good for; nothing where the public address is a number.
pub(crate) fn site(station: &Station) -> Option<Site> {
    Site::of(station.public_url(), station.key())
}

fn site_or(station: &Station) -> Result<Site, Refused> {
    site(station).ok_or(Refused::NotHere)
}

/// Whoever cannot prove who they are hears no more than that.
fn not_in<T>(_: Refused) -> Result<T, Problem> {
    Err(Problem::Refused(Reason::NotSignedIn))
}

/// Somebody's keys, the oldest first.
pub async fn list(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Listed>, Problem> {
    store::passkeys::list(tx, account).await
}

/// Begins to add a key to whoever is signed in; nothing where there can be none.
pub async fn begin_adding(
    station: &Station,
    staff: &Staff,
    email: &str,
) -> Result<Option<Begun>, Problem> {
    let Some(site) = site(station) else { return Ok(None) };
    let has = keys_of(station, staff).await?;
    if has.len() >= MOST {
        return Ok(None);
    }
    let begun = site.begin_adding(staff.account().uuid(), email, &has, station.clock().now());
    Ok(begun.ok())
}

async fn keys_of(station: &Station, staff: &Staff) -> Result<Vec<Key>, Problem> {
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let kept = store::passkeys::kept(&mut tx, staff.account()).await?;
    tx.leave().await?;
    Ok(kept.into_iter().map(|kept| kept.key).collect())
}

/// Adds a key under a name. What is no proof of one is refused with the reason.
pub async fn add(
    station: &Station,
    staff: &Staff,
    name: &str,
    both: (&str, &str),
) -> Result<Result<PasskeyId, Refused>, Problem> {
    let account = staff.account();
    let done = site_or(station)
        .and_then(|site| site.finish_adding(account.uuid(), both, station.clock().now()));
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let done = match done {
        Ok(finished) => keep(&mut tx, account, name, &finished).await?,
        Err(why) => Err(why),
    };
    match done {
        Ok(id) => {
            let entry = Entry::new(Act::Alteration, "passkey_added", "account", account);
            tx.journal(entry.with(json!({ "passkey": id }))).await?;
        }
        Err(why) => note_refused(&mut tx, account, why).await?,
    }
    tx.commit().await?;
    Ok(done)
}

async fn keep(
    tx: &mut Tx<'_>,
    account: AccountId,
    name: &str,
    finished: &Finished,
) -> Result<Result<PasskeyId, Refused>, Problem> {
    if !store::passkeys::end_ceremony(tx, &finished.once, finished.until).await? {
        return Ok(Err(Refused::NotOurs));
    }
    let id = PasskeyId::new(tx.id());
    let name: String = name.trim().chars().take(LONGEST_NAME).collect();
    let kept = Kept { id, account, key: finished.key.clone() };
    let new = store::passkeys::insert(tx, &kept, &name).await?;
    Ok(if new { Ok(id) } else { Err(Refused::Known) })
}

async fn note_refused(tx: &mut Tx<'_>, account: AccountId, why: Refused) -> Result<(), Problem> {
    let entry = Entry::new(Act::Consultation, "passkey_refused", "account", account);
    tx.journal(entry.with(json!({ "why": why.code() }))).await
}

/// Removes a key of one's own.
pub async fn remove(tx: &mut Tx<'_>, staff: &Staff, id: PasskeyId) -> Result<(), Problem> {
    if !store::passkeys::delete(tx, staff.account(), Some(id)).await? {
        return Err(Problem::NotFound(Thing::Account));
    }
    let entry = Entry::new(Act::Alteration, "passkey_removed", "account", staff.account());
    tx.journal(entry.with(json!({ "passkey": id }))).await
}

/// Begins to sign in with a key; nothing where there can be none.
#[must_use]
pub fn begin_signing_in(station: &Station) -> Option<Begun> {
    site(station)?.begin_proving(None, &[], station.clock().now()).ok()
}

/// Signs in whoever has the key that an answer is of.
pub async fn sign_in(
    station: &Station,
    both: (&str, &str),
    device: &str,
) -> Result<Token, Problem> {
    let (Some(site), Some(claimed)) = (site(station), passkey::claimed(both.1)) else {
        return not_in(Refused::Wrong);
    };
    let account = AccountId::new(claimed.account);
    let Some(force) = force_of(station, account, &claimed.credential).await? else {
        return not_in(Refused::Wrong);
    };
    let mut tx = station.begin(&Scope::new(force, Actor::Public, Purpose::SigningIn)).await?;
    let kept = store::passkeys::hold(&mut tx, account, &claimed.credential).await?;
    let Some(kept) = kept else {
        tx.leave().await?;
        return not_in(Refused::Wrong);
    };
    let done = site.finish_proving(None, both, &kept.key, station.clock().now());
    match used(&mut tx, &kept, done).await? {
        Ok(()) => {
            let token = sessions::begin(&mut tx, account, &proof(device)).await?;
            tx.commit().await?;
            Ok(token)
        }
        Err(why) => {
            note_refused(&mut tx, account, why).await?;
            tx.commit().await?;
            not_in(why)
        }
    }
}

/// Writes down that a key was used, once.
async fn used(
    tx: &mut Tx<'_>,
    kept: &Kept,
    done: Result<Finished, Refused>,
) -> Result<Result<(), Refused>, Problem> {
    let finished = match done {
        Ok(finished) => finished,
        Err(why) => return Ok(Err(why)),
    };
    if !store::passkeys::end_ceremony(tx, &finished.once, finished.until).await? {
        return Ok(Err(Refused::NotOurs));
    }
    store::passkeys::used(tx, kept.id, &finished.key).await?;
    Ok(Ok(()))
}

/// What a key proves.
fn proof(device: &str) -> Proof {
    Proof {
        method: Method::Passkey,
        assurance: Assurance::Hardware,
        device: device.to_owned(),
        ..Proof::by_password()
    }
}

/// Begins to prove again who somebody is; nothing when they have no key.
pub async fn begin_proving(station: &Station, staff: &Staff) -> Result<Option<Begun>, Problem> {
    let Some(site) = site(station) else { return Ok(None) };
    let has = keys_of(station, staff).await?;
    if has.is_empty() {
        return Ok(None);
    }
    let account = staff.account().uuid();
    Ok(site.begin_proving(Some(account), &has, station.clock().now()).ok())
}

/// What somebody who is signed in has proven with one of their keys; nothing when it is no proof.
pub async fn prove(
    station: &Station,
    staff: &Staff,
    both: (&str, &str),
) -> Result<Option<Proof>, Problem> {
    let account = staff.account();
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let credential = passkey::credential(both.1).unwrap_or_default();
    let outcome = match store::passkeys::hold(&mut tx, account, &credential).await? {
        Some(kept) => {
            let done = site_or(station).and_then(|site| {
                let now = station.clock().now();
                site.finish_proving(Some(account.uuid()), both, &kept.key, now)
            });
            used(&mut tx, &kept, done).await?
        }
        None => Err(Refused::Wrong),
    };
    match outcome {
        Ok(()) => {
            let entry = Entry::new(Act::Consultation, "passkey_used", "account", account);
            tx.journal(entry).await?;
        }
        Err(why) => note_refused(&mut tx, account, why).await?,
    }
    tx.commit().await?;
    Ok(outcome.is_ok().then(|| proof("")))
}

/// The force in which an account has a key. It is asked across forces, in the scope of the first.
async fn force_of(
    station: &Station,
    account: AccountId,
    credential: &[u8],
) -> Result<Option<ForceId>, Problem> {
    let first = station.forces().iter().next().ok_or(Problem::NotFound(Thing::Force))?;
    let scope = Scope::new(first.id.clone(), Actor::Public, Purpose::SigningIn);
    let mut tx = station.begin(&scope).await?;
    let force = store::passkeys::force_of(&mut tx, account, credential).await?;
    tx.leave().await?;
    Ok(force.and_then(|force| ForceId::parse(&force).ok()))
}
