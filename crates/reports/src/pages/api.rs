//! Sending by program: `POST /api/v1/forces/{force}/services/{id}/submissions`.

mod body;
mod request;
mod uploads;

use super::Window;
use super::told;
use crate::{IdempotencyKey, NewReport, Receipt, Via};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use counter::{Fault, dates, problem_json};
use kernel::{Actor, ClientId, Force, Language, Problem, Purpose, Thing};
use request::Submission;
use serde::Serialize;
use services::pages::{Hall, get_offered};
use services::{Answers, Closed, Complete, Outcome, Service, ServiceKind};
use station::Scope;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Sending by program, with its description.
pub fn api(window: Window) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(send))
        .routes(routes!(uploads::upload))
        .routes(routes!(uploads::standing, uploads::append, uploads::terminate))
        .with_state(window)
}

/// What a report was acknowledged with: it is durable.
#[derive(Serialize, ToSchema)]
struct Sent {
    /// The reference, made to be read aloud. It is not secret.
    #[schema(example = "HUM-7K4Q-2M9D")]
    reference: String,
    /// What lets the person follow the report. It is derived anew for the same key, never stored.
    #[schema(example = "7K4Q-2M9D-CFGH")]
    access_code: String,
    /// When it was sent.
    #[schema(format = DateTime)]
    submitted_at: String,
    next: Next,
}

/// What happens next.
#[derive(Serialize, ToSchema)]
struct Next {
    /// In words for the person.
    text: String,
    /// By when, if we promise a time.
    #[schema(format = DateTime)]
    by: Option<String>,
}

/// The answers lead elsewhere. Nothing was stored.
#[derive(Serialize, ToSchema)]
struct Elsewhere {
    outcome: ElsewhereOutcome,
}

/// Where the answers lead.
#[derive(Serialize, ToSchema)]
struct ElsewhereOutcome {
    /// `emergency`, `redirect` or `service`.
    #[schema(example = "emergency")]
    kind: String,
    /// What it is called.
    title: String,
    /// What the person should know.
    text: String,
    /// A telephone number, an address or the id of another service.
    to: String,
}

/// Send a report: in nobody's name, or in that of a system that is let in for it. The same key with the same answers within a day gives the same answer again.
#[utoipa::path(
    post,
    path = "/api/v1/forces/{force}/services/{id}/submissions",
    tag = "Reports",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("Idempotency-Key" = String, Header, description = "1 to 255 visible characters; it counts per force and service")
    ),
    security((), ("client" = ["reports:submit"])),
    request_body = request::Described,
    responses(
        (status = 201, description = "The report is durable", body = Sent),
        (status = 200, description = "The answers lead elsewhere; nothing was stored", body = Elsewhere),
        (status = 400, description = "No JSON, or no usable Idempotency-Key", content_type = "application/problem+json"),
        (status = 401, description = "A token was sent that is not good", content_type = "application/problem+json"),
        (status = 403, description = "The system may not send reports to this force", content_type = "application/problem+json"),
        (status = 404, description = "No such force or service", content_type = "application/problem+json"),
        (status = 409, description = "The key was used with other answers", content_type = "application/problem+json"),
        (status = 410, description = "The service is closed for now; the detail says what to do in its place", content_type = "application/problem+json"),
        (status = 413, description = "More than a mebibyte", content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", content_type = "application/problem+json"),
        (status = 422, description = "Answers that cannot be taken, each with a pointer", content_type = "application/problem+json"),
        (status = 429, description = "The system asked more than it may; `Retry-After` says when to ask again", content_type = "application/problem+json"),
        (status = 503, description = "Not now; send the same again later", content_type = "application/problem+json")
    )
)]
async fn send(
    State(Window { hall, intake, .. }): State<Window>,
    Path((force, id)): Path<(String, String)>,
    system: Option<Extension<ClientId>>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let (force, service, closed) = find(&hall, &force, &id)?;
    if let Some(closed) = closed {
        return Ok(problem_json(StatusCode::GONE, &closed.advice.en, &[]));
    }
    let Some(key) = key(&headers) else { return Ok(no_key()) };
    let body = match body::Json::from_request(request, &hall).await {
        Ok(body) => body,
        Err(refused) => return Ok(refused),
    };
    let submission = match Submission::read(body.0) {
        Ok(submission) => submission,
        Err(problems) => return Ok(invalid(&problems)),
    };
    let (answers, language) = (&submission.answers, submission.language);
    match services::check_submission(&service, answers, language, hall.station.clock().now()) {
        Err(problems) => Ok(invalid(&problems)),
        Ok(Complete::Outcome(outcome)) => Ok(elsewhere(&hall, &force, outcome, language)),
        Ok(Complete::Report(answers)) => {
            let missing = uploads::missing(&hall, &force, (&service, &answers)).await?;
            if !missing.is_empty() && !intake.knows(&force.id, &service, &key).await? {
                return Ok(invalid(&missing));
            }
            let new = NewReport {
                service: &service,
                answers: &answers,
                language,
                via: Via::Api,
                key: &key,
            };
            let actor = system.map_or(Actor::Public, |Extension(id)| Actor::Client(id));
            let scope = Scope::new(force.id.clone(), actor, Purpose::Reporting);
            let receipt = intake.submit_in(&scope, new).await?;
            Ok(sent(&service, &answers, language, &receipt))
        }
    }
}

