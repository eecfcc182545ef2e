//! A town with records, and a browser for whoever works there.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Method, Request, StatusCode};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use holdings::Holdings;
use http_body_util::BodyExt;
use kernel::Email;
use rights::{NewAccount, Role, open_account, sign_in};
use scraper::{Html, Selector};
use station::testing::Town;
use std::sync::Arc;
use tower::ServiceExt;

const PASSWORD: &str = "a long enough password";

/// A reason that is long enough.
pub(crate) const WHY: &str = "It was misheard on the telephone";

/// A town with records.
pub(crate) struct World {
    pub(crate) town: Town,
    routes: Router,
}

/// A signed-in browser.
pub(crate) struct Browser<'a> {
    world: &'a World,
    cookie: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) html: String,
}

impl World {
    pub(crate) async fn new() -> Self {
        let town = Town::new(rights::jobs()).await;
        let counter = Counter::new(CounterSettings {
            forces: town.station.forces().clone(),
            public_url: PublicUrl::parse("http://localhost:8080").unwrap(),
            demo: false,
            clock: Arc::new(town.station.clone()),
            leave_to: NEUTRAL_SITE.to_owned(),
            secret: [9; 32],
        });
        let holdings = Holdings { counter: counter.clone(), station: town.station.clone() };
        let routes = holdings::routes(holdings).into_router();
        Self { town, routes: counter::open(&counter, routes) }
    }

    /// Somebody who works for a force signs in.
    pub(crate) async fn hires(&self, force: &str, role: Role) -> Browser<'_> {
        let email = format!("{}@{force}.example", role.code());
        let account =
            NewAccount { email: Email::parse(&email).unwrap(), name: "Ada".to_owned(), role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        Browser { world: self, cookie: format!("bl-desk={}", token.cookie_text()) }
    }

    /// How many journal entries of a verb there are.
    pub(crate) async fn entries(&self, verb: &str) -> i64 {
        let sql = format!("select count(*) from station.journal where verb = '{verb}'");
        self.town.count(&sql).await
    }
}

impl Browser<'_> {
    pub(crate) async fn look(&self, path: &str) -> Page {
        self.ask(Method::GET, path, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(Method::POST, path, fields).await
    }

    /// Sends a form and looks at where it leads.
    pub(crate) async fn follows(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let sent = self.post(path, fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let to = sent.location.strip_prefix("/desk/records").unwrap().to_owned();
        self.look(&to).await
    }

    async fn ask(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(format!("/desk/records{path}"))
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, &self.cookie)
            .body(Body::from(serde_html_form::to_string(fields).unwrap()))
            .unwrap();
        let response = self.world.routes.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(LOCATION).map(|it| it.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Page { status, location: location.unwrap_or_default(), html }
    }
}

impl Page {
    /// The text of the page's main part, with single spaces.
    pub(crate) fn text(&self) -> String {
        self.texts("main").join(" ")
    }

    /// The texts of what a selector finds, with single spaces.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let words = |it: scraper::ElementRef<'_>| {
            let text: String = it.text().collect::<Vec<_>>().join(" ");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        document.select(&Selector::parse(selector).unwrap()).map(words).collect()
    }

    /// The names of what a selector finds.
    pub(crate) fn names(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let name = |it: scraper::ElementRef<'_>| it.value().attr("name").map(str::to_owned);
        document.select(&Selector::parse(selector).unwrap()).filter_map(name).collect()
    }

    /// The address of the first link with these words, below `/desk/records`.
    pub(crate) fn link(&self, words: &str) -> Option<String> {
        let document = Html::parse_document(&self.html);
        let links = Selector::parse("main a").unwrap();
        let found =
            document.select(&links).find(|it| it.text().collect::<String>().contains(words));
        let href = found.and_then(|it| it.value().attr("href"))?;
        href.strip_prefix("/desk/records").map(str::to_owned)
    }
}
