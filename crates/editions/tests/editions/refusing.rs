//! Who may not.

use crate::world::World;
use axum::http::StatusCode;
use rights::Role;

#[tokio::test]
async fn a_role_that_has_nothing_to_do_with_services_opens_none_of_it() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let officer = world.hires("ellis", "humberside", Role::Officer).await;
    for path in ["/desk/services", "/desk/services/bicycle-theft", &text] {
        let page = officer.look(path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.main().contains("national service publisher"), "{}", page.main());
    }
    let closed = officer.post("/desk/services/bicycle-theft/closure", &[("reason", "x")]).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert_eq!(world.offered("humberside"), 1);
}

#[tokio::test]
async fn a_supervisor_approves_and_does_not_write() {
    let world = World::new().await;
    let supervisor = world.hires("khan", "humberside", Role::Supervisor).await;
    let page = supervisor.look("/desk/services/bicycle-theft").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.all("form[action$='/texts']", "action").is_empty());
    let begun = supervisor.post("/desk/services/bicycle-theft/texts", &[("version", "1")]).await;
    assert_eq!(begun.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_force_decides_for_no_other_force() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let elsewhere = world.hires("khan", "cumbria", Role::Supervisor).await;
    let text = author.begins().await;
    let all = [("note", "For all"), ("reach", "all"), ("do", "propose")];
    let tried = author.writes(&text, ("minutes: 10", "minutes: 15"), &all).await;
    assert_eq!(tried.status, StatusCode::FORBIDDEN);
    let own = [("note", "For us"), ("do", "propose")];
    author.writes(&text, ("minutes: 10", "minutes: 15"), &own).await;
    let tried = elsewhere.decides(&text, &[("reason", "Mine"), ("do", "publish")]).await;
    assert_eq!(tried.status, StatusCode::FORBIDDEN);
    let everywhere = [("advice_en", "a"), ("advice_cy", "b"), ("reason", "c"), ("reach", "all")];
    let closed = elsewhere.post("/desk/services/bicycle-theft/closure", &everywhere).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert_eq!(world.offered("humberside"), 1);
}

#[tokio::test]
async fn what_somebody_typed_is_on_the_page_when_their_session_has_ended() {
    let world = World::new().await;
    let author = world.hires("sam", "humberside", Role::ForceAdministrator).await;
    let text = author.begins().await;
    let fields = [("english", "id: much-typed"), ("note", "Hours of work")];
    let page = world.anybody().post(&text, &fields).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{}", page.html);
    assert!(page.typed("english").contains("much-typed"));
    assert_eq!(page.typed("note"), "Hours of work");
}

#[tokio::test]
async fn an_edition_is_never_changed() {
    let world = World::new().await;
    let mut tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    for sql in [
        "update editions.editions set english = 'other'",
        "delete from editions.editions",
        "delete from editions.publications",
        "update editions.closures set closes = false",
    ] {
        let tried = sqlx::query(sql).execute(&mut *tx.connection()).await;
        assert!(tried.unwrap_err().to_string().contains("permission denied"), "{sql}");
        tx.leave().await.unwrap();
        tx = world.town.station.begin(&world.town.system("humberside")).await.unwrap();
    }
    tx.leave().await.unwrap();
}
