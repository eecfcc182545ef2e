//! Passwords of local accounts: which are refused, and how one is changed.

use crate::guessing::Guesses;
use crate::{Staff, password, sessions, store};
use identity::breached::List;
use identity::password::weakness;
use kernel::{AccountId, ForceId, Language, Problem, Purpose};
use station::{Act, Entry, Station, Tx};
use std::path::Path;
use std::sync::OnceLock;

pub use identity::password::{SHORTEST, Weak};

/// The list of stolen passwords, where there is one: kept by the station.
#[derive(Default)]
struct Stolen(OnceLock<List>);

/// Refuses from now on every password that is in this list; fails when the file is no such list.
pub fn refuse_stolen(station: &Station, list: &Path) -> std::io::Result<()> {
    let list = List::at(list);
    list.is_there()?;
    // Whoever said it first is right.
    let _ = station.kept::<Stolen>().0.set(list);
    Ok(())
}

/// What is wrong with a password for somebody of this name and address; nothing if it is good.
pub async fn judge(
    station: &Station,
    force: &ForceId,
    (name, email): (&str, &str),
    password: &str,
) -> Result<Option<Weak>, Problem> {
    let stolen = station.kept::<Stolen>();
    let mut names = vec![name.to_owned(), email.to_owned(), force.to_string()];
    if let Some(force) = station.forces().get(force.as_str()) {
        names.extend(Language::ALL.map(|language| force.name.text(language).to_owned()));
    }
    let password = password.to_owned();
    let judged = tokio::task::spawn_blocking(move || {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        weakness(&password, &names, stolen.0.get())
    });
    judged.await.map_err(Problem::broken)?.map_err(Problem::broken)
}

/// How changing a password went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The new one holds, and every other session of theirs has ended.
    Done,
    /// The old one is not right.
    NotTheirs,
    /// The new one is refused.
    Weak(Weak),
}

/// Changes somebody's own password, who says the one that held so far.
pub async fn change(
    station: &Station,
    staff: &Staff,
    (old, new): (&str, &str),
) -> Result<Changed, Problem> {
    if !is_theirs(station, staff, old).await? {
        return Ok(Changed::NotTheirs);
    }
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let account = crate::account_of(&mut tx, staff.account()).await?;
    tx.leave().await?;
    let named = (account.name.as_str(), account.email.as_str());
    if let Some(weak) = judge(station, staff.force(), named, new).await? {
        return Ok(Changed::Weak(weak));
    }
    let hash = password::hash(new).await?;
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    set(&mut tx, staff.account(), &hash).await?;
    sessions::end_others(&mut tx, staff).await?;
    tx.commit().await?;
    Ok(Changed::Done)
}

/// Whether a password is that of somebody who is signed in; a wrong one costs time, as at the door.
pub(crate) async fn is_theirs(
    station: &Station,
    staff: &Staff,
    given: &str,
) -> Result<bool, Problem> {
    let guesses = station.kept::<Guesses>();
    let name = format!("session {}", staff.session());
    let turn = guesses.turn(name.as_bytes(), station.clock().now()).await?;
    let right = password::is_theirs(station, staff, given).await?;
    if right {
        turn.right();
    } else {
        turn.wrong(station.clock().now()).await;
    }
    Ok(right)
}

pub(crate) async fn set(tx: &mut Tx<'_>, account: AccountId, hash: &str) -> Result<(), Problem> {
    store::accounts::set_password(tx, account, hash).await?;
    tx.journal(Entry::new(Act::Alteration, "password_changed", "account", account)).await
}
