//! The message with the link: neutral, sent once to an address that is not kept.

use super::saved::{EMAIL_FIELD, SAFE_FIELD, Saved};
use super::{MAILED, SAVE};
use crate::drafts::{Draft, Kept};
use crate::pages::place::Place;
use crate::pages::writing::Writing;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::{Fault, Form, Key};
use kernel::{Email, FieldProblem, Problem, Words};
use station::dispatch::{self, Channel, NewDispatch};

kernel::words! {
    SUBJECT { en: "The link that you asked for", cy: "Y ddolen y gofynnoch amdani" }
    BODY {
        en: "You asked us to send you this link. It works until {until}.\n\n{link}\n\nIf you did not ask for it, delete this message. Nothing happens unless you open the link and go on.",
        cy: "Gofynnoch i ni anfon y ddolen hon atoch. Mae'n gweithio tan {until}.\n\n{link}\n\nOs na ofynnoch amdani, dilëwch y neges hon. Ni fydd dim yn digwydd oni bai eich bod yn agor y ddolen ac yn parhau."
    }
    ENTER_EMAIL { en: "Enter an email address, like name@example.com", cy: "Rhowch gyfeiriad e-bost, fel enw@example.com" }
    CONFIRM_SAFE {
        en: "Select that it is safe, or write the reference and the code down instead",
        cy: "Dewiswch ei bod yn ddiogel, neu ysgrifennwch y cyfeirnod a'r cod yn lle hynny"
    }
    NOT_SENT {
        en: "We could not send the message. Your answers are saved: write the reference and the code down, or try again in a minute",
        cy: "Ni allem anfon y neges. Mae eich atebion wedi'u harbed: ysgrifennwch y cyfeirnod a'r cod, neu rhowch gynnig arall arni ymhen munud"
    }
}

/// Sends the link, and says so.
pub(super) async fn post(
    place: &Place,
    key: &Key,
    (writing, draft): (&Writing, &Draft),
    form: &Form,
) -> Result<Response, Fault> {
    let mut saved = Saved::new(place, key, (writing, draft))?;
    saved.email = form.get(EMAIL_FIELD).unwrap_or_default().trim().to_owned();
    let mut problems = Vec::new();
    let to = Email::parse(&saved.email);
    if to.is_err() {
        problems.push(problem(place, EMAIL_FIELD, ENTER_EMAIL));
    }
    if place.service.is_sensitive() && form.get(SAFE_FIELD).is_none() {
        problems.push(problem(place, SAFE_FIELD, CONFIRM_SAFE));
    }
    let (Ok(to), true) = (to, problems.is_empty()) else {
        return Ok(saved.render(StatusCode::UNPROCESSABLE_ENTITY, &problems));
    };
    let Some(counted) = counted(draft) else { return Ok(place.go(SAVE)) };
    let told = writing.keep_draft(place, &counted).await?;
    match send(place, &saved, to.as_str()).await {
        Ok(()) => Ok((told, place.go(&format!("{SAVE}?{MAILED}"))).into_response()),
        Err(Problem::Busy) => {
            let wrong = problem(place, EMAIL_FIELD, NOT_SENT);
            let page = saved.render(StatusCode::SERVICE_UNAVAILABLE, &[wrong]);
            Ok((told, page).into_response())
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// The draft with one message more, unless there were enough.
fn counted(draft: &Draft) -> Option<Draft> {
    let kept = draft.kept.clone().filter(|it| it.messages < super::saved::MOST_MESSAGES)?;
    let messages = kept.messages.saturating_add(1);
    Some(Draft { kept: Some(Kept { messages, ..kept }), ..draft.clone() })
}

async fn send(place: &Place, saved: &Saved<'_>, to: &str) -> Result<(), Problem> {
    let language = place.language();
    let values = [("until", &*saved.until()), ("link", &*saved.link())];
    let message = NewDispatch {
        channel: Channel::Email,
        to: to.to_owned(),
        subject: SUBJECT.say(language).to_owned(),
        body: BODY.fill(language, &values),
        language,
        about: "saved answers".to_owned(),
        due_at: place.now(),
    };
    dispatch::at_once(place.begin().await?, message).await
}

fn problem(place: &Place, field: &str, words: Words) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: words.say(place.language()).to_owned() }
}
