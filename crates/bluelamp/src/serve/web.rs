//! The public listener: every page and the API.

use super::crowd::{Crowd, queue};
use super::{health, listen};
use crate::demo::Promised;
use crate::{api, demo};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING};
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::from_fn_with_state;
use axum::{Extension, Router};
use counter::Routes;
use reports::Intake;
use reports::pages::Window;
use services::pages::Hall;
use std::net::IpAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// How long an answer may take. A network that swallows what we send to the database would keep a
/// person waiting for a quarter of an hour; this way they are told whom to call.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);

/// Everything that the public listener serves.
pub(super) fn routes(hall: &Hall, proxies: Vec<IpAddr>) -> Router {
    let window = Window::new(hall.clone(), Intake::new(&hall.station));
    let timeout = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_ANSWER);
    let mut routes = Routes::new()
        .merge(counter::routes().with_state(hall.clone()))
        .merge(health::routes(hall.station.clone()))
        .merge(api::routes(hall, &window))
        .merge(services::pages::routes(hall.clone()))
        .merge(portal::routes(hall.clone()))
        .merge(desk::routes(hall.clone()))
        .merge(reports::pages::routes(window))
        .wrapped(|router| router.layer(timeout));
    if hall.counter.demo {
        routes = routes.merge(demo::routes(hall.clone()));
    }
    let promised = Extension(Promised::by(routes.table()));
    let routes = routes
        .into_router()
        .layer(promised)
        .layer(from_fn_with_state(Crowd::new(&hall.counter, proxies), queue));
    counter::open(&hall.counter, routes)
        .layer(CompressionLayer::new().br(false).compress_when(same_for_everybody))
}

/// Whether a response holds nothing of one person. What does is not compressed: its length could
/// give away a secret that stands beside what somebody else made the person send.
fn same_for_everybody(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kept = headers.get(CACHE_CONTROL).and_then(|value| value.to_str().ok());
    let encoded = headers.contains_key(CONTENT_ENCODING);
    !encoded && kept.is_some_and(|value| value.contains("public"))
}

pub(crate) async fn serve(
    listener: TcpListener,
    (hall, proxies): (Hall, Vec<IpAddr>),
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    listen::serve(listener, routes(&hall, proxies), stopped).await;
    Ok(())
}
