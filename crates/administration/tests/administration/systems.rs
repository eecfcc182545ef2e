//! Other systems.

use crate::world::World;
use kernel::ForceId;
use rights::clients::{ClientScope, Denied, admit};

fn next_month(world: &World) -> String {
    let now =
        world.town.station.clock().real().timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
    now.saturating_add(jiff::Span::new().days(30)).to_string()
}

#[tokio::test]
async fn a_system_gets_its_secret_once_and_is_refused_when_its_access_ends() {
    let world = World::new().await;
    let admin = world.admin().await;
    let expires = next_month(&world);
    let fields = [
        ("name", "Records system"),
        ("scopes", "contacts:read"),
        ("rate", "60"),
        ("expires", expires.as_str()),
        ("public_key", ""),
    ];
    let made = admin.post("/systems/new", &fields).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let token = made.texts(".govuk-inset-text").remove(0);
    let (station, force) = (&world.town.station, ForceId::parse("humberside").unwrap());
    let asked = (&force, ClientScope::ReadContacts);
    admit(station, &token, asked).await.unwrap();
    let path = made.links("Records system").remove(0).replace("/desk/administration", "");
    let page = admin.look(&path).await;
    let secret = token.rsplit('.').next().unwrap();
    assert!(page.text().contains("contacts:read") && !page.text().contains(secret));
    for _ in 0..2 {
        admin.post(&path, &[]).await.leads_to(&format!("{path}?done=ended"));
    }
    assert_eq!(world.entries("client_ended").await, 1);
    assert!(matches!(admit(station, &token, asked).await, Err(Denied::Unknown)));
}

#[tokio::test]
async fn a_system_that_cannot_be_let_in_is_said_field_by_field() {
    let world = World::new().await;
    let admin = world.admin().await;
    let fields = [("name", ""), ("rate", "many"), ("expires", "never"), ("public_key", "secret")];
    let wrong = admin.post("/systems/new", &fields).await;
    assert_eq!((wrong.status.as_u16(), wrong.texts(".govuk-error-summary a").len()), (422, 5));
    assert_eq!(wrong.attribute("#rate", "value").unwrap(), "many");
}

#[tokio::test]
async fn a_system_s_token_opens_no_page_of_the_desk() {
    let world = World::new().await;
    let admin = world.admin().await;
    let expires = next_month(&world);
    let fields = [
        ("name", "Records system"),
        ("scopes", "contacts:read"),
        ("rate", "60"),
        ("expires", expires.as_str()),
    ];
    let made = admin.post("/systems/new", &fields).await;
    let token = made.texts(".govuk-inset-text").remove(0);
    let thief = world.with_cookie(&format!("bl-desk={token}"));
    assert_eq!(thief.look("/accounts").await.status, 303);
    let secret = token.rsplit('.').next().unwrap();
    let thief = world.with_cookie(&format!("bl-desk=humberside.{secret}"));
    assert_eq!(thief.look("/accounts").await.status, 303);
}
