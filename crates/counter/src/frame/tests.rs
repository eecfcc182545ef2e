use super::Frame;
use crate::tests::visit;
use askama::Template;
use scraper::{Html, Selector};

#[derive(Template)]
#[template(
    source = "{% extends \"frame.html\" %}{% block main %}<h1>Heading</h1>{% endblock %}",
    ext = "html"
)]
struct Page {
    frame: Frame,
}

fn shown(frame: Frame) -> Html {
    Html::parse_document(&Page { frame }.render().unwrap())
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

fn text(page: &Html, selector: &str) -> String {
    page.select(&Selector::parse(selector).unwrap()).flat_map(|it| it.text()).collect()
}

#[test]
fn the_title_is_heading_service_and_force() {
    let at = |path| Frame::new(&visit(path), "Where was it?");
    for (frame, title) in [
        (at("/northshire/"), "Where was it? - Northshire Police"),
        (at("/cy/northshire/"), "Where was it? - Heddlu Swydd y Gogledd"),
        (at("/track"), "Where was it? - Bluelamp"),
        (
            at("/northshire/").service("Report a stolen bicycle"),
            "Where was it? - Report a stolen bicycle - Northshire Police",
        ),
        (at("/northshire/").service("Where was it?"), "Where was it? - Northshire Police"),
        (at("/northshire/").error(true), "Error: Where was it? - Northshire Police"),
        (at("/cy/track").error(true), "Gwall: Where was it? - Bluelamp"),
    ] {
        assert_eq!(frame.page_title(), title);
    }
}

#[test]
fn a_sensitive_page_says_nothing_to_who_glances_at_it() {
    let frame = Frame::new(&visit("/northshire/report/x"), "Is somebody stalking you?")
        .service("Report stalking")
        .sensitive();
    assert_eq!(frame.page_title(), "Information");
    assert_eq!(frame.clone().error(true).page_title(), "Error: Information");
    assert_eq!(frame.clone().neutral_title("Your answers").page_title(), "Your answers");

    let page = shown(frame);
    assert_eq!(text(&page, ".bl-header__name"), "");
    assert_eq!(count(&page, "body > a.govuk-skip-link"), 2);
    assert_eq!(count(&page, "a.govuk-js-exit-this-page-button[href='/leave']"), 1);
    assert_eq!(count(&page, "meta[name=robots][content=noindex]"), 1);
}

#[test]
fn an_open_page_has_no_exit() {
    let page = shown(Frame::new(&visit("/northshire/"), "Home"));
    assert_eq!(count(&page, "body > a.govuk-skip-link"), 1);
    assert_eq!(count(&page, "a[href='/leave']"), 0);
    assert_eq!(count(&page, "meta[name=robots]"), 0);
    assert_eq!(text(&page, ".bl-header__name"), "Northshire Police");
}

#[test]
fn every_page_says_how_to_reach_999_in_its_language() {
    for (path, call) in [("/northshire/", "Call 999"), ("/cy/northshire/", "Ffoniwch 999")] {
        let page = shown(Frame::new(&visit(path), "x"));
        assert_eq!(text(&page, ".bl-emergency a[href='tel:999']"), call);
        let ways = text(&page, ".bl-emergency details");
        for way in ["18000", "999bsl", "register", "55"] {
            assert!(ways.contains(way), "{path}: {way}");
        }
    }
}

#[test]
fn the_switch_keeps_the_page() {
    for (path, other, code) in
        [("/northshire/report/x", "/cy/northshire/report/x", "cy"), ("/cy/track", "/track", "en")]
    {
        let page = shown(Frame::new(&visit(path), "x"));
        assert_eq!(
            count(&page, &format!("nav a[href='{other}'][lang={code}][hreflang={code}]")),
            1
        );
        assert_eq!(count(&page, "nav [aria-current=true]"), 1);
    }
}

#[test]
fn a_name_that_has_no_welsh_is_marked_as_english() {
    let page = shown(Frame::new(&visit("/cy/southshire/"), "x"));
    assert_eq!(count(&page, "html[lang=cy] .bl-header__name[lang=en]"), 1);
    let page = shown(Frame::new(&visit("/cy/northshire/"), "x"));
    assert_eq!(count(&page, ".bl-header__name[lang]"), 0);
}

#[test]
fn nothing_runs_or_looks_different_without_a_nonce_or_a_file() {
    let page = shown(Frame::new(&visit("/northshire/"), "x"));
    assert_eq!(count(&page, "script"), count(&page, "script[nonce=abc][src]"));
    assert_eq!(count(&page, "style, [style], [onclick]"), 0);
    assert_eq!(count(&page, "link[rel=stylesheet][href^='/assets/theme/northshire-']"), 1);
}

#[test]
fn the_demo_says_so_on_every_page() {
    let mut visit = visit("/northshire/");
    assert_eq!(count(&shown(Frame::new(&visit, "x")), ".bl-demo"), 0);
    visit.counter.demo = true;
    assert_eq!(count(&shown(Frame::new(&visit, "x")), "header .bl-demo"), 1);
}

#[test]
fn staff_see_their_name_and_a_way_out() {
    let frame = Frame::new(&visit("/desk"), "Queue").staff("Ada <b>").csrf("token");
    let page = shown(frame);
    assert!(text(&page, ".bl-header__end a[href='/desk/you']").contains("Ada <b>"));
    let form = "form[method=post][action='/desk/sign-out'] input[name=csrf][value=token]";
    assert_eq!(count(&page, form), 1);
}

#[test]
fn a_back_link_stands_above_the_page() {
    let page = shown(Frame::new(&visit("/cy/northshire/"), "x").with_back("/cy/northshire/a"));
    assert_eq!(text(&page, "a.govuk-back-link[href='/cy/northshire/a']"), "Yn ôl");
}
