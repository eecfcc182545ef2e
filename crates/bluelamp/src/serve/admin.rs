//! The admin listener: health and figures, for those who run the service.

use super::{health, metrics, shutdown};
use metrics_exporter_prometheus::PrometheusHandle;
use station::Station;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(crate) async fn serve(
    listener: TcpListener,
    (station, figures): (Station, PrometheusHandle),
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let routes = health::routes(station.clone()).merge(metrics::routes(figures, station));
    axum::serve(listener, routes.into_router())
        .with_graceful_shutdown(shutdown::until(stopped))
        .await?;
    Ok(())
}
