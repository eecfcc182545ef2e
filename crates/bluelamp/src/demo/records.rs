//! What the forces of the demo world know already, from `demo/records.toml`.

use anyhow::{Context, ensure};
use jiff::SignedDuration;
use kernel::{Actor, EntityId, ForceId, Instant, Purpose};
use records::{By, Confidence, Field, Form, New, NewLink, NewStatement, Role, Source};
use serde::Deserialize;
use station::{Scope, Station, Tx};
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    record: Vec<Record>,
    link: Vec<Link>,
}

/// A record: what it is of, and what is known of it by the names of the fields.
#[derive(Deserialize)]
struct Record {
    key: String,
    form: String,
    /// Of an event: how long before the first start it happened.
    #[serde(default)]
    days: i64,
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    from: String,
    role: String,
    to: String,
    days: i64,
    confidence: Option<String>,
    #[serde(default)]
    reason: String,
}

/// Writes down what these forces know. A force that knows something already, after a first start that was
/// interrupted, is left as it is.
pub(super) async fn write_down(station: &Station, forces: &[ForceId]) -> anyhow::Result<()> {
    let known: Known =
        toml::from_str(include_str!("../../demo/records.toml")).context("demo/records.toml")?;
    for force in forces {
        let scope = Scope::new(force.clone(), Actor::System("demo"), Purpose::Demonstration);
        let mut tx = station.begin(&scope).await?;
        if records::is_empty(&mut tx).await? {
            known.of_force(&mut tx).await?;
            tx.commit().await?;
        } else {
            tx.leave().await?;
        }
    }
    Ok(())
}

impl Known {
    async fn of_force(&self, tx: &mut Tx<'_>) -> anyhow::Result<()> {
        let mut ids = BTreeMap::new();
        for record in &self.record {
            let id = records::open(tx, By::Program, &record.opened(tx.now())?).await?;
            ids.insert(record.key.as_str(), id);
        }
        for link in &self.link {
            let new = link.made(&ids, tx.now())?;
            records::link(tx, By::Program, &new)
                .await
                .with_context(|| format!("{} {} {}", link.from, link.role, link.to))?;
        }
        Ok(())
    }
}

impl Record {
    fn opened(&self, now: Instant) -> anyhow::Result<New> {
        let form = Form::of_code(&self.form).with_context(|| format!("no form {}", self.form))?;
        let mut statements = Vec::new();
        for (code, said) in &self.fields {
            let field = Field::of_code(code).with_context(|| format!("no field {code}"))?;
            ensure!(field.fits(form), "{code} cannot be said of a {}", self.form);
            statements.push(NewStatement::fact(field, said, Source::Officer));
        }
        let new = New::of(form, statements);
        Ok(if form.is_event() { new.at(ago(now, self.days)) } else { new })
    }
}

impl Link {
    fn made(&self, ids: &BTreeMap<&str, EntityId>, now: Instant) -> anyhow::Result<NewLink> {
        let end = |key: &str| ids.get(key).copied().with_context(|| format!("no record {key}"));
        let role = Role::of_code(&self.role).with_context(|| format!("no role {}", self.role))?;
        let ends = (end(&self.from)?, role, end(&self.to)?);
        let confidence = match self.confidence.as_deref() {
            None => Confidence::Confirmed,
            Some(code) => Confidence::of_code(code).with_context(|| format!("no {code}"))?,
        };
        let new = NewLink::fact(ends, ago(now, self.days), Source::Officer);
        Ok(NewLink { confidence, reason: self.reason.clone(), ..new })
    }
}

fn ago(now: Instant, days: i64) -> Instant {
    now.plus(-SignedDuration::from_hours(days * 24))
}
