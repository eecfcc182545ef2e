//! Agreements, on both sides.

use crate::world::{WHY, World};
use rights::Role;

fn day(world: &World, days: i64) -> String {
    let now =
        world.town.station.clock().real().timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
    now.saturating_add(jiff::Span::new().days(days)).to_string()
}

fn proposal(until: &str) -> [(&'static str, &str); 6] {
    [
        ("with", "metropolitan"),
        ("services", "bicycle-theft"),
        ("purpose", "Bicycles are sold over the border"),
        ("used_for", "To find who sells them"),
        ("until", until),
        ("reason", WHY),
    ]
}

#[tokio::test]
async fn an_agreement_waits_for_a_second_person_is_read_on_both_sides_and_ends_at_once() {
    let world = World::new().await;
    let admin = world.admin().await;
    world.hires("second", "humberside", Role::ForceAdministrator).await;
    let theirs = world.hires("admin", "metropolitan", Role::ForceAdministrator).await;
    let until = day(&world, 30);
    let asked = admin.post("/agreements/new", &proposal(&until)).await;
    asked.leads_to("/agreements?done=asked");
    let waits = admin.look("/agreements").await;
    assert_eq!(waits.links("Report a stolen bicycle"), ["/desk/requests"], "{}", waits.text());
    assert!(theirs.look("/agreements").await.links("By ").is_empty());
    world.approves("second").await;
    let link = admin.look("/agreements").await.links("With ").remove(0);
    let path = link.replace("/desk/administration", "");
    let other = theirs.look(&path).await;
    assert!(other.text().contains("To find who sells them"), "{}", other.text());
    assert!(other.texts("form[method=post] textarea").is_empty(), "only who shares ends it");
    let tried = theirs.post(&path, &[("reason", WHY)]).await;
    assert_eq!(tried.status, 404);
    assert_eq!(admin.post(&path, &[("reason", "no")]).await.status, 422);
    admin.post(&path, &[("reason", WHY)]).await.leads_to(&format!("{path}?done=ended"));
    assert!(theirs.look(&path).await.text().contains("Ended"));
    assert_eq!(world.entries("agreement_ended").await, 1);
}

#[tokio::test]
async fn what_cannot_be_agreed_is_said_field_by_field() {
    let world = World::new().await;
    let admin = world.admin().await;
    let empty = admin.post("/agreements/new", &[]).await;
    assert_eq!((empty.status.as_u16(), empty.texts(".govuk-error-summary a").len()), (422, 5));
    for until in ["soon", &day(&world, -1), &day(&world, 400)] {
        let wrong = admin.post("/agreements/new", &proposal(until)).await;
        let said = wrong.texts(".govuk-error-summary a");
        assert_eq!(said.len(), 1, "{until}: {said:?}");
        assert!(said[0].contains("within 12 months"), "{said:?}");
        assert_eq!(wrong.attribute("#until", "value").unwrap(), until);
    }
    let until = day(&world, 30);
    let mut own = proposal(&until);
    own[0].1 = "humberside";
    own[1].1 = "no-such-service";
    let wrong = admin.post("/agreements/new", &own).await;
    assert_eq!(wrong.texts(".govuk-error-summary a").len(), 2, "{}", wrong.text());
}
