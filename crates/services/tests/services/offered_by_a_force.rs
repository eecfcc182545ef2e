use crate::town::{Town, WITHOUT_ANYTHING, WITHOUT_BICYCLES};
use axum::http::StatusCode;

#[tokio::test]
async fn a_forces_home_shows_the_groups_that_hold_something() {
    let town = Town::new().await;
    for (path, title) in [
        ("/humberside/", "What do you want to do? - Humberside Police"),
        ("/cy/dyfed-powys/", "Beth hoffech chi ei wneud? - Heddlu Dyfed-Powys"),
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.texts("title"), [title]);
        let groups = ["report", "tell-us-about", "apply"].map(|group| format!("{path}{group}/"));
        assert_eq!(page.links(".bl-card a"), groups, "{path}");
        let services = page.links("main ul:not(.bl-cards) a");
        assert!(services.contains(&format!("{path}report/bicycle-theft")), "{services:?}");
        assert_eq!(page.header("cache-control"), "public, max-age=60");
        assert_eq!(page.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn a_force_that_offers_nothing_still_says_whom_to_call() {
    let town = Town::new().await;
    let page = town.visit(&format!("/{WITHOUT_ANYTHING}/")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.links(".bl-card a").is_empty());
    assert!(page.main().contains("101"));
    assert!(page.links("main a").iter().any(|link| link.starts_with("https://")));
}

#[tokio::test]
async fn a_welcome_without_welsh_is_marked_as_english() {
    let town = Town::new().await;
    let page = town.visit("/cy/humberside/").await;
    assert_eq!(page.texts("main [lang=en]").len(), 1);
    assert!(page.texts("main [lang=en]")[0].contains("Humber"));
    let page = town.visit("/cy/dyfed-powys/").await;
    assert!(page.texts("main [lang]").is_empty());
    assert!(page.main().contains("hanner tir Cymru"));
}

#[tokio::test]
async fn a_group_lists_what_the_force_offers_in_it() {
    let town = Town::new().await;
    let page = town.visit("/humberside/report/").await;
    let links = page.links("main a");
    for slug in ["bicycle-theft", "antisocial-behaviour", "stalking-or-harassment"] {
        assert!(links.contains(&format!("/humberside/report/{slug}")), "{links:?}");
    }
    assert!(page.main().contains("Report a stolen bicycle"));
    assert_eq!(page.links(".govuk-back-link"), ["/humberside/"]);
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    let fewer = town.visit(&format!("/{WITHOUT_BICYCLES}/report/")).await;
    assert_eq!(fewer.links("main a").len(), links.len() - 1);
    assert!(!fewer.body.contains("bicycle-theft"));
}

#[tokio::test]
async fn an_unknown_or_empty_group_and_a_service_that_is_not_offered_are_not_found() {
    let town = Town::new().await;
    for path in [
        "/humberside/pay/",
        "/humberside/nothing",
        "/humberside/report/nothing",
        "/humberside/apply/bicycle-theft",
        "/humberside/report/Bicycle-Theft",
        &format!("/{WITHOUT_ANYTHING}/report/"),
        &format!("/{WITHOUT_BICYCLES}/report/bicycle-theft"),
        "/cy/humberside/report/%3Cscript%3E",
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(page.body.contains("101"), "{path}");
    }
}

#[tokio::test]
async fn a_missing_or_extra_slash_is_put_right() {
    let town = Town::new().await;
    for (path, proper) in [
        ("/humberside", "/humberside/"),
        ("/cy/humberside/report", "/cy/humberside/report/"),
        ("/humberside/report/bicycle-theft/", "/humberside/report/bicycle-theft"),
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT, "{path}");
        assert_eq!(page.header("location"), proper);
    }
}

#[tokio::test]
async fn a_page_is_not_kept_for_who_has_a_session() {
    let town = Town::new().await;
    for path in ["/", "/humberside/", "/humberside/report/", "/humberside/report/bicycle-theft"] {
        assert_eq!(town.visit(path).await.header("cache-control"), "public, max-age=60", "{path}");
        assert_eq!(town.visit_again(path).await.header("cache-control"), "no-store", "{path}");
    }
}
