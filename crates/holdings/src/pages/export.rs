//! Records are given to another system, or taken from one, as JSON:API in the shape of the Standard Data
//! Model.

use super::{Holdings, entity};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::{Input, Textarea};
use counter::leaf::{FormPart, Leaf, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, FieldProblem, Problem, words};
use records::By;
use records::exchange::{MOST, export, take_in};
use rights::Right;
use rights::pages::{At, Attempt, Outcome, SignedIn, button, reason};
use serde_json::Value;

words! {
    TITLE { en: "Give records to another system", cy: "Rhoi cofnodion i system arall" }
    ABOUT { en: "As JSON:API in the shape of the national Standard Data Model, with what they are linked to as far as you may see it. Its codes are placeholders.", cy: "Fel JSON:API ar ffurf y Model Data Safonol cenedlaethol, gyda'r hyn y maent yn gysylltiedig ag ef cyn belled ag y cewch ei weld. Dalfannau yw ei godau." }
    NUMBERS { en: "Record numbers", cy: "Rhifau'r cofnodion" }
    NUMBERS_HINT { en: "One a line, 200 at most", cy: "Un ar bob llinell, 200 ar y mwyaf" }
    NO_NUMBERS { en: "Write whole record numbers, one a line, 200 at most", cy: "Ysgrifennwch rifau cyfan cofnodion, un ar bob llinell, 200 ar y mwyaf" }
    GIVE { en: "Give them", cy: "Eu rhoi" }
    TAKE { en: "Take records from another system", cy: "Cymryd cofnodion o system arall" }
    SET { en: "A short name for the other system", cy: "Enw byr ar gyfer y system arall" }
    DOCUMENT { en: "The document", cy: "Y ddogfen" }
    NO_SET { en: "Write a short name, like old-rms", cy: "Ysgrifennwch enw byr, fel old-rms" }
    NO_DOCUMENT { en: "Paste a JSON:API document of records", cy: "Gludwch ddogfen JSON:API o gofnodion" }
    TAKE_IN { en: "Take them in", cy: "Eu cymryd i mewn" }
    TAKEN { en: "They were taken in.", cy: "Fe'u cymerwyd i mewn." }
}

const OPENED_BY: [Right; 1] = [Right::KeepRecords];
const PATH: &str = "/desk/records/export";
const TAKEN_PATH: &str = "/desk/records/export/documents";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new()
        .get(PATH, Desk, Staff, show)
        .post(PATH, Desk, Staff, post)
        .post(TAKEN_PATH, Desk, Staff, take)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    let looked = at.staff().require(Right::KeepRecords);
    at.shown(&OPENED_BY, looked.map(|()| page(&at, &Attempt::default())))
}

fn page(at: &At<'_>, attempt: &Attempt) -> Leaf {
    let language = at.language();
    let numbers = Textarea::new("numbers", at.say(NUMBERS))
        .hint(at.say(NUMBERS_HINT))
        .rows(4)
        .value(attempt.typed("numbers"))
        .problem(language, attempt.problem("numbers"));
    let give = FormPart::to(at.href("/export"))
        .field(numbers)
        .field(reason(at, attempt))
        .button(button(at, GIVE));
    let set = Input::new("set", at.say(SET))
        .width(20)
        .value(attempt.typed("set"))
        .problem(language, attempt.problem("set"));
    let document = Textarea::new("document", at.say(DOCUMENT))
        .rows(8)
        .value(attempt.typed("document"))
        .problem(language, attempt.problem("document"));
    let take = FormPart::to(at.href("/export/documents"))
        .field(set)
        .field(document)
        .button(button(at, TAKE_IN).secondary());
    let leaf = at.after(at.leaf(TITLE, at.say(TITLE)), &[("taken", TAKEN)]);
    let leaf = at.wrong(leaf, attempt).text(at.say(ABOUT)).part(Part::Form(give));
    leaf.heading(at.say(TAKE)).part(Part::Form(take))
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match give(&at, Attempt::of(form)).await {
        Ok(Ok(document)) => Ok(file(&document)),
        Ok(Err(leaf)) => at.done(&OPENED_BY, Ok(Outcome::Shown(Box::new(leaf)))),
        Err(problem) => at.refused(&OPENED_BY, problem),
    }
}

async fn give(at: &At<'_>, mut attempt: Attempt) -> Result<Result<Value, Leaf>, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let ids: Result<Vec<EntityId>, Problem> =
        attempt.typed("numbers").split_whitespace().map(entity).collect();
    let ids = ids.unwrap_or_default();
    attempt.require(at, (1..=MOST).contains(&ids.len()), ("numbers", NO_NUMBERS));
    attempt.require_reason(at);
    if !attempt.is_right() {
        return Ok(Err(page(at, &attempt)));
    }
    let mut tx = at.tx().await?;
    let document = export(&mut tx, at.staff(), (&ids, attempt.typed("reason"))).await?;
    tx.commit().await?;
    Ok(Ok(document))
}

fn file(document: &Value) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/vnd.api+json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"records.json\""),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, document.to_string()).into_response()
}

async fn take(
    State(holdings): State<Holdings>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    at.done(&OPENED_BY, takes(&at, Attempt::of(form)).await)
}

async fn takes(at: &At<'_>, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(Right::KeepRecords)?;
    let document = serde_json::from_str::<Value>(attempt.typed("document")).ok();
    attempt.require(at, rights::groups::is_id(attempt.typed("set")), ("set", NO_SET));
    attempt.require(at, document.is_some(), ("document", NO_DOCUMENT));
    let Some(document) = document.filter(|_| attempt.is_right()) else {
        return Ok(Outcome::Shown(Box::new(page(at, &attempt))));
    };
    let mut tx = at.tx().await?;
    let by = By::Staff(at.staff());
    match take_in(&mut tx, by, (attempt.typed("set"), &document)).await {
        Ok(_) => {
            tx.commit().await?;
            Ok(Outcome::Done("/export?done=taken".to_owned()))
        }
        Err(Problem::Conflict(_)) => {
            tx.leave().await?;
            let message = at.say(NO_DOCUMENT).to_owned();
            attempt.problems.push(FieldProblem { field: "document".to_owned(), message });
            Ok(Outcome::Shown(Box::new(page(at, &attempt))))
        }
        Err(problem) => Err(problem),
    }
}
