//! The room of those who look at who looked: records and people, findings, cases, rules, the export.

mod attempt;
mod case;
mod cases;
mod entries;
mod export;
mod finding;
mod findings;
mod kept;
mod period;
mod person;
mod record;
mod request;
mod rules;
mod start;
mod words;

use crate::records::Records;
use axum::extract::FromRef;
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Counter, Fault, Frame, Routes, Visit};
use kernel::{Language, Problem, Purpose, Words, words};
use rights::Right;
use rights::pages::SignedIn;
use station::{Station, Tx};

words! {
    AREAS { en: "Parts of this room", cy: "Rhannau'r ystafell hon" }
    LOOK_UP { en: "Look up", cy: "Chwilio" }
    FINDINGS { en: "Findings", cy: "Canfyddiadau" }
    CASES { en: "Cases", cy: "Achosion" }
    RULES { en: "Rules", cy: "Rheolau" }
    EXPORT { en: "Export", cy: "Allforio" }
}

/// What these pages need.
#[derive(Clone)]
pub struct Office {
    /// Where the data is.
    pub station: Station,
    /// What every page needs.
    pub counter: Counter,
    /// How records are found.
    pub records: Records,
}

impl FromRef<Office> for Counter {
    fn from_ref(office: &Office) -> Self {
        office.counter.clone()
    }
}

impl FromRef<Office> for Station {
    fn from_ref(office: &Office) -> Self {
        office.station.clone()
    }
}

/// The addresses. To be opened with [`counter::open`].
pub fn routes(office: Office) -> Routes {
    Routes::new()
        .get("/desk/oversight", Desk, Staff, start::show)
        .post("/desk/oversight/records", Desk, Staff, start::find)
        .get("/desk/oversight/records/{id}", Desk, Staff, record::show)
        .post("/desk/oversight/records/{id}/hold", Desk, Staff, record::hold)
        .get("/desk/oversight/people", Desk, Staff, person::show)
        .get("/desk/oversight/findings", Desk, Staff, findings::show)
        .get("/desk/oversight/findings/{id}", Desk, Staff, finding::show)
        .post("/desk/oversight/findings/{id}", Desk, Staff, finding::decide)
        .get("/desk/oversight/cases", Desk, Staff, cases::show)
        .get("/desk/oversight/cases/{id}", Desk, Staff, case::show)
        .post("/desk/oversight/cases/{id}/notes", Desk, Staff, case::note)
        .post("/desk/oversight/cases/{id}/people", Desk, Staff, case::add)
        .post("/desk/oversight/cases/{id}/closure", Desk, Staff, case::close)
        .get("/desk/oversight/rules", Desk, Staff, rules::show)
        .post("/desk/oversight/rules", Desk, Staff, rules::tune)
        .get("/desk/oversight/export", Desk, Staff, export::show)
        .post("/desk/oversight/export", Desk, Staff, export::ask)
        .get("/desk/oversight/export/{id}", Desk, Staff, request::show)
        .post("/desk/oversight/export/{id}", Desk, Staff, request::give)
        .with_state(office)
}

/// One request of somebody in this room.
struct At<'a> {
    office: &'a Office,
    visit: &'a Visit,
    signed_in: &'a SignedIn,
}

/// The parts of the room: where each leads, its name, and whether it is this one.
type Tabs = Vec<(String, &'static str, bool)>;

impl<'a> At<'a> {
    const fn new(office: &'a Office, visit: &'a Visit, signed_in: &'a SignedIn) -> Self {
        Self { office, visit, signed_in }
    }

    const fn language(&self) -> Language {
        self.visit.language
    }

    fn frame(&self, title: &str) -> Frame {
        rights::pages::frame(&self.office.counter, self.visit, self.signed_in, title).noindex()
    }

    fn tabs(&self) -> Tabs {
        let here = self.visit.address.path.as_str();
        let tab = |(path, words): (&str, Words)| {
            let current = here == path;
            (self.visit.href(path), words.say(self.language()), current)
        };
        [
            ("/desk/oversight", LOOK_UP),
            ("/desk/oversight/findings", FINDINGS),
            ("/desk/oversight/cases", CASES),
            ("/desk/oversight/rules", RULES),
            ("/desk/oversight/export", EXPORT),
        ]
        .into_iter()
        .map(tab)
        .collect()
    }

    async fn tx(&self) -> Result<Tx<'a>, Problem> {
        self.office.station.begin(&self.signed_in.staff.scope(Purpose::Oversight)).await
    }

    fn go(&self, path: &str) -> Response {
        Redirect::to(&self.visit.href(path)).into_response()
    }

    /// What somebody gets for a problem in this room.
    fn refused(&self, problem: Problem) -> Result<Response, Fault> {
        let opened_by = [Right::ReadJournal];
        let counter = &self.office.counter;
        rights::pages::refused(&opened_by, counter, self.visit, self.signed_in, problem)
    }

    /// What an address's query says of a field.
    fn asked(&self, name: &str) -> Option<String> {
        let query = self.visit.address.query.as_deref().unwrap_or_default();
        counter_query(query, name)
    }
}

/// A field of a query.
fn counter_query(query: &str, name: &str) -> Option<String> {
    let all: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    all.into_iter().find(|(field, _)| field == name).map(|(_, value)| value)
}
