//! `bluelamp admin`: the first account of a force, who does something for all forces, and repairs.
//! Whatever takes something away says what it would do, and does it with `--yes`.

mod policies;
mod tend;

use super::{Outcome, content, say};
use crate::access::{Access, station};
use anyhow::{Context, bail};
use clap::{Subcommand, ValueEnum};
use kernel::{Actor, Email, ForceId, Purpose};
use rights::passwords::{self, Weak};
use rights::{Appointment, NewAccount, Role};
use station::config::Config;
use station::{Scope, Station, database};
use std::io::Read;
use std::sync::Arc;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Accounts of staff
    #[command(subcommand)]
    User(UserCommand),
    /// Forces, and whether somebody administers them
    #[command(subcommand)]
    Force(tend::ForceCommand),
    /// Roles, and what each may do
    #[command(subcommand)]
    Role(policies::RoleCommand),
    /// Policies in force, and texts that would be
    #[command(subcommand)]
    Policy(policies::PolicyCommand),
}

#[derive(Subcommand)]
pub(crate) enum UserCommand {
    /// Open an account; its first password is read from standard input
    Add {
        /// The address to sign in with, in a domain of the force
        email: String,
        /// The name that colleagues see
        #[arg(long)]
        name: String,
        /// What they are there for
        #[arg(long, value_enum)]
        role: RoleName,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Appoint somebody who has an account to do something for all forces
    Appoint {
        /// The address that they sign in with
        email: String,
        /// What they do for all forces; without it, what they did ends
        #[arg(long, value_enum)]
        to: Option<AppointmentName>,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    #[command(flatten)]
    Tend(tend::UserCommand),
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AppointmentName {
    /// Publishes services to other forces than their own
    ServicePublisher,
}

impl AppointmentName {
    const fn appointment(self) -> Appointment {
        match self {
            Self::ServicePublisher => Appointment::ServicePublisher,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RoleName {
    ContactOperator,
    Supervisor,
    Officer,
    Detective,
    FirearmsLicensing,
    RecordsManager,
    ProfessionalStandards,
    Partner,
    ForceAdministrator,
}

impl RoleName {
    const fn role(self) -> Role {
        match self {
            Self::ContactOperator => Role::ContactOperator,
            Self::Supervisor => Role::Supervisor,
            Self::Officer => Role::Officer,
            Self::Detective => Role::Detective,
            Self::FirearmsLicensing => Role::FirearmsLicensing,
            Self::RecordsManager => Role::RecordsManager,
            Self::ProfessionalStandards => Role::ProfessionalStandards,
            Self::Partner => Role::Partner,
            Self::ForceAdministrator => Role::ForceAdministrator,
        }
    }
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<Outcome> {
    let command = match command {
        Command::User(command) => command,
        Command::Force(command) => return tend::forces(config, &command).await,
        Command::Role(command) => return policies::roles(&command),
        Command::Policy(command) => return policies::run(config, command).await,
    };
    match command {
        UserCommand::Add { email, name, role, json } => {
            let account = NewAccount { email: address(&email)?, name, role: role.role() };
            add(config, account, json).await
        }
        UserCommand::Appoint { email, to, json } => {
            appoint(config, &address(&email)?, to, json).await
        }
        UserCommand::Tend(command) => tend::users(config, command).await,
    }
}

fn address(email: &str) -> anyhow::Result<Email> {
    Email::parse(email).context("that is not an e-mail address")
}

async fn appoint(
    config: &Config,
    email: &Email,
    to: Option<AppointmentName>,
    json: bool,
) -> anyhow::Result<Outcome> {
    let appointment = to.map(AppointmentName::appointment);
    let access = Access::open(config).await?;
    let done = async {
        let (station, force) = of_force(config, access.url(), email).await?;
        let scope = Scope::new(force, Actor::System("admin"), Purpose::Administration);
        let mut tx = station.begin(&scope).await?;
        let appointed = rights::appoint(&mut tx, email, appointment).await;
        appointed.with_context(|| format!("{} has no account", email.as_str()))?;
        tx.commit().await?;
        station.close().await;
        anyhow::Ok(())
    };
    let done = done.await;
    access.close().await;
    done?;
    let code = appointment.map(Appointment::code);
    if json {
        say(serde_json::json!({ "email": email.as_str(), "appointment": code }))?;
    } else {
        say(match code {
            Some(code) => format!("{} is appointed: {code}.", email.as_str()),
            None => format!("{} has no appointment.", email.as_str()),
        })?;
    }
    Ok(Outcome::Well)
}

async fn add(config: &Config, account: NewAccount, json: bool) -> anyhow::Result<Outcome> {
    let email = account.email.clone();
    let mut password = String::new();
    std::io::stdin().take(1024).read_to_string(&mut password)?;
    let password = password.trim_end_matches(['\r', '\n']);
    let access = Access::open(config).await?;
    let opened = open(config, access.url(), &account, password).await;
    access.close().await;
    let force = opened?;
    if json {
        say(serde_json::json!({ "email": email.as_str(), "force": force }))?;
    } else {
        say(format!("{} can sign in at the desk of {force}.", email.as_str()))?;
    }
    Ok(Outcome::Well)
}

async fn open(
    config: &Config,
    url: &str,
    account: &NewAccount,
    password: &str,
) -> anyhow::Result<String> {
    let (station, force) = of_force(config, url, &account.email).await?;
    judge(config, &station, &force, (account, password)).await?;
    let scope = Scope::new(force.clone(), Actor::System("admin"), Purpose::Administration);
    let mut tx = station.begin(&scope).await?;
    if rights::open_account(&mut tx, std::slice::from_ref(account), password).await? == 0 {
        bail!("{} has an account already", account.email.as_str());
    }
    tx.commit().await?;
    station.close().await;
    Ok(force.to_string())
}

/// Refuses a first password that whoever guesses would try first.
async fn judge(
    config: &Config,
    station: &Station,
    force: &ForceId,
    (account, password): (&NewAccount, &str),
) -> anyhow::Result<()> {
    if let Some(list) = &config.passwords.breached {
        passwords::refuse_stolen(station, list)?;
    }
    let named = (account.name.as_str(), account.email.as_str());
    match passwords::judge(station, force, named, password).await? {
        None => Ok(()),
        Some(Weak::TooShort) => bail!(
            "give a password of at least {} characters on standard input",
            passwords::SHORTEST
        ),
        Some(Weak::TooLong) => bail!("give a shorter password on standard input"),
        Some(Weak::HoldsAName) => {
            bail!("give a password without the name, the address or the force in it")
        }
        Some(Weak::OneSequence) => bail!("give a password that is not one sequence"),
        Some(Weak::Breached) => bail!("this password was stolen somewhere before; give another"),
    }
}

/// The station, and the force that somebody works for by their address.
async fn of_force(config: &Config, url: &str, email: &Email) -> anyhow::Result<(Station, ForceId)> {
    let forces = Arc::new(content::all_forces(config.forces.as_deref())?);
    let domain = email.domain();
    let force = forces
        .by_staff_domain(&domain)
        .with_context(|| {
            format!("no force has staff addresses in {domain}; see `staff_domains` in its file")
        })?
        .id
        .clone();
    database::prepare(url).await?;
    Ok((station(config, url, forces).await?, force))
}
