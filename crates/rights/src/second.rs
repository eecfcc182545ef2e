//! Two pairs of eyes: what is dangerous is asked for by one person and approved by another.
//!
//! Whoever does such a thing asks with [`ask_for`]; a second person with the same right decides with
//! [`decide`], never the first; what was approved is done once, by the job that listens to
//! [`RequestApproved`], or by whoever asked, with [`use_up`]. Both, with their reasons, are in the journal.

use crate::{Staff, store};
use jiff::SignedDuration;
use kernel::{AccountId, Instant, Problem, Reason, RequestId, Thing};
use policy::Right;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use station::Event;
use station::{Act, Entry, Tx};

/// How long a request can be decided and done.
const LASTS: SignedDuration = SignedDuration::from_hours(72);
/// The shortest reason that says something, in characters.
pub const SHORTEST_REASON: usize = 20;
/// The longest, in characters.
pub const LONGEST_REASON: usize = 1000;

/// Something dangerous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What it is called in the journal, in the past tense: `journal_exported`.
    pub code: &'static str,
    /// What both must be allowed to do.
    pub right: Right,
}

/// A request that is made.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// What is to be done.
    pub deed: Deed,
    /// To which thing.
    pub thing_id: String,
    /// What whoever does it needs to know.
    pub details: Value,
    /// What is to be done, for the second person: in English and in Welsh.
    pub says: [String; 2],
    /// Why.
    pub reason: String,
}

/// A request as it stands.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// The deed's code.
    pub deed: String,
    /// What both must be allowed to do; nothing where this program does not know it.
    pub needs: Option<Right>,
    /// To which thing.
    pub thing_id: String,
    /// What whoever does it needs to know.
    pub details: Value,
    /// What is to be done, in English and in Welsh.
    pub says: [String; 2],
    /// Why, in the words of whoever asked.
    pub reason: String,
    /// Who asked.
    pub asked_by: AccountId,
    /// When, in real time.
    pub asked_at: Instant,
    /// Until when it can be decided and done.
    pub ends_at: Instant,
    /// Where it stands.
    pub state: RequestState,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// Why, in their words.
    pub answer: Option<String>,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// For a second person.
    Waiting,
    /// It may be done, once.
    Approved,
    /// It may not.
    Refused,
    /// Whoever asked does not want it any more.
    Withdrawn,
    /// It was done.
    Done,
}

impl RequestState {
    const ALL: [Self; 5] =
        [Self::Waiting, Self::Approved, Self::Refused, Self::Withdrawn, Self::Done];

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Done => "done",
        }
    }

    /// The state of a stored code; what is not known cannot be done.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.code() == code).unwrap_or(Self::Withdrawn)
    }
}

/// A second person approved something: whoever does such things does it now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RequestApproved {
    /// The request.
    pub request: RequestId,
    /// Its deed's code.
    pub deed: String,
}

impl Event for RequestApproved {
    const KIND: &'static str = "request_approved";
}

/// Asks for something that needs a second person. Whoever asks must be allowed to do it, and have proven
/// lately who they are.
pub async fn ask_for(
    tx: &mut Tx<'_>,
    staff: &Staff,
    new: &NewRequest,
) -> Result<RequestId, Problem> {
    staff.require_now(new.deed.right)?;
    if !says_something(&new.reason) {
        return Err(Problem::Conflict("a request without a reason"));
    }
    let id = RequestId::new(tx.id());
    let ends_at = tx.real_now().plus(LASTS);
    store::requests::insert(tx, id, staff.account(), new, ends_at).await?;
    let details = json!({ "deed": new.deed.code, "thing_id": new.thing_id });
    tx.journal(Entry::new(Act::Collection, "second_person_asked", "request", id).with(details))
        .await?;
    Ok(id)
}

/// Whether a reason says something, and not too much.
#[must_use]
pub fn says_something(reason: &str) -> bool {
    (SHORTEST_REASON..=LONGEST_REASON).contains(&reason.trim().chars().count())
}

/// A second person decides. The first may only withdraw what they asked for.
pub async fn decide(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: RequestId,
    (approved, answer): (bool, &str),
) -> Result<(), Problem> {
    let request = waiting_one(tx, id).await?;
    staff.require_now(request.needs.ok_or(Problem::NotFound(Thing::Request))?)?;
    if request.asked_by == staff.account() {
        return Err(Problem::Refused(Reason::SamePerson));
    }
    let state = if approved { RequestState::Approved } else { RequestState::Refused };
    store::requests::decide(tx, id, state, Some((staff.account(), answer))).await?;
    let verb = if approved { "second_person_approved" } else { "second_person_refused" };
    let both = json!({
        "deed": request.deed, "thing_id": request.thing_id,
        "asked_by": request.asked_by, "decided_by": staff.account(),
    });
    tx.journal(Entry::new(Act::Alteration, verb, "request", id).with(both)).await?;
    if approved {
        tx.publish(&RequestApproved { request: id, deed: request.deed }).await?;
    }
    Ok(())
}

/// Whoever asked takes it back.
pub async fn withdraw(tx: &mut Tx<'_>, staff: &Staff, id: RequestId) -> Result<(), Problem> {
    let request = waiting_one(tx, id).await?;
    if request.asked_by != staff.account() {
        return Err(Problem::NotFound(Thing::Request));
    }
    store::requests::decide(tx, id, RequestState::Withdrawn, None).await?;
    tx.journal(Entry::new(Act::Alteration, "request_withdrawn", "request", id)).await
}

/// What was approved is done: once, in time, and as it was asked for. Returns the request; both who
/// asked and who approved are in the journal beside the deed.
pub async fn use_up(tx: &mut Tx<'_>, id: RequestId, deed: Deed) -> Result<Request, Problem> {
    let request = one(tx, id).await?.ok_or(Problem::NotFound(Thing::Request))?;
    let fits = request.deed == deed.code && request.state == RequestState::Approved;
    if !fits || request.ends_at <= tx.real_now() {
        return Err(Problem::NotFound(Thing::Request));
    }
    store::requests::decide(tx, id, RequestState::Done, None).await?;
    let both = json!({
        "request": id, "asked_by": request.asked_by, "decided_by": request.decided_by,
    });
    let entry = Entry::new(Act::Alteration, deed.code, "request", &request.thing_id);
    tx.journal(entry.with(both)).await?;
    Ok(request)
}

/// A request, held until the transaction ends.
pub async fn one(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Request>, Problem> {
    store::requests::hold(tx, id).await
}

/// What waits or was decided lately in the force, the newest first.
pub async fn list(tx: &mut Tx<'_>) -> Result<Vec<Request>, Problem> {
    store::requests::list(tx).await
}

/// That somebody looked at what waits.
pub(crate) async fn note_list(tx: &mut Tx<'_>, shown: usize) -> Result<(), Problem> {
    let entry = Entry::new(Act::Consultation, "requests_seen", "queue", "requests");
    tx.journal(entry.with(json!({ "requests": shown }))).await
}

async fn waiting_one(tx: &mut Tx<'_>, id: RequestId) -> Result<Request, Problem> {
    let request = one(tx, id).await?.ok_or(Problem::NotFound(Thing::Request))?;
    if request.ends_at <= tx.real_now() {
        return Err(Problem::NotFound(Thing::Request));
    }
    if request.state != RequestState::Waiting {
        return Err(Problem::Conflict("somebody decided before"));
    }
    Ok(request)
}
