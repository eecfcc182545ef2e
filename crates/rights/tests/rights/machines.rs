//! Other systems: a secret or a key of their own, a scope, a rate, an end.

use crate::people::{begin, somebody, town};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey};
use jiff::SignedDuration;
use kernel::{Actor, ClientId, ForceId, Problem, Purpose, Reason};
use rights::clients::{self, ClientScope, Denied, NewClient};
use rights::{Role, Staff};
use serde_json::{Value, json};
use station::testing::Town;

const AUDIENCE: &str = "http://localhost:8080/api/v1/token";

fn force() -> ForceId {
    ForceId::parse("humberside").unwrap()
}

async fn made(
    town: &Town,
    admin: &Staff,
    (rate, key): (u32, Option<Value>),
) -> (ClientId, Option<String>) {
    let mut tx = begin(town, admin).await;
    let new = NewClient {
        name: "Records system".to_owned(),
        scopes: vec![ClientScope::ReadContacts],
        public_key: key,
        rate_per_minute: rate,
        expires_at: tx.real_now().plus(SignedDuration::from_hours(24)),
    };
    let made = clients::make(&mut tx, admin, &new).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn admit(town: &Town, token: &str) -> Result<clients::Client, Denied> {
    clients::admit(&town.station, token, (&force(), ClientScope::ReadContacts)).await
}

#[tokio::test]
async fn a_system_is_let_in_by_its_secret_for_its_scope_in_its_force() {
    let (town, admin, _) = town().await;
    let (id, token) = made(&town, &admin, (60, None)).await;
    let token = token.unwrap();
    let client = admit(&town, &token).await.unwrap();
    let scope = client.scope(Purpose::Sharing);
    assert_eq!((scope.force().as_str(), scope.actor()), ("humberside", Actor::Client(id)));
    let other = clients::admit(&town.station, &token, (&force(), ClientScope::SubmitReports)).await;
    assert!(matches!(other, Err(Denied::NotItsScope)));
    let met = ForceId::parse("metropolitan").unwrap();
    let other = clients::admit(&town.station, &token, (&met, ClientScope::ReadContacts)).await;
    assert!(matches!(other, Err(Denied::NotItsScope)));
    let secret = token.rsplit('.').next().unwrap();
    for wrong in [
        token.replace(secret, &"0".repeat(64)),
        token.replace("humberside", "metropolitan"),
        token.replace("humberside", "nowhere"),
        token.replace("blc", "blt"),
        String::new(),
    ] {
        assert!(matches!(admit(&town, &wrong).await, Err(Denied::Unknown)), "{wrong}");
    }
    let kept = format!("select count(*) from rights.clients c where c::text like '%{secret}%'");
    assert_eq!(town.count(&kept).await, 0, "a secret is stored as a hash alone");
}

#[tokio::test]
async fn a_system_that_asks_too_much_waits_and_others_do_not() {
    let (town, admin, _) = town().await;
    let (_, busy) = made(&town, &admin, (3, None)).await;
    let (_, other) = made(&town, &admin, (3, None)).await;
    let (busy, other) = (busy.unwrap(), other.unwrap());
    for _ in 0..3 {
        admit(&town, &busy).await.unwrap();
    }
    let denied = admit(&town, &busy).await;
    assert!(matches!(denied, Err(Denied::TooMany(wait)) if (1..=21).contains(&wait)), "{denied:?}");
    admit(&town, &other).await.unwrap();
}

#[tokio::test]
async fn a_system_whose_access_ended_or_ran_out_is_unknown_at_once() {
    let (town, admin, _) = town().await;
    let (id, token) = made(&town, &admin, (60, None)).await;
    let (_, other) = made(&town, &admin, (60, None)).await;
    let mut tx = begin(&town, &admin).await;
    clients::end(&mut tx, &admin, id).await.unwrap();
    let twice = clients::end(&mut tx, &admin, id).await;
    assert!(matches!(twice, Err(Problem::NotFound(_))));
    tx.commit().await.unwrap();
    assert!(matches!(admit(&town, &token.unwrap()).await, Err(Denied::Unknown)));
    let other = other.unwrap();
    admit(&town, &other).await.unwrap();
    let mut past = town.past_the_rights().await;
    let ran_out = "update rights.clients set made_at = now() - interval '2 days',
                   expires_at = now() - interval '1 second'";
    sqlx::query(ran_out).execute(&mut past).await.unwrap();
    assert!(matches!(admit(&town, &other).await, Err(Denied::Unknown)));
}

#[tokio::test]
async fn whoever_is_no_administrator_lets_nobody_in() {
    let (town, admin, _) = town().await;
    let ada = somebody(&town, "ada@humberside.example", Role::Supervisor).await;
    let mut tx = begin(&town, &ada).await;
    let new = NewClient {
        name: "Mine".to_owned(),
        scopes: vec![ClientScope::ReadContacts],
        public_key: None,
        rate_per_minute: 60,
        expires_at: tx.real_now().plus(SignedDuration::from_hours(24)),
    };
    let tried = clients::make(&mut tx, &ada, &new).await;
    assert!(matches!(tried, Err(Problem::Refused(Reason::NotYourRole))), "{tried:?}");
    tx.leave().await.unwrap();
    let (_, token) = made(&town, &admin, (60, None)).await;
    let mut other = town.station.begin(&town.system("metropolitan")).await.unwrap();
    assert!(clients::list(&mut other).await.unwrap().is_empty(), "another force sees none");
    other.leave().await.unwrap();
    assert!(token.is_some());
}

struct Holder {
    key: SigningKey,
    id: String,
}

impl Holder {
    fn signs(&self, town: &Town, jti: &str, seconds: i64) -> String {
        let now = town.station.clock().real().timestamp().as_second();
        let encoded = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = encoded(json!({ "alg": "EdDSA", "typ": "JWT" }));
        let claims = encoded(json!({
            "iss": self.id, "sub": self.id, "aud": AUDIENCE, "exp": now + seconds, "jti": jti,
        }));
        let message = format!("{header}.{claims}");
        let signature = self.key.sign(message.as_bytes()).to_bytes();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

#[tokio::test]
async fn a_system_with_a_key_gets_a_token_for_an_assertion_once() {
    let (town, admin, _) = town().await;
    let key = SigningKey::from_bytes(&[5; 32]);
    let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": x });
    let (id, nothing) = made(&town, &admin, (60, Some(jwk))).await;
    assert!(nothing.is_none(), "it holds its own key");
    let holder = Holder { key, id: clients::client_id_text(&force(), id) };
    let ask = async |assertion: &str| clients::token_for(&town.station, assertion, AUDIENCE).await;
    let assertion = holder.signs(&town, "the first one", 240);
    let token = ask(&assertion).await.unwrap();
    assert_eq!(admit(&town, &token).await.unwrap().id, id);
    assert!(matches!(ask(&assertion).await, Err(Denied::Unknown)), "used before");
    assert!(matches!(ask(&holder.signs(&town, "too long", 3600)).await, Err(Denied::Unknown)));
    let thief = Holder { key: SigningKey::from_bytes(&[6; 32]), id: holder.id.clone() };
    assert!(matches!(ask(&thief.signs(&town, "the thief's", 240)).await, Err(Denied::Unknown)));
    let mut past = town.past_the_rights().await;
    sqlx::query("update rights.client_tokens set ends_at = now() - interval '1 second'")
        .execute(&mut past)
        .await
        .unwrap();
    assert!(matches!(admit(&town, &token).await, Err(Denied::Unknown)), "ten minutes are over");
    let again = ask(&holder.signs(&town, "the second one", 240)).await.unwrap();
    let mut tx = begin(&town, &admin).await;
    clients::end(&mut tx, &admin, id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(admit(&town, &again).await, Err(Denied::Unknown)), "its access ended");
    assert!(matches!(ask(&holder.signs(&town, "the third one", 240)).await, Err(Denied::Unknown)));
}
