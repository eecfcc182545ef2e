//! What is traced, and every word that a trace may say.
//!
//! *Invariant:* a span is made here alone, of words that stand in the program, numbers and times.
//! Nothing that somebody typed can get into it: its makers take no text that is not `'static`.

use tracing::field::Empty;
use tracing::{Span, info_span};

/// Marks what is traced among all that the libraries have to say.
pub(super) const TARGET: &str = "bluelamp::trace";

/// Every name of a span that may leave.
pub const NAMES: [&str; 3] = ["request", "job", "commit"];

/// Every key of an attribute that may leave.
pub const KEYS: [&str; 5] = [
    "http.request.method",
    "http.response.status_code",
    "bluelamp.part",
    "bluelamp.job",
    "bluelamp.together",
];

/// A request for a part of the site. The method is one that HTTP knows; the part is a word for
/// many addresses, and none of them.
#[must_use]
pub fn request(method: &'static str, part: &'static str) -> Span {
    info_span!(
        target: TARGET,
        "request",
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method,
        http.response.status_code = Empty,
        bluelamp.part = part,
    )
}

/// How a request was answered.
pub fn answered(span: &Span, status: u16) {
    // As a signed number: an unsigned one leaves as text.
    span.record("http.response.status_code", i64::from(status));
    if status >= 500 {
        ended_badly(span);
    }
}

/// A job of this kind.
#[must_use]
pub fn job(kind: &'static str) -> Span {
    info_span!(
        target: TARGET,
        "job",
        otel.kind = "consumer",
        otel.status_code = Empty,
        bluelamp.job = kind,
    )
}

/// A commit that this many share.
#[must_use]
pub fn commit(together: usize) -> Span {
    let together = i64::try_from(together).unwrap_or(i64::MAX);
    info_span!(target: TARGET, "commit", otel.status_code = Empty, bluelamp.together = together)
}

/// What this is about has failed; the log says why.
pub fn ended_badly(span: &Span) {
    span.record("otel.status_code", "ERROR");
}
