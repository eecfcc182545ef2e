//! What a provider says when somebody signs out there: for programs, from server to server.

use super::named;
use crate::providers::{Providers, depart};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::{Fault, problem_json};
use kernel::Clock;
use station::Station;

/// The most bytes that are sent here.
const LONGEST: usize = 64 * 1024;

/// Ends the sessions of whoever signed out at the provider, at once.
pub(crate) async fn leave(
    State(station): State<Station>,
    providers: Option<Extension<Providers>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Fault> {
    if body.len() > LONGEST {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    let way = named(providers, &id)?;
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(&body).unwrap_or_default();
    let mut tokens = fields.iter().filter(|(name, _)| name == "logout_token");
    let (Some((_, token)), None) = (tokens.next(), tokens.next()) else {
        return Ok(not_taken());
    };
    let logout = match way.provider.logout(station.real(), token).await {
        Ok(logout) => logout,
        Err(refusal) => {
            tracing::warn!(provider = way.id, %refusal, "a sign-out was not believed");
            return Ok(not_taken());
        }
    };
    match depart(&station, &way, &logout).await {
        Ok(true) => Ok(StatusCode::OK.into_response()),
        Ok(false) => {
            tracing::warn!(provider = way.id, "a sign-out was told twice");
            Ok(not_taken())
        }
        Err(problem) => Err(Fault(problem)),
    }
}

fn not_taken() -> Response {
    problem_json(StatusCode::BAD_REQUEST, "This is no logout token that we can rely on.", &[])
}
