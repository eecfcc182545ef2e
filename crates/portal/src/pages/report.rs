//! A report as the person who sent it sees it, and what they write to us about it.

use super::Portal;
use super::following::Following;
use super::letter::Letter;
use super::report_page::ReportPage;
use super::told::{self, Told};
use super::{go_to, track};
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contact::Said;
use counter::{Fault, Form, Visit};
use kernel::{MessageId, Problem, Purpose, Words, words};
use station::Scope;

words! {
    EMPTY { en: "Write your message", cy: "Ysgrifennwch eich neges" }
    TOO_LONG {
        en: "Your message must be 8,000 characters or fewer. Shorten it, or send it in two parts",
        cy: "Rhaid i'ch neges gynnwys 8,000 o nodau neu lai. Cwtogwch hi, neu anfonwch hi mewn dwy \
             ran",
    }
    NOT_YET {
        en: "We could not take your message yet. It is still here. Try again in a minute",
        cy: "Ni allem dderbyn eich neges eto. Mae'n dal i fod yma. Rhowch gynnig arall arni ymhen \
             munud",
    }
    SEND_AGAIN {
        en: "Your message was not sent. It is still here. Send it again",
        cy: "Ni chafodd eich neges ei hanfon. Mae'n dal i fod yma. Anfonwch hi eto",
    }
}

/// When to try again what could not be done now, in seconds.
pub(super) const SOON: HeaderValue = HeaderValue::from_static("10");

/// `GET /track/report`.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    mut following: Following,
) -> Result<Response, Fault> {
    let told = told::tell_with_looks(&portal, &following).await?;
    following.sensitive = told.is_sensitive();
    let (key, key_cookie) = visit.key_or_new(counter::random()?);
    let letter = Letter { id: Some(told.next_message), body: String::new() };
    let page = ReportPage::new(&visit, &following, Some(&told), &letter)?.token(key.csrf_token());
    let cookie = following.was_told().cookie(&portal)?;
    Ok((cookie, key_cookie, counter::page(&page)).into_response())
}

/// `POST /track/report`: the person writes to us.
pub(super) async fn write(
    State(portal): State<Portal>,
    visit: Visit,
    following: Result<Following, Response>,
    form: Form,
) -> Result<Response, Fault> {
    match following {
        Ok(following) if following.is_of(form.get("reference").unwrap_or_default()) => {
            send(&portal, &visit, following, Letter::of(&form)).await
        }
        // Their time is over, or another tab follows something else by now.
        Ok(_) | Err(_) => track::ask_again(&visit, &form),
    }
}

/// Takes a message, and goes to the page that shows it.
pub(super) async fn send(
    portal: &Portal,
    visit: &Visit,
    following: Following,
    letter: Letter,
) -> Result<Response, Fault> {
    match take(portal, &following, &letter).await {
        Ok(danger) => {
            let cookie = following.wrote(danger).cookie(portal)?;
            Ok((cookie, go_to(visit, "/track/report")).into_response())
        }
        Err(problem) => re_render(portal, visit, (following, letter), problem).await,
    }
}

/// Writes a message down. Returns whether it tells of danger.
async fn take(portal: &Portal, following: &Following, letter: &Letter) -> Result<bool, Problem> {
    let scope = Scope::public(following.force.clone(), Purpose::Following);
    let mut tx = portal.hall.station.begin(&scope).await?;
    let id = letter.id.unwrap_or_else(|| MessageId::new(tx.id()));
    let said = Said { id, body: letter.body.clone() };
    let priority = contact::write(&mut tx, following.report, &said).await?;
    tx.commit().await?;
    Ok(priority.is_urgent())
}

/// The page with what was wrong and with the text that was typed, even when nothing else of it can
/// be shown.
async fn re_render(
    portal: &Portal,
    visit: &Visit,
    (mut following, mut letter): (Following, Letter),
    problem: Problem,
) -> Result<Response, Fault> {
    let Some((status, words)) = refusal(&problem) else { return Err(Fault(problem)) };
    let told: Option<Told> = told::tell_with_looks(portal, &following).await.ok();
    if let Some(told) = &told {
        following.sensitive = told.is_sensitive();
        if status == StatusCode::CONFLICT || letter.id.is_none() {
            letter.id = Some(told.next_message);
        }
    }
    let (key, key_cookie) = visit.key_or_new(counter::random()?);
    let page = ReportPage::new(visit, &following, told.as_ref(), &letter)?
        .token(key.csrf_token())
        .wrong(words);
    let cookie = following.was_told().cookie(portal)?;
    let mut response = (cookie, key_cookie, counter::page_as(status, &page)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, SOON);
    }
    Ok(response)
}

/// How a message that was not taken is answered; nothing when its report is not there for them.
fn refusal(problem: &Problem) -> Option<(StatusCode, Words)> {
    match problem {
        Problem::Invalid(fields) => {
            let empty = fields.iter().any(|field| field.message == "empty");
            Some((StatusCode::UNPROCESSABLE_ENTITY, if empty { EMPTY } else { TOO_LONG }))
        }
        Problem::Busy => Some((StatusCode::SERVICE_UNAVAILABLE, NOT_YET)),
        Problem::Conflict(_) => Some((StatusCode::CONFLICT, SEND_AGAIN)),
        Problem::Broken(_) => {
            // Written down here, because the counter does not see it: the page has its own words.
            tracing::error!(cause = %problem, "a message could not be taken");
            Some((StatusCode::INTERNAL_SERVER_ERROR, NOT_YET))
        }
        Problem::NotFound(_) | Problem::Refused(_) => None,
    }
}
