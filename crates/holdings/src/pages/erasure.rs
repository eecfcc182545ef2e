//! Somebody asks that all that is known of a record be erased: with a reason, a fresh proof of who they are,
//! and a second person.

use super::matches::named;
use super::{Holdings, entity, record_href};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, Problem, words};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};

words! {
    TITLE { en: "Ask for its erasure", cy: "Gofyn am ei ddileu" }
    ABOUT { en: "A colleague with the same right decides. Then all that is known of it goes and cannot be brought back: what was said of it, its label, what it is linked to. That an event had somebody in it stays, without who that was.", cy: "Mae cydweithiwr â'r un hawl yn penderfynu. Yna mae popeth sy'n hysbys amdano yn mynd ac ni ellir dod ag ef yn ôl: yr hyn a ddywedwyd amdano, ei label, yr hyn y mae'n gysylltiedig ag ef. Mae'r ffaith bod rhywun mewn digwyddiad yn aros, heb ddweud pwy oedd." }
    NOT_NOW { en: "It cannot be erased now: {why}.", cy: "Ni ellir ei ddileu nawr: {why}." }
    ASK { en: "Ask a second person", cy: "Gofyn i ail berson" }
}

const OPENED_BY: [Right; 1] = [Right::EraseRecords];
const PATH: &str = "/desk/records/{id}/erasure";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get(PATH, Desk, Staff, show).post(PATH, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = async {
        let id = entity(&id)?;
        at.staff().require_for_a_page(Right::EraseRecords)?;
        page(&at, id, &Attempt::default()).await
    };
    at.shown(&OPENED_BY, looked.await)
}

async fn page(at: &At<'_>, id: EntityId, attempt: &Attempt) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let view = records::read(&mut tx, at.staff(), id).await?;
    let obstacle = records::obstacle(&mut tx, id).await?;
    tx.commit().await?;
    let leaf = at.wrong(at.leaf(TITLE, at.say(TITLE)), attempt);
    let leaf = leaf.part(Part::Strong(named(at, &view.head))).text(at.say(ABOUT));
    if let Some(obstacle) = obstacle {
        let why = obstacle.words().say(at.language());
        return Ok(leaf.part(Part::Strong(at.fill(NOT_NOW, &[("why", why)]))));
    }
    let form = FormPart::to(record_href(at, id, "/erasure"))
        .field(reason(at, attempt))
        .button(button(at, ASK).warning());
    Ok(leaf.part(Part::Form(form)))
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match asks(&at, entity(&id)?, Attempt::of(form)).await {
        // Where what waits for a second person stands.
        Ok(None) => Ok(Redirect::to(&at.visit.href("/desk/requests")).into_response()),
        Ok(Some(leaf)) => at.done(&OPENED_BY, Ok(Outcome::Shown(Box::new(leaf)))),
        Err(problem) => at.refused(&OPENED_BY, problem),
    }
}

async fn asks(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Option<Leaf>, Problem> {
    at.staff().require_now(Right::EraseRecords)?;
    attempt.require_reason(at);
    if !attempt.is_right() {
        return page(at, id, &attempt).await.map(Some);
    }
    let mut tx = at.tx().await?;
    match records::ask_to_erase(&mut tx, at.staff(), id, attempt.typed("reason")).await {
        Ok(_) => tx.commit().await.map(|()| None),
        Err(Problem::Conflict(_)) => {
            tx.leave().await?;
            page(at, id, &attempt).await.map(Some)
        }
        Err(problem) => Err(problem),
    }
}
