use crate::town::Town;
use axum::http::StatusCode;
use kernel::{Force, Forces, LocalService, LocalText};
use services::{Catalogue, slot_faults};
use station::testing;

#[tokio::test]
async fn a_service_says_what_it_is_for_how_long_it_takes_and_who_reads() {
    let town = Town::new().await;
    let page = town.visit("/humberside/report/bicycle-theft").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("title"), ["Report a stolen bicycle - Humberside Police"]);
    let main = page.main();
    for part in [
        "about 10 minutes",
        "stop at any time",
        "A trained person at Humberside Police",
        "within 48 hours",
        "after 24 hours",
        "18001 101",
        "someone you trust",
    ] {
        assert!(main.contains(part), "{part}");
    }
    let start = page.links("a.govuk-button--start").concat();
    assert_eq!(start, "/humberside/report/bicycle-theft/emergency");
    assert_eq!(page.links(".govuk-back-link"), ["/humberside/report/"]);
    assert!(!page.body.contains("govuk-exit-this-page"));
}

#[tokio::test]
async fn who_may_stay_anonymous_is_told_what_that_means() {
    let town = Town::new().await;
    let page = town.visit("/humberside/report/antisocial-behaviour").await;
    assert!(page.main().contains("You do not have to tell us who you are."));
    assert!(page.texts("details").concat().contains("does not mean secret"));
    let named = town.visit("/humberside/report/bicycle-theft").await;
    assert!(named.main().contains("We ask for your name"));
    assert!(!named.main().contains("anonymous"));
}

#[tokio::test]
async fn a_sensitive_service_has_a_way_out_leaves_nothing_and_goes_on_where_nothing_tells() {
    let town = Town::new().await;
    for (path, prefix, title) in [
        ("/humberside/report/stalking-or-harassment", "", "Online form"),
        ("/cy/dyfed-powys/report/stalking-or-harassment", "/cy", "Ffurflen ar-lein"),
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.texts("title"), [title]);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.links(".govuk-exit-this-page a"), [format!("{prefix}/leave")]);
        assert_eq!(page.links(".govuk-skip-link").len(), 2);
        let start = page.links("a.govuk-button--start").concat();
        assert!(!start.contains("stalking"), "{start}");
    }
}

#[tokio::test]
async fn the_slug_that_says_nothing_leads_on_and_never_back_to_the_one_that_tells() {
    let town = Town::new().await;
    let page = town.visit("/humberside/report/stalking-or-harassment").await;
    let start = page.links("a.govuk-button--start").concat();
    let (opaque, _) = start.rsplit_once('/').unwrap();
    for (path, to) in
        [(opaque.to_owned(), start.clone()), (format!("/cy{opaque}"), format!("/cy{start}"))]
    {
        let page = town.visit(&path).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert_eq!(page.header("location"), to);
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.body.is_empty());
    }
}

#[tokio::test]
async fn a_service_begins_in_welsh_for_who_reads_welsh() {
    let town = Town::new().await;
    let page = town.visit("/cy/dyfed-powys/report/bicycle-theft").await;
    let main = page.main();
    for part in ["tua 10 munud", "person hyfforddedig o Heddlu Dyfed-Powys", "48 awr", "24 awr"] {
        assert!(main.contains(part), "{part}: {main}");
    }
    let start = page.links("a.govuk-button--start").concat();
    assert!(start.starts_with("/cy/dyfed-powys/report/bicycle-theft/"), "{start}");
    assert_eq!(page.texts("a.govuk-button--start"), ["Dechrau nawr"]);
}

#[tokio::test]
async fn a_force_adds_its_own_words_where_the_service_lets_it() {
    let town = Town::new().await;
    let page = town.visit("/humberside/report/bicycle-theft").await;
    assert!(page.main().contains("do not try to buy it back"), "{}", page.main());
    let page = town.visit("/cy/humberside/report/bicycle-theft").await;
    assert!(page.texts("main [lang=en]")[0].contains("do not try to buy it back"));
    let page = town.visit("/metropolitan/report/bicycle-theft").await;
    assert!(!page.main().contains("do not try to buy it back"));
}

#[test]
fn what_no_service_lets_a_force_fill_is_told() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut force = Force::clone(testing::forces().get("humberside").unwrap());
    let ours = LocalService {
        start: Some(LocalText { en: "Ours".to_owned(), cy: None }),
        ..LocalService::default()
    };
    force.services.insert("stalking-or-harassment".to_owned(), ours.clone());
    force.services.insert("bicycle-thefts".to_owned(), ours);
    let faults = slot_faults(&Forces::new(vec![force]), &catalogue);
    assert_eq!(
        faults,
        [
            "forces/humberside.toml: there is no service `bicycle-thefts` (did you mean \
             `bicycle-theft`?)",
            "forces/humberside.toml: `stalking-or-harassment` has no local `start` (take it out, \
             or ask for `local: [start]` in the definition)",
        ]
    );
}
