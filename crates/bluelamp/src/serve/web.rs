//! The public listener: every page and the API.

use super::body::is_upload;
use super::crowd::{Crowd, queue};
use super::others::Others;
use super::{eye, health, listen};
use crate::demo::Promised;
use crate::{api, demo};
use administration::Office;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING};
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use calls::pages::Line;
use counter::{Fault, Routes};
use editions::pages::Studio;
use evidence::Vault;
use holdings::Holdings;
use kernel::{ForceId, Language, Problem};
use partners::pages::Bureau;
use reports::Intake;
use reports::pages::Window;
use rights::Providers;
use services::pages::Hall;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;
use tower_http::compression::CompressionLayer;

/// How long an answer may take. A network that swallows what we send to the database would keep a
/// person waiting for a quarter of an hour; this way they are told whom to call.
const LONGEST_ANSWER: Duration = Duration::from_secs(10);

/// What the public listener serves with.
pub(super) struct With {
    pub(super) studio: Studio,
    pub(super) others: Others,
    pub(super) vault: Vault,
    pub(super) proxies: Vec<IpAddr>,
    pub(super) providers: Providers,
}

/// Everything that the public listener serves.
pub(super) fn routes(with: With) -> Router {
    let With { studio, others, vault, proxies, providers } = with;
    let hall = &studio.hall.clone();
    let window = Window {
        mailboxes: others.mailboxes.clone(),
        counts: others.counts.clone(),
        addresses: others.addresses.clone(),
        tiles: others.tiles.clone(),
        ..Window::new(hall.clone(), Intake::new(&hall.station), vault.clone())
    };
    let line =
        Line { hall: hall.clone(), intake: window.intake.clone(), counts: others.counts.clone() };
    let bureau = Bureau {
        station: hall.station.clone(),
        counter: hall.counter.clone(),
        counts: others.counts.clone(),
    };
    let watch_room = oversight::pages::Office {
        station: hall.station.clone(),
        counter: hall.counter.clone(),
        records: eye::records(),
    };
    let mut routes = Routes::new()
        .merge(counter::routes().with_state(hall.clone()))
        .merge(health::routes(hall.station.clone()))
        .merge(api::routes(hall, &window))
        .merge(services::pages::routes(hall.clone()))
        .merge(blanks::pages::routes(hall.clone()))
        .merge(portal::routes(window.clone()))
        .merge(desk::routes(hall.clone(), others.counts, vault.clone()))
        .merge(calls::pages::routes(line))
        .merge(partners::pages::routes(bureau))
        .merge(editions::pages::routes(studio))
        .merge(administration::routes(office(hall)))
        .merge(holdings::routes(holdings(hall)))
        .merge(oversight::pages::routes(watch_room))
        .merge(reports::pages::routes(window))
        .wrapped(|router| router.layer(from_fn(in_time)));
    if hall.counter.demo {
        routes = routes.merge(demo::routes(hall.clone()));
    }
    let promised = Extension(Promised::by(routes.table()));
    let routes = routes
        .into_router()
        .layer((promised, Extension(vault), Extension(providers)))
        .layer(from_fn_with_state(Crowd::new(&hall.counter, proxies), queue));
    counter::open(&hall.counter, routes)
        .layer(CompressionLayer::new().br(false).compress_when(same_for_everybody))
}

/// What the pages of records need.
fn holdings(hall: &Hall) -> Holdings {
    Holdings { counter: hall.counter.clone(), station: hall.station.clone() }
}

/// What the pages of administration need: which services a force has to share is the catalogue's to say.
fn office(hall: &Hall) -> Office {
    let shelf = hall.clone();
    let services = move |force: &ForceId, language: Language| {
        let catalogue = shelf.catalogue();
        let offered = catalogue.ids().filter_map(|id| catalogue.at(force, id).map(|it| (id, it)));
        let named = offered
            .map(|(id, offer)| (id.to_owned(), offer.edition.service.title(language).to_owned()));
        named.collect()
    };
    let (counter, station) = (hall.counter.clone(), hall.station.clone());
    Office { counter, station, services: Arc::new(services) }
}

/// An answer, in time. What somebody sends over a slow line takes as long as it takes.
async fn in_time(request: Request, next: Next) -> Response {
    if is_upload(&request) {
        return next.run(request).await;
    }
    match timeout(LONGEST_ANSWER, next.run(request)).await {
        Ok(response) => response,
        Err(_late) => Fault(Problem::Busy).into_response(),
    }
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
    with: With,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    listen::serve(listener, routes(with), stopped).await;
    Ok(())
}
