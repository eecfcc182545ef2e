//! Sending by program: `POST /api/v1/forces/{force}/services/{id}/submissions`.

mod body;
mod request;

use super::Window;
use super::told;
use crate::{IdempotencyKey, NewReport, Receipt, Via};
use axum::Json;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::{Fault, dates, problem_json};
use kernel::{Force, Language, Problem, Thing};
use request::Submission;
use serde::Serialize;
use services::pages::{Hall, get_offered};
use services::{Answers, Complete, Outcome, Service, ServiceKind};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Sending by program, with its description.
pub fn api(window: Window) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(send)).with_state(window)
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

/// Send a report. The same key with the same answers within a day gives the same answer again.
#[utoipa::path(
    post,
    path = "/api/v1/forces/{force}/services/{id}/submissions",
    tag = "Reports",
    params(
        ("force" = String, Path, description = "The force's id"),
        ("id" = String, Path, description = "The service's id"),
        ("Idempotency-Key" = String, Header, description = "1 to 255 visible characters; it counts per force and service")
    ),
    request_body = request::Described,
    responses(
        (status = 201, description = "The report is durable", body = Sent),
        (status = 200, description = "The answers lead elsewhere; nothing was stored", body = Elsewhere),
        (status = 400, description = "No JSON, or no usable Idempotency-Key", content_type = "application/problem+json"),
        (status = 404, description = "No such force or service", content_type = "application/problem+json"),
        (status = 409, description = "The key was used with other answers", content_type = "application/problem+json"),
        (status = 413, description = "More than a mebibyte", content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", content_type = "application/problem+json"),
        (status = 422, description = "Answers that cannot be taken, each with a pointer", content_type = "application/problem+json"),
        (status = 503, description = "Not now; send the same again later", content_type = "application/problem+json")
    )
)]
async fn send(
    State(Window { hall, intake, .. }): State<Window>,
    Path((force, id)): Path<(String, String)>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let (force, service) = find(&hall, &force, &id)?;
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
        Ok(Complete::Outcome(outcome)) => Ok(elsewhere(outcome, language)),
        Ok(Complete::Report(answers)) => {
            let new = NewReport {
                service: &service,
                answers: &answers,
                language,
                via: Via::Api,
                key: &key,
            };
            let receipt = intake.submit(&force.id, new).await?;
            Ok(sent(&service, &answers, language, &receipt))
        }
    }
}

fn find(hall: &Hall, force: &str, id: &str) -> Result<(Arc<Force>, Arc<Service>), Problem> {
    let force = hall.counter.forces.get(force).ok_or(Problem::NotFound(Thing::Force))?;
    let service = get_offered(&hall.catalogue, force, id)
        .filter(|service| service.kind() == ServiceKind::Form)
        .ok_or(Problem::NotFound(Thing::Service))?;
    Ok((force.clone(), service.clone()))
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

fn elsewhere(outcome: &Outcome, language: Language) -> Response {
    let kind = match outcome.kind {
        services::OutcomeKind::Emergency => "emergency",
        services::OutcomeKind::Redirect => "redirect",
        services::OutcomeKind::Service => "service",
    };
    let outcome = ElsewhereOutcome {
        kind: kind.to_owned(),
        title: outcome.title.say(language).to_owned(),
        text: told::plain(outcome.body.say(language)),
        to: outcome.to.clone(),
    };
    Json(Elsewhere { outcome }).into_response()
}
