//! Looking after the accounts of a force: who there is, what they may do, ending and opening again.

use super::super::{Outcome, content, say};
use super::{RoleName, address, of_force};
use crate::access::{Access, station};
use anyhow::Context;
use clap::Subcommand;
use kernel::{Actor, Email, ForceId, Problem, Purpose};
use rights::{Account, Change, Role, sessions};
use serde_json::{Value, json};
use station::config::Config;
use station::{Act, Entry, Scope, Station, Tx, database};
use std::sync::Arc;

/// Accounts that a force lists at most.
const MOST: usize = 10_000;

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// List the accounts of a force
    List {
        /// The force's id
        force: String,
        /// Only those whose name or address holds this
        #[arg(long, default_value = "")]
        holding: String,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Show one account
    Show {
        /// The address that they sign in with
        email: String,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what somebody is there for, in the place of what they were
    Role {
        /// The address that they sign in with
        email: String,
        /// A role; may be given more than once
        #[arg(long, value_enum, required = true)]
        to: Vec<RoleName>,
        /// Do it
        #[arg(long)]
        yes: bool,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// End an account with every session of it
    End {
        /// The address that they sign in with
        email: String,
        /// Do it
        #[arg(long)]
        yes: bool,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Open an account again that was ended
    Reopen {
        /// The address that they sign in with
        email: String,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// List somebody's sessions, or end them all
    Sessions {
        /// The address that they sign in with
        email: String,
        /// End them
        #[arg(long)]
        end: bool,
        /// Do it
        #[arg(long)]
        yes: bool,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum ForceCommand {
    /// List the forces, with how many work there and administer it
    List {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

/// What is said, in JSON and in words, and whether it was done.
struct Said {
    json: Value,
    text: String,
}

pub(super) async fn users(config: &Config, command: UserCommand) -> anyhow::Result<Outcome> {
    let (json, email, force) = match &command {
        UserCommand::List { force, json, .. } => (*json, None, Some(force.clone())),
        UserCommand::Show { email, json }
        | UserCommand::Role { email, json, .. }
        | UserCommand::End { email, json, .. }
        | UserCommand::Reopen { email, json }
        | UserCommand::Sessions { email, json, .. } => (*json, Some(address(email)?), None),
    };
    let access = Access::open(config).await?;
    let done = async {
        let (station, force) = match (&email, force) {
            (Some(email), _) => of_force(config, access.url(), email).await?,
            (None, force) => named(config, access.url(), &force.unwrap_or_default()).await?,
        };
        let scope = Scope::new(force, Actor::System("admin"), Purpose::Administration);
        let mut tx = station.begin(&scope).await?;
        let said = act(&mut tx, &command, email.as_ref()).await?;
        tx.commit().await?;
        station.close().await;
        anyhow::Ok(said)
    };
    let done = done.await;
    access.close().await;
    let said = done?;
    if json {
        say(said.json)?;
    } else {
        say(said.text)?;
    }
    Ok(Outcome::Well)
}

async fn named(config: &Config, url: &str, force: &str) -> anyhow::Result<(Station, ForceId)> {
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    let found = forces.get(force).with_context(|| format!("there is no force {force}"))?;
    let id = found.id.clone();
    database::prepare(url).await?;
    Ok((station(config, url, forces).await?, id))
}

async fn act(
    tx: &mut Tx<'_>,
    command: &UserCommand,
    email: Option<&Email>,
) -> anyhow::Result<Said> {
    let account = match email {
        Some(email) => Some(found(tx, email).await?),
        None => None,
    };
    match (command, account) {
        (UserCommand::List { holding, .. }, _) => list(tx, holding).await,
        (UserCommand::Role { to, yes, .. }, Some(account)) => role(tx, &account, (to, *yes)).await,
        (UserCommand::End { yes, .. }, Some(account)) => {
            if *yes {
                rights::end_account(tx, account.id).await?;
            }
            Ok(would(*yes, &account, "end", "ended with every session of it"))
        }
        (UserCommand::Reopen { .. }, Some(account)) => {
            rights::reopen_account(tx, account.id).await?;
            Ok(would(true, &account, "reopen", "open again"))
        }
        (UserCommand::Sessions { end, yes, .. }, Some(account)) => {
            sessions_of(tx, &account, (*end, *yes)).await
        }
        (_, Some(account)) => Ok(Said { json: described(&account), text: line(&account) }),
        (_, None) => anyhow::bail!("give an address"),
    }
}

/// The account of an address; that it was looked at is in the journal.
async fn found(tx: &mut Tx<'_>, email: &Email) -> anyhow::Result<Account> {
    let account = match rights::account_at(tx, email).await {
        Err(Problem::NotFound(_)) => anyhow::bail!("{} has no account", email.as_str()),
        found => found?,
    };
    tx.journal(Entry::new(Act::Consultation, "account_seen", "account", account.id)).await?;
    Ok(account)
}

async fn list(tx: &mut Tx<'_>, holding: &str) -> anyhow::Result<Said> {
    let all = rights::accounts_page(tx, holding, None, MOST).await?;
    let entry = Entry::new(Act::Consultation, "accounts_seen", "account", "list");
    tx.journal(entry.with(json!({ "accounts": all.len() }))).await?;
    let text: Vec<String> = all.iter().map(line).collect();
    let text = if text.is_empty() { "There is none.".to_owned() } else { text.join("\n") };
    Ok(Said { json: all.iter().map(described).collect(), text })
}

async fn role(
    tx: &mut Tx<'_>,
    account: &Account,
    (to, yes): (&[RoleName], bool),
) -> anyhow::Result<Said> {
    let mut roles: Vec<Role> = Vec::new();
    for role in to.iter().map(|name| name.role()) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    let words = format!("there for {}, and for nothing else", codes.join(", "));
    if yes {
        let change = Change { roles, ..account.standing.clone() };
        rights::change_account(tx, account.id, &change).await?;
    }
    Ok(would(yes, account, "role", &words))
}

async fn sessions_of(
    tx: &mut Tx<'_>,
    account: &Account,
    (end, yes): (bool, bool),
) -> anyhow::Result<Said> {
    let living = sessions::list(tx, Some(account.id)).await?;
    if end {
        if yes {
            sessions::end_all(tx, account.id, "sessions_ended_by_administrator").await?;
        }
        let words = format!("signed out of {} sessions", living.len());
        return Ok(would(yes, account, "end_sessions", &words));
    }
    let text: Vec<String> = living
        .iter()
        .map(|it| format!("{} since {}, used {}", it.method.code(), it.signed_in_at, it.seen_at))
        .collect();
    let text = if text.is_empty() { "Not signed in.".to_owned() } else { text.join("\n") };
    let entry = |it: &sessions::Listed| {
        json!({
            "id": it.id, "method": it.method.code(), "device": it.device,
            "signed_in_at": it.signed_in_at.to_string(), "seen_at": it.seen_at.to_string(),
            "ends_at": it.ends_at.to_string(),
        })
    };
    Ok(Said { json: living.iter().map(entry).collect(), text })
}

/// What was done, or would be done with `--yes`.
fn would(done: bool, account: &Account, deed: &str, words: &str) -> Said {
    let text = if done {
        format!("{} is {words}.", account.email)
    } else {
        format!("{} would be {words}. Nothing was done: say --yes to do it.", account.email)
    };
    Said { json: json!({ "email": account.email, "deed": deed, "done": done }), text }
}

fn described(account: &Account) -> Value {
    let standing = &account.standing;
    json!({
        "id": account.id, "email": account.email, "name": account.name,
        "roles": standing.roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
        "rank": standing.rank.code(), "vetting": standing.vetting.code(),
        "units": standing.units, "operations": standing.operations,
        "appointment": account.appointment.map(rights::Appointment::code),
        "ended": account.ended_at.is_some(),
    })
}

fn line(account: &Account) -> String {
    let roles: Vec<&str> = account.standing.roles.iter().map(|role| role.code()).collect();
    let ended = if account.ended_at.is_some() { " (ended)" } else { "" };
    format!("{}  {}  {}{ended}", account.email, roles.join(","), account.name)
}

pub(super) async fn forces(config: &Config, command: &ForceCommand) -> anyhow::Result<Outcome> {
    let ForceCommand::List { json } = *command;
    let access = Access::open(config).await?;
    let counted = counted(config, access.url()).await;
    access.close().await;
    let counted = counted?;
    if json {
        let entry = |(id, all, admins): &(String, usize, usize)| json!({ "force": id, "accounts": all, "administrators": admins });
        say(counted.iter().map(entry).collect::<Value>())?;
        return Ok(Outcome::Well);
    }
    for (id, all, admins) in counted {
        say(format!("{id}  {all} accounts, {admins} administrators"))?;
    }
    Ok(Outcome::Well)
}

/// Every force with how many can sign in there, and how many of them administer it.
async fn counted(config: &Config, url: &str) -> anyhow::Result<Vec<(String, usize, usize)>> {
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    database::prepare(url).await?;
    let station = station(config, url, forces.clone()).await?;
    let mut counted = Vec::new();
    for force in forces.iter() {
        let scope = Scope::new(force.id.clone(), Actor::System("admin"), Purpose::Administration);
        let mut tx = station.begin(&scope).await?;
        let all = rights::accounts_page(&mut tx, "", None, MOST).await?;
        tx.leave().await?;
        let living = all.iter().filter(|account| account.ended_at.is_none());
        let admins = living
            .clone()
            .filter(|account| account.standing.roles.contains(&Role::ForceAdministrator));
        counted.push((force.id.to_string(), living.clone().count(), admins.count()));
    }
    station.close().await;
    Ok(counted)
}
