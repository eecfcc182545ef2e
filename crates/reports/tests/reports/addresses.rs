//! An address is found by its postcode, chosen, typed and changed, without scripts; and typed where
//! nobody knows it.

use crate::browser::{Browser, Page};
use crate::in_parts::{DEFINITION, catalogue};
use crate::saving::SAVE;
use crate::site::Site;
use axum::http::StatusCode;
use kernel::Language;
use serde_json::{Value, json};
use station::addresses::{File, load};
use station::clock::StationClock;

const HOME: &str = "/humberside/report/kites/home";

const ADDRESSES: &str = "uprn,line1,line2,town,postcode
900000000001,2 Lamplighter Row,,Sampleton,AA3 1AB
900000000002,10 Lamplighter Row,,Sampleton,AA3 1AB
900000000003,Rose Cottage,Long Meadow,Nether End,AA3 1AC
";

/// A site where addresses are loaded, and a browser at the page that asks for one.
async fn at_home(required: bool) -> (Site, Browser, Page) {
    let pages = format!(
        "pages:\n  - id: home\n    section: kites\n    questions:\n      - id: home\n        type: address\n        ask: Where do you live?\n        required: {required}\n  - id: kite\n"
    );
    let site = Site::with(catalogue(&DEFINITION.replace("pages:\n  - id: kite\n", &pages))).await;
    let content = ADDRESSES.as_bytes();
    let file = File { name: "addresses.csv".to_owned(), content, allow_fewer: false };
    load(site.town.owner_url(), file, &StationClock::default(), &mut |_| {}).await.unwrap();
    let mut browser = site.browser();
    let first = browser.open("/humberside/report/kites/emergency").await;
    let home = browser.fill(&first, &[("danger", "no")]).await;
    assert_eq!(home.path, HOME);
    (site, browser, home)
}

/// What the list offers under a beginning.
fn offered(page: &Page, begins: &str) -> String {
    let shown = page.texts("select[name=home-pick] option");
    let values = page.attributes("select[name=home-pick] option", "value");
    let found = shown.iter().zip(values).find(|(shown, _)| shown.starts_with(begins));
    found.unwrap_or_else(|| panic!("{begins} is not among {shown:?}")).1
}

/// What is kept of the address, by the page that asks for it when it is changed.
async fn stands(browser: &mut Browser, part: &str) -> Vec<String> {
    let page = browser.get(&format!("{HOME}?change=1")).await;
    page.attributes(&format!("input[name=home-{part}]"), "value")
}

