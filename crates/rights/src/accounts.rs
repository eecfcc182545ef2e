//! Accounts of people who work for a force.

use crate::{Role, password, store};
use kernel::{AccountId, Email, Problem};
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

/// The name of a colleague, for what they wrote; nothing when there is no such account.
pub async fn name_of(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<String>, Problem> {
    store::name(tx, id).await
}
