//! The counter with the catalogue's pages, over the real forces and services: one force offers a
//! service less, one has a host of its own.

use axum::Router;
use axum::body::Body;
use axum::http::header::{COOKIE, HOST};
use axum::http::{HeaderMap, Request, StatusCode};
use counter::{Counter, CounterSettings, Key, NEUTRAL_SITE, PublicUrl};
use http_body_util::BodyExt;
use kernel::{Force, Forces};
use scraper::{Html, Selector};
use services::pages::Hall;
use services::{Catalogue, Shelf, pages};
use station::clock::StationClock;
use station::places::{self, Files};
use station::testing;
use std::sync::Arc;
use tower::ServiceExt;

/// The force that does not offer stolen bicycles.
pub(crate) const WITHOUT_BICYCLES: &str = "btp";
/// The force that offers nothing at all.
pub(crate) const WITHOUT_ANYTHING: &str = "city-of-london";
/// The force with a host of its own, and that host.
pub(crate) const WITH_HOST: &str = "cumbria";
/// The host of its own.
pub(crate) const OWN_HOST: &str = "online.cumbria.example";

/// The routes with the counter around them.
pub(crate) struct Town {
    /// The description of the API.
    pub(crate) description: utoipa::openapi::OpenApi,
    routes: Router,
    ground: testing::Town,
}

fn forces(catalogue: &Catalogue) -> Forces {
    let changed = |force: &Arc<Force>| {
        let mut force = Force::clone(force);
        match force.id.as_str() {
            WITHOUT_BICYCLES => force.offer.without = vec!["bicycle-theft".to_owned()],
            WITHOUT_ANYTHING => {
                force.offer.without = catalogue.iter().map(|service| service.id.clone()).collect();
            }
            WITH_HOST => force.hosts = vec![OWN_HOST.to_owned()],
            _ => {}
        }
        force
    };
    Forces::new(testing::forces().iter().map(changed).collect())
}

impl Town {
    pub(crate) async fn new() -> Self {
        let town = testing::Town::new(Vec::new()).await;
        let catalogue = Arc::new(Catalogue::embedded().unwrap());
        let counter = Counter::new(CounterSettings {
            forces: Arc::new(forces(&catalogue)),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(town.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let shelf = Shelf::new(catalogue);
        let hall = Hall { station: town.station.clone(), counter: counter.clone(), shelf };
        let (api, description) = pages::api(hall.clone()).split_for_parts();
        let routes = counter::open(&counter, pages::routes(hall).into_router().merge(api));
        Self { description, routes, ground: town }
    }

    /// Loads open data into the town's database.
    pub(crate) async fn load_places(&self, postcodes: &str, boundaries: Option<&str>) {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let files = Files {
            postcodes: Some(file("postcodes.csv", postcodes)),
            boundaries: boundaries.map(|text| file("areas.geojson", text)),
            allow_fewer: true,
        };
        let clock = StationClock::default();
        places::load(self.ground.owner_url(), &files, &clock, &mut |_| {}).await.unwrap();
    }

    /// A page as anybody sees it.
    pub(crate) async fn visit(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(HOST, "localhost:8080")).await
    }

    /// A page on a force's own host.
    pub(crate) async fn visit_at(&self, host: &str, path: &str) -> Answer {
        self.send(Request::get(path).header(HOST, host)).await
    }

    /// A page as somebody with a session sees it.
    pub(crate) async fn visit_again(&self, path: &str) -> Answer {
        let cookie = format!("bl={}", Key::new([7; 32]).cookie_text());
        self.send(Request::get(path).header(HOST, "localhost:8080").header(COOKIE, cookie)).await
    }

    /// A request of any kind.
    pub(crate) async fn send(&self, request: axum::http::request::Builder) -> Answer {
        let request = request.body(Body::empty()).unwrap();
        let (parts, body) = self.routes.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// A header's text, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The text of everything that a selector finds, one piece each, without needless space.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let selector = Selector::parse(selector).unwrap();
        self.html().select(&selector).map(|found| plain(found.text().collect())).collect()
    }

    /// The addresses of all links that a selector finds.
    pub(crate) fn links(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let html = self.html();
        let href = |link: scraper::ElementRef<'_>| link.value().attr("href").map(str::to_owned);
        html.select(&selector).filter_map(href).collect()
    }

    /// What a reader of the page finds in its main part.
    pub(crate) fn main(&self) -> String {
        self.texts("main").concat()
    }
}
