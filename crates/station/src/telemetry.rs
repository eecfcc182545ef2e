//! Logs: structured, one line an event, without personal data.
//!
//! What may be logged is ids, codes, counts, durations and faults. Nobody passes an answer, a name,
//! an address or a whole URL; pages log the route's pattern instead.

use crate::config::{Log, LogFormat};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;

/// Starts logging to stderr as configured. A second call changes nothing.
pub fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(true);
    let started = match log.format {
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
        LogFormat::Text => lines.compact().with_ansi(false).try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging had been started before");
    }
}
