//! Records are held side by side, joined, parted; kept, held and erased.

use crate::world::{Browser, WHY, World};
use axum::http::StatusCode;
use rights::Role;

/// Opens somebody, and returns the address of their page.
async fn opens(ada: &Browser<'_>, given: &str) -> String {
    let fields = [("given_names", given), ("surname", "Okoro"), ("date_of_birth", "1994-12-03")];
    let sent = ada.post("/new?of=person", &fields).await;
    let path = sent.location.split('?').next().unwrap_or_default();
    path.strip_prefix("/desk/records").unwrap().to_owned()
}

#[tokio::test]
async fn two_are_put_side_by_side_joined_and_parted_with_a_home_for_what_was_written() {
    let world = World::new().await;
    let dee = world.hires("humberside", Role::Detective).await;
    let (sam, sammy) = (opens(&dee, "Sam").await, opens(&dee, "Sammy").await);
    let number = sammy.trim_start_matches('/').to_owned();
    let page = dee.look(&format!("{sam}/comparison")).await;
    assert_eq!(page.status, StatusCode::OK);
    let side = dee.follows(&format!("{sam}/comparison"), &[("other", &number)]).await;
    let text = side.text();
    assert!(text.contains("Given names Sam Sammy differs"), "{text}");
    assert!(text.contains("Surname Okoro Okoro agrees"), "{text}");
    let pair = format!("/matches{sam}{sammy}");
    let empty = dee.post(&pair, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    dee.follows(&pair, &[("answer", "same"), ("reason", WHY)]).await;
    let joined = dee.look(&sam).await;
    assert!(joined.text().contains("Records of the same one"), "{}", joined.text());
    let twice = dee.post(&pair, &[("answer", "same"), ("reason", WHY)]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let baker = [("field", "occupation"), ("said", "Baker")];
    dee.follows(&format!("{sam}/statements"), &baker).await;
    let merges = dee.look("/merges").await;
    let merge = merges.link("Sam Okoro").unwrap();
    let part = dee.look(&merge).await;
    assert!(part.text().contains("Occupation: Baker"), "{}", part.text());
    let name = part.names("select").into_iter().next().unwrap();
    let done = dee.follows(&merge, &[("reason", WHY), (&name, &number)]).await;
    assert!(done.text().contains("They are two again."), "{}", done.text());
    assert!(dee.look(&sammy).await.text().contains("Baker"));
    assert!(!dee.look(&sam).await.text().contains("Baker"));
}

#[tokio::test]
async fn a_record_is_reviewed_held_and_its_erasure_asked_for() {
    let world = World::new().await;
    let rita = world.hires("humberside", Role::RecordsManager).await;
    let sam = opens(&rita, "Sam").await;
    assert!(rita.look("/reviews").await.text().contains("Nobody's time has come."));
    let keeping = format!("{sam}/keeping");
    assert!(rita.look(&keeping).await.text().contains("Only told us something"));
    let bare = rita.post(&keeping, &[("outcome", "kept"), ("reason", WHY)]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = [("outcome", "kept"), ("criteria", "pattern"), ("reason", WHY)];
    let page = rita.follows(&keeping, &kept).await;
    assert!(page.text().contains("kept. It was misheard"), "{}", page.text());
    let group = [("group", "2"), ("group_reason", WHY)];
    let page = rita.follows(&format!("{keeping}/group"), &group).await;
    assert!(
        page.text().contains("Group 2, serious offences (a person said so)"),
        "{}",
        page.text()
    );
    let hold = [("asked_by", "A public inquiry"), ("reason", WHY)];
    let page = rita.follows(&format!("{sam}/holds"), &hold).await;
    let hold = page.link("Sam Okoro").unwrap();
    let erasure = format!("{sam}/erasure");
    assert!(rita.look(&erasure).await.text().contains("a legal hold stands on it"));
    rita.follows(&hold, &[("reason", WHY)]).await;
    assert_eq!(rita.look(&erasure).await.status, StatusCode::OK);
    let asked = rita.post(&erasure, &[("reason", WHY)]).await;
    assert_eq!((asked.status, &*asked.location), (StatusCode::SEE_OTHER, "/desk/requests"));
    assert_eq!(world.entries("second_person_asked").await, 1);
}

#[tokio::test]
async fn whoever_may_not_merge_or_keep_hears_who_may() {
    let world = World::new().await;
    let ada = world.hires("humberside", Role::ContactOperator).await;
    let (sam, kim) = (opens(&ada, "Sam").await, opens(&ada, "Kim").await);
    for path in [
        "/matches".to_owned(),
        "/matches/automatic".to_owned(),
        "/merges".to_owned(),
        "/reviews".to_owned(),
        "/holds".to_owned(),
        format!("/matches{sam}{kim}"),
        format!("{sam}/comparison"),
        format!("{sam}/keeping"),
        format!("{sam}/holds"),
        format!("{sam}/erasure"),
    ] {
        assert_eq!(ada.look(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}
