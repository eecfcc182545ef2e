//! The admin listener: health, for those who run the service.

use super::{health, shutdown};
use station::Station;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(crate) async fn serve(
    listener: TcpListener,
    station: Station,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let routes = health::routes(station).into_router();
    axum::serve(listener, routes).with_graceful_shutdown(shutdown::until(stopped)).await?;
    Ok(())
}
