//! From answers to records without typing anything again: whom and what a report tells of, to be taken over
//! by a person, who accepts each as it stands or corrected, as somebody new or somebody known, or rejects it.

mod told;

pub(crate) use told::{Draft, candidates};

use crate::event::origin;
use crate::protection::admit;
use crate::store;
use kernel::{AccountId, CandidateId, ContactId, EntityId, Instant, Problem, Thing};
use records::{
    By, Confidence, Field, Form, Like, Likeness, Nature, New, NewLink, NewStatement, Origin, Role,
    Source,
};
use reports::Report;
use rights::{Right, Staff};
use serde::{Deserialize, Serialize};
use serde_json::json;
use station::{Act, Entry, Tx};

/// Something that an answer says of somebody or something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What is said. Of a person, a number, an address for e-mail or where they live is a record of its own.
    pub field: String,
    /// In the words of the answer.
    pub said: String,
    /// The question that it answers.
    pub question: String,
}

/// Somebody or something that a report tells of.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its id.
    pub id: CandidateId,
    /// Which part of the report it is: `reporter`, `suspect`, `vehicles.1`.
    pub part: String,
    /// What kind of record it would be.
    pub form: Form,
    /// What it was in the matter; nothing of what is said of the matter itself.
    pub role: Option<Role>,
    /// What would be said of it.
    pub told: Vec<Told>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has decided.
    Open,
    /// It became this record, or was added to it.
    Accepted(EntityId, Instant, AccountId),
    /// It was left out.
    Rejected(Instant, AccountId),
}

/// What a contact's report tells of, with the event that stands for it in the records.
#[derive(Clone, Debug)]
pub struct Candidates {
    /// The event; nothing of contacts of earlier releases.
    pub event: Option<EntityId>,
    /// Each, in the order of the questions.
    pub all: Vec<Candidate>,
}

/// A decision to take one over.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Which.
    pub candidate: CandidateId,
    /// The record that it is added to; a new one where it is nobody we know.
    pub into: Option<EntityId>,
    /// What is said of it, one for each that was told, corrected where need be. What is empty is left out.
    pub values: Vec<String>,
}

/// What a contact's report tells of, for somebody who may read it.
pub async fn candidates_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
) -> Result<Candidates, Problem> {
    let (_, by) = admit(tx, staff, contact, Right::ReadContacts).await?;
    let entry = Entry::new(Act::Consultation, "candidates_seen", "contact", contact);
    tx.journal(entry.with(by)).await?;
    let event = store::candidates::event(tx, contact).await?;
    Ok(Candidates { event, all: store::candidates::of(tx, contact).await? })
}

/// People whom we know who may be the one that a candidate tells of.
pub async fn likes_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    candidate: &Candidate,
) -> Result<Vec<Like>, Problem> {
    if candidate.form != Form::Person || !staff.may(Right::ReadRecords) {
        return Ok(Vec::new());
    }
    let said = |field: Field| {
        let found = candidate.told.iter().find(|it| it.field == field.code());
        found.map(|it| it.said.clone())
    };
    let likeness = Likeness {
        surname: said(Field::Surname),
        born: said(Field::DateOfBirth),
        phone: said(Field::Number),
        email: said(Field::EmailAddress),
        home: said(Field::Building).zip(said(Field::Postcode)),
    };
    records::persons_like(tx, staff, &likeness).await
}

