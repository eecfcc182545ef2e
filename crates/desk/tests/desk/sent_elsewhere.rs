//! The page that counts who was sent to other bodies.

use crate::world::World;
use axum::http::StatusCode;
use kernel::{Clock, ForceId};
use partners::{Redirected, What};
use rights::Role;

#[tokio::test]
async fn supervisors_and_administrators_see_what_became_of_redirects_and_nobody_else_does() {
    let world = World::new().await;
    let of = Redirected {
        service: "antisocial-behaviour".to_owned(),
        question: "council_postcode".to_owned(),
        role: "council.noise".to_owned(),
        partner: Some("hull".to_owned()),
    };
    let force = ForceId::parse("humberside").unwrap();
    for what in [What::Shown, What::Shown, What::Shown, What::Passed, What::Returned] {
        world.counts.add(&force, world.town.station.now(), of.clone(), what);
    }
    for (force, role, status) in [
        ("humberside", Role::Supervisor, StatusCode::OK),
        ("humberside", Role::ForceAdministrator, StatusCode::OK),
        ("humberside", Role::ContactOperator, StatusCode::FORBIDDEN),
        ("humberside", Role::Partner, StatusCode::FORBIDDEN),
        ("dyfed-powys", Role::Supervisor, StatusCode::OK),
    ] {
        let page = world.hires(force, role).await.look("/desk/redirects").await;
        assert_eq!(page.status, status, "{force} {role:?}");
        let told = page.html.contains("Hull City Council");
        assert_eq!(told, force == "humberside" && status == StatusCode::OK, "{force} {role:?}");
    }
    let page = world.hires("humberside", Role::Detective).await.look("/desk/redirects").await;
    assert!(page.html.contains("supervisor") && page.html.contains("force administrator"));
}
