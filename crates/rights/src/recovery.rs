//! Back into an account whose owner lost their password, their app or their key: two people let them.
//!
//! An administrator asks ([`ask_for`]), another approves ([`crate::second::decide`]), and the first is
//! shown a code to hand over ([`give`]). With it the owner sets a new password, once, within a day
//! ([`take`]). Everything that opened the account before is ended when the code is shown.

use crate::guessing::Guesses;
use crate::second::{Deed, NewRequest, Request};
use crate::{Account, Asker, Staff, account_of, password, passwords, second, sessions, store};
use jiff::SignedDuration;
use kernel::{
    AccountId, Actor, Email, ForceId, Instant, Problem, Purpose, Reason, RequestId, Thing,
};
use policy::Right;
use serde_json::json;
use station::secrets::{random, sha256};
use station::{Act, Entry, Scope, Station, Tx};

/// What two people agree on.
pub const RECOVERED: Deed = Deed { code: "account_recovered", right: Right::ManageAccounts };
/// How long a code works.
pub const LASTS: SignedDuration = SignedDuration::from_hours(24);
/// What codes are made of: nothing that looks like something else. 32 letters, five bits each.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A code, as it is handed over: twenty letters in groups of four, a hundred bits. Its debug form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Code(hidden)")
    }
}

