//! The demo's clock: deadlines and promises can be reached without waiting for them.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::{Fault, problem_json};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use kernel::Clock;
use serde::Deserialize;
use serde_json::json;
use services::pages::Hall;
use station::Station;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advance {
    advance: String,
}

pub(super) async fn read(State(hall): State<Hall>) -> Response {
    now(&hall.station)
}

fn now(station: &Station) -> Response {
    Json(json!({ "now": Clock::now(station) })).into_response()
}

/// `{"advance": "PT36H"}`: forward only, ISO 8601.
pub(super) async fn advance(
    State(hall): State<Hall>,
    body: Result<Json<Advance>, JsonRejection>,
) -> Result<Response, Fault> {
    let refused = |detail| Ok(problem_json(StatusCode::UNPROCESSABLE_ENTITY, detail, &[]));
    let Ok(Json(body)) = body else {
        return refused("Send JSON such as {\"advance\": \"PT36H\"}.");
    };
    match length(&body.advance) {
        Some(length) => {
            hall.station.advance_clock(length).await?;
            Ok(now(&hall.station))
        }
        None => refused("Give a length of time forward, such as PT36H or P2D, up to ten years."),
    }
}

fn length(text: &str) -> Option<SignedDuration> {
    let span: Span = text.parse().ok()?;
    let length = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    let longest = SignedDuration::from_hours(24 * 3660);
    (!length.is_negative() && length <= longest).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn the_clock_moves_forward_alone() {
        for (text, hours) in [("PT36H", Some(36)), ("P2D", Some(48)), ("P1W", Some(168))] {
            assert_eq!(length(text).map(|length| length.as_hours()), hours, "{text}");
        }
        for text in ["-PT1H", "36", "", "P100Y", "PT"] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
