//! Refusals and faults on their way out: what went wrong inside becomes a page that says what
//! happened, what becomes of the answers and what to do, or problem+json for the API.
//!
//! *Invariant:* nothing internal is said, and nothing here needs a database.

mod kind;
mod problem_json;
mod words;

use crate::cross_site::{self, Origin};
use crate::entrance::{Nonce, is_under};
use crate::{Address, Counter, Frame, Visit, random};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use kernel::{ALPHABET, Problem, Reason, Words};
use kind::Kind;
use std::any::Any;
use std::sync::Arc;

pub use problem_json::problem_json;

/// A [`Problem`] as a handler's answer: `async fn show(visit: Visit) -> Result<Response, Fault>`.
/// It says no more than what happened; the counter finds the words.
#[derive(Debug)]
pub struct Fault(
    /// What happened.
    pub Problem,
);

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

/// Left in a response for the counter to find.
#[derive(Clone)]
struct Marker(Arc<Problem>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = kind::status(&self.0).into_response();
        if matches!(self.0, Problem::Busy) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response.extensions_mut().insert(Marker(Arc::new(self.0)));
        response
    }
}

/// The mark of a response on sensitive ground: a refusal there has a neutral title and the exit.
/// Routes of sensitive services leave it in the extensions of every response.
#[derive(Clone, Copy, Debug)]
pub struct Sensitive;

/// What becomes of a page that panics. Its words may hold data, so they are not repeated.
pub(crate) fn of_panic(_: Box<dyn Any + Send + 'static>) -> Response {
    Fault(Problem::broken("a page panicked")).into_response()
}

/// Turns away what another site sent, and puts every refusal of the routes inside into words.
pub(crate) async fn explain(
    State(counter): State<Counter>,
    request: Request,
    next: Next,
) -> Response {
    let Some(address) = request.extensions().get::<Address>().cloned() else {
        return next.run(request).await;
    };
    let nonce = request.extensions().get::<Nonce>().map(Nonce::text).unwrap_or_default();
    let api = is_under(&address.path, "/api");
    let origin = cross_site::origin(request.headers(), request.uri(), &counter);
    let response = if !api && cross_site::is_unsafe(request.method()) && origin == Origin::Foreign {
        turned_away(&address)
    } else {
        next.run(request).await
    };
    if !needs_words(&response, &address, api) {
        return response;
    }
    let problem = response.extensions().get::<Marker>().map(|marker| marker.0.clone());
    let kind = Kind::of(response.status(), problem.as_deref());
    let incident = noted(response.status(), problem.as_deref(), &address);
    if api {
        let fields = match problem.as_deref() {
            Some(Problem::Invalid(fields)) => fields.as_slice(),
            _ => &[],
        };
        let answer = problem_json(response.status(), &kind.detail(incident.as_deref()), fields);
        return with_body_of(answer, response);
    }
    let visit = Visit::new(address, nonce, None, counter);
    let sensitive = response.extensions().get::<Sensitive>().is_some();
    with_body_of(RefusalPage::new(&visit, kind, incident, sensitive).into_response(), response)
}

/// What another site sent, refused before anybody looked what it is about: it may be sensitive.
fn turned_away(address: &Address) -> Response {
    let mut response = Fault(Problem::Refused(Reason::CrossSite)).into_response();
    if !is_under(&address.path, "/desk") {
        response.extensions_mut().insert(Sensitive);
    }
    response
}

/// Whether a response is a refusal without words of its own. Health answers are for machines.
fn needs_words(response: &Response, address: &Address, api: bool) -> bool {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || matches!(address.path.as_str(), "/livez" | "/readyz")
    {
        return false;
    }
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let own_words = kind.is_some_and(|kind| kind.contains("json") || kind.starts_with("text/html"));
    response.extensions().get::<Marker>().is_some() || !own_words || (api && !is_json(kind))
}

fn is_json(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.contains("json"))
}

/// Writes a fault of ours down, once, and gives the id under which it is found. What a person did
/// or where they were is not written: of the path only what no person can have typed.
fn noted(status: StatusCode, problem: Option<&Problem>, address: &Address) -> Option<String> {
    if !status.is_server_error() {
        return None;
    }
    let incident = incident_id();
    let force = address.force.as_ref().map(|force| force.id.as_str()).unwrap_or_default();
    let status = status.as_u16();
    let cause = problem.map(ToString::to_string).unwrap_or_default();
    tracing::error!(incident, status, force, cause, "a request could not be answered");
    Some(incident)
}

/// Eight characters that can be read aloud.
fn incident_id() -> String {
    let random = random::<8>().unwrap_or_default();
    random
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(*byte) % ALPHABET.len()))
        .map(|character| char::from(*character))
        .collect()
}

/// The answer with the status and the headers of the response that it explains.
fn with_body_of(answer: Response, explained: Response) -> Response {
    let (parts, _) = explained.into_parts();
    let (answer, body) = answer.into_parts();
    let mut response = Response::new(body);
    *response.status_mut() = parts.status;
    let mut headers: HeaderMap = parts.headers;
    for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
        headers.remove(name);
    }
    headers.extend(answer.headers);
    *response.headers_mut() = headers;
    response
}

#[derive(Template)]
#[template(path = "refusals/refusal.html")]
struct RefusalPage {
    frame: Frame,
    kind: Kind,
    incident: Option<String>,
    home: String,
    sign_in: Option<String>,
}

impl RefusalPage {
    fn new(visit: &Visit, kind: Kind, incident: Option<String>, sensitive: bool) -> Self {
        let frame = Frame::new(visit, kind.title().say(visit.language)).noindex();
        let frame = if sensitive { frame.sensitive() } else { frame };
        let desk = is_under(&visit.address.path, "/desk");
        Self {
            frame,
            kind,
            incident,
            home: if desk { visit.href("/desk") } else { visit.home_href() },
            sign_in: (desk && kind == Kind::SignIn).then(|| visit.href("/desk/sign-in")),
        }
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

impl IntoResponse for RefusalPage {
    fn into_response(self) -> Response {
        // If even this page fails there is still something to say.
        Html(self.render().unwrap_or_else(|_| words::LAST_RESORT.to_owned())).into_response()
    }
}

#[cfg(test)]
mod tests;
