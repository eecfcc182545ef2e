//! An identity provider of our own on this machine, which plays whatever trick it is told to.

use super::keys::{Key, Signed, token};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard};
use tokio::net::TcpListener;

pub(crate) const CLIENT: &str = "bluelamp";
pub(crate) const SECRET: &str = "a-secret-of-the-client";
const ACCESS: &str = "an-access-token";

/// What a provider does wrong; nothing, as it is made.
#[derive(Clone, Copy)]
pub(crate) struct Trick {
    pub(crate) claims: fn(&mut Value, i64),
    pub(crate) head: fn(&mut Value),
    pub(crate) signed: Signed,
    pub(crate) description: fn(&mut Value, &str),
    pub(crate) tokens: Tokens,
}

/// How its token endpoint answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tokens {
    Properly,
    Elsewhere,
    AtLength,
    WithoutAnIdToken,
}

impl Trick {
    pub(crate) const NONE: Self = Self {
        claims: |_, _| {},
        head: |_| {},
        signed: Signed::Properly,
        description: |_, _| {},
        tokens: Tokens::Properly,
    };
}

/// What it was asked for by a browser.
#[derive(Clone, Debug)]
struct Asked {
    nonce: String,
    challenge: String,
    back: String,
}

struct Inside {
    trick: Trick,
    issuer: String,
    key: &'static Key,
    codes: HashMap<String, Asked>,
    spent: HashSet<String>,
    visits: Vec<String>,
    now: i64,
}

/// The provider. Cheap to clone.
#[derive(Clone)]
pub(crate) struct House(Arc<Mutex<Inside>>);

/// Its key, one that it shows later, and one that it never shows. Each takes a second to make: so it is
/// made for whoever needs it.
static KEYS: [LazyLock<Key>; 3] = [
    LazyLock::new(|| Key::new("first")),
    LazyLock::new(|| Key::new("second")),
    LazyLock::new(|| Key::new("first")),
];

impl House {
    /// Opens on a port of its own.
    pub(crate) async fn open(now: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let house = Self(Arc::new(Mutex::new(Inside {
            trick: Trick::NONE,
            issuer,
            key: &KEYS[0],
            codes: HashMap::new(),
            spent: HashSet::new(),
            visits: Vec::new(),
            now,
        })));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(show_keys))
            .route("/token", post(give))
            .route("/elsewhere", post(give_elsewhere))
            .with_state(house.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        house
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap()
    }

    pub(crate) fn issuer(&self) -> String {
        self.inside().issuer.clone()
    }

    pub(crate) fn plays(&self, trick: Trick) {
        self.inside().trick = trick;
    }

    pub(crate) fn changes_its_key(&self) {
        self.inside().key = &KEYS[1];
    }

    /// How often something was asked for.
    pub(crate) fn visits(&self, place: &str) -> usize {
        self.inside().visits.iter().filter(|it| *it == place).count()
    }

    /// What a browser that was sent here with this query comes back with once its owner proved who
    /// they are: a code.
    pub(crate) fn code_for(&self, asked: &HashMap<String, String>) -> String {
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        let code = format!("code-{}", self.inside().codes.len());
        let asked = Asked {
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            back: asked["redirect_uri"].clone(),
        };
        self.inside().codes.insert(code.clone(), asked);
        code
    }

    /// A token that says that Ada signed out.
    pub(crate) fn logout_token(
        &self,
        signed: Signed,
        change: impl FnOnce(&mut Value, &mut Value, i64),
    ) -> String {
        let inside = self.inside();
        let mut head = json!({ "alg": "RS256", "kid": inside.key.name(), "typ": "logout+jwt" });
        let mut claims = json!({
            "iss": inside.issuer, "aud": CLIENT, "iat": inside.now, "exp": inside.now + 120,
            "jti": "a-logout", "sub": "ada-4711", "sid": "session-1",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        change(&mut head, &mut claims, inside.now);
        token(&head, &claims, signed, (inside.key, &KEYS[2], SECRET))
    }

    /// A token that says that Ada signed in.
    pub(crate) fn id_token(&self, nonce: &str) -> String {
        self.inside().id_token(nonce)
    }
}

impl Inside {
    fn id_token(&self, nonce: &str) -> String {
        let mut head = json!({ "alg": "RS256", "kid": self.key.name(), "typ": "JWT" });
        let mut claims = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": "ada-4711", "nonce": nonce,
            "iat": self.now, "exp": self.now + 300, "auth_time": self.now, "sid": "session-1",
            "acr": "mfa", "amr": ["pwd", "otp"], "name": "Ada at work",
            "email": "ada@humberside.example", "roles": ["Operators", "Everybody"],
        });
        (self.trick.head)(&mut head);
        (self.trick.claims)(&mut claims, self.now);
        token(&head, &without_nulls(claims), self.trick.signed, (self.key, &KEYS[2], SECRET))
    }
}

fn without_nulls(mut claims: Value) -> Value {
    if let Some(claims) = claims.as_object_mut() {
        claims.retain(|_, value| !value.is_null());
    }
    claims
}

async fn describe(State(house): State<House>) -> Json<Value> {
    let mut inside = house.inside();
    inside.visits.push("description".to_owned());
    let issuer = &inside.issuer;
    let mut description = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "authorization_response_iss_parameter_supported": true,
    });
    (inside.trick.description)(&mut description, issuer);
    Json(description)
}

async fn show_keys(State(house): State<House>) -> Json<Value> {
    let mut inside = house.inside();
    inside.visits.push("keys".to_owned());
    Json(json!({ "keys": [inside.key.public()] }))
}

async fn give_elsewhere(State(house): State<House>, body: String) -> Response {
    house.inside().visits.push("elsewhere".to_owned());
    house.inside().give(&body)
}

async fn give(State(house): State<House>, body: String) -> Response {
    let mut inside = house.inside();
    inside.visits.push("token".to_owned());
    match inside.trick.tokens {
        Tokens::Elsewhere => {
            let there = format!("{}/elsewhere", inside.issuer);
            (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, there)]).into_response()
        }
        _ => inside.give(&body),
    }
}

impl Inside {
    fn give(&mut self, body: &str) -> Response {
        let fields: HashMap<String, String> = serde_html_form::from_str(body).unwrap();
        let refused =
            || (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
        let code = fields["code"].clone();
        let Some(asked) = self.codes.get(&code).cloned() else { return refused() };
        let digest = <sha2::Sha256 as sha2::Digest>::digest(fields["code_verifier"].as_bytes());
        let fits = URL_SAFE_NO_PAD.encode(digest) == asked.challenge;
        if !fits || fields["redirect_uri"] != asked.back || !self.spent.insert(code) {
            return refused();
        }
        let mut answer = json!({
            "access_token": ACCESS, "token_type": "Bearer", "expires_in": 60,
            "id_token": self.id_token(&asked.nonce),
        });
        match self.trick.tokens {
            Tokens::AtLength => answer["padding"] = "x".repeat(1024 * 1024).into(),
            Tokens::WithoutAnIdToken => answer["id_token"] = Value::Null,
            _ => {}
        }
        Json(without_nulls(answer)).into_response()
    }
}