#[tokio::test]
async fn an_address_is_found_by_its_postcode_and_keeps_its_number_until_its_lines_change() {
    let (_site, mut browser, page) = at_home(true).await;
    assert!(page.texts("label").contains(&"Postcode".to_owned()));
    let found = browser.fill(&page, &[("home-postcode", "aa31ab")]).await;
    assert_eq!((found.status, found.path.as_str()), (StatusCode::OK, HOME));
    let options = found.texts("select[name=home-pick] option");
    assert_eq!(options[0], "2 addresses found");
    assert!(options[1].starts_with("2 Lamplighter Row"), "{options:?}");
    // Nothing chosen is said, and the list stays.
    let none = browser.fill(&found, &[("home-pick", "")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Select an address, or enter it yourself"), "{}", none.body);
    let ten = offered(&none, "10 ");
    let next = browser.fill(&none, &[("home-pick", &ten)]).await;
    assert_ne!(next.path, HOME, "{}", next.body);
    assert_eq!(stands(&mut browser, "line1").await, ["10 Lamplighter Row"]);
    assert_eq!(stands(&mut browser, "uprn").await, ["900000000002"]);
    // Sent again as it is, it is the same place; with another line it is another.
    for (line1, number) in [("10 Lamplighter Row", vec!["900000000002"]), ("Flat above", vec![])] {
        let page = browser.get(HOME).await;
        let fields =
            [("home-line1", line1), ("home-town", "Sampleton"), ("home-postcode", "AA3 1AB")];
        browser.fill(&page, &fields).await;
        assert_eq!(stands(&mut browser, "line1").await, [line1]);
        assert_eq!(stands(&mut browser, "uprn").await, number);
    }
}

#[tokio::test]
async fn a_house_narrows_what_is_found() {
    let (_site, mut browser, page) = at_home(true).await;
    let found = browser.fill(&page, &[("home-postcode", "AA3 1AB"), ("home-house", "10")]).await;
    let options = found.texts("select[name=home-pick] option");
    assert_eq!(options, ["1 address found", "10 Lamplighter Row, Sampleton"]);
}

#[tokio::test]
async fn whoever_does_not_find_theirs_types_it_and_loses_nothing() {
    let (_site, mut browser, page) = at_home(true).await;
    let fields = [("home-postcode", "AA3 1AB"), ("home-house", "The Loft")];
    let found = browser.fill(&page, &fields).await;
    let own = browser.fill(&found, &[("home-own", "1")]).await;
    assert_eq!(own.status, StatusCode::OK);
    assert_eq!(own.stands("home-line1"), ["The Loft"]);
    assert_eq!(own.stands("home-postcode"), ["AA3 1AB"]);
    // Going back to looking it up and out again keeps what was typed.
    let typed = [("home-line1", "The Loft"), ("home-town", "Sampleton"), ("home-find", "1")];
    let looked = browser.fill(&own, &typed).await;
    assert_eq!(looked.texts("label"), ["Postcode", "House number or name (optional)"]);
    let kept = browser.fill(&looked, &[("home-postcode", ""), ("home-house", "")]).await;
    assert_ne!(kept.path, HOME, "{}", kept.body);
    assert_eq!(stands(&mut browser, "town").await, ["Sampleton"]);
}

#[tokio::test]
async fn a_postcode_that_nobody_knows_leads_to_the_fields_and_a_wrong_one_says_so() {
    let (_site, mut browser, page) = at_home(true).await;
    for (typed, said) in [
        ("", "Enter a postcode, or enter the address yourself"),
        ("AA3", "Enter a full UK postcode"),
    ] {
        let wrong = browser.fill(&page, &[("home-postcode", typed)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(said), "{said}: {}", wrong.body);
        assert!(
            wrong
                .attributes(".govuk-error-summary a", "href")
                .contains(&"#home-postcode".to_owned())
        );
    }
    let unknown = browser.fill(&page, &[("home-postcode", "AA9 9ZZ")]).await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(unknown.body.contains("We have no addresses for this postcode"), "{}", unknown.body);
    assert_eq!(unknown.stands("home-postcode"), ["AA9 9ZZ"]);
}

#[tokio::test]
async fn an_address_that_need_not_be_given_is_passed_by_and_a_page_may_be_left_halfway() {
    let (site, mut browser, page) = at_home(false).await;
    let found = browser.fill(&page, &[("home-postcode", "AA3 1AB")]).await;
    let saved = browser.fill(&found, &[SAVE]).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let mut other = site.browser();
    let first = other.open("/humberside/report/kites/emergency").await;
    let home = other.fill(&first, &[("danger", "no")]).await;
    let next = other.fill(&home, &[("home-postcode", "")]).await;
    assert_ne!(next.path, HOME, "{}", next.body);
}

#[tokio::test]
async fn the_number_is_part_of_the_answer_that_is_sent() {
    let address = |uprn: &str| json!({ "line1": "2 Lamplighter Row", "uprn": uprn });
    let (site, _, _) = at_home(true).await;
    let service = site.service("kites");
    let schema = services::answers_schema(&service);
    let part = schema.pointer("/properties/home/properties/uprn/pattern");
    assert_eq!(part, Some(&Value::from("^[0-9]{1,12}$")));
    for (uprn, taken) in [("900000000001", true), ("not a number", false)] {
        let mut answers = services::Answers::new();
        answers.set("danger", json!("no"));
        answers.set("home", address(uprn));
        let now = site.town.station.clock().now();
        let left = services::check_submission(&service, &answers, Language::English, now);
        let wrong = left.unwrap_err().iter().any(|it| it.field == "/answers/home");
        assert_eq!(wrong, !taken, "{uprn}");
    }
}
