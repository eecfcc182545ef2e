//! What a proposal would have done.

use crate::world::World;
use axum::http::StatusCode;
use rights::Role;
use serde_json::json;

#[tokio::test]
async fn a_shadow_names_who_would_have_gone_another_way_and_why() {
    let world = World::new().await;
    let stays = world.reports(json!({})).await;
    let seen =
        world.reports(json!({ "evidence": ["cctv"], "evidence_details": "By the door" })).await;
    let shops = world.reports(json!({ "left_at": "shops" })).await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let page = author.look(&text).await;
    // Those at shops are sent to the transport police, and a camera makes it urgent.
    let changed = page
        .typed("english")
        .replace("when: left_at == 'railway'", "when: left_at in ['railway', 'shops']")
        .replace(
            "    because: A camera may have recorded it",
            "    priority: urgent\n    because: A camera may have recorded it",
        );
    let (welsh, tests) = (page.typed("welsh"), page.typed("tests"));
    let fields =
        [("english", changed.as_str()), ("welsh", &welsh), ("tests", &tests), ("revision", "1")];
    assert_eq!(author.post(&text, &fields).await.status, StatusCode::SEE_OTHER);

    let shadow = author.post(&format!("{text}/shadow"), &[]).await;
    assert_eq!(shadow.status, StatusCode::OK, "{}", shadow.main());
    assert!(shadow.main().contains("3 reports of the last 28 days"), "{}", shadow.main());
    let rows = shadow.texts("tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    let row = |reference: &kernel::Reference| {
        let reference = reference.to_string();
        rows.iter().find(|row| row.starts_with(&reference)).cloned()
    };
    assert!(
        row(&shops.reference).unwrap().contains("Sent elsewhere: British Transport Police"),
        "{rows:?}"
    );
    assert!(row(&seen.reference).unwrap().contains("Priority: urgent (was standard)"), "{rows:?}");
    assert_eq!(row(&stays.reference), None);
    assert!(!shadow.main().contains("By the door"), "nobody's words are shown");
    assert_eq!(world.entries("reports_compared").await, 1);
}

#[tokio::test]
async fn a_shadow_sees_the_reports_of_its_own_force_alone() {
    let world = World::new().await;
    world.reports(json!({})).await;
    let author = world.hires("sam", "cumbria", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let shadow = author.post(&format!("{text}/shadow"), &[]).await;
    assert!(shadow.main().contains("0 reports of the last 28 days"), "{}", shadow.main());
}
