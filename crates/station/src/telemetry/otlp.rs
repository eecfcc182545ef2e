//! Traces on their way to a collector, by OTLP over HTTP.
//!
//! *Invariants:* what is not on the list of [`spans`](super::spans) does not leave; a collector that
//! is slow or dead costs nobody anything: what it does not take in time is dropped.

use super::spans::{KEYS, NAMES, TARGET};
use crate::egress::Post;
use kernel::Problem;
use opentelemetry::trace::{Status, TracerProvider};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{self, SdkTracerProvider, SpanData, SpanEvents, SpanLinks};
use std::time::Duration;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::registry::LookupSpan;

/// How long the collector may take for what it is sent at once.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where spans go: to the collector at `endpoint`, from a thread of their own.
pub(super) fn provider(endpoint: &str) -> Result<SdkTracerProvider, Problem> {
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(Post::new(PATIENCE))
        .with_endpoint(traces(endpoint))
        .with_protocol(Protocol::HttpBinary)
        .with_timeout(PATIENCE)
        .build()
        .map_err(Problem::broken)?;
    let resource = Resource::builder_empty().with_service_name("bluelamp").build();
    Ok(SdkTracerProvider::builder()
        .with_resource(resource)
        .with_batch_exporter(Sieve(exporter))
        .build())
}

/// What turns our spans into theirs, and takes note of nothing else.
pub(super) fn layer<S>(provider: &SdkTracerProvider) -> impl Layer<S> + use<S>
where
    S: Subscriber + for<'s> LookupSpan<'s> + Send + Sync,
{
    tracing_opentelemetry::layer()
        .with_tracer(provider.tracer("bluelamp"))
        .with_location(false)
        .with_threads(false)
        .with_tracked_inactivity(false)
        .with_target(false)
        .with_level(false)
        .with_filter(filter_fn(is_ours))
}

fn is_ours(what: &Metadata<'_>) -> bool {
    what.is_span() && what.target() == TARGET
}

/// Where a collector takes traces, as OTLP has it.
fn traces(endpoint: &str) -> String {
    let endpoint = endpoint.trim_end_matches('/');
    if endpoint.ends_with("/v1/traces") {
        endpoint.to_owned()
    } else {
        format!("{endpoint}/v1/traces")
    }
}

/// The last thing before the door: it holds back whatever is not on the list.
#[derive(Debug)]
struct Sieve<E>(E);

impl<E: trace::SpanExporter> trace::SpanExporter for Sieve<E> {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.export(batch.into_iter().filter_map(sieved).collect()).await
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.0.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.0.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.0.set_resource(resource);
    }
}

/// What may leave of a span: nothing of one with another name.
fn sieved(mut span: SpanData) -> Option<SpanData> {
    if !NAMES.contains(&span.name.as_ref()) {
        return None;
    }
    span.attributes.retain(|attribute| KEYS.contains(&attribute.key.as_str()));
    span.dropped_attributes_count = 0;
    span.events = SpanEvents::default();
    span.links = SpanLinks::default();
    if matches!(span.status, Status::Error { .. }) {
        span.status = Status::error("");
    }
    Some(span)
}

#[cfg(test)]
mod tests;
