//! A browser at the doors of the desk, which comes back from the provider with whatever it is told to.

use super::house::{CLIENT, House, SECRET};
use crate::pages::doors;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use axum::{Extension, Router};
use http_body_util::BodyExt;
use kernel::Clock;
use rights::Providers;
use serde_json::{Value, json};
use station::testing::Town;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tower::ServiceExt;
use tracing::subscriber::DefaultGuard;

pub(crate) const START: &str = "/desk/sign-in/humberside";

/// A town with a provider, and what it logs.
pub(crate) struct Scene {
    pub(crate) town: Town,
    pub(crate) house: House,
    pub(crate) doors: Router,
    log: Log,
    _listening: DefaultGuard,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) refresh: String,
    pub(crate) html: String,
}

/// Somebody's browser, with its cookies.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Scene {
    pub(crate) async fn new() -> Self {
        Self::with(&json!({})).await
    }

    /// With something more in the provider's configuration.
    pub(crate) async fn with(more: &Value) -> Self {
        let town = crate::signing_in::town().await;
        let house = House::open(town.station.real().timestamp().as_second()).await;
        let mut one = json!({
            "force": "humberside", "name": "Humberside Police", "issuer": house.issuer(),
            "client_id": CLIENT, "client_secret": SECRET,
            "roles": { "Operators": "contact_operator", "Leads": "supervisor" },
            "acr": { "mfa": "two_factors" },
        });
        for (key, value) in more.as_object().unwrap() {
            one[key] = value.clone();
        }
        let configured = serde_json::from_value(json!({ "humberside": one, "other": one }));
        let providers =
            Providers::open(&configured.unwrap(), town.station.forces(), "http://localhost:8080");
        let doors = doors(&town, false).layer(Extension(providers.unwrap()));
        let log = Log::default();
        let sink = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || sink.clone())
            .with_max_level(tracing::Level::WARN)
            .finish();
        let listening = tracing::subscriber::set_default(subscriber);
        Self { town, house, doors, log, _listening: listening }
    }

    /// What was logged since it was last asked.
    pub(crate) fn logged(&self) -> String {
        let bytes = std::mem::take(&mut *self.log.0.lock().unwrap());
        String::from_utf8(bytes).unwrap()
    }

    pub(crate) async fn sessions(&self) -> i64 {
        self.town.count("select count(*) from rights.sessions").await
    }

    pub(crate) async fn accounts(&self) -> i64 {
        self.town.count("select count(*) from rights.accounts where issuer is not null").await
    }

    /// Ada signs in, and is in.
    pub(crate) async fn signed_in(&self) -> Browser {
        let mut ada = Browser::default();
        let answer = ada.signs_in(self).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", self.logged());
        ada
    }

    /// What the provider's server sends to ours.
    pub(crate) async fn told(&self, logout_token: &str) -> StatusCode {
        let request = Request::post("/api/sign-in/humberside/logout")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("logout_token={logout_token}")));
        self.doors.clone().oneshot(request.unwrap()).await.unwrap().status()
    }
}

impl Browser {
    pub(crate) async fn looks(&mut self, scene: &Scene, path: &str) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(Method::GET)
            .uri(path)
            .header(COOKIE, cookies.join("; "))
            .body(Body::empty());
        let response = scene.doors.clone().oneshot(request.unwrap()).await.unwrap();
        for set in response.headers().get_all(SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if set.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        let (location, refresh) = (header(LOCATION.as_str()), header("refresh"));
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let html = String::from_utf8(bytes.to_vec()).unwrap().replace("&#39;", "'");
        Answer { status, location, refresh, html }
    }

    /// Goes to the provider by a page of ours; what it asks for there.
    pub(crate) async fn leaves(&mut self, scene: &Scene, path: &str) -> HashMap<String, String> {
        let sent = self.looks(scene, path).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}{}", sent.html, scene.logged());
        let (place, query) = sent.location.split_once('?').unwrap();
        assert_eq!(place, format!("{}/authorize", scene.house.issuer()));
        serde_html_form::from_str(query).unwrap()
    }

    /// Comes back with these words.
    pub(crate) async fn returns(&mut self, scene: &Scene, said: &[(&str, &str)]) -> Answer {
        self.returns_to(scene, START, said).await
    }

    pub(crate) async fn returns_to(
        &mut self,
        scene: &Scene,
        place: &str,
        said: &[(&str, &str)],
    ) -> Answer {
        // What comes from another site brings no strict cookie along.
        let desk = self.cookies.remove("bl-desk");
        let query = serde_html_form::to_string(said).unwrap();
        let answer = self.looks(scene, &format!("{place}/back?{query}")).await;
        if let Some(desk) = desk {
            self.cookies.entry("bl-desk".to_owned()).or_insert(desk);
        }
        answer
    }

    /// Goes there by a page, proves who they are, and comes back.
    pub(crate) async fn goes_by(&mut self, scene: &Scene, path: &str) -> Answer {
        let asked = self.leaves(scene, path).await;
        let code = scene.house.code_for(&asked);
        let issuer = scene.house.issuer();
        let said = [("code", &*code), ("state", &*asked["state"]), ("iss", &*issuer)];
        self.returns(scene, &said).await
    }

    pub(crate) async fn signs_in(&mut self, scene: &Scene) -> Answer {
        self.goes_by(scene, START).await
    }

    /// Whether the desk opens to it.
    pub(crate) async fn is_in(&mut self, scene: &Scene) -> bool {
        self.looks(scene, "/desk/room").await.status == StatusCode::OK
    }
}

/// What is logged, kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
