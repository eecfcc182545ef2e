//! What a person passed to another body: where it stands, and going on with us.

use super::Portal;
use super::handed_over::HandedOver;
use super::handover_page::HandoverPage;
use super::track;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use counter::{Fault, Form, Visit};
use kernel::{Problem, Purpose, Thing};
use partners::Story;
use services::Answers;
use station::Scope;

/// `GET /track/handover`.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    held: HandedOver,
) -> Result<Response, Fault> {
    let story = story(&portal, &held, false).await?;
    let (key, key_cookie) = visit.key_or_new(counter::random()?);
    let catalogue = portal.hall.catalogue();
    let service = catalogue.get(&story.passed.service);
    let about = service.map(|service| service.title(visit.language));
    let page = HandoverPage::new(&visit, (&held, about), &story, key.csrf_token())?;
    Ok((held.cookie(&portal)?, key_cookie, counter::page(&page)).into_response())
}

/// `POST /track/handover`: the person goes on with us, with every answer in place.
pub(super) async fn go_on(
    State(portal): State<Portal>,
    visit: Visit,
    held: Result<HandedOver, Response>,
    form: Form,
) -> Result<Response, Fault> {
    let Ok(held) = held else { return track::ask_again(&visit, &form) };
    let window = portal.window.as_ref().ok_or(Fault(Problem::NotFound(Thing::Page)))?;
    let story = story(&portal, &held, true).await?;
    let (key, key_cookie) = visit.key_or_new(counter::random()?);
    let answers = Answers(story.passed.answers);
    let service = (&held.force, story.passed.service.as_str());
    let led = reports::pages::go_on_with(window, (&visit, &key), service, &answers).await?;
    Ok((held.cookie(&portal)?, key_cookie, led).into_response())
}

/// What became of it, with the journal's entry; and that the person goes on, if they do.
async fn story(portal: &Portal, held: &HandedOver, goes_on: bool) -> Result<Story, Problem> {
    let scope = Scope::public(held.force.clone(), Purpose::Following);
    let mut tx = portal.hall.station.begin(&scope).await?;
    let story = partners::tell(&mut tx, held.id, &held.opens).await?;
    if goes_on {
        partners::went_on(&mut tx, held.id).await?;
    }
    tx.commit().await?;
    Ok(story)
}
