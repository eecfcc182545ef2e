//! Saving what is asked in parts: several things, lists and tasks; and what may not be saved at all.

use crate::browser::{Browser, Page};
use crate::coming_back::with_code;
use crate::saving::SAVE;
use crate::site::Site;
use axum::http::StatusCode;
use services::Catalogue;
use std::collections::BTreeMap;

const KITES: &str = "/humberside/report/kites";

/// A service about lost kites: several of them, each with what is missing of it.
pub(crate) const DEFINITION: &str = r"api: bluelamp.dev/service/v1
id: kites
group: report
slug: kites
version: 1
title: Report lost kites
summary: Tell us that kites flew away
sensitivity: ordinary
retention: { draft: P7D, abandoned: PT24H }
start: { minutes: 5, body: Use this service when kites flew away }
sections:
  kites: The kites
gate: emergency
pages:
  - id: kite
    section: kites
    heading: A kite
    repeat: { as: kites, one: Kite, min: 1, max: 3, heading: The kites, more: Is there another kite? }
    questions:
      - id: colour
        type: text
        ask: What colour is it?
      - id: string
        type: text
        ask: What string has it?
        required: false
  - id: repair
    section: kites
    questions:
      - id: repair
        type: items
        ask: What do you need?
        most: 3
confirmation:
  next:
    - text: We look at it by {by}
      within: PT48H
";

const BLOCKS: [(&str, &str); 3] = [
    (
        "services/blocks/emergency.yaml",
        "api: bluelamp.dev/block/v1\nid: emergency\ntitle: Is this an emergency?\nquestions:\n  - id: danger\n    type: yes_no\n    ask: Is anyone in danger?\n    outcome: [{ when: danger == 'yes', stop: call-999 }]\n",
    ),
    (
        "services/blocks/call-999.yaml",
        "api: bluelamp.dev/block/v1\nid: call-999\ntitle: Call 999\nbody: Call [999](tel:999)\n",
    ),
    ("services/flags.yaml", "api: bluelamp.dev/flags/v1\nflags:\n  red: Red\n"),
];

/// The catalogue of a definition, with some Welsh for all of it: the compiler itself says what is
/// missing.
pub(crate) fn catalogue(definition: &str) -> Catalogue {
    let mut files: Vec<(String, String)> =
        BLOCKS.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec();
    files.push(("services/kites.yaml".to_owned(), definition.to_owned()));
    let mut welsh: BTreeMap<String, String> = BTreeMap::new();
    for (path, _) in &files {
        let name = path.rsplit('/').next().unwrap().trim_end_matches(".yaml");
        let head = "api: bluelamp.dev/translation/v1\nservice: { id: ";
        welsh.insert(path.replace(".yaml", ".cy.yaml"), format!("{head}{name}, locale: cy }}\n"));
    }
    files.push(("services/kites.test.yaml".to_owned(), "[]".to_owned()));
    let missing = Catalogue::compile(files.iter().cloned().chain(welsh.clone()));
    for finding in missing.err().unwrap_or_default() {
        let entry = finding.remedy.strip_prefix("add `").and_then(|it| it.split_once("` to "));
        let Some((entry, path)) = entry else { continue };
        let text = match path {
            "services/blocks/call-999.cy.yaml" if entry.starts_with("body") => {
                "Cymraeg [999](tel:999)"
            }
            _ if finding.remedy.contains("next") => "Cymraeg {by}",
            _ => "Cymraeg",
        };
        let overlay = welsh.get_mut(path).unwrap();
        overlay.push_str(&entry.replace("text: …", &format!("text: \"{text}\"")));
        overlay.push('\n');
    }
    Catalogue::compile(files.into_iter().chain(welsh)).unwrap_or_else(|findings| {
        let told: Vec<String> = findings.iter().map(services::Finding::drawn).collect();
        panic!("{}", told.concat())
    })
}

/// Begins, and comes to the first kite.
async fn begun(browser: &mut Browser) -> Page {
    let first = browser.open(&format!("{KITES}/emergency")).await;
    browser.fill(&first, &[("danger", "no")]).await
}

async fn back_on(site: &Site, saved: &Page) -> (Browser, Page) {
    let mut laptop = site.browser();
    let (reference, code) = (saved.text("#reference"), saved.text("#access-code"));
    let page = with_code(&mut laptop, "humberside", &reference, &code).await;
    (laptop, page)
}