impl Code {
    fn new(random: [u8; 20]) -> Self {
        let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map(char::from);
        let letters: Vec<char> = random.iter().filter_map(letter).collect();
        Self(letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-"))
    }

    /// As it is read out or written down.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// The hash of a code as somebody typed it.
fn hash_of(typed: &str) -> [u8; 32] {
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    sha256(letters.to_ascii_uppercase().as_bytes())
}

/// Asks for somebody to be let back in. Nobody asks for themselves, and an account of a provider is
/// recovered there.
pub async fn ask_for(
    tx: &mut Tx<'_>,
    staff: &Staff,
    account: AccountId,
    reason: &str,
) -> Result<RequestId, Problem> {
    if account == staff.account() {
        return Err(Problem::Refused(Reason::SamePerson));
    }
    let account = recoverable(tx, account).await?;
    let name = &account.name;
    let says = [
        format!("Let {name} set a new password. Their password, keys, app and sessions end."),
        format!(
            "Gadael i {name} osod cyfrinair newydd. Daw eu cyfrinair, eu hallweddi, eu hap a'u \
             sesiynau i ben."
        ),
    ];
    let new = NewRequest {
        deed: RECOVERED,
        thing_id: account.id.to_string(),
        details: json!({}),
        says,
        reason: reason.to_owned(),
    };
    second::ask_for(tx, staff, &new).await
}

async fn recoverable(tx: &mut Tx<'_>, account: AccountId) -> Result<Account, Problem> {
    let account = account_of(tx, account).await?;
    if account.ended_at.is_some() {
        return Err(Problem::Conflict("an ended account is opened again first"));
    }
    if account.issuer.is_some() {
        return Err(Problem::Conflict("this account is recovered at its provider"));
    }
    Ok(account)
}

/// The request for an account that still stands, whatever its state, the newest first.
pub async fn standing(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Request>, Problem> {
    let (now, thing) = (tx.real_now(), account.to_string());
    let mut all = second::list(tx).await?.into_iter();
    Ok(all.find(|it| it.deed == RECOVERED.code && it.thing_id == thing && now < it.ends_at))
}

/// Shows the code to whoever asked, once, after another approved. What opened the account before ends now.
pub async fn give(tx: &mut Tx<'_>, staff: &Staff, id: RequestId) -> Result<Code, Problem> {
    staff.require_now(RECOVERED.right)?;
    let request = second::one(tx, id).await?.ok_or(Problem::NotFound(Thing::Request))?;
    if request.asked_by != staff.account() {
        return Err(Problem::NotFound(Thing::Request));
    }
    let account: AccountId = request.thing_id.parse().map_err(Problem::broken)?;
    // Whoever is let back in is not one of the two.
    if request.decided_by == Some(account) {
        return Err(Problem::Refused(Reason::SamePerson));
    }
    recoverable(tx, account).await?;
    second::use_up(tx, id, RECOVERED).await?;
    let code = Code::new(random()?);
    end_what_was(tx, account).await?;
    let ends_at = tx.real_now().plus(LASTS);
    store::recoveries::insert(tx, (id, account), &hash_of(code.text()), ends_at).await?;
    let entry = Entry::new(Act::Disclosure, "recovery_code_shown", "account", account);
    tx.journal(entry.with(json!({ "request": id }))).await?;
    Ok(code)
}

async fn end_what_was(tx: &mut Tx<'_>, account: AccountId) -> Result<(), Problem> {
    // A password that nobody knows.
    let nobodys = password::hash(&station::secrets::hex(&random::<32>()?)).await?;
    store::accounts::set_password(tx, account, &nobodys).await?;
    store::passkeys::delete(tx, account, None).await?;
    store::authenticators::delete(tx, account).await?;
    store::recoveries::end(tx, account).await?;
    sessions::end_all(tx, account, "sessions_ended_for_recovery").await?;
    Ok(())
}

/// How using a code went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The new password holds.
    Done,
    /// The address or the code is not right, or the code was used or is too old.
    NotRight,
    /// The password is refused; the code still works.
    Weak(passwords::Weak),
}

/// Sets a new password with a code.
pub async fn take(
    station: &Station,
    asker: &Asker,
    (email, code): (&str, &str),
    new: &str,
) -> Result<Taken, Problem> {
    let guesses = station.kept::<Guesses>();
    let name = asker.guesses_at(station, &format!("recovery {}", email.trim().to_lowercase()));
    let turn = guesses.turn(&name, station.clock().now()).await?;
    let taken = try_to_take(station, (email, code), new).await?;
    match taken {
        Taken::Done | Taken::Weak(_) => turn.right(),
        Taken::NotRight => turn.wrong(station.clock().now()).await,
    }
    Ok(taken)
}

async fn try_to_take(
    station: &Station,
    (email, code): (&str, &str),
    new: &str,
) -> Result<Taken, Problem> {
    let Some((force, email)) = of_force(station, email) else { return Ok(Taken::NotRight) };
    let scope = Scope::new(force.clone(), Actor::Public, Purpose::SigningIn);
    let mut tx = station.begin(&scope).await?;
    let found = open_for(&mut tx, &email, code).await?;
    tx.leave().await?;
    let Some(account) = found else { return Ok(Taken::NotRight) };
    let named = (account.name.as_str(), account.email.as_str());
    if let Some(weak) = passwords::judge(station, &force, named, new).await? {
        return Ok(Taken::Weak(weak));
    }
    let hash = password::hash(new).await?;
    let mut tx = station.begin(&scope).await?;
    // Whoever came second with the same code finds it used.
    if !store::recoveries::used(&mut tx, account.id, &hash_of(code)).await? {
        tx.leave().await?;
        return Ok(Taken::NotRight);
    }
    passwords::set(&mut tx, account.id, &hash).await?;
    let entry = Entry::new(Act::Alteration, "recovery_code_used", "account", account.id);
    tx.journal(entry).await?;
    tx.commit().await?;
    Ok(Taken::Done)
}

async fn open_for(tx: &mut Tx<'_>, email: &Email, code: &str) -> Result<Option<Account>, Problem> {
    let Some(facts) = store::accounts::sign_in_facts(tx, email).await? else { return Ok(None) };
    let now: Instant = tx.real_now();
    if !store::recoveries::is_open(tx, facts.id, &hash_of(code), now).await? {
        return Ok(None);
    }
    account_of(tx, facts.id).await.map(Some)
}

/// The force that somebody works for by their address.
pub(crate) fn of_force(station: &Station, email: &str) -> Option<(ForceId, Email)> {
    let email = Email::parse(email).ok()?;
    let force = station.forces().by_staff_domain(&email.domain())?.id.clone();
    Some((force, email))
}

#[cfg(test)]
mod tests {
    use super::{Code, hash_of};

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = Code::new(std::array::from_fn(|at| u8::try_from(at * 13).unwrap()));
        assert_eq!(code.text().len(), 24);
        let typed = format!(" {} ", code.text().to_lowercase().replace('-', " "));
        assert_eq!(hash_of(&typed), hash_of(code.text()));
        assert_ne!(hash_of("AAAA"), hash_of(code.text()));
        assert_eq!(format!("{code:?}"), "Code(hidden)");
    }
}
