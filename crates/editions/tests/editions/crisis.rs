//! A crisis: what cannot wait for its Welsh.

use crate::world::World;
use axum::http::StatusCode;
use rights::Role;

const CHANGE: (&str, &str) =
    ("title: Report a stolen bicycle", "title: Report a bicycle taken today");
const PROPOSE: &[(&str, &str)] = &[("note", "A surge of thefts"), ("do", "propose")];

#[tokio::test]
async fn without_its_welsh_it_needs_a_reason_and_a_day_and_says_so_to_everybody() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let text = author.begins().await;
    assert_eq!(author.writes(&text, CHANGE, PROPOSE).await.status, StatusCode::SEE_OTHER);
    let page = supervisor.look(&text).await;
    assert!(page.main().contains("The English can be published"), "{}", page.main());
    for (reason, by, link) in [
        ("", "", "#reason"),
        ("Thefts today", "", "#welsh_by"),
        ("Thefts today", "1999-01-01", "#welsh_by"),
        ("Thefts today", "tomorrow", "#welsh_by"),
    ] {
        let fields = [("reason", reason), ("welsh_by", by), ("do", "publish")];
        let tried = supervisor.decides(&text, &fields).await;
        assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason} {by}");
        assert_eq!(tried.all(".govuk-error-summary a", "href"), [link], "{reason} {by}");
    }
    assert_eq!(world.offered("humberside"), 1);

    let by = world.town.station.clock().now().in_london().date().tomorrow().unwrap().to_string();
    let fields = [("reason", "Thefts today"), ("welsh_by", by.as_str()), ("do", "publish")];
    assert_eq!(supervisor.decides(&text, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.offered("humberside"), 2);
    let anybody = world.anybody();
    let english = anybody.look("/humberside/report/bicycle-theft").await;
    assert!(english.html.contains("This service is not in Welsh yet. It will be by"));
    let welsh = anybody.look("/cy/humberside/report/bicycle-theft").await;
    assert!(welsh.html.contains("Nid yw&#39;r gwasanaeth hwn yn Gymraeg eto."), "{}", welsh.html);
    assert_eq!(welsh.all("main", "lang"), ["en"], "it is read out as what it is");
    assert!(welsh.main().contains("Report a bicycle taken today"));
    // Another force is not concerned.
    let elsewhere = anybody.look("/cy/cumbria/report/bicycle-theft").await;
    assert!(!elsewhere.html.contains("yn Gymraeg eto"));
    // The desk is reminded, and the journal has the reason's kind.
    let list = author.look("/desk/services").await;
    assert!(list.main().contains("is owed by"), "{}", list.main());
    let sql = "select count(*) from station.journal where verb = 'service_published'
         and details ? 'without_welsh_until' and details->>'without_welsh_until' is not null";
    assert_eq!(world.town.count(sql).await, 1);
}
