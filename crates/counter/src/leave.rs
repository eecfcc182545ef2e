//! Leaving: one GET after which this browser holds nothing of ours.

use crate::{Counter, NEUTRAL_SITE, SetCookie, cookies};
use axum::extract::State;
use axum::http::header::{HeaderName, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
const EVERYTHING: HeaderValue = HeaderValue::from_static(r#""cache", "cookies", "storage""#);

/// `GET /leave`: takes every cookie of ours away (without its key a draft is unreadable), asks the
/// browser to forget what it kept, and goes to the neutral site.
pub async fn leave(State(counter): State<Counter>, headers: HeaderMap) -> Response {
    let place = HeaderValue::from_str(&counter.leave_to)
        .unwrap_or_else(|_| HeaderValue::from_static(NEUTRAL_SITE));
    let mut response = StatusCode::SEE_OTHER.into_response();
    let answer = response.headers_mut();
    answer.insert(LOCATION, place);
    answer.insert(CLEAR_SITE_DATA, EVERYTHING);
    let mut names = vec![String::new()];
    for (name, _) in cookies::ours(&headers, &counter) {
        names.push(cookies::suffix_of(&counter, &name).to_owned());
    }
    names.sort();
    names.dedup();
    for suffix in names {
        if let Some(value) = SetCookie::expire(&counter, &suffix).header() {
            answer.append(SET_COOKIE, value);
        }
    }
    response
}
