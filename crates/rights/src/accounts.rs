//! Accounts of people who work for a force.

use crate::{Appointment, Role, password, store};
use kernel::{AccountId, Email, Problem, Thing};
use station::{Act, Entry, Tx};

/// An account to be opened in the scope's force.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The address to sign in with.
    pub email: Email,
    /// The name that colleagues see.
    pub name: String,
    /// What they are there for.
    pub role: Role,
}

/// Opens accounts that share a first password, and leaves those be that exist already. Returns how
/// many were opened.
pub async fn open_account(
    tx: &mut Tx<'_>,
    accounts: &[NewAccount],
    first_password: &str,
) -> Result<usize, Problem> {
    let hash = password::hash(first_password).await?;
    let mut opened = 0;
    for account in accounts {
        let id = AccountId::new(tx.id());
        if store::insert_account(tx, id, account, &hash).await? {
            tx.journal(Entry::new(Act::Collection, "account_opened", "account", id)).await?;
            opened += 1;
        }
    }
    Ok(opened)
}

/// Appoints somebody of the scope's force to do something for all forces, or ends what they did. It
/// holds from their next request on.
pub async fn appoint(
    tx: &mut Tx<'_>,
    email: &Email,
    appointment: Option<Appointment>,
) -> Result<(), Problem> {
    let code = appointment.map(Appointment::code);
    let found = store::appoint(tx, email, code).await?;
    let id = found.ok_or(Problem::NotFound(Thing::Account))?;
    let details = serde_json::json!({ "appointment": code });
    let entry = Entry::new(Act::Alteration, "account_appointed", "account", id);
    tx.journal(entry.with(details)).await
}

/// The name of a colleague, for what they wrote; nothing when there is no such account.
pub async fn name_of(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<String>, Problem> {
    store::name(tx, id).await
}
