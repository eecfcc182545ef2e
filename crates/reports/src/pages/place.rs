//! Where a request stands: a force, a service and one of its pages; and the addresses around it.

use super::Window;
use super::map::Tiles;
use crate::Intake;
use crate::drafts::{Draft, Drawer, Holder};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter::{Fault, Frame, Key, Visit};
use evidence::Vault;
use kernel::{Force, Instant, Language, Problem, Purpose, Thing};
use partners::{Counts, Directory, Mailboxes};
use services::pages::{Hall, find_offered, get_offered};
use services::{Catalogue, Closed, End, Journey, PageDef, Service, ServiceKind, Slug, Spot, Step};
use station::addresses::Addresses;
use station::{Scope, Tx};
use std::borrow::Cow;
use std::sync::Arc;

/// The last part of the address of the page where answers are checked.
pub(super) const CHECK: &str = "check";
/// The last part of the address of the receipt.
pub(super) const SENT: &str = "sent";
/// The last part of the address where answers are saved to come back to, and what a button sends that
/// leads there.
pub(super) const SAVE: &str = "save";
/// The last part of the address of the list of tasks.
pub(super) const TASKS: &str = "tasks";
/// What stands in an address when somebody came to a page whose answers are gone.
const GONE: &str = "gone=1";
/// What stands in an address when somebody changes an answer from the check page.
const CHANGE: &str = "change=1";
/// The same as the query of an address.
const CHANGING: &str = "?change=1";

/// A service of a force, as one visit meets it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) hall: Hall,
    pub(super) intake: Intake,
    pub(super) mailboxes: Mailboxes,
    pub(super) counts: Counts,
    pub(super) vault: Vault,
    pub(super) addresses: Addresses,
    pub(super) tiles: Option<Tiles>,
    pub(super) visit: Visit,
    pub(super) force: Arc<Force>,
    /// The edition that is answered here: the offered one, or the one that a draft was begun with.
    pub(super) service: Arc<Service>,
    /// What is said to whoever would begin, when nobody may.
    closed: Option<Arc<Closed>>,
    catalogue: Arc<Catalogue>,
    page: String,
    query: String,
}

impl Place {
    /// A service of a force, met by a visit whose address names neither; nothing when the force does
    /// not offer it.
    pub(super) fn at(
        window: &Window,
        visit: Visit,
        (force, id): (Arc<Force>, &str),
    ) -> Option<Self> {
        let catalogue = window.hall.catalogue();
        let offer = get_offered(&catalogue, &force, id)?;
        let (service, closed) = (offer.edition.service.clone(), offer.closed.cloned());
        Some(Self {
            hall: window.hall.clone(),
            intake: window.intake.clone(),
            mailboxes: window.mailboxes.clone(),
            counts: window.counts.clone(),
            vault: window.vault.clone(),
            addresses: window.addresses.clone(),
            tiles: window.tiles.clone(),
            visit,
            force,
            service,
            closed,
            catalogue,
            page: String::new(),
            query: String::new(),
        })
    }

    /// Whether the address has this after its question mark.
    pub(super) fn asks(&self, what: &str) -> bool {
        self.query.split('&').any(|part| part == what)
    }

