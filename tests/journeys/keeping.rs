//! Somebody is interrupted: they save what they have, and finish on another device, by the code or by
//! the link. Where that could be dangerous nothing is kept unless they ask.

use crate::answers;
use crate::browser::{Browser, Look};
use crate::caller::{Caller, Receipt};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde_json::json;

const PHONE: Who = Who {
    name: "interrupted",
    language: Language::English,
    look: Look { width: 320, height: 640, scripts: false, touch: true },
    force: "humberside",
    force_name: "Humberside Police",
};

/// Saves the page as it stands.
const SAVE: &str = "main form button[name=save]";
const STORY: &str = "[name=what_happened]";

async fn start() -> anyhow::Result<(Server, Browser)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    Ok((server, Browser::launch().await?))
}

fn laptop(phone: Who) -> Who {
    let look = Look::desktop().without_scripts();
    Who { name: "finishing", look, ..phone }
}

/// Answers until the story is asked for, writes half of it, and saves.
async fn interrupted(person: &Person<'_>) -> anyhow::Result<Receipt> {
    let answers = answers::bicycle(person.who.language);
    person.go(&format!("/{}/report/bicycle-theft", person.who.force)).await?;
    person.click("main a.govuk-button--start").await?;
    while !person.path().await?.ends_with("/what-happened") {
        person.answer_page(&answers).await?;
        person.click(ON).await?;
    }
    person.page.fill(STORY, "I had only gone in to").await?;
    person.click(SAVE).await?;
    ensure!(person.path().await?.ends_with("/save"), "{}", person.path().await?);
    person.receipt().await
}

/// Half of the story stands in its field.
async fn still_there(person: &Person<'_>) -> anyhow::Result<()> {
    let html = person.page.html().await?;
    ensure!(html.contains("I had only gone in to</textarea>"), "{html}");
    Ok(())
}

/// Finds the half of the story, writes all of it, and sends.
async fn finished(person: &Person<'_>) -> anyhow::Result<Receipt> {
    let path = person.path().await?;
    ensure!(path.ends_with("/what-happened"), "{path}");
    still_there(person).await?;
    person.answer_all(&answers::bicycle(person.who.language)).await?;
    person.click(ON).await?;
    person.receipt().await
}

/// The first device shows, wherever they look, that it was sent.
async fn sees_it_sent(person: &Person<'_>, receipt: &Receipt) -> anyhow::Result<()> {
    for page in ["what-happened", "check"] {
        person.go(&format!("/{}/report/bicycle-theft/{page}", person.who.force)).await?;
        ensure!(person.receipt().await? == *receipt, "another receipt");
    }
    Ok(())
}

async fn by_code(who: Who) -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let phone = Person::sit_down(&browser, &server, who).await?;
    let saved = interrupted(&phone).await?;
    let laptop = Person::sit_down(&browser, &server, laptop(who)).await?;
    laptop.go(&format!("/{}/return", who.force)).await?;
    // A slip first: the answer is one that helps.
    laptop.page.fill("[name=reference]", &saved.reference.to_lowercase()).await?;
    laptop.page.fill("[name=code]", "2222 2222 2222").await?;
    laptop.click(ON).await?;
    ensure!(laptop.sheet().await?.has(".govuk-error-summary"), "a wrong code opens it");
    laptop.page.fill("[name=code]", &saved.code.to_lowercase().replace('-', " ")).await?;
    laptop.click(ON).await?;
    let receipt = finished(&laptop).await?;
    sees_it_sent(&phone, &receipt).await
}

#[tokio::test]
async fn begun_on_a_phone_and_finished_on_a_laptop_by_code() -> anyhow::Result<()> {
    by_code(PHONE).await
}

#[tokio::test]
async fn begun_on_a_phone_and_finished_on_a_laptop_by_code_in_welsh() -> anyhow::Result<()> {
    let (force, force_name) = ("dyfed-powys", "Heddlu Dyfed-Powys");
    by_code(Who { language: Language::Welsh, force, force_name, ..PHONE }).await
}

