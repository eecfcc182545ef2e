use crate::town::{Answer, Town};
use axum::http::StatusCode;
use scraper::{ElementRef, Node};

/// Words that stand in almost any English sentence and in no Welsh one.
const ENGLISH: [&str; 16] = [
    "the", "your", "you", "and", "with", "of", "for", "this", "what", "we", "are", "it", "to",
    "report", "police", "can",
];

/// Every kind of page of the catalogue, for one force.
fn pages(force: &str) -> Vec<String> {
    let mut pages = vec!["/".to_owned(), "/?q=".to_owned(), "/northshire".to_owned()];
    for typed in ["Hull", "Manchestr", "DN", "TD15", "train", "Belfast", "xyzzy"] {
        pages.push(format!("/?q={typed}"));
        pages.push(format!("/{force}/?q={typed}"));
    }
    pages.push(format!("/{force}/"));
    pages.push(format!("/{force}/report/"));
    pages.push(format!("/{force}/apply/"));
    pages.push(format!("/{force}/apply/firearms-renewal"));
    for slug in [
        "bicycle-theft",
        "antisocial-behaviour",
        "stalking-or-harassment",
        "breach-of-rules",
        "lost-property",
        "missing-person",
        "road-collision",
        "spiking",
    ] {
        pages.push(format!("/{force}/report/{slug}"));
    }
    pages
}

/// The texts of an element whose language is the page's.
fn own_texts(element: ElementRef<'_>, texts: &mut Vec<String>) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => texts.push(text.to_string()),
            Node::Element(inner) if inner.attr("lang").is_none() => {
                own_texts(ElementRef::wrap(child).unwrap(), texts);
            }
            _ => {}
        }
    }
}

fn english_words(page: &Answer) -> Vec<String> {
    let html = page.html();
    let mut texts = Vec::new();
    own_texts(html.root_element(), &mut texts);
    let text = texts.join(" ").to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.filter(|word| ENGLISH.contains(word)).map(str::to_owned).collect()
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages() {
    let town = Town::new().await;
    for path in pages("dyfed-powys") {
        for (prefix, lang, emergency) in
            [("", "en", "In danger now?"), ("/cy", "cy", "Mewn perygl nawr?")]
        {
            let path = format!("{prefix}{path}");
            let page = town.visit(&path).await;
            assert!(matches!(page.status, StatusCode::OK | StatusCode::NOT_FOUND), "{path}");
            assert!(page.body.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            assert!(page.body.contains(emergency), "{path}");
            assert_eq!(page.texts("h1").len(), 1, "{path}");
            assert!(!page.body.contains('{'), "{path} has a placeholder");
            assert!(!page.body.contains("style="), "{path} has a style");
        }
    }
}

#[tokio::test]
async fn no_english_is_left_on_a_welsh_page() {
    let town = Town::new().await;
    for force in ["dyfed-powys", "humberside"] {
        for path in pages(force) {
            let page = town.visit(&format!("/cy{path}")).await;
            let english = english_words(&page);
            assert!(english.is_empty(), "{path}: {english:?}");
        }
    }
}

#[tokio::test]
async fn headings_go_down_one_step_at_a_time() {
    let town = Town::new().await;
    for path in pages("humberside") {
        let html = town.visit(&path).await.html();
        let headings =
            scraper::Selector::parse("main :is(h1, h2, h3, h4):not(.govuk-error-summary__title)")
                .unwrap();
        let mut before = 0;
        for heading in html.select(&headings) {
            let level: u8 = heading.value().name()[1..].parse().unwrap();
            assert!(level <= before + 1, "{path}: h{level} after h{before}");
            before = level;
        }
    }
}

#[tokio::test]
async fn every_link_keeps_the_readers_language_and_leads_somewhere() {
    let town = Town::new().await;
    for path in pages("dyfed-powys") {
        let page = town.visit(&format!("/cy{path}")).await;
        for link in page.links("main a").into_iter().filter(|link| link.starts_with('/')) {
            assert!(link.starts_with("/cy/"), "{path} links to {link}");
            let theirs = ["/track", "/return"].iter().any(|page| link.ends_with(page));
            let ours = !theirs && !is_a_question(&link);
            if ours {
                let place = link.split('#').next().unwrap();
                assert_eq!(town.visit(place).await.status, StatusCode::OK, "{path} to {link}");
            }
        }
    }
}

/// Pages of questions belong to another part of the program.
fn is_a_question(link: &str) -> bool {
    link.trim_end_matches('/').split('/').count() > 5
}

#[tokio::test]
async fn nothing_is_typed_that_leads_to_a_fault_of_ours() {
    let town = Town::new().await;
    for path in [
        "/%",
        "/%FF",
        "/%00/",
        "/humberside/%FF",
        "/humberside/report/%FF",
        "/humberside/report/..%2f..%2fetc",
        "/humberside/report/%0d%0aSet-Cookie:x",
        "/api/v1/forces/%FF",
        "/api/v1/forces/humberside/services/%00",
        "/?q=%",
        "/?%FF=%FF&q",
    ] {
        let page = town.visit(path).await;
        let status = page.status.as_u16();
        assert!(matches!(status, 200 | 400 | 404), "{path}: {status}");
        assert_eq!(page.header("set-cookie"), "", "{path}");
    }
    for path in ["/", "/humberside/", "/humberside/report/bicycle-theft"] {
        let request = axum::http::Request::post(path).header("host", "localhost:8080");
        let page = town.send(request.header("sec-fetch-site", "same-origin")).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}
