//! The desk's pages of services: what is offered, writing a text, the second person, closing.
//!
//! Every form works without scripts; with them, what is wrong is said while somebody types.

mod closing;
mod comparison;
mod deciding;
mod editor;
mod findings;
mod kept;
mod list;
mod preview;
mod reach;
mod service;
mod shadowing;

use crate::proposal::{Proposal, ProposalId};
use crate::{Checked, Follower, check, find};
use axum::extract::FromRef;
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Counter, Fault, Frame, Routes, Visit};
use kernel::{Language, Problem, Purpose, Thing};
use rights::Right;
use rights::pages::SignedIn;
use services::pages::Hall;
use services::{Catalogue, Edition};
use station::Station;

/// What these pages need: what all pages need, and what brings the shelf up to date.
#[derive(Clone)]
pub struct Studio {
    /// What every page needs.
    pub hall: Hall,
    /// Brings the shelf of this process up to date at once after a decision made here.
    pub follower: Follower,
}

impl FromRef<Studio> for Counter {
    fn from_ref(studio: &Studio) -> Self {
        studio.hall.counter.clone()
    }
}

impl FromRef<Studio> for Station {
    fn from_ref(studio: &Studio) -> Self {
        studio.hall.station.clone()
    }
}

/// The addresses. To be opened with [`counter::open`].
pub fn routes(studio: Studio) -> Routes {
    Routes::new()
        .get("/desk/services", Desk, Staff, list::show)
        .get("/desk/services/{id}", Desk, Staff, service::show)
        .post("/desk/services/{id}/texts", Desk, Staff, service::begin)
        .get("/desk/services/{id}/comparison", Desk, Staff, comparison::editions)
        .post("/desk/services/{id}/closure", Desk, Staff, closing::close)
        .post("/desk/services/{id}/opening", Desk, Staff, closing::reopen)
        .get("/desk/proposals/{id}", Desk, Staff, editor::show)
        .post("/desk/proposals/{id}", Desk, Staff, editor::save)
        .post("/desk/proposals/{id}/findings", Desk, Staff, findings::say)
        // As after proving who one is.
        .get("/desk/proposals/{id}/decision", Desk, Staff, editor::show)
        .post("/desk/proposals/{id}/decision", Desk, Staff, deciding::decide)
        .post("/desk/proposals/{id}/shadow", Desk, Staff, shadowing::run)
        .get("/desk/proposals/{id}/preview", Desk, Staff, preview::show)
        .get("/desk/proposals/{id}/comparison", Desk, Staff, comparison::proposal)
        .with_state(studio)
}

/// The frame of a page for somebody who is signed in.
fn frame(hall: &Hall, visit: &Visit, signed_in: &SignedIn, title: &str) -> Frame {
    rights::pages::frame(&hall.counter, visit, signed_in, title)
}

/// What somebody gets for a problem in this room.
fn refused(
    studio: &Studio,
    visit: &Visit,
    signed_in: &SignedIn,
    problem: Problem,
) -> Result<Response, Fault> {
    let opened_by = [Right::WriteServices, Right::ApproveServices];
    rights::pages::refused(&opened_by, &studio.hall.counter, visit, signed_in, problem)
}

/// Refuses whoever has nothing to do with services.
fn enter(signed_in: &SignedIn) -> Result<(), Problem> {
    if signed_in.staff.may(Right::WriteServices) {
        return Ok(());
    }
    signed_in.staff.require(Right::ApproveServices)
}

/// The proposal of an address.
async fn proposal(studio: &Studio, signed_in: &SignedIn, id: &str) -> Result<Proposal, Problem> {
    enter(signed_in)?;
    let id = ProposalId::parse(id).ok_or(Problem::NotFound(Thing::Page))?;
    let scope = signed_in.staff.scope(Purpose::Administration);
    let mut tx = studio.hall.station.begin(&scope).await?;
    let proposal = find(&mut tx, id).await?;
    tx.leave().await?;
    Ok(proposal)
}

/// What a service is called: as it is offered now, so that people find it; a new one as it is written.
fn title(catalogue: &Catalogue, id: &str, written: Option<&Edition>, language: Language) -> String {
    let offered = catalogue.get(id).or(written.map(|edition| &edition.service));
    offered.map_or_else(|| id.to_owned(), |service| service.title(language).to_owned())
}

/// Looks at a proposal's text, beside the requests that others wait for.
async fn checked(
    studio: &Studio,
    service: &str,
    texts: services::Texts,
) -> Result<Checked, Problem> {
    let (catalogue, service) = (studio.hall.catalogue(), service.to_owned());
    let looking = tokio::task::spawn_blocking(move || check(&catalogue, &service, &texts));
    looking.await.map_err(Problem::broken)
}
