use crate::town::{OWN_HOST, Town, WITH_HOST};
use axum::http::StatusCode;

#[tokio::test]
async fn every_force_is_listed_by_its_name_in_the_readers_language() {
    let town = Town::new().await;
    for (path, first, last, welsh) in [
        ("/", "Avon and Somerset Police", "Wiltshire Police", false),
        ("/cy/", "Heddlu Avon", "Heddlu", true),
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::OK);
        let names = page.texts("#forces + ul a");
        assert_eq!(names.len(), 44);
        assert!(names[0].starts_with(first), "{}", names[0]);
        assert!(names[43].starts_with(last), "{}", names[43]);
        let powys = if welsh { "Heddlu Dyfed-Powys" } else { "Dyfed-Powys Police" };
        assert!(names.iter().any(|name| name == powys));
        let links = page.links("#forces + ul a");
        let prefix = if welsh { "/cy/" } else { "/" };
        assert!(links.contains(&format!("{prefix}dyfed-powys/")));
        assert!(page.links("main a").contains(&format!("{prefix}track")));
    }
}

#[tokio::test]
async fn a_postcode_or_place_of_one_force_leads_to_it_without_a_jump() {
    let town = Town::new().await;
    for typed in ["HU1+3AA", "hu13aa", "Hull", "humberside+police"] {
        let page = town.visit(&format!("/?q={typed}")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        assert_eq!(page.links("#answer a.govuk-button"), ["/humberside/"], "{typed}");
        assert_eq!(page.texts("#answer h3"), ["Humberside Police"], "{typed}");
    }
    let page = town.visit("/cy/?q=Aberystwyth").await;
    assert_eq!(page.links("#answer a"), ["/cy/dyfed-powys/"]);
    assert!(page.main().contains("Mynd at Heddlu Dyfed-Powys"));
}

#[tokio::test]
async fn where_a_postcode_is_several_forces_the_person_chooses() {
    let town = Town::new().await;
    let page = town.visit("/?q=DN").await;
    let links = page.links("#answer a");
    assert!(links.len() > 1 && links.contains(&"/humberside/".to_owned()), "{links:?}");
    assert!(page.links("#answer a.govuk-button").is_empty());
    // Berwick's postcodes reach into Scotland.
    let page = town.visit("/?q=TD15").await;
    let links = page.links("#answer a");
    assert!(links.contains(&"/northumbria/".to_owned()), "{links:?}");
    assert!(links.contains(&"https://www.scotland.police.uk".to_owned()), "{links:?}");
}

#[tokio::test]
async fn the_railway_other_lands_slips_and_what_is_unknown_have_their_answers() {
    let town = Town::new().await;
    for (typed, link, says) in [
        ("on+a+train", "/btp/", "on the track"),
        ("Glasgow", "https://www.scotland.police.uk", "Police Scotland"),
        ("Belfast", "https://www.psni.police.uk", "Northern Ireland"),
        ("Manchestr", "/greater-manchester/", "Did you mean this?"),
        ("xyzzy+plugh", "/#forces", "the nearest town or city"),
    ] {
        let page = town.visit(&format!("/?q={typed}")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        assert_eq!(page.links("#answer a")[0], link, "{typed}");
        assert!(page.texts("#answer").concat().contains(says), "{typed}");
    }
}

/// Invented rows: real outward codes, and what the directory might say of them.
const POSTCODES: &str = "pcd7,pcds,dointr,doterm,pfa25cd,lat,long
HU1 3AA,HU1 3AA,198001,,E23000020,53.74,-0.33
HU1 3AB,HU1 3AB,198001,199606,E23000012,53.74,-0.33
TS9 5AA,TS9 5AA,198001,,E23000013,54.47,-1.18
DN159AA,DN15 9AA,198001,,E23000012,53.5,-0.6995
TD151AA,TD15 1AA,198001,,S99999999,55.77,-2.01
";

/// Two invented squares beside each other.
const BOUNDARIES: &str = r#"{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"PFA25CD": "E23000012"}, "geometry": {"type": "Polygon",
    "coordinates": [[[-0.7, 53.4], [-0.2, 53.4], [-0.2, 53.6], [-0.7, 53.6], [-0.7, 53.4]]]}},
  {"type": "Feature", "properties": {"PFA25CD": "E23000020"}, "geometry": {"type": "Polygon",
    "coordinates": [[[-1.2, 53.4], [-0.7, 53.4], [-0.7, 53.6], [-1.2, 53.6], [-1.2, 53.4]]]}}]}"#;

