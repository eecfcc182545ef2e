use super::super::spans::{self, KEYS, NAMES};
use super::{Sieve, layer, traces};
use opentelemetry::Value;
use opentelemetry::trace::Status;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use std::sync::{Arc, Mutex};
use tracing::{error, info_span};
use tracing_subscriber::layer::SubscriberExt;

/// Whoever stands behind the door.
#[derive(Clone, Debug, Default)]
struct Outside(Arc<Mutex<Vec<SpanData>>>);

impl SpanExporter for Outside {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap().extend(batch);
        Ok(())
    }
}

/// What leaves while this is done.
fn leaving(what: impl FnOnce()) -> Vec<SpanData> {
    let outside = Outside::default();
    let provider =
        SdkTracerProvider::builder().with_simple_exporter(Sieve(outside.clone())).build();
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer(&provider)), what);
    provider.shutdown().unwrap();
    outside.0.lock().unwrap().clone()
}

#[test]
fn every_span_of_ours_leaves_with_every_word_that_it_may_say() {
    let spans = leaving(|| {
        let request = spans::request("GET", "desk");
        spans::answered(&request, 503);
        drop(request);
        drop(spans::job("open_contact"));
        drop(spans::commit(3));
    });
    let names: Vec<&str> = spans.iter().map(|span| span.name.as_ref()).collect();
    assert_eq!(names, NAMES);
    let mut keys: Vec<&str> =
        spans.iter().flat_map(|span| &span.attributes).map(|said| said.key.as_str()).collect();
    let mut allowed = KEYS.to_vec();
    keys.sort_unstable();
    allowed.sort_unstable();
    assert_eq!(keys, allowed);
    let status = spans[0].attributes.iter().find(|said| said.key.as_str().ends_with("status_code"));
    assert_eq!(status.map(|said| &said.value), Some(&Value::I64(503)));
    assert_eq!(spans[0].status, Status::error(""));
}

#[test]
fn nothing_else_leaves() {
    let spans = leaving(|| {
        // A library's span, and one with a name that is not known.
        drop(info_span!(target: "sqlx", "request", reference = "BL-1"));
        drop(info_span!(target: super::TARGET, "statement", reference = "BL-2"));
        let span = info_span!(
            target: super::TARGET,
            "request",
            reference = "BL-3",
            url.path = "/track?code=BL-4",
            otel.status_code = "ERROR",
            otel.status_description = "BL-5",
        );
        span.in_scope(|| error!(target: super::TARGET, error = "BL-6", "BL-7"));
        drop(info_span!(target: super::TARGET, "request", otel.name = "BL-8"));
    });
    assert_eq!(spans.len(), 1, "{spans:?}");
    assert!(!format!("{spans:?}").contains("BL-"), "{spans:?}");
}

#[test]
fn a_collector_is_named_with_or_without_the_place_for_traces() {
    for given in ["http://c:4318", "http://c:4318/", "http://c:4318/v1/traces"] {
        assert_eq!(traces(given), "http://c:4318/v1/traces");
    }
}
