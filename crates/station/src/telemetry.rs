//! Logs, and traces for whoever asks for them: structured, and without personal data.
//!
//! What may be logged is ids, codes, counts, durations and faults. Nobody passes an answer, a name,
//! an address or a whole URL; pages log the route's pattern instead. A trace says less: how long
//! what took, in the words of [`spans`], and nothing of it leaves unless a collector is configured.

mod otlp;
pub mod spans;

use crate::config::{Log, LogFormat, Telemetry};
use kernel::Problem;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::time::Duration;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt, registry};

/// How long the last traces may take to leave when the server stops.
const TO_LEAVE: Duration = Duration::from_secs(2);

/// Traces that are under way to a collector, if one is configured.
pub struct Traces(Option<SdkTracerProvider>);

/// Starts logging to stderr as configured, and tracing where a collector is. A second call changes
/// nothing. Fails when the collector's address is none.
pub fn start(log: &Log, telemetry: &Telemetry) -> Result<Traces, Problem> {
    let provider = telemetry.otlp_endpoint.as_deref().map(otlp::provider).transpose()?;
    let traces = provider.as_ref().map(otlp::layer);
    if registry().with(logs(log)).with(traces).try_init().is_err() {
        tracing::debug!("logging had been started before");
    }
    Ok(Traces(provider))
}

impl Traces {
    /// Whether anything is traced.
    #[must_use]
    pub const fn are_wanted(&self) -> bool {
        self.0.is_some()
    }

    /// Sends what has not left yet, for two seconds at most.
    pub async fn stop(self) {
        let Some(provider) = self.0 else { return };
        let stopping =
            tokio::task::spawn_blocking(move || provider.shutdown_with_timeout(TO_LEAVE));
        if let Ok(Err(error)) = stopping.await {
            tracing::debug!(%error, "the last traces did not leave");
        }
    }
}

fn logs<S>(log: &Log) -> impl Layer<S>
where
    S: Subscriber + for<'s> LookupSpan<'s> + Send + Sync,
{
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = fmt::layer().with_writer(std::io::stderr).with_target(true);
    let lines = match log.format {
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
        LogFormat::Text => lines.compact().with_ansi(false).boxed(),
    };
    let events = filter_fn(|what: &Metadata<'_>| what.is_event());
    lines.with_filter(filter.and(events))
}