/// Takes one over: opens its record or adds to one, and links it to the event as what it was in it. Every
/// statement points back to its answer; what was corrected is said by whoever corrected it.
pub async fn accept(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    accepted: &Accepted,
) -> Result<EntityId, Problem> {
    let (candidate, report) = waiting(tx, staff, contact, accepted.candidate).await?;
    let event = store::candidates::event(tx, contact).await?.ok_or(Problem::Busy)?;
    let (its, others) = statements(&candidate, &report, accepted);
    let by = By::Staff(staff);
    let entity = match (candidate.role, accepted.into) {
        (None, _) => event,
        (Some(_), Some(known)) => known,
        (Some(_), None) => records::open(tx, by, &New::of(candidate.form, its.clone())).await?,
    };
    if candidate.role.is_none() || accepted.into.is_some() {
        records::state(tx, by, entity, &its).await?;
    }
    let from = origin(&report, candidate.told.first().map_or("", |it| &*it.question));
    let at = report.submitted_at;
    let joins =
        |ends| NewLink { origin: Some(from.clone()), ..NewLink::fact(ends, at, Source::Reporter) };
    if let Some(role) = candidate.role {
        let link = joins((entity, role, event));
        // Somebody who is suspected is so in the opinion of whoever told us.
        let opinion = role == Role::Suspect;
        let (nature, confidence) = if opinion {
            (Nature::Opinion, Confidence::Possible)
        } else {
            (Nature::Fact, Confidence::Confirmed)
        };
        records::link(tx, by, &NewLink { nature, confidence, ..link }).await?;
    }
    for (form, role, said) in belongings(others) {
        let other = records::open(tx, by, &New::of(form, said)).await?;
        records::link(tx, by, &joins((entity, role, other))).await?;
    }
    decided(tx, staff, (contact, &candidate), Some(entity)).await?;
    Ok(entity)
}

/// Leaves one out.
pub async fn reject(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    candidate: CandidateId,
) -> Result<(), Problem> {
    let (candidate, _) = waiting(tx, staff, contact, candidate).await?;
    decided(tx, staff, (contact, &candidate), None).await
}

/// A candidate of a contact on which nobody has decided, and its report, for somebody who may write down
/// records.
async fn waiting(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    candidate: CandidateId,
) -> Result<(Candidate, Report), Problem> {
    let (head, _) = admit(tx, staff, contact, Right::ReadContacts).await?;
    staff.require(Right::WriteRecords)?;
    let all = store::candidates::of(tx, contact).await?;
    let found = all.into_iter().find(|it| it.id == candidate);
    let found = found.ok_or(Problem::NotFound(Thing::Record))?;
    if found.fate != Fate::Open {
        return Err(Problem::Conflict("somebody decided on it before"));
    }
    Ok((found, reports::read(tx, head.report).await?))
}

async fn decided(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (contact, candidate): (ContactId, &Candidate),
    entity: Option<EntityId>,
) -> Result<(), Problem> {
    store::candidates::decide(tx, candidate.id, (entity, staff.account())).await?;
    let verb = if entity.is_some() { "candidate_accepted" } else { "candidate_rejected" };
    let details = json!({ "part": candidate.part, "record": entity });
    tx.journal(Entry::new(Act::Combination, verb, "contact", contact).with(details)).await
}

/// What is said of the record itself, and of what belongs to it.
fn statements(
    candidate: &Candidate,
    report: &Report,
    accepted: &Accepted,
) -> (Vec<NewStatement>, Vec<NewStatement>) {
    let said = candidate.told.iter().enumerate().filter_map(|(place, told)| {
        let field = Field::of_code(&told.field)?;
        let value = accepted.values.get(place).map_or(&*told.said, |it| it.trim());
        let source = if value == told.said { Source::Reporter } else { Source::Officer };
        let from: Origin = origin(report, &told.question);
        (!value.is_empty()).then(|| NewStatement::fact(field, value, source).from(from))
    });
    said.partition(|it| it.field.fits(candidate.form))
}

/// What belongs to a person: their number, their address for e-mail, where they live.
fn belongings(said: Vec<NewStatement>) -> Vec<(Form, Role, Vec<NewStatement>)> {
    let mut found = Vec::new();
    let (phone, rest): (Vec<_>, Vec<_>) =
        said.into_iter().partition(|it| it.field == Field::Number);
    let (email, home): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|it| it.field == Field::EmailAddress);
    for (form, role, said) in [
        (Form::Phone, Role::Uses, phone),
        (Form::Email, Role::Uses, email),
        (Form::Address, Role::LivesAt, home),
    ] {
        if !said.is_empty() {
            found.push((form, role, said));
        }
    }
    found
}
