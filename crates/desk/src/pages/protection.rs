//! Who needs to know of a contact, and how it is marked.

use super::contact::contact_id;
use super::door::or_door;
use super::{Here, at};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::{Fault, Form, Visit};
use kernel::Problem;
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, need};

/// The form.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    match look(&at, &id).await {
        Ok(attempt) => Ok(counter::page(&need::page(&at, &attempt, action(&at, &id)))),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn look(at: &At<'_>, id: &str) -> Result<Attempt, Problem> {
    let mut tx = at.tx().await?;
    let stored = contact::protection(&mut tx, at.staff(), contact_id(id)?).await?;
    let attempt = need::of_stored(at, &mut tx, &stored).await?;
    tx.commit().await?;
    Ok(attempt)
}

/// Saves it, and leads back to the contact.
pub(super) async fn post(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    match save(&at, &id, Attempt::of(form)).await {
        Ok(outcome) => at.done(&[Right::RestrictRecords], Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn save(at: &At<'_>, id: &str, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let mut tx = at.tx().await?;
    match need::read(at, &mut tx, &mut attempt).await? {
        Some(protection) => {
            let why = attempt.typed("why");
            contact::protect(&mut tx, at.staff(), contact_id(id)?, (&protection, why)).await?;
            tx.commit().await?;
            Ok(Outcome::Done(format!("/contacts/{id}")))
        }
        None => Ok(Outcome::Shown(Box::new(need::page(at, &attempt, action(at, id))))),
    }
}

fn action(at: &At<'_>, id: &str) -> String {
    at.href(&format!("/contacts/{id}/protection"))
}
