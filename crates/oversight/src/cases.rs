//! Cases: what professional standards looks into, until it is closed with what came of it.

use crate::findings::Finding;
use crate::store;
use kernel::{AccountId, CaseId, GlassId, Instant, Problem, Thing};
use rights::glass::GlassToFollowUp;
use rights::{Right, Staff};
use serde_json::json;
use station::jobs::Job;
use station::{Act, Entry, Tx};

/// The most cases on one page.
const MOST: i64 = 200;

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// What it is about, in the words of whoever opened it; empty where a review did.
    pub why: String,
    /// The emergency access that a review passed on, if that began it.
    pub glass: Option<GlassId>,
    /// Who opened it; nobody where a review did.
    pub opened_by: Option<AccountId>,
    /// When.
    pub opened_at: Instant,
    /// Whom it is about.
    pub people: Vec<AccountId>,
    /// What came of it, once it is closed.
    pub closed: Option<Closing>,
}

/// What came of a case.
#[derive(Clone, Debug)]
pub struct Closing {
    /// In short.
    pub outcome: Outcome,
    /// Why, in words.
    pub why: String,
    /// Who closed it.
    pub by: AccountId,
    /// When.
    pub at: Instant,
}

/// What may come of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They looked for their work.
    NoMisconduct,
    /// They were told how it is done.
    Advice,
    /// It goes on as a matter of misconduct.
    Misconduct,
    /// It was passed to another body.
    Referred,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::NoMisconduct, Self::Advice, Self::Misconduct, Self::Referred];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoMisconduct => "no_misconduct",
            Self::Advice => "advice",
            Self::Misconduct => "misconduct",
            Self::Referred => "referred",
        }
    }

    /// The outcome of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// What was written down in a case.
#[derive(Clone, Debug)]
pub struct Note {
    /// Who wrote it.
    pub by: AccountId,
    /// When.
    pub at: Instant,
    /// What they wrote.
    pub body: String,
}

/// Everything in a case.
#[derive(Clone, Debug)]
pub struct File {
    /// The case.
    pub case: Case,
    /// What was found, the oldest first.
    pub findings: Vec<Finding>,
    /// What was written down, the oldest first.
    pub notes: Vec<Note>,
}

/// The cases of the force: what is open first, then the newest. Whoever looks sees none about themselves.
pub async fn list(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Case>, Problem> {
    staff.require(Right::FollowUp)?;
    let mut cases = store::cases::list(tx, MOST).await?;
    cases.retain(|case| !case.people.contains(&staff.account()));
    let details = json!({ "cases": cases.len() });
    let entry = Entry::new(Act::Consultation, "cases_seen", "cases", "all");
    tx.journal(entry.with(details)).await?;
    Ok(cases)
}

/// A case with everything in it.
pub async fn read(tx: &mut Tx<'_>, staff: &Staff, id: CaseId) -> Result<File, Problem> {
    let case = hold(tx, staff, id).await?;
    tx.journal(Entry::new(Act::Consultation, "case_opened", "case", id)).await?;
    let findings = store::findings::of_case(tx, id).await?;
    let notes = store::cases::notes(tx, id).await?;
    Ok(File { case, findings, notes })
}

/// Begins a case.
pub(crate) async fn open(tx: &mut Tx<'_>, staff: &Staff, why: &str) -> Result<CaseId, Problem> {
    staff.require(Right::FollowUp)?;
    let id = CaseId::new(tx.id());
    store::cases::insert(tx, id, why.trim(), (None, Some(staff.account()))).await?;
    tx.journal(Entry::new(Act::Collection, "case_begun", "case", id)).await?;
    Ok(id)
}

/// Writes something down in a case.
pub async fn note(tx: &mut Tx<'_>, staff: &Staff, id: CaseId, body: &str) -> Result<(), Problem> {
    hold_open(tx, staff, id).await?;
    store::cases::add_note(tx, id, staff.account(), body.trim()).await?;
    tx.journal(Entry::new(Act::Collection, "case_noted", "case", id)).await
}

/// Says that a case is about somebody too.
pub async fn add_person(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: CaseId,
    person: AccountId,
) -> Result<(), Problem> {
    hold_open(tx, staff, id).await?;
    let known = rights::name_of(tx, person).await?;
    known.ok_or(Problem::NotFound(Thing::Account))?;
    store::cases::add_person(tx, id, person).await?;
    let entry = Entry::new(Act::Alteration, "case_person_added", "case", id);
    tx.journal(entry.with(json!({ "account": person }))).await
}

/// Closes a case with what came of it. It stays as it is from then on; the same form sent twice closes it
/// once: `false` the second time.
pub async fn close(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: CaseId,
    (outcome, why): (Outcome, &str),
) -> Result<bool, Problem> {
    if let Some(closed) = hold(tx, staff, id).await?.closed {
        let same = closed.by == staff.account() && closed.outcome == outcome;
        if same && closed.why == why.trim() {
            return Ok(false);
        }
        return Err(Problem::Conflict("the case is closed"));
    }
    let (why, by, at) = (why.trim().to_owned(), staff.account(), tx.now());
    store::cases::close(tx, id, &Closing { outcome, why, by, at }).await?;
    let entry = Entry::new(Act::Alteration, "case_closed", "case", id);
    tx.journal(entry.with(json!({ "outcome": outcome.code() }))).await?;
    Ok(true)
}

async fn hold(tx: &mut Tx<'_>, staff: &Staff, id: CaseId) -> Result<Case, Problem> {
    staff.require(Right::FollowUp)?;
    let found = store::cases::hold(tx, id).await?;
    let found = found.filter(|case| !case.people.contains(&staff.account()));
    found.ok_or(Problem::NotFound(Thing::Case))
}

/// A case that is not closed, for whoever follows it up and is not in it.
pub(crate) async fn hold_open(tx: &mut Tx<'_>, staff: &Staff, id: CaseId) -> Result<Case, Problem> {
    let case = hold(tx, staff, id).await?;
    if case.closed.is_some() {
        return Err(Problem::Conflict("the case is closed"));
    }
    Ok(case)
}

/// The job of this crate: a review that wants an emergency access followed up opens a case.
#[must_use]
pub fn jobs() -> Vec<Job> {
    let opening = Job::new("open_case_of_glass", |tx, payload| {
        Box::pin(async move {
            let event: GlassToFollowUp =
                serde_json::from_value(payload).map_err(Problem::broken)?;
            open_of_glass(tx, &event).await
        })
    });
    vec![opening.on::<GlassToFollowUp>()]
}

/// Done twice, it is the same case.
async fn open_of_glass(tx: &mut Tx<'_>, event: &GlassToFollowUp) -> Result<(), Problem> {
    let id = CaseId::new(tx.id());
    if !store::cases::insert(tx, id, "", (Some(event.glass), None)).await? {
        return Ok(());
    }
    store::cases::add_person(tx, id, event.account).await?;
    let entry = Entry::new(Act::Collection, "case_begun", "case", id);
    tx.journal(entry.with(json!({ "glass": event.glass }))).await
}
