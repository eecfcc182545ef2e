//! A town with an office, and a browser for whoever works there.

use administration::Office;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Method, Request, StatusCode};
use counter::{Counter, CounterSettings, NEUTRAL_SITE, PublicUrl};
use http_body_util::BodyExt;
use kernel::{AccountId, Email, ForceId, Language};
use rights::{NewAccount, Role, open_account, sign_in, staff_of};
use scraper::{Html, Selector};
use station::testing::Town;
use std::sync::Arc;
use tower::ServiceExt;

const PASSWORD: &str = "a long enough password";

/// A reason that is long enough.
pub(crate) const WHY: &str = "She moved to another team on Monday";

/// A town with an office.
pub(crate) struct World {
    pub(crate) town: Town,
    routes: Router,
}

/// A signed-in browser.
pub(crate) struct Browser<'a> {
    world: &'a World,
    cookie: String,
    pub(crate) account: Option<AccountId>,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    html: String,
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
        let services = |_: &ForceId, _: Language| {
            vec![("bicycle-theft".to_owned(), "Report a stolen bicycle".to_owned())]
        };
        let office = Office {
            counter: counter.clone(),
            station: town.station.clone(),
            services: Arc::new(services),
        };
        let routes = administration::routes(office).into_router();
        Self { town, routes: counter::open(&counter, routes) }
    }

    /// Somebody who works for a force signs in.
    pub(crate) async fn hires(&self, mailbox: &str, force: &str, role: Role) -> Browser<'_> {
        let email = format!("{mailbox}@{force}.example");
        let name = format!("{mailbox} of {force}");
        let account = NewAccount { email: Email::parse(&email).unwrap(), name, role };
        let mut tx = self.town.station.begin(&self.town.system(force)).await.unwrap();
        open_account(&mut tx, &[account], PASSWORD).await.unwrap();
        tx.commit().await.unwrap();
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        let staff = staff_of(&self.town.station, &token).await.unwrap();
        let cookie = format!("bl-desk={}", token.cookie_text());
        Browser { world: self, cookie, account: Some(staff.account()) }
    }

    /// An administrator of Humberside.
    pub(crate) async fn admin(&self) -> Browser<'_> {
        self.hires("admin", "humberside", Role::ForceAdministrator).await
    }

    /// A browser with a cookie of somebody's own making, and a token in the place of a session.
    pub(crate) fn with_cookie(&self, cookie: &str) -> Browser<'_> {
        Browser { world: self, cookie: cookie.to_owned(), account: None }
    }

    /// What waits is approved by somebody else with the right, and done.
    pub(crate) async fn approves(&self, mailbox: &str) {
        let email = format!("{mailbox}@humberside.example");
        let token = sign_in(&self.town.station, &email, PASSWORD).await.unwrap();
        let staff = staff_of(&self.town.station, &token).await.unwrap();
        let scope = staff.scope(kernel::Purpose::Administration);
        let mut tx = self.town.station.begin(&scope).await.unwrap();
        let waiting = rights::second::list(&mut tx).await.unwrap();
        let request = waiting.first().unwrap().id;
        rights::second::decide(&mut tx, &staff, request, (true, "It is needed")).await.unwrap();
        tx.commit().await.unwrap();
        self.town.work().await.unwrap();
    }

    /// Everybody proved who they are long ago.
    pub(crate) async fn time_passes(&self, minutes: u32) {
        let sql = format!(
            "update rights.sessions set proven_at = proven_at - interval '{minutes} minutes'"
        );
        let mut past = self.town.past_the_rights().await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut past).await.unwrap();
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

    async fn ask(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(format!("/desk/administration{path}"))
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

    /// The text of each element that a selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        let found = document.select(&selector);
        found
            .map(|it| {
                it.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// The links of its main part whose text holds this.
    pub(crate) fn links(&self, holding: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html);
        let links = Selector::parse("main a").unwrap();
        let all = document.select(&links);
        let held = all.filter(|it| it.text().collect::<String>().contains(holding));
        held.filter_map(|it| it.attr("href").map(str::to_owned)).collect()
    }

    /// What an attribute of the first element that a selector finds says.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        let mut all = document.select(&selector);
        all.next().and_then(|it| it.attr(name).map(str::to_owned))
    }

    /// Fails unless it leads to a page of administration.
    pub(crate) fn leads_to(&self, path: &str) {
        let there = format!("/desk/administration{path}");
        assert_eq!(
            (self.status.as_u16(), self.location.as_str()),
            (303, &*there),
            "{}",
            self.text()
        );
    }
}
