//! Going on here with answers that came back from another body.

use super::Window;
use super::place::Place;
use super::writing::seen_cookie;
use crate::drafts::Draft;
use axum::response::{IntoResponse, Response};
use counter::{Key, Visit};
use kernel::{ForceId, Problem, Thing};
use services::Answers;

/// Puts these answers into this browser's draft of a service and leads to what is still to be
/// answered. What the browser had written there stays where these answers say nothing.
pub async fn go_on_with(
    window: &Window,
    (visit, key): (&Visit, &Key),
    (force, service): (&ForceId, &str),
    answers: &Answers,
) -> Result<Response, Problem> {
    let hall = &window.hall;
    let force = hall.counter.forces.get(force.as_str()).ok_or(Problem::NotFound(Thing::Force))?;
    let place = Place::at(window, visit.clone(), (force.clone(), service));
    let place = place.ok_or(Problem::NotFound(Thing::Service))?;
    let service = &place.service;
    let drawer = place.drawer(&Place::holder(key));
    let opened = place.intake.open_any(drawer, service, None).await?;
    let mut draft = match &opened.found {
        Some(found) if found.draft.sent.is_none() => found.draft.clone(),
        _ => Draft::new(service, place.language())?,
    };
    for (id, value) in answers.iter() {
        draft.answers.set(id, value.clone());
    }
    let seen = place.intake.save_any(&opened, &draft).await?;
    let journey = services::journey(service, &draft.answers, place.now());
    Ok((seen_cookie(&place, seen), place.go(&Place::last_of(&journey.end))).into_response())
}
