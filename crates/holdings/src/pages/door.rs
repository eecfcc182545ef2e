//! A record that a rule closes to whoever asks, and the glass in front of it.

use super::{Holdings, OPENED_BY, entity, record_href};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, Problem, Reason, words};
use rights::Right;
use rights::pages::door::{closed, glass, reason_for_glass};
use rights::pages::{At, Attempt, Outcome, SignedIn};
use rights::protection::Door;

words! {
    BACK { en: "Back to contacts", cy: "Yn ôl i gysylltiadau" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}/glass", Desk, Staff, show).post(
        "/desk/records/{id}/glass",
        Desk,
        Staff,
        post,
    )
}

/// What whoever is refused by a rule sees: the door, or what everybody sees for another problem.
pub(crate) async fn or_door(
    at: &At<'_>,
    (id, problem): (&str, Problem),
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::ByRule)) {
        return at.refused(&OPENED_BY, problem);
    }
    let id = entity(id)?;
    let door = look(at, id).await?;
    let back = (at.visit.href("/desk"), BACK);
    Ok(closed(at, &door, record_href(at, id, "/glass"), back))
}

async fn look(at: &At<'_>, id: EntityId) -> Result<Door, Problem> {
    let mut tx = at.tx().await?;
    let door = records::door(&mut tx, at.staff(), id).await?;
    tx.leave().await?;
    Ok(door)
}

/// The door, for whoever may break the glass in front of it; nothing where nothing is in the way.
async fn before_glass(at: &At<'_>, id: EntityId) -> Result<Option<Door>, Problem> {
    at.staff().require_for_a_page(Right::BreakGlass)?;
    let door = look(at, id).await?;
    match (door.decision.allowed, door.may_break_glass) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(door)),
        (false, false) => Err(Problem::Refused(Reason::ByRule)),
    }
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let named = entity(&id)?;
    let action = record_href(&at, named, "/glass");
    match before_glass(&at, named).await {
        Ok(Some(door)) => Ok(counter::page(&glass(&at, &door, (&Attempt::default(), action)))),
        Ok(None) => Ok(Redirect::to(&record_href(&at, named, "")).into_response()),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match breaks(&at, entity(&id)?, Attempt::of(form)).await {
        Ok(outcome) => at.done(&[Right::BreakGlass], Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn breaks(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let behind = Outcome::Done(format!("/{id}?need={}", at.purpose.code()));
    let Some(door) = before_glass(at, id).await? else { return Ok(behind) };
    let action = record_href(at, id, "/glass");
    let reason = match reason_for_glass(at, &door, (&mut attempt, action)) {
        Ok(reason) => reason,
        Err(again) => return Ok(again),
    };
    let mut tx = at.tx().await?;
    match records::break_glass(&mut tx, at.staff(), id, reason).await {
        Ok(()) => tx.commit().await.map(|()| behind),
        // Nothing was in the way, or not any more.
        Err(Problem::Conflict(_)) => Ok(behind),
        Err(problem) => Err(problem),
    }
}
