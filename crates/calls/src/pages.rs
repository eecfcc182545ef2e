//! The desk's script for whoever takes a call.

mod answer;
mod begin;
mod closing;
mod ending;
mod kept;
mod list;
mod outcome;
mod parked;
mod receipt;
mod said;
mod script;
mod ways;

use crate::ending::edition;
use crate::{Call, State, call};
use axum::extract::FromRef;
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Counter, Fault, Frame, Routes, Visit};
use kernel::{CallId, Force, Instant, Problem, Purpose, Thing};
use partners::Counts;
use reports::Intake;
use rights::pages::SignedIn;
use services::pages::Hall;
use services::{Catalogue, Service};
use station::{Station, Tx};
use std::sync::Arc;

/// How often something is done with a call when another window writes in between.
const ATTEMPTS: usize = 8;

/// What these pages need. Cheap to clone.
#[derive(Clone)]
pub struct Line {
    /// What every page needs.
    pub hall: Hall,
    /// Where reports are taken in.
    pub intake: Intake,
    /// What is counted of redirects.
    pub counts: Counts,
}

impl FromRef<Line> for Counter {
    fn from_ref(line: &Line) -> Self {
        line.hall.counter.clone()
    }
}

impl FromRef<Line> for Station {
    fn from_ref(line: &Line) -> Self {
        line.hall.station.clone()
    }
}

/// The addresses of the script. To be opened with [`counter::open`].
pub fn routes(line: Line) -> Routes {
    Routes::new()
        .get("/desk/calls", Desk, Staff, parked::show)
        .post("/desk/calls", Desk, Staff, begin::begin)
        .get("/desk/calls/new", Desk, Staff, begin::show)
        .get("/desk/calls/danger", Desk, Staff, begin::danger)
        .get("/desk/calls/{id}", Desk, Staff, script::enter)
        .get("/desk/calls/{id}/pages/{page}", Desk, Staff, script::show)
        .post("/desk/calls/{id}/pages/{page}", Desk, Staff, answer::answer)
        .get("/desk/calls/{id}/report", Desk, Staff, ending::show)
        .post("/desk/calls/{id}/report", Desk, Staff, ending::end)
        .get("/desk/calls/{id}/receipt", Desk, Staff, receipt::show)
        .post("/desk/calls/{id}/receipt", Desk, Staff, receipt::send)
        .post("/desk/calls/{id}/closure", Desk, Staff, closing::close)
        .with_state(line)
}

/// Who is at the desk, and where.
#[derive(Clone, Copy)]
struct At<'a> {
    line: &'a Line,
    visit: &'a Visit,
    signed_in: &'a SignedIn,
}

impl<'a> At<'a> {
    const fn new(line: &'a Line, visit: &'a Visit, signed_in: &'a SignedIn) -> Self {
        Self { line, visit, signed_in }
    }

    async fn tx(&self) -> Result<Tx<'a>, Problem> {
        let scope = self.signed_in.staff.scope(Purpose::ContactHandling);
        self.line.hall.station.begin(&scope).await
    }

    fn frame(&self, title: &str) -> Frame {
        rights::pages::frame(&self.line.hall.counter, self.visit, self.signed_in, title)
    }

    fn force(&self) -> Option<&'a Arc<Force>> {
        self.line.hall.counter.forces.get(self.signed_in.staff.force().as_str())
    }

    /// The address of something of a call.
    fn href(&self, id: CallId, what: &str) -> String {
        self.visit.href(&format!("/desk/calls/{id}{what}"))
    }

    fn go(&self, id: CallId, what: &str) -> Response {
        Redirect::to(&self.href(id, what)).into_response()
    }
}

/// A call that is open on somebody's desk, with the service whose script is read.
struct Open {
    call: Call,
    service: Arc<Service>,
    catalogue: Arc<Catalogue>,
    now: Instant,
}

impl Open {
    /// Opens the call of an address, in a transaction. Not found where it is not theirs.
    async fn of(at: &At<'_>, tx: &mut Tx<'_>, id: CallId) -> Result<Self, Problem> {
        let call = call::open(tx, &at.signed_in.staff, id).await?;
        let catalogue = at.line.hall.catalogue();
        let service = edition(&catalogue, &call)?.clone();
        Ok(Self { call, service, catalogue, now: tx.now() })
    }

    /// The same only to look at it.
    async fn to_show(at: &At<'_>, id: CallId) -> Result<Self, Problem> {
        let mut tx = at.tx().await?;
        let open = Self::of(at, &mut tx, id).await?;
        tx.commit().await?;
        Ok(open)
    }

    const fn id(&self) -> CallId {
        self.call.id
    }

    /// Where somebody is led who opens a call that is ended.
    fn ended(&self, at: &At<'_>) -> Option<Response> {
        match self.call.state {
            State::Open => None,
            State::Ending => Some(at.go(self.id(), "/report")),
            State::Ended => Some(at.go(self.id(), "/receipt")),
        }
    }
}

/// The call of an address; not found where it cannot be one.
fn call_id(text: &str) -> Result<CallId, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Page))
}

/// Does something with a call, and does it anew when another window wrote in between.
async fn in_turn<F: Future<Output = Result<Response, Fault>>>(
    deed: impl Fn() -> F,
) -> Result<Response, Fault> {
    for _ in 1..ATTEMPTS {
        match deed().await {
            Err(Fault(Problem::Conflict(_))) => {}
            done => return done,
        }
    }
    deed().await
}
