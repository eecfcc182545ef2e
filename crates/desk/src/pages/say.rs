//! What staff write in a contact: a reply to the person, or a note that stays at the desk.

use super::contact::{contact_id, re_render};
use super::writing::{Attempt, Writing, Wrong};
use super::{Here, kept};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use contact::Said;
use counter::{Fault, Form, Visit};
use kernel::{MessageId, Problem, Purpose};
use rights::pages::{Absent, SignedIn};
use services::pages::Hall;

/// Answers the person.
pub(super) async fn reply(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    post(&hall, &visit, &id, signed_in, Written::of(Writing::Reply, &form)).await
}

/// Writes a note.
pub(super) async fn note(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    post(&hall, &visit, &id, signed_in, Written::of(Writing::Note, &form)).await
}

/// What a form holds.
pub(super) struct Written {
    pub(super) writing: Writing,
    pub(super) id: Option<MessageId>,
    pub(super) body: String,
}

impl Written {
    fn of(writing: Writing, form: &Form) -> Self {
        Self {
            writing,
            id: form.get("message").and_then(|id| id.parse().ok()),
            body: form.get("body").unwrap_or_default().to_owned(),
        }
    }

    fn wrong(self, wrong: Wrong) -> Attempt {
        Attempt { writing: self.writing, body: self.body, id: self.id, wrong }
    }
}

/// Says it, and shows the contact again; or the text again with what is wrong.
async fn post(
    hall: &Hall,
    visit: &Visit,
    contact: &str,
    signed_in: Result<SignedIn, Absent>,
    written: Written,
) -> Result<Response, Fault> {
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => {
            return kept::page(hall, visit, None, absent.into_problem(), (contact, &written));
        }
    };
    let wrong = match say(hall, &signed_in, contact, &written).await {
        Ok(()) => {
            let done = written.writing.id();
            let contact = visit.href(&format!("/desk/contacts/{contact}?done={done}"));
            return Ok(Redirect::to(&contact).into_response());
        }
        Err(Problem::Invalid(_)) if written.body.trim().is_empty() => Wrong::Empty,
        Err(Problem::Invalid(_)) => Wrong::TooLong,
        // The form's hidden id is missing, or is that of another conversation: it gets a new one.
        Err(Problem::Conflict(_)) => {
            let attempt = Written { id: None, ..written }.wrong(Wrong::NotComplete);
            return re_render(hall, visit, &signed_in, contact, &attempt).await;
        }
        Err(problem) => {
            return kept::page(hall, visit, Some(&signed_in), problem, (contact, &written));
        }
    };
    re_render(hall, visit, &signed_in, contact, &written.wrong(wrong)).await
}

async fn say(
    hall: &Hall,
    signed_in: &SignedIn,
    contact: &str,
    written: &Written,
) -> Result<(), Problem> {
    let staff = &signed_in.staff;
    let contact = contact_id(contact)?;
    let id = written.id.ok_or(Problem::Conflict("the form has no id"))?;
    let said = Said { id, body: written.body.clone() };
    let mut tx = hall.station.begin(&staff.scope(Purpose::ContactHandling)).await?;
    match written.writing {
        Writing::Reply => contact::reply(&mut tx, staff, &hall.catalogue(), contact, &said).await?,
        Writing::Note => contact::note(&mut tx, staff, contact, &said).await?,
    }
    tx.commit().await
}
