//! A contact that a rule closes to whoever asks, and the glass in front of it.

use super::contact::contact_id;
use super::{Here, at};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use contact::Door;
use counter::{Fault, Form, Visit};
use kernel::{Problem, Reason, words};
use rights::Right;
use rights::pages::door::{closed, glass, reason_for_glass};
use rights::pages::{At, Attempt, Outcome, SignedIn};

words! {
    BACK { en: "Back to contacts", cy: "Yn ôl i gysylltiadau" }
}

/// What whoever is refused by a rule sees: the door, or what everybody sees for another problem.
pub(super) async fn or_door(
    at: &At<'_>,
    (id, problem): (&str, Problem),
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::ByRule)) {
        return at.refused(&[Right::ReadContacts], problem);
    }
    let door = look(at, id).await?;
    let back = (at.href("/queue"), BACK);
    Ok(closed(at, &door, at.href(&format!("/contacts/{id}/glass")), back))
}

async fn look(at: &At<'_>, id: &str) -> Result<Door, Problem> {
    let mut tx = at.tx().await?;
    let door = contact::door(&mut tx, at.staff(), contact_id(id)?).await?;
    tx.leave().await?;
    Ok(door)
}

/// The door, for whoever may break the glass in front of it; nothing where nothing is in the way.
async fn before_glass(at: &At<'_>, id: &str) -> Result<Option<Door>, Problem> {
    at.staff().require_for_a_page(Right::BreakGlass)?;
    let door = look(at, id).await?;
    match (door.decision.allowed, door.may_break_glass) {
        (true, _) => Ok(None),
        (false, true) => Ok(Some(door)),
        (false, false) => Err(Problem::Refused(Reason::ByRule)),
    }
}

/// The glass: what happens when it is broken, and a reason.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    let action = at.href(&format!("/contacts/{id}/glass"));
    match before_glass(&at, &id).await {
        Ok(Some(door)) => Ok(counter::page(&glass(&at, &door, (&Attempt::default(), action)))),
        Ok(None) => Ok(Redirect::to(&at.href(&format!("/contacts/{id}"))).into_response()),
        Err(problem) => not_to_be_broken(&at, (&id, problem)).await,
    }
}

/// Breaks it, and leads to what is behind it.
pub(super) async fn post(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    match breaks(&at, &id, Attempt::of(form)).await {
        Ok(outcome) => at.done(&[Right::BreakGlass], Ok(outcome)),
        Err(problem) => not_to_be_broken(&at, (&id, problem)).await,
    }
}

async fn breaks(at: &At<'_>, id: &str, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let behind = Outcome::Done(format!("/contacts/{id}"));
    let Some(door) = before_glass(at, id).await? else { return Ok(behind) };
    let action = at.href(&format!("/contacts/{id}/glass"));
    let reason = match reason_for_glass(at, &door, (&mut attempt, action)) {
        Ok(reason) => reason,
        Err(again) => return Ok(again),
    };
    let mut tx = at.tx().await?;
    match contact::break_glass(&mut tx, at.staff(), contact_id(id)?, reason).await {
        Ok(()) => tx.commit().await.map(|()| behind),
        // Nothing was in the way, or not any more.
        Err(Problem::Conflict(_)) => Ok(behind),
        Err(problem) => Err(problem),
    }
}

/// What whoever may not break the glass sees.
async fn not_to_be_broken(at: &At<'_>, (id, problem): (&str, Problem)) -> Result<Response, Fault> {
    if matches!(problem, Problem::Refused(Reason::ByRule)) {
        return or_door(at, (id, problem)).await;
    }
    at.refused(&[Right::BreakGlass], problem)
}
