//! Pages that ask nothing: what a person is told before they go on, and where a way ends elsewhere.
//! Nobody is turned away: each has a way on.

use super::elsewhere;
use super::gone;
use super::place::Place;
use super::told::links_to;
use super::turn::onward;
use super::writing::{Writing, seen_cookie};
use crate::drafts::Draft;
use askama::Template;
use axum::response::{IntoResponse, Response};
use counter::Prose;
use counter::components::Button;
use counter::{EmergencyWays, Fault, Form, Frame, Key, page};
use services::{Journey, Notice, Outcome, OutcomeKind, PageKind, Spot};

/// What the button of an outcome sends that leads to another service.
const THERE: &str = "there";

kernel::words! {
    CALL_999 { en: "Call 999", cy: "Ffoniwch 999" }
    GO_TO_SERVICE { en: "Go to: {title}", cy: "Ewch i: {title}" }
}

/// A page that tells something before the person goes on.
pub(super) fn interruption(
    place: &Place,
    key: &Key,
    spot: Spot<'_>,
    journey: &Journey<'_>,
    told: &Notice,
) -> Response {
    let language = place.language();
    let title = told.title.say(language);
    page(&NoticePage {
        frame: place.frame(title).with_back(place.back_href(journey, Some(spot))),
        title,
        body: Prose::new(told.body.say(language), &place.visit),
        ways: None,
        link: None,
        there: None,
        action: place.href(&spot.slug()),
        token: key.csrf_token(),
        onward: Button::new(told.onward.say(language)),
    })
}

/// A page where the way ends elsewhere: with 999, another body or another of our services.
pub(super) fn outcome(place: &Place, key: &Key, back: String, outcome: &Outcome) -> Response {
    let language = place.language();
    let title = outcome.title.say(language);
    let body = outcome.body.say(language);
    let emergency = outcome.kind == OutcomeKind::Emergency;
    // Most definitions say themselves how to reach 999 without a voice; nothing is said twice.
    let ways = emergency && !links_to(body, "tel:18000");
    let (link, there) = ways_there(place, outcome);
    page(&NoticePage {
        frame: place.frame(title).with_back(back),
        title,
        body: Prose::new(body, &place.visit),
        ways: ways.then_some(EmergencyWays { language }),
        link,
        there,
        action: place.href(&outcome.slug),
        token: key.csrf_token(),
        onward: Button::new(outcome.onward.say(language)).secondary(),
    })
}

/// What leads to where the way ends: a link out of here, or a button that takes answers along to
/// another service.
fn ways_there(place: &Place, outcome: &Outcome) -> (Option<Button>, Option<Button>) {
    let language = place.language();
    match outcome.kind {
        OutcomeKind::Emergency => {
            (Some(Button::link(&outcome.to, CALL_999.say(language)).warning()), None)
        }
        // A page of its own says who else deals with it.
        OutcomeKind::Redirect => (None, None),
        OutcomeKind::Service => {
            let button = place.at_service(&outcome.to).map(|there| {
                let title = there.service.title(language);
                Button::new(GO_TO_SERVICE.fill(language, &[("title", title)])).sends(THERE, "1")
            });
            (None, button)
        }
    }
}

/// The person goes on from such a page.
pub(super) async fn go_on(
    place: &Place,
    writing: &Writing,
    spot: Spot<'_>,
    form: &Form,
) -> Result<Response, Fault> {
    let outcome = match &spot.page.kind {
        PageKind::Outcome(outcome) => Some(outcome),
        _ => None,
    };
    if let Some(outcome) = outcome
        && form.get(THERE).is_some()
        && let Some(there) = place.at_service(&outcome.to)
    {
        return carry_on(&there, writing, outcome).await;
    }
    if let Some(redirect) = outcome.and_then(|outcome| outcome.redirect.as_deref()) {
        elsewhere::count_stayed(place, redirect, &writing.answers()).await;
    }
    if outcome.is_none() && writing.is_empty() {
        return Ok(gone::response(place));
    }
    let mut answers = writing.answers();
    answers.go_on_from(&spot.page.id);
    let journey = services::journey(&place.service, &answers, place.now());
    let last = onward(&journey, spot).into_owned();
    let cookies = writing.keep(place, answers).await?;
    Ok((cookies, place.go(&last)).into_response())
}

/// The person goes to another of our services, with the answers that both ask for. What they wrote
/// there before stays.
async fn carry_on(there: &Place, writing: &Writing, outcome: &Outcome) -> Result<Response, Fault> {
    let service = &there.service;
    let drawer = there.drawer(writing.holder());
    let opened = there.intake.open_any(drawer, service, None).await?;
    let mut draft = match &opened.found {
        Some(found) if found.draft.sent.is_none() => found.draft.clone(),
        _ => Draft::new(service, there.language())?,
    };
    for (id, value) in outcome.carried(&writing.answers()).iter() {
        if service.question(id).is_some() && !draft.answers.has(id) {
            draft.answers.set(id, value.clone());
        }
    }
    let seen = there.intake.save_any(&opened, &draft).await?;
    let journey = services::journey(service, &draft.answers, there.now());
    Ok((seen_cookie(there, seen), there.go(&Place::last_of(&journey.end))).into_response())
}

#[derive(Template)]
#[template(path = "reports/notice.html")]
struct NoticePage<'a> {
    frame: Frame,
    title: &'a str,
    body: Prose<'a>,
    ways: Option<EmergencyWays>,
    link: Option<Button>,
    there: Option<Button>,
    action: String,
    token: String,
    onward: Button,
}
