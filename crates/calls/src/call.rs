//! A call that is being taken: begun, opened, saved, turned to another service, closed.

use crate::account::Account;
use crate::store::{self, Change, Row};
use kernel::{AccountId, CallId, ForceId, Instant, Language, Problem, ReportId, Thing};
use rights::{Right, Staff};
use services::Service;
use station::{Act, Entry, Station, Tx, seal};

/// Says that another window changed the call since it was read: read it again, and do what you did.
pub(crate) const CHANGED: &str = "the call was changed meanwhile";

/// How far a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being written down.
    Open,
    /// Nothing of it changes any more; the report is on its way.
    Ending,
    /// It is a report.
    Ended,
}

impl State {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    fn of_code(code: &str) -> Self {
        match code {
            "open" => Self::Open,
            "ending" => Self::Ending,
            _ => Self::Ended,
        }
    }
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// The service whose script is read.
    pub service_id: String,
    /// How far it is.
    pub state: State,
    /// When it began.
    pub begun_at: Instant,
    /// When it was last saved.
    pub saved_at: Instant,
    /// What was told.
    pub account: Account,
    pub(crate) by: AccountId,
    revision: i32,
}

/// What seals a call: the server's key, for the one who takes it. The database alone opens none.
fn key(station: &Station, force: &ForceId, by: AccountId, id: CallId) -> [u8; 32] {
    station.key().expand("call v1", format!("{force}|{by}|{id}").as_bytes())
}

fn context(force: &ForceId, id: CallId) -> Vec<u8> {
    format!("call v1|{force}|{id}").into_bytes()
}

impl Call {
    pub(crate) fn unseal(tx: &Tx<'_>, row: Row) -> Result<Self, Problem> {
        let force = tx.scope().force();
        let key = key(tx.station(), force, row.account, row.id);
        let plain = seal::open(&key, &context(force, row.id), &row.sealed);
        let plain = plain.ok_or_else(|| Problem::broken("a call that does not open"))?;
        Ok(Self {
            id: row.id,
            service_id: row.service_id,
            state: State::of_code(&row.state),
            begun_at: row.begun_at,
            saved_at: row.saved_at,
            account: serde_json::from_slice(&plain).map_err(Problem::broken)?,
            by: row.account,
            revision: row.revision,
        })
    }

    fn sealed(&self, tx: &Tx<'_>) -> Result<Vec<u8>, Problem> {
        let force = tx.scope().force();
        let plain = serde_json::to_vec(&self.account).map_err(Problem::broken)?;
        seal::seal(&key(tx.station(), force, self.by, self.id), &context(force, self.id), &plain)
    }

    /// Keeps the call in a state, in place of the one that was read. `Conflict` when another window
    /// changed it.
    pub(crate) async fn keep(
        &mut self,
        tx: &mut Tx<'_>,
        state: State,
        (verb, report): (&'static str, Option<ReportId>),
    ) -> Result<(), Problem> {
        let sealed = self.sealed(tx)?;
        let (id, before, service_id) = (self.id, self.revision, &*self.service_id);
        let change = Change { id, before, service_id, state, sealed: &sealed, report };
        if !store::change(tx, &change).await? {
            return Err(Problem::Conflict(CHANGED));
        }
        tx.journal(Entry::new(Act::Alteration, verb, "call", id)).await?;
        self.revision = self.revision.saturating_add(1);
        self.state = state;
        Ok(())
    }
}

/// Begins a call about something.
pub async fn begin(
    tx: &mut Tx<'_>,
    staff: &Staff,
    service: &Service,
    language: Language,
) -> Result<CallId, Problem> {
    staff.require(Right::AnswerContacts)?;
    let (id, now) = (CallId::new(tx.id()), tx.now());
    let call = Call {
        id,
        service_id: service.id.clone(),
        state: State::Open,
        begun_at: now,
        saved_at: now,
        account: Account::new(service, language)?,
        by: staff.account(),
        revision: 1,
    };
    let sealed = call.sealed(tx)?;
    store::insert(tx, id, staff.account(), (&service.id, &sealed)).await?;
    tx.journal(Entry::new(Act::Collection, "call_begun", "call", id)).await?;
    Ok(id)
}

/// Opens a call. Not found for anybody but who takes it; that it was opened is in the journal.
pub async fn open(tx: &mut Tx<'_>, staff: &Staff, id: CallId) -> Result<Call, Problem> {
    staff.require(Right::AnswerContacts)?;
    let row = store::of_account(tx, staff.account(), id).await?;
    let call = Call::unseal(tx, row.ok_or(Problem::NotFound(Thing::Page))?)?;
    tx.journal(Entry::new(Act::Consultation, "call_opened", "call", id)).await?;
    Ok(call)
}

/// The calls that somebody has open, the oldest first. That they were looked at is in the journal.
pub async fn parked(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Call>, Problem> {
    staff.require(Right::AnswerContacts)?;
    let rows = store::parked(tx, staff.account()).await?;
    let calls: Vec<Call> =
        rows.into_iter().map(|row| Call::unseal(tx, row)).collect::<Result<_, _>>()?;
    let details = serde_json::json!({ "calls": calls.len() });
    let entry = Entry::new(Act::Consultation, "open_calls_seen", "account", staff.account());
    tx.journal(entry.with(details)).await?;
    Ok(calls)
}

/// Keeps what was written, in place of what was read. `Conflict` when another window wrote in between,
/// or the call is ended.
pub async fn save(tx: &mut Tx<'_>, staff: &Staff, call: &mut Call) -> Result<(), Problem> {
    staff.require(Right::AnswerContacts)?;
    if call.state != State::Open {
        return Err(Problem::Conflict("the call is ended"));
    }
    call.keep(tx, State::Open, ("call_written", None)).await
}

/// The caller tells of something that another of our services is for: the answers that both ask for go
/// along, and the words stay.
pub async fn turn_to(
    tx: &mut Tx<'_>,
    staff: &Staff,
    call: &mut Call,
    (there, carried): (&Service, &services::Answers),
) -> Result<(), Problem> {
    let mut account = Account::new(there, call.account.draft.language)?;
    for (id, value) in carried.iter() {
        if there.question(id).is_some() {
            account.draft.answers.set(id, value.clone());
        }
    }
    account.words.clone_from(&call.account.words);
    account.words_seen = call.account.words_seen;
    call.service_id.clone_from(&there.id);
    call.account = account;
    save(tx, staff, call).await
}

/// Closes a call of which nothing came: it was begun by mistake (`nothing_said`), or the caller goes to
/// another body with it (`went_elsewhere`). Nothing of it is kept.
pub async fn close(
    tx: &mut Tx<'_>,
    staff: &Staff,
    call: &Call,
    why: &'static str,
) -> Result<(), Problem> {
    staff.require(Right::AnswerContacts)?;
    if call.state != State::Open || !store::delete(tx, call.id, call.revision).await? {
        return Err(Problem::Conflict(CHANGED));
    }
    let entry = Entry::new(Act::Erasure, "call_closed", "call", call.id);
    tx.journal(entry.with(serde_json::json!({ "why": why }))).await
}