    /// The page that the address names, and the item that it is of.
    pub(super) fn spot(&self) -> Result<Spot<'_>, Problem> {
        self.service.spot(&self.page).ok_or(Problem::NotFound(Thing::Page))
    }

    /// The same place in the edition that a draft was begun with, while we have it: whoever is on
    /// the way is not asked anew because another was published.
    pub(super) fn in_edition(self, version: u32) -> Self {
        if version == self.service.version {
            return self;
        }
        match self.catalogue.edition(&self.service.id, version) {
            Some(edition) => Self { service: edition.service.clone(), ..self },
            None => self,
        }
    }

    /// What is shown to whoever would begin, when nobody may.
    pub(super) fn closed(&self) -> Option<Response> {
        let closed = self.closed.as_ref()?;
        Some(services::pages::closed(&self.visit, &self.service, closed))
    }

    /// Who else deals with what.
    pub(super) fn directory(&self) -> &Directory {
        self.catalogue.directory()
    }

    /// Whether a page is the first of its service: nothing needs to be there before it.
    pub(super) fn is_first(&self, page: &PageDef) -> bool {
        self.service.pages.first().is_some_and(|first| first.id == page.id)
    }

    /// Whether the person came from the check page to change an answer.
    pub(super) fn changes(&self) -> bool {
        self.asks(CHANGE)
    }

    /// What the address says under a name.
    pub(super) fn asked(&self, name: &str) -> Option<&str> {
        let mut parts = self.query.split('&').filter_map(|part| part.split_once('='));
        parts.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether the person came to a page whose answers are gone, and was led here.
    pub(super) fn lost(&self) -> bool {
        self.asks(GONE)
    }

    pub(super) const fn language(&self) -> Language {
        self.visit.language
    }

    pub(super) fn now(&self) -> Instant {
        self.hall.station.clock().now()
    }

    /// A transaction of the person who writes.
    pub(super) async fn begin(&self) -> Result<Tx<'_>, Problem> {
        let scope = Scope::public(self.force.id.clone(), Purpose::Reporting);
        self.hall.station.begin(&scope).await
    }

    /// What the person's browser holds: derived from its key.
    pub(super) fn holder(key: &Key) -> Holder {
        Holder::new(key.derive("draft holder"))
    }

    /// Where a holder's draft of this service is.
    pub(super) fn drawer(&self, holder: &Holder) -> Drawer {
        Drawer::new(holder, &self.force.id, &self.service)
    }

    /// The address of a page of the service, by its last part.
    pub(super) fn href(&self, last: &str) -> String {
        let (force, group) = (&self.force.id, self.service.group.slug());
        self.visit.href(&format!("/{force}/{group}/{}/{last}", self.service.inner_slug()))
    }

    /// The address of a page of questions, to come back to the check page from.
    pub(super) fn change_href(&self, slug: &str) -> String {
        self.href(&format!("{slug}?{CHANGE}"))
    }

    /// What to add to the address of the page after a changed one, so that the person comes back to
    /// the check page from there too.
    pub(super) fn changing(last: &str) -> &'static str {
        let asks = ![CHECK, SENT, SAVE, TASKS].contains(&last);
        if asks { CHANGING } else { "" }
    }

    /// The address of the page before one on the way, `None` being the check page; the start page
    /// before the first. Before a task, and before checking tasks, is the list of them.
    pub(super) fn back_href(&self, journey: &Journey<'_>, spot: Option<Spot<'_>>) -> String {
        let before = journey.back_from(spot);
        let task = |spot: Spot<'_>| spot.page.task.then(|| spot.page.section.id.clone());
        let inside = spot.and_then(task);
        if spot.map_or(self.service.tasks, |_| inside.is_some() && before.and_then(task) != inside)
        {
            return self.href(TASKS);
        }
        match before {
            Some(before) => self.href(&before.slug()),
            None => self.start_href(),
        }
    }

    /// The address of the start page.
    pub(super) fn start_href(&self) -> String {
        let (force, group) = (&self.force.id, self.service.group.slug());
        self.visit.href(&format!("/{force}/{group}/{}", self.service.slug))
    }

    /// The last part of the address where a way leads.
    pub(super) fn last_of<'a>(end: &End<'a>) -> Cow<'a, str> {
        match end {
            End::Asking(spot) => spot.slug(),
            End::Outcome(outcome) => Cow::Borrowed(&outcome.slug),
            End::Tasks => Cow::Borrowed(TASKS),
            End::Check => Cow::Borrowed(CHECK),
        }
    }

    /// The last part of the address where somebody goes on who comes back to a draft: a page that they
    /// left unfinished, or where the way leads.
    pub(super) fn onward<'a>(journey: &Journey<'a>, draft: &Draft) -> Cow<'a, str> {
        let unfinished = |step: &&Step<'a>| draft.typed.contains_key(&*step.spot().slug());
        match journey.steps.iter().find(unfinished) {
            Some(step) => step.spot().slug(),
            None => Self::last_of(&journey.end),
        }
    }

    /// Sends the browser to a page of the service.
    pub(super) fn go(&self, last: &str) -> Response {
        see_other(&self.href(last))
    }

    /// Sends the browser to the first page, which then says that nothing is there.
    pub(super) fn go_to_beginning(&self) -> Response {
        let first = self.service.pages.first().map_or("", |page| page.slug.as_str());
        self.go(&format!("{first}?{GONE}"))
    }

    /// The frame of a page of the service: neutral where it must say nothing.
    pub(super) fn frame(&self, title: &str) -> Frame {
        let language = self.language();
        let welsh_by = self.catalogue.welsh_by(&self.service);
        // In English it was said on the start page; there is nothing more to know.
        let welsh_by = welsh_by.filter(|_| language == Language::Welsh);
        let frame = Frame::new(&self.visit, title).noindex().welsh_follows(welsh_by);
        if self.service.is_sensitive() {
            frame.sensitive().neutral_title(self.service.neutral_title(language))
        } else {
            frame.service(self.service.title(language))
        }
    }

    /// The same visit in another service of the force, if it is offered.
    pub(super) fn at_service(&self, id: &str) -> Option<Self> {
        let offer = get_offered(&self.catalogue, &self.force, id)?;
        let (service, closed) = (offer.edition.service.clone(), offer.closed.cloned());
        Some(Self { service, closed, ..self.clone() })
    }
}

/// Sends the browser to another page, to be fetched with GET.
pub(super) fn see_other(href: &str) -> Response {
    match HeaderValue::from_str(href) {
        Ok(href) => (StatusCode::SEE_OTHER, [(header::LOCATION, href)]).into_response(),
        Err(error) => Fault(Problem::broken(error)).into_response(),
    }
}

impl FromRequestParts<Window> for Place {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, window: &Window) -> Result<Self, Response> {
        let hall = &window.hall;
        let visit = Visit::of(parts, &hall.counter);
        let params = RawPathParams::from_request_parts(parts, window)
            .await
            .map_err(IntoResponse::into_response)?;
        let param =
            |name| params.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        let refuse = |problem| Fault(problem).into_response();
        let force = visit.force.clone().filter(|force| force.id.as_str() == param("force"));
        let force = force.ok_or_else(|| refuse(Problem::NotFound(Thing::Force)))?;
        let catalogue = hall.catalogue();
        let found = find_offered(&catalogue, &force, param("group"), param("slug"));
        let (offer, slug) = found
            .filter(|(offer, _)| offer.edition.service.kind() == ServiceKind::Form)
            .ok_or_else(|| refuse(Problem::NotFound(Thing::Service)))?;
        let (service, closed) = (offer.edition.service.clone(), offer.closed.cloned());
        let place = Self {
            hall: hall.clone(),
            intake: window.intake.clone(),
            vault: window.vault.clone(),
            addresses: window.addresses.clone(),
            tiles: window.tiles.clone(),
            mailboxes: window.mailboxes.clone(),
            counts: window.counts.clone(),
            service,
            closed,
            catalogue,
            force,
            visit,
            page: param("page").to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
        };
        // The address that says what a sensitive service is about ends with its start page.
        if place.service.is_sensitive() && slug == Slug::Plain {
            return Err(see_other(&place.start_href()));
        }
        Ok(place)
    }
}
