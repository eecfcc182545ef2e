//! Figures for whoever runs the service, in the Prometheus text format, at `/metrics` of the admin
//! listener. They count; they never say who, and no address of a page stands in them.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use counter::Kind::Health;
use counter::Routes;
use counter::Who::Anybody;
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use station::Station;

/// Requests answered, by errand (help, desk, telling, looking) and class of status.
pub(super) const REQUESTS: &str = "bluelamp_requests_total";
/// How long an answer took, its waiting included, by errand.
pub(super) const SECONDS: &str = "bluelamp_request_seconds";
/// Requests that found no room and were told where help is, by errand.
pub(super) const TURNED_AWAY: &str = "bluelamp_turned_away_total";
const CONNECTIONS: &str = "bluelamp_database_connections";
const READY: &str = "bluelamp_ready";

/// What an answer may take, in seconds: the borders between which they are counted.
const BORDERS: [f64; 10] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// How many may share a commit: the borders between which they are counted.
const COMPANY: [f64; 6] = [1.0, 2.0, 4.0, 16.0, 64.0, 128.0];

/// Begins to count. Nothing when something else counts in this process already.
pub(crate) fn begin() -> anyhow::Result<PrometheusHandle> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &BORDERS)?
        .set_buckets_for_metric(Matcher::Suffix("_together".to_owned()), &COMPANY)?;
    let handle = builder.install_recorder()?;
    describe_counter!(REQUESTS, "Requests answered, by errand and class of status");
    describe_histogram!(SECONDS, Unit::Seconds, "How long an answer took, its waiting included");
    describe_counter!(TURNED_AWAY, "Requests that found no room and were told where help is");
    describe_gauge!(CONNECTIONS, "Connections to the database, by state");
    describe_gauge!(READY, "1 when the database answers, 0 when it does not");
    station::figures::describe();
    // What has not happened yet is nought, and not unknown.
    for errand in ["desk", "telling", "looking"] {
        counter!(TURNED_AWAY, "errand" => errand).absolute(0);
    }
    Ok(handle)
}

/// `/metrics`.
pub(super) fn routes(handle: PrometheusHandle, station: Station) -> Routes {
    Routes::new().get("/metrics", Health, Anybody, show).with_state((handle, station))
}

async fn show(State((handle, station)): State<(PrometheusHandle, Station)>) -> impl IntoResponse {
    let (busy, idle) = station.connections();
    gauge!(CONNECTIONS, "state" => "busy").set(f64::from(busy));
    gauge!(CONNECTIONS, "state" => "idle").set(f64::from(idle));
    gauge!(READY).set(if station.is_ready().await.is_ok() { 1.0 } else { 0.0 });
    handle.run_upkeep();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render())
}
