//! The staff of the demo world, from `demo/staff.toml`.

use anyhow::Context;
use kernel::{Actor, Email, ForceId, Postcode, Purpose};
use rights::interests::{Relation, Token, declare_for};
use rights::{Appointment, NewAccount, Role};
use serde::Deserialize;
use station::{Scope, Station, Tx};

/// Everybody who signs in at the desks of the demo world.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Roster {
    /// The password of all of them.
    pub(crate) password: String,
    /// Where they work.
    pub(crate) forces: Vec<ForceId>,
    /// Who they are.
    staff: Vec<Member>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    mailbox: String,
    name: String,
    role: String,
    /// What they do for all forces, if anything.
    appointment: Option<String>,
    /// The postcode of where they live, if they declared it.
    home: Option<String>,
}

impl Member {
    fn email(&self, force: &ForceId) -> anyhow::Result<Email> {
        Ok(Email::parse(&format!("{}@{force}.example", self.mailbox))?)
    }

    async fn appoint(&self, tx: &mut Tx<'_>, force: &ForceId) -> anyhow::Result<()> {
        let Some(code) = &self.appointment else { return Ok(()) };
        let appointment = Appointment::of_code(code).with_context(|| format!("no such: {code}"))?;
        Ok(rights::appoint(tx, &self.email(force)?, Some(appointment)).await?)
    }
}

impl Member {
    /// Declares where they live, so that somebody sees when they look up their neighbours.
    async fn declare(&self, tx: &mut Tx<'_>, force: &ForceId) -> anyhow::Result<()> {
        let Some(home) = &self.home else { return Ok(()) };
        let home = Postcode::parse(home).with_context(|| format!("no postcode: {home}"))?;
        let token = Token::of_postcode(tx.station().key(), &home);
        let email = self.email(force)?;
        let found = rights::accounts(tx, email.as_str(), "", 1).await?;
        let account = found.first().with_context(|| format!("no account of {}", self.mailbox))?;
        Ok(declare_for(tx, account.id, Relation::Home, token).await?)
    }
}

impl Roster {
    /// The roster that came with the program.
    pub(crate) fn read() -> anyhow::Result<Self> {
        toml::from_str(include_str!("../../demo/staff.toml")).context("demo/staff.toml")
    }

    /// Opens their accounts. Those that exist stay, when a first start was interrupted.
    pub(super) async fn hire(&self, station: &Station) -> anyhow::Result<()> {
        for force in &self.forces {
            let scope = Scope::new(force.clone(), Actor::System("demo"), Purpose::Demonstration);
            let accounts = self.accounts(force)?;
            let mut tx = station.begin(&scope).await?;
            if rights::open_account(&mut tx, &accounts, &self.password).await? > 0 {
                for member in &self.staff {
                    member.appoint(&mut tx, force).await?;
                    member.declare(&mut tx, force).await?;
                }
                tx.commit().await?;
            }
        }
        Ok(())
    }

    fn accounts(&self, force: &ForceId) -> anyhow::Result<Vec<NewAccount>> {
        let account = |member: &Member| {
            Ok(NewAccount {
                email: member.email(force)?,
                name: member.name.clone(),
                role: Role::of_code(&member.role)
                    .with_context(|| format!("no such role: {}", member.role))?,
            })
        };
        self.staff.iter().map(account).collect()
    }
}
