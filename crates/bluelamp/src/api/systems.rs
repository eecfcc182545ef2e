//! Other systems at the API: a token for an assertion, and the contacts of the force that let them in.
//! A token never opens the desk, and a person's session never opens this.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, RawPathParams, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use counter::{Fault, problem_json};
use kernel::{ContactId, ForceId, Problem, Purpose, Thing};
use rights::clients::{self, Client, ClientScope, Denied, TOKEN_LASTS};
use serde::{Deserialize, Serialize};
use services::pages::Hall;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{IntoParams, Modify, OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the operations of these systems are listed under.
pub(super) const TAG: &str = "Systems";

#[derive(OpenApi)]
#[openapi(modifiers(&ClientScheme))]
struct Described;

/// How a system says who it is.
struct ClientScheme;

impl Modify for ClientScheme {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        let says = "The token of a system that the force let in: the one that its administrator was \
                    shown, or one given for an assertion at `/api/v1/token`";
        scheme.description = Some(says.to_owned());
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("client", SecurityScheme::Http(scheme));
    }
}

pub(super) fn routes(hall: Hall) -> OpenApiRouter {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(token))
        .routes(routes!(contacts))
        .with_state(hall)
}

/// An assertion in exchange for a token (RFC 7523, section 2.2).
#[derive(Deserialize, ToSchema)]
struct Asked {
    /// `client_credentials`.
    grant_type: String,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`.
    client_assertion_type: String,
    /// A JSON Web Token, signed with `EdDSA`, ES256 or RS256 by the key that was registered: `iss` and
    /// `sub` are what the system calls itself, `aud` is this address, `exp` at most five minutes away,
    /// `jti` new each time.
    client_assertion: String,
}

/// A token.
#[derive(Serialize, ToSchema)]
struct Given {
    /// To be sent as `Authorization: Bearer …`. It means nothing to its holder.
    access_token: String,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds for which it is good.
    expires_in: i64,
}

/// Get a token for some minutes for an assertion signed with the system's key. An assertion counts once.
#[utoipa::path(
    post,
    path = "/api/v1/token",
    tag = TAG,
    request_body(content = Asked, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "A token", body = Given),
        (status = 400, description = "Something else was asked for", content_type = "application/problem+json"),
        (status = 401, description = "The assertion is not good", content_type = "application/problem+json"),
        (status = 413, description = "More than 16 KiB", content_type = "application/problem+json"),
        (status = 415, description = "Not a form", content_type = "application/problem+json"),
        (status = 429, description = "The system asked more than it may; `Retry-After` says when to ask again", content_type = "application/problem+json"),
    )
)]
async fn token(State(hall): State<Hall>, request: Request) -> Result<Response, Response> {
    let asked = read(request).await?;
    let refused = || problem_json(StatusCode::BAD_REQUEST, FORM, &[]);
    let asked: Asked = serde_html_form::from_bytes(&asked).map_err(|_| refused())?;
    if asked.grant_type != "client_credentials" || asked.client_assertion_type != ASSERTION {
        return Err(refused());
    }
    let audience = format!("{}/api/v1/token", hall.station.public_url());
    let given = clients::token_for(&hall.station, &asked.client_assertion, &audience).await;
    let given = Given {
        access_token: given.map_err(denied)?,
        token_type: "Bearer",
        expires_in: TOKEN_LASTS.as_secs(),
    };
    Ok(Json(given).into_response())
}

/// The bytes of a form; nothing of it is larger than an assertion.
async fn read(request: Request) -> Result<Bytes, Response> {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(problem_json(StatusCode::UNSUPPORTED_MEDIA_TYPE, FORM, &[]));
    }
    let bytes = axum::body::to_bytes(body, LONGEST_FORM).await;
    bytes.map_err(|_| problem_json(StatusCode::PAYLOAD_TOO_LARGE, FORM, &[]))
}

/// The most bytes of a form that asks for a token.
const LONGEST_FORM: usize = 16 * 1024;
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const FORM: &str = "Send a form with grant_type=client_credentials, client_assertion_type=\
                    urn:ietf:params:oauth:client-assertion-type:jwt-bearer and client_assertion.";

/// After which contact to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct After {
    /// The `next` of the answer before. Without it, from the first.
    after: Option<String>,
}

/// Contacts, in the order in which they came.
#[derive(Serialize, ToSchema)]
struct ContactList {
    items: Vec<ContactEntry>,
    /// What to give as `after` to get those that come after these; `null` when there is none at all.
    next: Option<String>,
    /// Whether there are more already.
    more: bool,
}

/// A contact: no more than is needed to know that there is one.
#[derive(Serialize, ToSchema)]
struct ContactEntry {
    /// The reference, as it is read aloud.
    #[schema(example = "HUM-7K4Q-2M9D")]
    reference: String,
    /// The service that was used.
    #[schema(example = "bicycle-theft")]
    service: String,
    /// `urgent` or `standard`.
    #[schema(example = "standard")]
    priority: &'static str,
    /// `waiting`, `answered` or `wrote_again`.
    #[schema(example = "waiting")]
    state: &'static str,
    /// When the person told us.
    #[schema(format = DateTime)]
    received_at: String,
}

/// The contacts of the force that let the system in, a hundred at a time, oldest first. What is
/// restricted is left out. What was given is in the force's journal. Ask again with `next` for what came
/// since.
#[utoipa::path(
    get,
    path = "/api/v1/forces/{force}/contacts",
    tag = TAG,
    params(("force" = String, Path, description = "The force's id"), After),
    security(("client" = ["contacts:read"])),
    responses(
        (status = 200, description = "Contacts", body = ContactList),
        (status = 400, description = "Something unknown was asked for", content_type = "application/problem+json"),
        (status = 401, description = "No good token was sent", content_type = "application/problem+json"),
        (status = 403, description = "The system may not read contacts of this force", content_type = "application/problem+json"),
        (status = 404, description = "There is no such force", content_type = "application/problem+json"),
        (status = 429, description = "The system asked more than it may; `Retry-After` says when to ask again", content_type = "application/problem+json"),
    )
)]
async fn contacts(
    State(hall): State<Hall>,
    Path(force): Path<String>,
    asked: Result<Query<After>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Json<ContactList>, Response> {
    let client = admit(&hall, &headers, (&force, ClientScope::ReadContacts)).await?;
    let unknown = || {
        let detail = "Give `after` as the `next` of an answer, and nothing else.";
        problem_json(StatusCode::BAD_REQUEST, detail, &[])
    };
    let Query(After { after }) = asked.map_err(|_| unknown())?;
    let after: Option<ContactId> =
        after.map(|text| text.parse()).transpose().map_err(|_| unknown())?;
    let page = fetch(&hall, &client, after).await;
    let page = page.map_err(|problem| Fault(problem).into_response())?;
    let last = page.items.last().map(|item| item.id).or(after);
    let entry = |item: contact::SharedItem| ContactEntry {
        reference: item.reference.to_string(),
        service: item.service_id,
        priority: item.priority.code(),
        state: item.state.code(),
        received_at: item.received_at.to_string(),
    };
    Ok(Json(ContactList {
        next: last.map(|id| id.to_string()),
        more: page.next.is_some(),
        items: page.items.into_iter().map(entry).collect(),
    }))
}

async fn fetch(
    hall: &Hall,
    client: &Client,
    after: Option<ContactId>,
) -> Result<contact::SharedPage, Problem> {
    let mut tx = hall.station.begin(&client.scope(Purpose::Sharing)).await?;
    let page = contact::fetched(&mut tx, after).await?;
    tx.commit().await?;
    Ok(page)
}

/// Whoever sends a report with a token sends it in that system's name, or is refused.
pub(super) async fn in_its_name(
    State(hall): State<Hall>,
    params: RawPathParams,
    mut request: Request,
    next: Next,
) -> Response {
    let sends = request.method() == Method::POST && request.uri().path().ends_with("/submissions");
    if sends && request.headers().contains_key(AUTHORIZATION) {
        let force = params.iter().find(|(name, _)| *name == "force").map(|(_, force)| force);
        let asked = (force.unwrap_or_default(), ClientScope::SubmitReports);
        match admit(&hall, request.headers(), asked).await {
            Ok(client) => request.extensions_mut().insert(client.id),
            Err(refused) => return refused,
        };
    }
    next.run(request).await
}

async fn admit(
    hall: &Hall,
    headers: &HeaderMap,
    (force, scope): (&str, ClientScope),
) -> Result<Client, Response> {
    let bearer = bearer(headers).ok_or(Denied::Unknown).map_err(denied)?;
    let known =
        ForceId::parse(force).ok().filter(|it| hall.station.forces().get(it.as_str()).is_some());
    let force = known.ok_or_else(|| Fault(Problem::NotFound(Thing::Force)).into_response())?;
    clients::admit(&hall.station, bearer, (&force, scope)).await.map_err(denied)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn denied(denied: Denied) -> Response {
    match denied {
        Denied::Unknown => {
            let detail = "Send a token that is good: Authorization: Bearer TOKEN.";
            let mut response = problem_json(StatusCode::UNAUTHORIZED, detail, &[]);
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
            response
        }
        Denied::NotItsScope => {
            let detail = "The system was not let in for this. Ask the force's administrator.";
            problem_json(StatusCode::FORBIDDEN, detail, &[])
        }
        Denied::TooMany(seconds) => {
            let detail = "The system asked more often than it may. Ask again later.";
            let mut response = problem_json(StatusCode::TOO_MANY_REQUESTS, detail, &[]);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        Denied::Problem(problem) => Fault(problem).into_response(),
    }
}