#[tokio::test]
async fn half_of_the_second_kite_comes_back_and_the_first_stays_as_it_is() {
    let site = Site::with(catalogue(DEFINITION)).await;
    let mut phone = site.browser();
    let kite = begun(&mut phone).await;
    assert_eq!(kite.path, format!("{KITES}/kite.1"), "{}", kite.body);
    let list = phone.fill(&kite, &[("colour", "red"), ("string", "thin")]).await;
    assert!(list.texts("main form button").contains(&"Save and come back later".to_owned()));
    let second = phone.fill(&list, &[("more-of-them", "yes")]).await;
    assert_eq!(second.path, format!("{KITES}/kite.2"));
    let saved = phone.fill(&second, &[("string", "thick"), SAVE]).await;
    let (mut laptop, page) = back_on(&site, &saved).await;
    assert_eq!(page.path, format!("{KITES}/kite.2"));
    assert_eq!(page.stands("string"), ["thick"]);
    let one = laptop.get(&format!("{KITES}/kite.1")).await;
    assert_eq!(
        (one.stands("colour"), one.stands("string")),
        (vec!["red".to_owned()], vec!["thin".to_owned()])
    );
}

#[tokio::test]
async fn what_was_typed_of_a_thing_goes_with_it_when_another_is_taken_out() {
    let site = Site::with(catalogue(DEFINITION)).await;
    let mut phone = site.browser();
    let kite = begun(&mut phone).await;
    let list = phone.fill(&kite, &[("colour", "red")]).await;
    let second = phone.fill(&list, &[("more-of-them", "yes")]).await;
    let list = phone.fill(&second, &[("colour", "blue")]).await;
    // Both are left unfinished with other words than were taken.
    for number in ["1", "2"] {
        let page = phone.get(&format!("{KITES}/kite.{number}")).await;
        phone.fill(&page, &[("colour", "both"), ("string", number), SAVE]).await;
    }
    let shorter = phone.fill(&list, &[("remove-one", "1")]).await;
    assert_eq!(shorter.status, StatusCode::OK, "{}", shorter.body);
    let left = phone.get(&format!("{KITES}/kite.1")).await;
    assert_eq!(left.stands("string"), ["2"], "the second is the first now");
}

#[tokio::test]
async fn another_row_of_a_list_is_not_asked_for_again_by_looking() {
    let site = Site::with(catalogue(DEFINITION)).await;
    let mut phone = site.browser();
    let kite = begun(&mut phone).await;
    let list = phone.fill(&kite, &[("colour", "red")]).await;
    let repair = phone.fill(&list, &[("more-of-them", "no")]).await;
    assert_eq!(repair.path, format!("{KITES}/repair"), "{}", repair.body);
    let typed = [("repair-1-what", "string"), ("repair-1-value", "a lot"), ("repair-add", "1")];
    let two = phone.fill(&repair, &typed).await;
    assert!(!two.attributes("[name=repair-2-what]", "name").is_empty(), "{}", two.body);
    let again = phone.get(&repair.path).await;
    assert_eq!(again.stands("repair-1-what"), ["string"]);
    assert_eq!(again.stands("repair-1-value"), ["a lot"]);
    let saved = phone.fill(&again, &[("repair-1-what", "string"), SAVE]).await;
    let (_, page) = back_on(&site, &saved).await;
    assert_eq!(page.path, repair.path);
    assert_eq!(page.stands("repair-1-what"), ["string"]);
    assert!(page.attributes("[name=repair-3-what]", "name").is_empty());
}

#[tokio::test]
async fn what_must_not_be_saved_offers_no_way_to_and_still_keeps_what_is_typed() {
    let never = DEFINITION.replace("sensitivity:", "save_and_return: never\nsensitivity:");
    let site = Site::with(catalogue(&never)).await;
    let mut browser = site.browser();
    let kite = begun(&mut browser).await;
    assert!(!kite.body.contains("Save and come back later"));
    assert_eq!(browser.get(&format!("{KITES}/save")).await.status, StatusCode::NOT_FOUND);
    // A form made by hand goes on as if it had no such button.
    let mut sent: Vec<(String, String)> = vec![("colour".to_owned(), "red".to_owned())];
    sent.push((SAVE.0.to_owned(), SAVE.1.to_owned()));
    sent.push(("csrf".to_owned(), kite.attributes("input[name=csrf]", "value").remove(0)));
    let next = browser.post(&kite.path, &sent).await;
    assert_eq!(next.location(), format!("{KITES}/kites"));
    assert_eq!(site.drafts().await, 1);
}
