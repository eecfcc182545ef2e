//! The same for programs: `GET /api/v1/reports/{reference}`.

use super::Portal;
use super::told::{self, Told};
use super::way_in::{self, Opened};
use crate::step::{Step, steps};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::{Fault, problem_json};
use kernel::{Language, Problem, Thing};
use serde::{Deserialize, Serialize};
use services::pages::Hall;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(modifiers(&AccessCodeScheme))]
struct Described;

/// How an access code is given.
struct AccessCodeScheme;

impl Modify for AccessCodeScheme {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some("The access code that came with the reference".to_owned());
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("access_code", SecurityScheme::Http(scheme));
    }
}

/// What may be asked of a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    language: Option<Language>,
}

/// A report as the person who sent it may see it.
#[derive(Debug, Serialize, ToSchema)]
struct FollowedReport {
    /// The reference, as it is read aloud.
    #[schema(example = "HUM-7K4Q-2M9D")]
    reference: String,
    status: FollowedStatus,
    /// When it was sent.
    #[schema(format = DateTime)]
    submitted_at: String,
    /// By when we promised to answer; `null` when we did not.
    #[schema(format = DateTime)]
    reply_by: Option<String>,
    /// What happened, the newest first.
    timeline: Vec<TimelineEntry>,
}

/// Where a report stands.
#[derive(Debug, Serialize, ToSchema)]
struct FollowedStatus {
    /// `sent`, `read`, `we_wrote`, `you_wrote` or `you_added_files`: what happened last.
    #[schema(example = "sent")]
    code: &'static str,
    /// The same and what happens next, in words for the person.
    text: String,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
struct TimelineEntry {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// `sent`, `read`, `we_wrote`, `you_wrote` or `you_added_files`.
    #[schema(example = "we_wrote")]
    kind: &'static str,
    /// What was written, or what happened in words.
    text: String,
}

/// The operation, with its description. To be opened with [`counter::open`], which puts refusals
/// into problem details.
pub fn api(hall: Hall) -> OpenApiRouter {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(show_report))
        .with_state(Portal::new(hall, None))
}

/// Follow a report with its reference and access code.
#[utoipa::path(
    get,
    path = "/api/v1/reports/{reference}",
    tag = "Reports",
    params(
        ("reference" = String, Path, description = "The reference, in any case, with or without spaces and hyphens"),
        ("language" = Option<String>, Query, description = "`en` (the default) or `cy`"),
    ),
    security(("access_code" = [])),
    responses(
        (status = 200, description = "Where the report stands and what happened", body = FollowedReport),
        (status = 400, description = "Something unknown was asked for", content_type = "application/problem+json"),
        (status = 401, description = "No access code was given", content_type = "application/problem+json"),
        (status = 404, description = "There is no report of this reference and access code", content_type = "application/problem+json"),
    )
)]
async fn show_report(
    State(portal): State<Portal>,
    Path(reference): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Json<FollowedReport>, Response> {
    let language = language(asked).ok_or_else(no_language)?;
    let code = bearer(&headers).ok_or_else(no_code)?;
    let fault = |problem| Fault(problem).into_response();
    let opened = way_in::look_up(&portal, &reference, code).await.map_err(fault)?;
    // What was passed to another body is not a report of ours, and programs are not told of it.
    let Opened::Report(following) = opened else {
        return Err(fault(Problem::NotFound(Thing::Report)));
    };
    let told = told::tell(&portal, &following).await.map_err(fault)?;
    Ok(Json(FollowedReport::new(&told, language)))
}

impl FollowedReport {
    fn new(told: &Told, language: Language) -> Self {
        let standing = told.standing();
        let mut text = vec![format!("{}.", standing.status.name(language))];
        text.extend(standing.next(language));
        let entry = |step: Step<'_>| TimelineEntry {
            at: step.at.to_string(),
            kind: step.kind.code(),
            text: step.written.unwrap_or(&step.title).to_owned(),
        };
        Self {
            reference: told.report.reference.to_string(),
            status: FollowedStatus { code: standing.status.code(), text: text.join(" ") },
            submitted_at: told.report.submitted_at.to_string(),
            reply_by: told.report.reply_by.map(|by| by.to_string()),
            timeline: steps(&told.story, language).into_iter().map(entry).collect(),
        }
    }
}

/// The language that was asked for; nothing when something else was asked.
fn language(asked: Result<Query<Asked>, QueryRejection>) -> Option<Language> {
    let Query(asked) = asked.ok()?;
    Some(asked.language.unwrap_or(Language::English))
}

fn no_language() -> Response {
    let detail = "Give `language` as `en` or `cy`, and nothing else.";
    problem_json(StatusCode::BAD_REQUEST, detail, &[])
}

/// The access code of the `Authorization` header, if there is one.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, code) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    let code = code.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !code.is_empty()).then_some(code)
}

fn no_code() -> Response {
    let detail = "Give the access code of the report: Authorization: Bearer ACCESS_CODE.";
    let mut response = problem_json(StatusCode::UNAUTHORIZED, detail, &[]);
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

#[cfg(test)]
mod tests {
    use super::bearer;
    use axum::http::HeaderMap;
    use axum::http::header::AUTHORIZATION;

    #[test]
    fn a_code_is_read_from_a_bearer_header_only() {
        for (header, code) in [
            ("Bearer 7K4Q-2M9D-XXXX", Some("7K4Q-2M9D-XXXX")),
            ("bearer  7k4q 2m9d xxxx ", Some("7k4q 2m9d xxxx")),
            ("Bearer ", None),
            ("Bearer", None),
            ("Basic 7K4Q2M9DXXXX", None),
            ("7K4Q2M9DXXXX", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, header.parse().unwrap());
            assert_eq!(bearer(&headers), code, "{header}");
        }
        assert_eq!(bearer(&HeaderMap::new()), None);
    }
}
