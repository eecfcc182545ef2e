//! What an administrator does with the accounts of their force, in their own name and with a reason.
//!
//! *Invariant:* nobody does any of this to their own account, whatever their roles are: the policies
//! refuse it, and that it was tried is in the journal.

use crate::second::says_something;
use crate::sessions::{self, Listed};
use crate::{Account, Change, NewAccount, Staff, accounts, admit, password, store};
use kernel::{AccountId, FieldProblem, Problem, SessionId, Thing};
use policy::{Kind, Record, Right};
use serde_json::json;
use station::secrets::random;
use station::{Act, Entry, Tx};

/// The letters of a first password: none that is mistaken for another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// The first password of an account, to be handed over once. Its debug form hides it.
pub struct FirstPassword {
    text: String,
    hash: String,
}

impl std::fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FirstPassword(hidden)")
    }
}

impl FirstPassword {
    /// One by chance: 24 letters, 120 bits, in groups that can be read aloud. Made before the
    /// transaction, because hashing takes a tenth of a second.
    pub async fn by_chance() -> Result<Self, Problem> {
        let letter = |byte: u8| LETTERS.get(usize::from(byte % 32)).copied().map(char::from);
        let letters: Vec<char> = random::<24>()?.into_iter().filter_map(letter).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        let text = groups.join("-");
        Ok(Self { hash: password::hash(&text).await?, text })
    }

    /// To be shown once, and kept nowhere.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A page of those who work for the force; that it was looked at is in the journal.
pub async fn list(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (holding, after): (&str, Option<AccountId>),
    most: usize,
) -> Result<Vec<Account>, Problem> {
    staff.require(Right::SeeAccounts)?;
    let listed = accounts::accounts_page(tx, holding, after, most).await?;
    let entry = Entry::new(Act::Consultation, "accounts_seen", "account", "list");
    tx.journal(entry.with(json!({ "accounts": listed.len() }))).await?;
    Ok(listed)
}

/// One of them, with their living sessions; that it was looked at is in the journal.
pub async fn see(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: AccountId,
) -> Result<(Account, Vec<Listed>), Problem> {
    staff.require(Right::SeeAccounts)?;
    let account = accounts::account_of(tx, id).await?;
    let sessions = sessions::list(tx, Some(id)).await?;
    tx.journal(Entry::new(Act::Consultation, "account_seen", "account", id)).await?;
    Ok((account, sessions))
}

/// Opens an account of somebody who signs in with a password. `Conflict` when the address has one.
pub async fn open(
    tx: &mut Tx<'_>,
    staff: &Staff,
    new: &NewAccount,
    first: &FirstPassword,
) -> Result<AccountId, Problem> {
    staff.require_now(Right::ManageAccounts)?;
    let station = tx.station();
    let force = station.forces().by_staff_domain(&new.email.domain());
    if force.is_none_or(|force| force.id != *tx.scope().force()) {
        return Err(invalid("email", "domain"));
    }
    let id = AccountId::new(tx.id());
    if !store::accounts::insert(tx, id, new, &first.hash).await? {
        return Err(Problem::Conflict("the address has an account"));
    }
    let entry = Entry::new(Act::Collection, "account_opened", "account", id);
    tx.journal(entry.with(json!({ "roles": [new.role.code()] }))).await?;
    Ok(id)
}

/// Changes what somebody is there for, and what is known of them. Units and operations are those that
/// the force has and that have not ended, or those that they belonged to before.
pub async fn change(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: AccountId,
    (change, why): (&Change, &str),
) -> Result<(), Problem> {
    may(tx, staff, id).await?;
    reasoned(why)?;
    accounts::change_because(tx, id, change, Some(why.trim())).await
}

/// Ends an account with every session of it, or opens it again.
pub async fn end_or_reopen(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: AccountId,
    (ends, why): (bool, &str),
) -> Result<(), Problem> {
    may(tx, staff, id).await?;
    reasoned(why)?;
    let why = Some(why.trim());
    if ends {
        accounts::end_because(tx, id, why).await
    } else {
        accounts::reopen_because(tx, id, why).await
    }
}

/// Ends one session of somebody, or all of them: their requests are refused from now on. `false` when
/// there was none to end.
pub async fn end_sessions(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: AccountId,
    which: Option<SessionId>,
) -> Result<bool, Problem> {
    may(tx, staff, id).await?;
    match which {
        Some(one) => sessions::end_one(tx, id, one, "session_ended_by_administrator").await,
        None => Ok(sessions::end_all(tx, id, "sessions_ended_by_administrator").await? > 0),
    }
}

/// Refuses, unless somebody may change this account here and now: never their own.
pub async fn may(tx: &mut Tx<'_>, staff: &Staff, id: AccountId) -> Result<(), Problem> {
    staff.require(Right::ManageAccounts)?;
    if store::accounts::name(tx, id).await?.is_none() {
        return Err(Problem::NotFound(Thing::Account));
    }
    let record = Record {
        own: id == staff.account(),
        ..Record::plain(Kind::Account, staff.force().clone())
    };
    let (id, named) = (id.to_string(), "account");
    let named = admit::Named { thing: named, id: &id, as_thing: Thing::Account };
    admit::admit(tx, staff, Right::ManageAccounts, (&record, false), (named, false)).await?;
    Ok(())
}

fn reasoned(why: &str) -> Result<(), Problem> {
    if says_something(why) { Ok(()) } else { Err(invalid("reason", "short")) }
}

fn invalid(field: &str, what: &str) -> Problem {
    Problem::Invalid(vec![FieldProblem { field: field.to_owned(), message: what.to_owned() }])
}

#[cfg(test)]
mod tests {
    use super::{FirstPassword, LETTERS};

    #[tokio::test]
    async fn a_first_password_is_long_plain_and_never_the_same() {
        let (one, other) =
            (FirstPassword::by_chance().await.unwrap(), FirstPassword::by_chance().await.unwrap());
        assert_ne!(one.text(), other.text());
        assert_eq!(one.text().len(), 29);
        let plain = |b: u8| b == b'-' || LETTERS.contains(&b);
        assert!(one.text().bytes().all(plain), "{}", one.text());
        assert_eq!(format!("{one:?}"), "FirstPassword(hidden)");
        let mut letters = LETTERS.to_vec();
        letters.dedup();
        assert_eq!(letters.len(), 32);
    }
}
