//! Whatever was typed and wherever somebody stops: what they saved is the same page when they come
//! back, on whichever device.

use crate::browser::{Browser, Page};
use crate::coming_back::with_code;
use crate::saving::SAVE;
use crate::site::{BICYCLE, Site, bicycle_fields};
use axum::http::StatusCode;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// How far somebody comes, and what they type there before they stop: for each field a text, or
/// nothing.
fn stops() -> impl Strategy<Value = (usize, Vec<Option<String>>)> {
    let typed = proptest::option::of("[ -~£éŵ]{0,40}");
    (0..16_usize, proptest::collection::vec(typed, 6))
}

/// A page without what is new in each response.
fn plain(page: &Page) -> String {
    let changing = [("input[name=csrf]", "value"), ("script[nonce]", "nonce")];
    let changing = changing.into_iter().flat_map(|(css, name)| page.attributes(css, name));
    let time = page.attributes("[data-bl-time]", "data-bl-time").into_iter();
    let time = time.map(|seconds| format!("data-bl-time=\"{seconds}\""));
    changing.chain(time).fold(page.body.clone(), |body, it| body.replace(&it, "…"))
}

/// What somebody types into the fields of a page.
fn filled(page: &Page, typed: &[Option<String>]) -> Vec<(String, String)> {
    let lines = "main form input:not([type=hidden]):not([type=radio]):not([type=checkbox])";
    let mut fields = page.attributes(lines, "name");
    fields.extend(page.attributes("main form textarea", "name"));
    let typed = typed.iter().cycle();
    fields.into_iter().zip(typed).filter_map(|(name, text)| Some((name, text.clone()?))).collect()
}

async fn stop_and_come_back(site: &Site, pages: usize, typed: &[Option<String>]) {
    let mut phone: Browser = site.browser();
    let mut page = phone.open(&format!("{BICYCLE}/emergency")).await;
    for _ in 0..pages {
        page = phone.fill(&page, &bicycle_fields()).await;
    }
    assert_eq!(page.status, StatusCode::OK, "{}", page.path);
    let fields = filled(&page, typed);
    let mut sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    sent.push(SAVE);
    let saved = phone.fill(&page, &sent).await;
    assert_eq!(saved.path, format!("{BICYCLE}/save"), "{} {sent:?}: {}", page.path, saved.body);
    let left = phone.get(&page.path).await;
    for (name, text) in &fields {
        let once = fields.iter().filter(|(other, _)| other == name).count() == 1;
        let stands = left.stands(name).concat();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let blank = fields.iter().all(|(_, text)| text.trim().is_empty());
        assert!(!once || blank || squeezed(&stands) == squeezed(text), "{name}: {stands} {text}");
    }
    let mut laptop = site.browser();
    let (reference, code) = (saved.text("#reference"), saved.text("#access-code"));
    let there = with_code(&mut laptop, "humberside", &reference, &code).await;
    assert_eq!(there.status, StatusCode::OK);
    if fields.iter().any(|(_, text)| !text.trim().is_empty()) {
        assert_eq!(there.path, page.path, "they go on where they stopped");
    }
    let same = laptop.get(&page.path).await;
    assert_eq!(plain(&same), plain(&left), "{}", page.path);
    // And back on the phone nothing has changed.
    assert_eq!(plain(&phone.get(&page.path).await), plain(&left), "{}", page.path);
}

#[test]
fn saving_coming_back_and_going_back_give_the_same_page() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let site = runtime.block_on(Site::new());
    let config = Config { cases: 8, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&stops(), |(pages, typed)| {
            runtime.block_on(stop_and_come_back(&site, pages, &typed));
            Ok(())
        })
        .unwrap();
}
