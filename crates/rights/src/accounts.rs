//! Accounts of people who work for a force.

use crate::{Appointment, Role, epoch, password, sessions, store};
use kernel::{AccountId, Email, Instant, Problem, Thing};
use policy::{Rank, Vetting};
use serde_json::json;
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

/// An account as it stands.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The address.
    pub email: String,
    /// The name that colleagues see.
    pub name: String,
    /// What is known of them, which policies ask for.
    pub standing: Change,
    /// What they do for all forces.
    pub appointment: Option<Appointment>,
    /// The identity provider that knows them; none for a local account.
    pub issuer: Option<String>,
    /// When it was opened.
    pub made_at: Instant,
    /// When it was ended.
    pub ended_at: Option<Instant>,
}

/// What somebody may be given and what may be taken from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What they are there for: at least one.
    pub roles: Vec<Role>,
    /// Their rank.
    pub rank: Rank,
    /// How far they were vetted.
    pub vetting: Vetting,
    /// The units that they belong to, by their ids.
    pub units: Vec<String>,
    /// The operations that they work on, by their ids.
    pub operations: Vec<String>,
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
        if store::accounts::insert(tx, id, account, &hash).await? {
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
    let found = store::accounts::appoint(tx, email, code).await?;
    let id = found.ok_or(Problem::NotFound(Thing::Account))?;
    let entry = Entry::new(Act::Alteration, "account_appointed", "account", id);
    tx.journal(entry.with(json!({ "appointment": code }))).await?;
    epoch::changed(tx).await
}

/// Changes what somebody is there for and what is known of them. It holds from their next request on.
pub async fn change_account(
    tx: &mut Tx<'_>,
    id: AccountId,
    change: &Change,
) -> Result<(), Problem> {
    change_because(tx, id, change, None).await
}

/// The same, with the reason of whoever did it.
pub(crate) async fn change_because(
    tx: &mut Tx<'_>,
    id: AccountId,
    change: &Change,
    why: Option<&str>,
) -> Result<(), Problem> {
    if change.roles.is_empty() {
        return Err(Problem::Conflict("an account without a role"));
    }
    let before = account_of(tx, id).await?.standing;
    store::accounts::change(tx, id, change).await?;
    let codes = |roles: &[Role]| roles.iter().map(|role| role.code()).collect::<Vec<_>>();
    let details = json!({
        "roles": codes(&change.roles), "roles_before": codes(&before.roles),
        "rank": change.rank.code(), "vetting": change.vetting.code(),
        "units": change.units, "operations": change.operations, "why": why,
    });
    let entry = Entry::new(Act::Alteration, "account_changed", "account", id);
    tx.journal(entry.with(details)).await?;
    epoch::changed(tx).await
}

/// Ends an account and every session of it: the next request is refused, in every process.
pub async fn end_account(tx: &mut Tx<'_>, id: AccountId) -> Result<(), Problem> {
    end_because(tx, id, None).await
}

/// The same, with the reason of whoever did it.
pub(crate) async fn end_because(
    tx: &mut Tx<'_>,
    id: AccountId,
    why: Option<&str>,
) -> Result<(), Problem> {
    if !store::accounts::set_state(tx, id, false).await? {
        return Err(Problem::NotFound(Thing::Account));
    }
    let entry = Entry::new(Act::Alteration, "account_ended", "account", id);
    tx.journal(entry.with(json!({ "why": why }))).await?;
    sessions::end_all(tx, id, "sessions_ended_with_account").await?;
    epoch::changed(tx).await
}

/// Opens an account again that was ended.
pub async fn reopen_account(tx: &mut Tx<'_>, id: AccountId) -> Result<(), Problem> {
    reopen_because(tx, id, None).await
}

/// The same, with the reason of whoever did it.
pub(crate) async fn reopen_because(
    tx: &mut Tx<'_>,
    id: AccountId,
    why: Option<&str>,
) -> Result<(), Problem> {
    if !store::accounts::set_state(tx, id, true).await? {
        return Err(Problem::NotFound(Thing::Account));
    }
    let entry = Entry::new(Act::Alteration, "account_opened_again", "account", id);
    tx.journal(entry.with(json!({ "why": why }))).await?;
    epoch::changed(tx).await
}

/// An account of the force.
pub async fn account_of(tx: &mut Tx<'_>, id: AccountId) -> Result<Account, Problem> {
    store::accounts::one(tx, id).await?.ok_or(Problem::NotFound(Thing::Account))
}

/// The account of an address in the force, if there is one.
pub async fn account_by_email(
    tx: &mut Tx<'_>,
    email: &Email,
) -> Result<Option<AccountId>, Problem> {
    store::accounts::by_email(tx, email).await
}

/// Accounts of the force whose name or address holds a text, in the order of their names: so many at most,
/// after a name.
pub async fn accounts(
    tx: &mut Tx<'_>,
    holding: &str,
    after: &str,
    most: usize,
) -> Result<Vec<Account>, Problem> {
    store::accounts::list(tx, holding, after, most).await
}

/// A page of the same after one of them, for whoever goes through all: so many at most.
pub async fn accounts_page(
    tx: &mut Tx<'_>,
    holding: &str,
    after: Option<AccountId>,
    most: usize,
) -> Result<Vec<Account>, Problem> {
    store::accounts::page(tx, holding, after, most).await
}

/// The account of an address, ended or not.
pub async fn account_at(tx: &mut Tx<'_>, email: &Email) -> Result<Account, Problem> {
    let found = store::accounts::by_email(tx, email).await?;
    account_of(tx, found.ok_or(Problem::NotFound(Thing::Account))?).await
}

/// The name of a colleague, for what they wrote; nothing when there is no such account.
pub async fn name_of(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<String>, Problem> {
    store::accounts::name(tx, id).await
}
