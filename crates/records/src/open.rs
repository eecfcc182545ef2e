//! Records are opened and added to: incomplete, if need be, and never overwritten.

use crate::form::Form;
use crate::statement::{Certainty, NewStatement};
use crate::{By, index, protection, store};
use kernel::{EntityId, Instant, Problem, StatementId, Thing};
use rights::protection::Protection;
use rights::{Marking, Right};
use serde_json::json;
use station::{Act, Entry, Tx};

/// Under which law a record is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// Data Protection Act 2018, part 3.
    LawEnforcement,
    /// UK GDPR.
    General,
}

impl Regime {
    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LawEnforcement => "law_enforcement",
            Self::General => "general",
        }
    }
}

/// A record to be opened.
#[derive(Clone, Debug)]
pub struct New {
    /// What it is of.
    pub form: Form,
    /// Of an event: when it happened, or began and ended.
    pub when: (Option<Instant>, Option<Instant>),
    /// WGS84 latitude and longitude, where it has a place.
    pub point: Option<(f64, f64)>,
    /// Under which law it is kept.
    pub regime: Regime,
    /// What keeps it from some.
    pub protection: Protection,
    /// What is known of it. It may be nothing yet.
    pub statements: Vec<NewStatement>,
}

impl New {
    /// A record of a form, of which these things are known. Intelligence and custody are marked.
    #[must_use]
    pub const fn of(form: Form, statements: Vec<NewStatement>) -> Self {
        let marking = match form {
            Form::Intelligence | Form::Custody => Marking::OfficialSensitive,
            _ => Marking::Official,
        };
        Self {
            form,
            when: (None, None),
            point: None,
            regime: Regime::LawEnforcement,
            protection: Protection { marking, ..Protection::NONE },
            statements,
        }
    }

    /// The same, of something that happened then.
    #[must_use]
    pub fn at(self, starts: Instant) -> Self {
        Self { when: (Some(starts), self.when.1), ..self }
    }
}

/// Opens a record. What is the same by its number alone (a telephone, a plate, a door with its
/// postcode) is opened once: what is new is added to the record that is there, which must be open to
/// whoever adds to it.
pub async fn open(tx: &mut Tx<'_>, by: By<'_>, new: &New) -> Result<EntityId, Problem> {
    by.require(tx, new.form)?;
    fits(new.form, &new.statements)?;
    let identity = index::identity(new.form, &new.statements);
    if let Some(identity) = &identity {
        let known = store::entities::of_identity(tx, new.form, identity).await?;
        if let Some(known) = known {
            let (_, rests_on) = protection::admit_by(tx, by, known, Right::WriteRecords).await?;
            let entry = Entry::new(Act::Consultation, "record_met_again", "record", known);
            tx.journal(entry.with(rests_on)).await?;
            let beyond = beyond_what_stands(tx, known, &new.statements).await?;
            add(tx, by, known, &beyond).await?;
            return Ok(known);
        }
    }
    let id = EntityId::new(tx.id());
    if !store::entities::insert(tx, (id, by.account()), new, identity.as_deref()).await? {
        // Somebody opened it in the same moment, and has not said so yet when we looked.
        return Err(Problem::Busy);
    }
    store::statements::insert(tx, id, by.account(), &new.statements).await?;
    let details = json!({ "form": new.form.code(), "fields": fields(&new.statements) });
    tx.journal(Entry::new(Act::Collection, "record_opened", "record", id).with(details)).await?;
    index::changed(tx, id).await?;
    Ok(id)
}

/// Adds what is known to a record. What stands there already, from the same source, is not added again.
pub async fn state(
    tx: &mut Tx<'_>,
    by: By<'_>,
    entity: EntityId,
    statements: &[NewStatement],
) -> Result<(), Problem> {
    let (head, _) = protection::admit_by(tx, by, entity, Right::WriteRecords).await?;
    fits(head.form, statements)?;
    let new = beyond_what_stands(tx, entity, statements).await?;
    if new.is_empty() {
        // It stands there already; that it was said again is worth an entry, and no more.
        let entry = Entry::new(Act::Consultation, "record_met_again", "record", entity);
        return tx.journal(entry).await;
    }
    add(tx, by, entity, &new).await
}

/// What of some statements does not stand there already, from the same source.
async fn beyond_what_stands(
    tx: &mut Tx<'_>,
    entity: EntityId,
    statements: &[NewStatement],
) -> Result<Vec<NewStatement>, Problem> {
    let known = store::statements::of(tx, &[entity]).await?;
    let is_new = |new: &&NewStatement| {
        let value = new.field.reading().read(&new.said).map(|read| read.value);
        !known.iter().any(|it| {
            it.ended.is_none()
                && it.field == new.field
                && Some(&it.value) == value.as_ref()
                && it.source == new.source
                && it.origin == new.origin
        })
    };
    Ok(statements.iter().filter(is_new).cloned().collect())
}

async fn add(
    tx: &mut Tx<'_>,
    by: By<'_>,
    entity: EntityId,
    new: &[NewStatement],
) -> Result<(), Problem> {
    if new.is_empty() {
        return Ok(());
    }
    store::statements::insert(tx, entity, by.account(), new).await?;
    let details = json!({ "fields": fields(new) });
    let entry = Entry::new(Act::Alteration, "record_added_to", "record", entity);
    tx.journal(entry.with(details)).await?;
    index::changed(tx, entity).await
}

/// Takes back something that was said of a record. It stays, with the reason.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    by: By<'_>,
    statement: StatementId,
    why: &str,
) -> Result<(), Problem> {
    let of = store::statements::entity(tx, statement).await?;
    let entity = of.ok_or(Problem::NotFound(Thing::Record))?;
    protection::admit_by(tx, by, entity, Right::WriteRecords).await?;
    if !store::statements::end(tx, (statement, by.account()), why).await? {
        return Err(Problem::Conflict("it was taken back before"));
    }
    let entry = Entry::new(Act::Alteration, "statement_withdrawn", "record", entity);
    tx.journal(entry.with(json!({ "statement": statement, "why": why }))).await?;
    index::changed(tx, entity).await
}

fn fits(form: Form, statements: &[NewStatement]) -> Result<(), Problem> {
    if statements.iter().all(|it| it.field.fits(form)) {
        Ok(())
    } else {
        Err(Problem::Conflict("this cannot be said of such a thing"))
    }
}

fn fields(statements: &[NewStatement]) -> Vec<&'static str> {
    statements.iter().map(|it| it.field.code()).collect()
}

/// Whether a force knows nothing of anybody or anything yet.
pub async fn is_empty(tx: &mut Tx<'_>) -> Result<bool, Problem> {
    store::entities::is_empty(tx).await
}

/// How sure something is, once it was read: what is not whole is a part.
pub(crate) const fn certainty(said: Certainty, whole: bool) -> Certainty {
    match (said, whole) {
        (Certainty::Known, false) => Certainty::Partial,
        (said, _) => said,
    }
}