#[tokio::test]
async fn begun_on_a_phone_and_finished_on_a_laptop_by_the_link() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let phone = Person::sit_down(&browser, &server, PHONE).await?;
    let saved = interrupted(&phone).await?;
    phone.page.fill("[name=email]", "quiet@example.test").await?;
    phone.click("main form button[name=mail]").await?;
    phone.sees(&["We have sent the link."]).await?;
    let outbox = Caller::new(&server)?.get("/demo/outbox.json").await?.json()?;
    let mail = outbox.as_array().and_then(|mails| mails.first()).context("no message")?;
    let body = mail["body"].as_str().unwrap_or_default();
    ensure!(!mail.to_string().to_lowercase().contains("police"), "{mail}");
    let link = body.split_whitespace().find(|word| word.contains("/return/")).context("no link")?;
    let path = link.find("/humberside/").and_then(|at| link.get(at..)).context("no path")?;

    // What looks into mail follows the link, and takes nothing away.
    let scanner = Caller::new(&server)?;
    ensure!(scanner.get(path).await?.status == 303);
    let laptop = Person::sit_down(&browser, &server, laptop(PHONE)).await?;
    laptop.go(path).await?;
    ensure!(laptop.path().await? == "/humberside/return", "{}", laptop.path().await?);
    laptop.sees(&[&saved.reference]).await?;
    ensure!(!laptop.page.html().await?.contains(&saved.code), "the code is on the page");
    laptop.click(ON).await?;
    let receipt = finished(&laptop).await?;
    sees_it_sent(&phone, &receipt).await?;
    ensure!(!server.output().contains(&saved.code), "the code is in the log");
    Ok(())
}

#[tokio::test]
async fn on_sensitive_ground_only_who_asks_is_kept_and_for_a_day() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, PHONE).await?;
    let caller = Caller::new(&server)?;
    person.go("/humberside/report/stalking-or-harassment").await?;
    person.click("main a.govuk-button--start").await?;
    let answers = answers::stalking();
    for _page in 0..3 {
        person.answer_page(&answers).await?;
        person.click(ON).await?;
    }
    person.answer_page(&answers).await?;
    let left = person.path().await?;
    person.click(SAVE).await?;
    let sheet = person.sheet().await?;
    ensure!(!sheet.has("#access-code"), "it was kept before anybody asked");
    person.sees(&["can read your answers", "this device forgets"]).await?;
    person.click(ON).await?;
    let saved = person.receipt().await?;
    person.click("a.govuk-exit-this-page, .govuk-exit-this-page a").await.ok();

    let other = Person::sit_down(&browser, &server, laptop(PHONE)).await?;
    let comes_back = async |person: &Person<'_>| -> anyhow::Result<()> {
        person.go("/humberside/return").await?;
        person.page.fill("[name=reference]", &saved.reference).await?;
        person.page.fill("[name=code]", &saved.code).await?;
        person.click(ON).await
    };
    comes_back(&other).await?;
    ensure!(other.path().await?.contains("/k7m2/"), "{}", other.path().await?);
    ensure!(other.sheet().await?.has("main form"), "{left}");
    caller.post_json("/demo/clock", &json!({ "advance": "PT24H1M" }), &[]).await?;
    let third = Person::sit_down(&browser, &server, laptop(PHONE)).await?;
    comes_back(&third).await?;
    ensure!(third.sheet().await?.has(".govuk-error-summary"), "it is still there");
    Ok(())
}

#[tokio::test]
async fn with_scripts_somebody_is_warned_before_their_answers_are_deleted() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let who = Who { name: "warned", look: Look::desktop(), ..PHONE };
    let person = Person::sit_down(&browser, &server, who).await?;
    person.go("/humberside/report/bicycle-theft").await?;
    person.click("main a.govuk-button--start").await?;
    let answers = answers::bicycle(Language::English);
    while !person.path().await?.ends_with("/what-happened") {
        person.answer_page(&answers).await?;
        person.click(ON).await?;
    }
    let path = person.path().await?;
    ensure!(!person.page.has_text("less than 5 minutes").await?, "warned too early");
    let caller = Caller::new(&server)?;
    caller.post_json("/demo/clock", &json!({ "advance": "PT23H57M" }), &[]).await?;
    person.go(&path).await?;
    person.page.wait_for_text("in less than 5 minutes").await?;
    person.look_over().await?;
    person.page.fill(STORY, "I had only gone in to").await?;
    person.page.click_text("Keep my answers for longer").await?;
    person.page.wait_for_text("tomorrow").await?;
    ensure!(!person.page.has_text("less than 5 minutes").await?, "still warned");
    person.look_over().await?;
    // The old time is over; what stood in the field was kept with the rest.
    caller.post_json("/demo/clock", &json!({ "advance": "PT1H" }), &[]).await?;
    person.go(&path).await?;
    still_there(&person).await
}
