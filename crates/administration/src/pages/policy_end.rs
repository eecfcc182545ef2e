//! Ending a policy of the force: asked for by one person, approved by another.

use super::Office;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Visit};
use kernel::{PolicyId, Problem, Thing, words};
use rights::pages::SignedIn;
use rights::pages::{At, Outcome, id};
use rights::pages::{Attempt, button, reason};
use rights::policies::{Added, END};
use rights::second::{self, NewRequest};
use rights::{Right, policies};
use serde_json::json;

words! {
    TITLE { en: "End a policy", cy: "Dod â pholisi i ben" }
    HEADING { en: "End the policy “{name}”", cy: "Dod â'r polisi “{name}” i ben" }
    SOURCE { en: "The policy itself", cy: "Y polisi ei hun" }
    ASK { en: "Ask a second person", cy: "Gofyn i ail berson" }
}

const OPENED_BY: [Right; 1] = [Right::ManagePolicies];

/// `GET /desk/administration/policies/{id}/end`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let looked = async {
        at.staff().require_for_a_page(Right::ManagePolicies)?;
        let added = added(&at, &text).await?;
        Ok(page(&at, &added, &Attempt::default()))
    };
    let looked = looked.await;
    at.shown(&OPENED_BY, looked)
}

/// `POST /desk/administration/policies/{id}/end`.
pub(super) async fn post(
    State(office): State<Office>,
    visit: Visit,
    Path(text): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = office.at(&visit, &signed_in);
    let done = async {
        at.staff().require_now(Right::ManagePolicies)?;
        let added = added(&at, &text).await?;
        ask(&at, &added, Attempt::of(form)).await
    };
    let done = done.await;
    at.done(&OPENED_BY, done)
}

async fn added(at: &At<'_>, text: &str) -> Result<Added, Problem> {
    let id: PolicyId = id(text)?;
    let mut tx = at.tx().await?;
    let found = policies::added(&mut tx).await?.into_iter().find(|it| it.id == id);
    tx.leave().await?;
    found.ok_or(Problem::NotFound(Thing::Setting))
}

async fn ask(at: &At<'_>, added: &Added, mut attempt: Attempt) -> Result<Outcome, Problem> {
    attempt.require_reason(at);
    if !attempt.is_right() {
        return Ok(Outcome::Shown(Box::new(page(at, added, &attempt))));
    }
    let says = [
        format!("End the policy “{}” of this force.", added.name),
        format!("Dod â pholisi “{}” yr heddlu hwn i ben.", added.name),
    ];
    let new = NewRequest {
        deed: END,
        thing_id: added.id.to_string(),
        details: json!({ "name": added.name }),
        says,
        reason: attempt.typed("reason").to_owned(),
    };
    let mut tx = at.tx().await?;
    second::ask_for(&mut tx, at.staff(), &new).await?;
    tx.commit().await?;
    Ok(Outcome::Done("/policies?done=asked".to_owned()))
}

fn page(at: &At<'_>, added: &Added, attempt: &Attempt) -> Leaf {
    let heading = at.fill(HEADING, &[("name", &added.name)]);
    let form = FormPart::to(at.href(&format!("/policies/{}/end", added.id)))
        .field(reason(at, attempt))
        .button(button(at, ASK));
    at.wrong(at.leaf(TITLE, heading), attempt)
        .part(Part::Source(at.say(SOURCE).to_owned(), added.text.clone()))
        .part(Part::Form(form))
}