#[tokio::test]
async fn what_was_loaded_decides_a_whole_postcode_and_says_how_sure_it_is() {
    let town = Town::new().await;
    let before = town.visit("/?q=HU1+3AA").await;
    assert_eq!(before.links("#answer a"), ["/humberside/"]);
    town.load_places(POSTCODES, Some(BOUNDARIES)).await;
    for (typed, links, says) in [
        ("HU1+3AA", &["/lincolnshire/"][..], "Lincolnshire"),
        ("12+High+Street,+HU1+3AA", &["/lincolnshire/"], "Lincolnshire"),
        ("TS9+5AA", &["/cleveland/"], "Cleveland"),
        ("HU1+3AB", &["/humberside/"], "not been in use since June 1996"),
        ("HU1+9ZZ", &["/humberside/"], "not in our list"),
        ("DN15+9AA", &["/humberside/", "/lincolnshire/"], "It could be one of these"),
        ("53.5,+-0.5", &["/humberside/"], "Humberside"),
        ("53.5,+-0.6995", &["/humberside/", "/lincolnshire/"], "It could be one of these"),
        ("TD15+1AA", &["https://www.scotland.police.uk"], "Police Scotland"),
        ("Leeds+station,+HU1+3AA", &["/btp/"], "on the track"),
        ("HU", &["/humberside/"], "Humberside"),
        ("Hull", &["/humberside/"], "Humberside"),
        ("MOD+Police", &["https://www.mod.police.uk"], "only those"),
    ] {
        let page = town.visit(&format!("/?q={typed}")).await;
        assert_eq!(page.links("#answer a"), links, "{typed}");
        assert!(page.texts("#answer").concat().contains(says), "{typed}");
    }
    let page = town.visit("/cy/?q=HU1+3AB").await;
    assert!(page.main().contains("ers Mehefin 1996"));
    let page = town.visit("/humberside/?q=HU1+3AA").await;
    assert_eq!(page.links("#answer a.govuk-button"), ["/lincolnshire/"]);
    // A server that runs takes the next release without a start.
    town.load_places(&POSTCODES.replacen("E23000020", "E23000012", 1), None).await;
    let page = town.visit("/?q=HU1+3AA").await;
    assert_eq!(page.links("#answer a"), ["/humberside/"]);
}

#[tokio::test]
async fn a_box_sent_empty_says_what_to_enter() {
    let town = Town::new().await;
    for (path, says, title) in [
        ("/?q=", "Enter a postcode, a place or a police force", "Error: "),
        ("/?q=+%00+", "Enter a postcode, a place or a police force", "Error: "),
        ("/humberside/?q=", "Enter a postcode, a place or a police force", "Error: "),
        ("/cy/?q=", "Rhowch god post, lle neu heddlu", "Gwall: "),
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.texts(".govuk-error-summary a"), [says], "{path}");
        assert_eq!(page.links(".govuk-error-summary a"), ["#q"], "{path}");
        assert!(page.texts("#q-error")[0].ends_with(says), "{path}");
        assert!(page.texts("title")[0].starts_with(title), "{path}");
        assert!(page.links("#answer a").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn whatever_is_typed_comes_back_harmless() {
    let town = Town::new().await;
    let long = "x".repeat(5000);
    for (typed, value) in [
        ("%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "\"><script>alert(1)</script>"),
        ("%FF%FE", "\u{fffd}\u{fffd}"),
        ("a%00b%1B%0Ac", "abc"),
        (long.as_str(), &long[..200]),
    ] {
        let page = town.visit(&format!("/?q={typed}&other=1&q=second")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        assert!(!page.body.contains("<script>alert"), "{typed}");
        let html = page.html();
        let input = html.select(&scraper::Selector::parse("#q").unwrap()).next().unwrap();
        assert_eq!(input.value().attr("value"), Some(value));
    }
}

#[tokio::test]
async fn where_somebody_is_is_kept_by_no_cache_and_found_by_no_search_engine() {
    let town = Town::new().await;
    for path in ["/?q=Hull", "/humberside/?q=Hull", "/cy/?q="] {
        let page = town.visit(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(page.body.contains("content=\"noindex\""), "{path}");
    }
    let page = town.visit("/").await;
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    assert!(!page.body.contains("noindex"));
}

#[tokio::test]
async fn the_box_of_a_force_knows_its_own_ground() {
    let town = Town::new().await;
    let page = town.visit("/humberside/?q=HU1").await;
    assert!(page.texts("#answer h3")[0].contains("right place"));
    assert!(page.links("#answer a").is_empty());
    let page = town.visit("/humberside/?q=Cardiff").await;
    assert_eq!(page.links("#answer a.govuk-button"), ["/south-wales/"]);
}

#[tokio::test]
async fn on_a_forces_own_host_the_box_asks_that_host() {
    let town = Town::new().await;
    let page = town.visit_at(OWN_HOST, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<form method=\"get\" action=\"/#where\""));
    assert!(page.links("main a").contains(&"/report/".to_owned()));
    let page = town.visit_at(OWN_HOST, "/?q=Hull").await;
    assert_eq!(page.links("#answer a"), ["http://localhost:8080/humberside/"]);
    let page = town.visit_at(OWN_HOST, "/report/bicycle-theft").await;
    let start = page.links("main a.govuk-button--start").concat();
    assert!(start.starts_with("/report/bicycle-theft/"), "{start} at {WITH_HOST}");
}

#[tokio::test]
async fn a_force_that_does_not_exist_leads_to_the_list() {
    let town = Town::new().await;
    for (path, list) in [
        ("/northshire", "/"),
        ("/northshire/", "/"),
        ("/northshire/report/", "/"),
        ("/northshire/report/bicycle-theft", "/"),
        ("/cy/northshire", "/cy/"),
    ] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.links("main a"), [list], "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(page.body.contains("999"), "{path}");
    }
    for path in ["/desk/nothing/here", "/my", "/humberside/nothing"] {
        let page = town.visit(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.main().contains("Page not found"), "{path}");
    }
}
