//! Signing out.

use super::{COOKIE, signed_in};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use counter::{Fault, Form, SetCookie, Visit};
use station::Station;

/// Ends the session and takes its cookie away. Whoever was not signed in ends there too.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    headers: HeaderMap,
    _: Form,
) -> Result<Response, Fault> {
    if let Some(token) = signed_in::token(&headers, &visit.counter) {
        crate::sign_out(&station, &token).await?;
    }
    let gone = SetCookie::expire(&visit.counter, COOKIE);
    Ok((gone, Redirect::to(&visit.href("/desk/sign-in"))).into_response())
}
