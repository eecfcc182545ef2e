//! Who needs to know of a record, and how it is marked.

use super::door::or_door;
use super::{Holdings, entity, record_href};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, Problem};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, need};

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}/protection", Desk, Staff, show).post(
        "/desk/records/{id}/protection",
        Desk,
        Staff,
        post,
    )
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let named = entity(&id)?;
    match look(&at, named).await {
        Ok(attempt) => Ok(counter::page(&need::page(&at, &attempt, action(&at, named)))),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn look(at: &At<'_>, id: EntityId) -> Result<Attempt, Problem> {
    let mut tx = at.tx().await?;
    let stored = records::protection(&mut tx, at.staff(), id).await?;
    let attempt = need::of_stored(at, &mut tx, &stored).await?;
    tx.commit().await?;
    Ok(attempt)
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match save(&at, entity(&id)?, Attempt::of(form)).await {
        Ok(outcome) => at.done(&[Right::RestrictRecords], Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn save(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    let mut tx = at.tx().await?;
    match need::read(at, &mut tx, &mut attempt).await? {
        Some(protection) => {
            let why = attempt.typed("why");
            records::protect(&mut tx, at.staff(), id, (&protection, why)).await?;
            tx.commit().await?;
            Ok(Outcome::Done(format!("/{id}?need={}", at.purpose.code())))
        }
        None => Ok(Outcome::Shown(Box::new(need::page(at, &attempt, action(at, id))))),
    }
}

fn action(at: &At<'_>, id: EntityId) -> String {
    record_href(at, id, "/protection")
}
