//! What an older system held is brought in: people, vehicles and addresses from CSV. Which column is what is
//! guessed and can be said otherwise; a dry run says what would happen; the same file twice changes nothing.
//!
//! A line is known again by the older system's own number, so that a later file corrects an earlier one:
//! what it says otherwise takes the place of what an import said before, which stays, taken back.

mod columns;
mod lines;

pub use columns::{Column, Mapping};
pub use lines::{Finding, Line, Plan, Wrong};

use crate::field::Field;
use crate::form::Form;
use crate::link::{NewLink, link, unlink};
use crate::open::{New, open, state, withdraw};
use crate::role::Role;
use crate::statement::{NewStatement, Origin, Source};
use crate::{By, store};
use kernel::{EntityId, Problem};
use rights::Right;
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::BTreeMap;

/// The most lines that are brought in by one transaction.
pub const PIECE: usize = 200;
const REPLACED: &str = "A later import says otherwise";

/// What became of a line, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A record was opened.
    New,
    /// These of its fields say something new.
    Changed(Vec<Field>),
    /// It says what is known already.
    Same,
    /// It could not be brought in: its record is erased, or may not be written by whoever does this.
    Refused,
}

/// Brings lines in, [`PIECE`] at most, and says what became of each. A dry run leaves the transaction.
pub async fn bring_in(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (set, form): (&str, Form),
    lines: &[Line],
) -> Result<Vec<(usize, Change)>, Problem> {
    if let By::Staff(staff) = by {
        staff.require(Right::KeepRecords)?;
    }
    let ids: Vec<String> = lines.iter().map(|line| legacy(set, &line.legacy)).collect();
    let known = store::import::known(tx, form, &ids).await?;
    let mut changes = Vec::with_capacity(lines.len());
    for (line, id) in lines.iter().zip(&ids) {
        let origin = Origin { thing: "legacy".to_owned(), id: id.clone() };
        let change = match one(tx, by, (form, known.get(id).copied()), (line, &origin)).await {
            Err(Problem::Conflict(_) | Problem::Refused(_) | Problem::NotFound(_)) => {
                Change::Refused
            }
            done => done?,
        };
        changes.push((line.number, change));
    }
    let details = json!({ "set": set, "form": form.code(), "lines": lines.len() });
    tx.journal(Entry::new(Act::Collection, "records_imported", "records", "import").with(details))
        .await?;
    Ok(changes)
}

fn legacy(set: &str, id: &str) -> String {
    format!("{set}/{id}")
}

async fn one(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (form, known): (Form, Option<EntityId>),
    (line, origin): (&Line, &Origin),
) -> Result<Change, Problem> {
    let said = statements(&line.said, origin);
    let (entity, change) = match known {
        Some(entity) => {
            let changed = correct(tx, by, entity, (&said, origin)).await?;
            (entity, if changed.is_empty() { Change::Same } else { Change::Changed(changed) })
        }
        None => (open(tx, by, &New::of(form, said)).await?, Change::New),
    };
    let mut linked = false;
    for (form, beside) in &line.beside {
        linked |= join(tx, by, (entity, *form), statements(beside, origin)).await?;
    }
    match change {
        Change::Same if linked => Ok(Change::Changed(Vec::new())),
        change => Ok(change),
    }
}

fn statements(said: &[(Field, String)], origin: &Origin) -> Vec<NewStatement> {
    let new = |(field, said): &(Field, String)| {
        NewStatement::fact(*field, said.clone(), Source::Import).from(origin.clone())
    };
    said.iter().map(new).collect()
}

/// Adds what is new, and takes back what the same line said otherwise before.
pub(crate) async fn correct(
    tx: &mut Tx<'_>,
    by: By<'_>,
    entity: EntityId,
    (said, origin): (&[NewStatement], &Origin),
) -> Result<Vec<Field>, Problem> {
    let before = store::statements::of(tx, &[entity]).await?;
    let ours = |it: &&crate::Statement| it.ended.is_none() && it.origin.as_ref() == Some(origin);
    let mut now: BTreeMap<Field, Vec<String>> = BTreeMap::new();
    for new in said {
        let read = new.field.reading().read(&new.said);
        now.entry(new.field).or_default().extend(read.map(|read| read.value));
    }
    let mut changed = Vec::new();
    for old in before.iter().filter(ours) {
        if !now.get(&old.field).is_some_and(|values| values.contains(&old.value)) {
            withdraw(tx, by, old.id, REPLACED).await?;
            changed.push(old.field);
        }
    }
    let known = |field: Field, value: &String| {
        before.iter().filter(ours).any(|it| it.field == field && it.value == *value)
    };
    let new = now.iter().filter(|(field, values)| values.iter().any(|it| !known(**field, it)));
    changed.extend(new.map(|(field, _)| *field));
    changed.sort();
    changed.dedup();
    state(tx, by, entity, said).await?;
    Ok(changed)
}

/// Links somebody to their telephone, e-mail address or home; `true` when that was not known.
async fn join(
    tx: &mut Tx<'_>,
    by: By<'_>,
    (entity, form): (EntityId, Form),
    said: Vec<NewStatement>,
) -> Result<bool, Problem> {
    if said.is_empty() {
        return Ok(false);
    }
    let role = if form == Form::Address { Role::LivesAt } else { Role::Uses };
    let origin = said.first().and_then(|it| it.origin.clone());
    let other = match store::import::beside(tx, (entity, form), origin.as_ref()).await? {
        // What has no number of its own is the one that this line opened before.
        Some(other) if form == Form::Address => {
            return Ok(!correct_if_any(tx, by, other, (&said, origin.as_ref())).await?.is_empty());
        }
        _ => open(tx, by, &New::of(form, said)).await?,
    };
    // Where the line names another one now, it is linked to that one instead.
    for old in store::import::others(tx, (entity, form, other), origin.as_ref()).await? {
        unlink(tx, by, old, REPLACED).await?;
    }
    if store::import::linked(tx, (entity, role, other)).await? {
        return Ok(false);
    }
    let since = tx.now();
    let new = NewLink { origin, ..NewLink::fact((entity, role, other), since, Source::Import) };
    link(tx, by, &new).await.map(|_| true)
}

async fn correct_if_any(
    tx: &mut Tx<'_>,
    by: By<'_>,
    entity: EntityId,
    (said, origin): (&[NewStatement], Option<&Origin>),
) -> Result<Vec<Field>, Problem> {
    match origin {
        Some(origin) => correct(tx, by, entity, (said, origin)).await,
        None => Ok(Vec::new()),
    }
}