type Found = (Arc<Force>, Arc<Service>, Option<Arc<Closed>>);

fn find(hall: &Hall, force: &str, id: &str) -> Result<Found, Problem> {
    let force = hall.counter.forces.get(force).ok_or(Problem::NotFound(Thing::Force))?;
    let catalogue = hall.catalogue();
    let offer = get_offered(&catalogue, force, id)
        .filter(|offer| offer.edition.service.kind() == ServiceKind::Form)
        .ok_or(Problem::NotFound(Thing::Service))?;
    Ok((force.clone(), offer.edition.service.clone(), offer.closed.cloned()))
}

fn key(headers: &HeaderMap) -> Option<IdempotencyKey> {
    let text = headers.get("idempotency-key")?.to_str().ok()?;
    IdempotencyKey::parse(text)
}

fn no_key() -> Response {
    let detail = "Send the header Idempotency-Key with 1 to 255 visible characters that you have \
                  not used for another report.";
    problem_json(StatusCode::BAD_REQUEST, detail, &[])
}

fn invalid(problems: &[kernel::FieldProblem]) -> Response {
    let detail = "Nothing was stored. Put the fields right and send it again with the same key.";
    problem_json(StatusCode::UNPROCESSABLE_ENTITY, detail, problems)
}

fn sent(service: &Service, answers: &Answers, language: Language, receipt: &Receipt) -> Response {
    let promise = services::promise(service, answers, receipt.submitted_at);
    let by = promise.as_ref().and_then(|step| step.by);
    let said = by.map(|by| dates::date_and_time(by, language)).unwrap_or_default();
    let text = promise.map(|step| step.text.say(language).replace("{by}", &said));
    let sent = Sent {
        reference: receipt.reference.to_string(),
        access_code: receipt.access_code.to_string(),
        submitted_at: receipt.submitted_at.to_string(),
        next: Next { text: text.unwrap_or_default(), by: by.map(|by| by.to_string()) },
    };
    (StatusCode::CREATED, Json(sent)).into_response()
}

fn elsewhere(hall: &Hall, force: &Force, outcome: &Outcome, language: Language) -> Response {
    let kind = match outcome.kind {
        services::OutcomeKind::Emergency => "emergency",
        services::OutcomeKind::Redirect => "redirect",
        services::OutcomeKind::Service => "service",
    };
    let redirect = outcome.redirect.as_deref();
    let told = redirect.into_iter().flat_map(|it| [&it.needs, &it.takes, &it.still]);
    let told = std::iter::once(&outcome.body).chain(told);
    let told = told.map(|told| told::plain(told.say(language))).filter(|text| !text.is_empty());
    let catalogue = hall.catalogue();
    let directory = catalogue.directory();
    let to = redirect.and_then(|it| super::elsewhere::address(directory, force, it));
    let outcome = ElsewhereOutcome {
        kind: kind.to_owned(),
        title: outcome.title.say(language).to_owned(),
        text: told.collect::<Vec<_>>().join("\n\n"),
        to: to.filter(|_| outcome.to.is_empty()).unwrap_or(&outcome.to).to_owned(),
    };
    Json(Elsewhere { outcome }).into_response()
}
