//! Coming back to saved answers with their reference and code, or by the link that holds both.
//!
//! *Invariants:* an unknown reference and a wrong code get the same answer after the same time; who
//! holds the right code is never kept out; opening a link uses nothing up, and it does not stay in
//! the address bar.

mod carried;
mod page;

use super::place::{Place, SENT, see_other};
use super::writing::WAY;
use super::{Window, writing::in_turn};
use crate::drafts::{Found, Holder, Opened, Ticket};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use counter::{Fault, Form, SetCookie, Visit};
use kernel::{Clock, Force, Problem, Thing};
use page::{ReturnPage, Saying, Typed};
use services::pages::get_offered;
use std::sync::Arc;

/// `GET /{force}/return`: asks for reference and code; or, after a link was opened, whether to go on.
pub(super) async fn show(
    State(window): State<Window>,
    visit: Visit,
    Path(_force): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    visit.force()?;
    let by_hand = visit.address.query.as_deref() == Some(page::BY_HAND);
    let carried = carried::read(&window.hall, &headers).filter(|_| !by_hand);
    match carried {
        Some(ticket) => ReturnPage::confirm(&visit, ticket.reference, false),
        None => ReturnPage::ask(&visit, &Typed::default(), &Saying::Nothing),
    }
}

/// `GET /{force}/return/{link}`: the code leaves the address bar at once. Only a press of a button on
/// the page that follows opens anything: what looks into mail does not press.
pub(super) async fn by_link(
    State(window): State<Window>,
    visit: Visit,
    Path((_force, link)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let force = visit.force()?;
    let ticket = Ticket::parse_text(&link);
    let Some(ticket) = ticket.filter(|it| it.reference.letters() == force.letters) else {
        return ReturnPage::ask(&visit, &Typed::default(), &Saying::BrokenLink);
    };
    let cookie = carried::cookie(&window.hall, &ticket)?;
    Ok((cookie, see_other(&address(&visit, force))).into_response())
}

/// `POST /{force}/return`: leads to where the person was.
pub(super) async fn post(
    State(window): State<Window>,
    visit: Visit,
    Path(_force): Path<String>,
    (headers, form): (HeaderMap, Form),
) -> Result<Response, Fault> {
    visit.force()?;
    let typed = Typed::of(&form);
    let ticket = match &typed {
        Some(typed) => {
            let missing = typed.missing(visit.language);
            if !missing.is_empty() {
                return ReturnPage::ask(&visit, typed, &Saying::Missing(missing));
            }
            Ticket::parse(&typed.reference, &typed.code)
        }
        None => carried::read(&window.hall, &headers),
    };
    let typed = typed.unwrap_or_default();
    let known = ticket.as_ref().and_then(|ticket| {
        let forces = window.hall.station.forces();
        forces.by_letters(ticket.reference.letters()).cloned()
    });
    let (Some(ticket), Some(force)) = (ticket, known) else {
        return ReturnPage::ask(&visit, &typed, &Saying::NotFound);
    };
    // On a force's own host only its own answers can be gone on with: cookies stay where they are.
    if visit.address.own_host && visit.force.as_ref().is_some_and(|own| own.id != force.id) {
        return Ok(see_other(&address(&visit, &force)));
    }
    match window.intake.open_ticket(&force.id, &ticket).await {
        Ok(Some((holder, found))) => {
            let replaces = form.get(page::REPLACE).is_some();
            let back = Back { window: &window, visit: &visit, force, ticket, holder, found };
            in_turn(|| back.go_on(replaces)).await
        }
        Ok(None) => {
            window.patience.wait(ticket.reference, window.hall.station.real()).await;
            ReturnPage::ask(&visit, &typed, &Saying::NotFound)
        }
        Err(Problem::Busy) => ReturnPage::ask(&visit, &typed, &Saying::Busy),
        Err(problem) => Err(Fault(problem)),
    }
}

/// Somebody whose ticket opened something.
struct Back<'a> {
    window: &'a Window,
    visit: &'a Visit,
    force: Arc<Force>,
    ticket: Ticket,
    holder: Holder,
    found: Found,
}

impl Back<'_> {
    /// Lets this browser go on with what is kept, unless it has other answers that would be lost: then
    /// the person is asked first.
    async fn go_on(&self, replaces: bool) -> Result<Response, Fault> {
        let (window, visit) = (self.window, self.visit);
        let place = self.place()?;
        let (key, new) = visit.key_or_new(counter::random()?);
        let own = place.drawer(&Place::holder(&key));
        let opened = window.intake.open_any(own, &place.service, None).await?;
        if has_others(&opened) && !replaces {
            let page = ReturnPage::confirm(visit, self.ticket.reference, true)?;
            return Ok((new, carried::cookie(&window.hall, &self.ticket)?, page).into_response());
        }
        window.intake.point_to(&opened, &place.service, &self.holder).await?;
        let done = [WAY, carried::NAME].map(|name| SetCookie::expire(&window.hall.counter, name));
        let [aside, carried] = done;
        Ok((new, aside, carried, self.onward(&place)).into_response())
    }

    fn place(&self) -> Result<Place, Problem> {
        let absent = || Problem::NotFound(Thing::Service);
        let kept = self.found.draft.kept.as_ref().ok_or_else(absent)?;
        let catalogue = &self.window.hall.catalogue;
        let service = get_offered(catalogue, &self.force, &kept.service).ok_or_else(absent)?;
        let of = (self.force.clone(), service.clone());
        Ok(Place::at(self.window, self.visit.clone(), of))
    }

    /// The page that was left unfinished, or the next that is not answered; the receipt when it was sent meanwhile.
    fn onward(&self, place: &Place) -> Response {
        let draft = &self.found.draft;
        if draft.sent.is_some() {
            return place.go(SENT);
        }
        let journey = services::journey(&place.service, &draft.answers, place.now());
        place.go(&Place::onward(&journey, draft))
    }
}

/// Whether the browser has unsent answers of its own that are saved nowhere else.
fn has_others(opened: &Opened) -> bool {
    let unsent = opened.found.as_ref().filter(|found| found.draft.sent.is_none());
    !opened.is_kept() && unsent.is_some_and(|found| !found.draft.is_blank())
}

fn address(visit: &Visit, force: &Force) -> String {
    visit.href(&format!("/{}/return", force.id))
}
