//! One export that was asked for, and saving it once it is approved.

use super::attempt::Attempt;
use super::export::{said, state};
use super::start::colleagues;
use super::{At, Office, Tabs};
use crate::export::{self, DEED, Format, Wanted};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use counter::components::{Button, Choice, ErrorSummary, Radios, SummaryList, SummaryRow, Tag};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{Clock, Problem, RequestId, Thing, Words, words};
use rights::Account;
use rights::pages::SignedIn;
use rights::second::{Request, RequestState};

words! {
    TITLE { en: "Export that was asked for", cy: "Allforiad y gofynnwyd amdano" }
    ASKED_BY { en: "Asked for by", cy: "Gofynnwyd gan" }
    WHY { en: "What it is for", cy: "Ei ddiben" }
    DECIDED_BY { en: "Decided by", cy: "Penderfynwyd gan" }
    ANSWER { en: "Why", cy: "Pam" }
    FORMAT { en: "How do you want it?", cy: "Sut ydych chi ei eisiau?" }
    CSV { en: "As a table for a spreadsheet (CSV)", cy: "Fel tabl ar gyfer taenlen (CSV)" }
    JSONL { en: "One entry a line for programs (JSON Lines)", cy: "Un cofnod y llinell ar gyfer rhaglenni (JSON Lines)" }
    ONCE {
        en: "You can save it once. That you did is in the journal, with both of you.",
        cy: "Gallwch ei gadw unwaith. Mae'r ffaith i chi wneud hynny yn y dyddlyfr, gyda'r ddau ohonoch.",
    }
    SAVE { en: "Save the journal", cy: "Cadw'r dyddlyfr" }
    NO_FORMAT { en: "Choose how you want it", cy: "Dewiswch sut ydych chi ei eisiau" }
    TOO_MUCH { en: "The period has more than 50,000 entries. Ask for shorter ones", cy: "Mae gan y cyfnod fwy na 50,000 o gofnodion. Gofynnwch am rai byrrach" }
    DECIDE { en: "Whoever else may do this decides on the page of requests.", cy: "Mae unrhyw un arall a all wneud hyn yn penderfynu ar dudalen y ceisiadau." }
    GO { en: "Go to the requests", cy: "Mynd i'r ceisiadau" }
    NOT_YOURS { en: "Whoever asked for it saves it.", cy: "Pwy bynnag a ofynnodd amdano sy'n ei gadw." }
}

#[derive(Template)]
#[template(path = "oversight/request.html")]
struct RequestPage {
    frame: Frame,
    tabs: Tabs,
    csrf: String,
    summary: Option<ErrorSummary>,
    says: String,
    tag: Tag,
    facts: SummaryList,
    action: String,
    /// The form, where it is approved and theirs.
    save: Option<(Radios, Button)>,
    not_theirs: bool,
    /// Where a second person decides, while it waits.
    requests: Option<String>,
}

impl RequestPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/oversight/export/{id}`.
pub(super) async fn show(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    if let Err(problem) = signed_in.staff.require_for_a_page(DEED.right) {
        return at.refused(problem);
    }
    draw(&at, &id, &Attempt::default(), StatusCode::OK).await
}

/// `POST /desk/oversight/export/{id}`: gives it out, once.
pub(super) async fn give(
    State(office): State<Office>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = At::new(&office, &visit, &signed_in);
    let mut attempt = Attempt::of(form);
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(format) = Format::of_code(attempt.value("format")) else {
        attempt.wrong("format", NO_FORMAT);
        return draw(&at, &id, &attempt, wrong).await;
    };
    match taken(&at, &id, format).await {
        Ok(text) => Ok(to_save(format, text)),
        Err(Problem::Conflict(_)) => {
            attempt.wrong("format", TOO_MUCH);
            draw(&at, &id, &attempt, wrong).await
        }
        Err(problem) => at.refused(problem),
    }
}

async fn taken(at: &At<'_>, id: &str, format: Format) -> Result<String, Problem> {
    let staff = &at.signed_in.staff;
    staff.require_now(DEED.right)?;
    let mut tx = at.tx().await?;
    let text = export::give(&mut tx, staff, request_id(id)?, format).await?;
    tx.commit().await?;
    Ok(text)
}

/// A file to be saved, whose name says nothing of anybody.
fn to_save(format: Format, text: String) -> Response {
    let (ending, kind) = format.kind();
    let named = format!("attachment; filename=\"journal.{ending}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, named),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, text).into_response()
}

fn request_id(id: &str) -> Result<RequestId, Problem> {
    id.parse().map_err(|_| Problem::NotFound(Thing::Request))
}

async fn look(at: &At<'_>, id: &str) -> Result<(Request, Wanted, Vec<Account>), Problem> {
    let id = request_id(id);
    let people = colleagues(at).await?;
    let mut tx = at.tx().await?;
    let asked = export::asked(&mut tx, &at.signed_in.staff).await?;
    tx.leave().await?;
    let id = id?;
    let found = asked.into_iter().find(|(request, _)| request.id == id);
    let (request, wanted) = found.ok_or(Problem::NotFound(Thing::Request))?;
    Ok((request, wanted, people))
}

async fn draw(
    at: &At<'_>,
    id: &str,
    attempt: &Attempt,
    status: StatusCode,
) -> Result<Response, Fault> {
    match look(at, id).await {
        Ok(found) => Ok(counter::page_as(status, &page(at, &found, attempt))),
        Err(problem) => at.refused(problem),
    }
}

fn page(
    at: &At<'_>,
    (request, wanted, people): &(Request, Wanted, Vec<Account>),
    attempt: &Attempt,
) -> RequestPage {
    let (language, now) = (at.language(), at.office.station.real());
    let waits = request.state == RequestState::Waiting && request.ends_at > now;
    let approved = request.state == RequestState::Approved && request.ends_at > now;
    let theirs = request.asked_by == at.signed_in.staff.account();
    RequestPage {
        frame: at.frame(TITLE.say(language)).error(!attempt.is_right()),
        tabs: at.tabs(),
        csrf: at.signed_in.csrf.clone(),
        summary: attempt.summary(language),
        says: said(wanted, people, language),
        tag: state(request, now, language),
        facts: facts(at, request, people),
        action: at.visit.href(&format!("/desk/oversight/export/{}", request.id)),
        save: (approved && theirs).then(|| {
            let format = Radios::new("format", FORMAT.say(language))
                .choice(Choice::new("csv", CSV.say(language)))
                .choice(Choice::new("jsonl", JSONL.say(language)))
                .problem(language, attempt.problem("format", language));
            (format, Button::new(SAVE.say(language)))
        }),
        not_theirs: approved && !theirs,
        requests: waits.then(|| at.visit.href("/desk/requests")),
    }
}

fn facts(at: &At<'_>, request: &Request, people: &[Account]) -> SummaryList {
    let language = at.language();
    let row = |words: Words, text: String| SummaryRow::new(words.say(language), text);
    let name = |id| {
        let known = people.iter().find(|account| account.id == id);
        known.map(|account| account.name.clone()).unwrap_or_default()
    };
    let list = SummaryList::new()
        .row(row(ASKED_BY, name(request.asked_by)))
        .row(row(WHY, request.reason.clone()).value_class("bl-written"));
    let Some(by) = request.decided_by else { return list };
    let list = list.row(row(DECIDED_BY, name(by)));
    match &request.answer {
        Some(answer) => list.row(row(ANSWER, answer.clone()).value_class("bl-written")),
        None => list,
    }
}
