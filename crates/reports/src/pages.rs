//! The form: question pages, checking, sending and the receipt; and the same for programs.
//!
//! No page knows where a person is: the way is walked anew from their answers, so that going back,
//! two tabs, an old bookmark and a changed mind all lead to the right page.

mod adding;
mod addresses;
mod api;
mod check;
mod coming_back;
mod controls;
mod elsewhere;
mod equality;
mod gone;
mod list;
mod map;
mod notice;
mod passed;
mod passing;
mod place;
mod preview;
mod qr;
mod question;
mod resume;
mod save;
mod sent;
mod tasks;
mod told;
mod transcript;
mod turn;
mod typed;
mod until;
mod uploads;
mod writing;

pub use api::api;
pub use controls::Manner;
pub use elsewhere::{Found, facts, find_at};
pub use map::Tiles;
pub use preview::Preview;
pub use resume::go_on_with;
pub use transcript::Transcript;
pub use typed::{left, typed};

use crate::Intake;
use axum::extract::FromRef;
use axum::middleware;
use axum::response::Response;
use counter::Kind::Own;
use counter::Who::{Anybody, Writer};
use counter::{Counter, Patience, Routes, Sensitive};
use evidence::Vault;
use partners::{Counts, Mailboxes};
use services::pages::{Hall, mark_sensitive};
use station::addresses::Addresses;
use std::sync::Arc;

/// What these pages need: what all pages need, and where people's answers are taken in. Cheap to
/// clone.
#[derive(Clone)]
pub struct Window {
    /// What every page needs.
    pub hall: Hall,
    /// Where what people write is kept.
    pub intake: Intake,
    /// Where the files that they send are kept.
    pub vault: Vault,
    /// Where addresses are looked up.
    pub addresses: Addresses,
    /// What maps are drawn from; no map is shown without.
    pub tiles: Option<Tiles>,
    /// Where handovers to other bodies go.
    pub mailboxes: Mailboxes,
    /// What is counted of redirects.
    pub counts: Counts,
    /// Who tried codes that were wrong. One for the program.
    pub patience: Arc<Patience>,
}

impl Window {
    /// The window of a hall, an intake and a vault, where nothing is passed on and addresses are typed: with
    /// no mailboxes, no gazetteer, and counts of its own.
    #[must_use]
    pub fn new(hall: Hall, intake: Intake, vault: Vault) -> Self {
        let (mailboxes, counts) = (Mailboxes::default(), Counts::default());
        let (addresses, patience) = (Addresses::default(), Arc::default());
        Self { hall, intake, vault, addresses, tiles: None, mailboxes, counts, patience }
    }
}

impl FromRef<Window> for Counter {
    fn from_ref(window: &Window) -> Self {
        window.hall.counter.clone()
    }
}

/// Where a page takes files in, and where one of them is.
const UPLOADS: &str = "/{force}/{group}/{slug}/{page}/uploads";
const UPLOAD: &str = "/{force}/{group}/{slug}/{page}/uploads/{file}";

/// Where files are added to a report that was sent.
const ADDING: &str = "/{force}/add/{link}";
const ADDED: &str = "/{force}/add/{link}/uploads";
const ADDED_FILE: &str = "/{force}/add/{link}/uploads/{file}";

/// The pages of every service after its start page. The counter goes around them.
pub fn routes(window: Window) -> Routes {
    Routes::new()
        .get("/{force}/{group}/{slug}/check", Own, Writer, check::show)
        .post("/{force}/{group}/{slug}/check", Own, Writer, check::send)
        .get("/{force}/{group}/{slug}/sent", Own, Writer, sent::show)
        .get("/{force}/{group}/{slug}/sent/copy.pdf", Own, Writer, sent::copy)
        .get("/{force}/{group}/{slug}/about-you", Own, Writer, equality::show)
        .post("/{force}/{group}/{slug}/about-you", Own, Writer, equality::answer)
        .get("/{force}/{group}/{slug}/save", Own, Writer, save::show)
        .post("/{force}/{group}/{slug}/save", Own, Writer, save::post)
        .get("/{force}/{group}/{slug}/tasks", Own, Writer, tasks::show)
        .get("/{force}/{group}/{slug}/{page}", Own, Writer, question::show)
        .post("/{force}/{group}/{slug}/{page}", Own, Writer, question::answer)
        .get("/{force}/{group}/{slug}/{page}/go", Own, Anybody, elsewhere::go)
        .get("/{force}/{group}/{slug}/{page}/pass", Own, Writer, passing::show)
        .post("/{force}/{group}/{slug}/{page}/pass", Own, Writer, passing::send)
        .get(UPLOADS, Own, Writer, uploads::show)
        .post(UPLOADS, Own, Writer, uploads::take)
        .head(UPLOAD, Own, Writer, uploads::standing)
        .patch(UPLOAD, Own, Writer, uploads::append)
        .delete(UPLOAD, Own, Writer, uploads::terminate)
        .wrapped(|router| {
            router.route_layer(middleware::from_fn_with_state(window.hall.clone(), mark_sensitive))
        })
        .merge(return_routes())
        .with_state(window)
}

/// The way back to saved answers, and to a report with more files, which may be about anything.
fn return_routes() -> Routes<Window> {
    Routes::new()
        .get("/{force}/return", Own, Anybody, coming_back::show)
        .post("/{force}/return", Own, Anybody, coming_back::post)
        .get("/{force}/return/{link}", Own, Anybody, coming_back::by_link)
        .get(ADDING, Own, Anybody, adding::show)
        .get(ADDED, Own, Anybody, adding::back)
        .post(ADDED, Own, Anybody, adding::take)
        .head(ADDED_FILE, Own, Anybody, adding::standing)
        .patch(ADDED_FILE, Own, Anybody, adding::append)
        .delete(ADDED_FILE, Own, Anybody, adding::terminate)
        .wrapped(|router| router.layer(middleware::map_response(discreet)))
}

async fn discreet(mut response: Response) -> Response {
    response.extensions_mut().insert(Sensitive);
    response
}
