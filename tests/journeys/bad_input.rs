//! Input that no page of ours would send: each gets a page that says what to do, with the way to a
//! person in danger's help on it, and nothing that was written is lost.

use crate::answers::{self, Answers};
use crate::caller::{Answer, Caller, FORM, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::json;

const BICYCLE: &str = "/humberside/report/bicycle-theft";
const NOT_IN_DANGER: [(&str, &str); 2] = [("danger", "no"), ("happening_now", "no")];

async fn start() -> anyhow::Result<(Server, Caller)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = Caller::new(&server)?;
    Ok((server, caller))
}

fn bicycle() -> Answers {
    answers::bicycle(Language::English)
}

/// Fails unless it is a page that helps: a heading, the emergency line, and a way on.
fn helps(answer: &Answer, status: u16) -> anyhow::Result<()> {
    let sheet = answer.sheet();
    ensure!(answer.status == status, "{}: {}", answer.status, sheet.words());
    ensure!(!sheet.heading().is_empty(), "no heading: {}", sheet.words());
    ensure!(sheet.says("999") && sheet.says("101"), "no way to a person: {}", sheet.words());
    let way_on = sheet.has("main a[href]") || sheet.has("main form");
    ensure!(way_on, "a dead end: {}", sheet.words());
    Ok(())
}

async fn reports(caller: &Caller) -> anyhow::Result<usize> {
    caller.settle().await?;
    let ada = caller.another()?;
    ada.sign_in("ada@humberside.example").await?;
    let queue = ada.get("/desk/queue?show=all").await?;
    Ok(queue.body.matches("bl-queue__title").count())
}

#[tokio::test]
async fn an_address_that_is_none_leads_on() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    for path in [
        "/atlantis/",
        "/humberside/report/flying-saucers",
        "/humberside/nonsense",
        "/humberside/report/bicycle-theft/nonsense",
        "/humberside/report/bicycle-theft/emergency/more",
        "/cy/dyfed-powys/report/ufo",
        "/desk/nonsense",
        "/%00",
        "/%FF%FE",
        "/humberside/%2e%2e/%2e%2e/etc/passwd",
    ] {
        let answer = caller.get(path).await?;
        let status = if path == "/%FF%FE" { 400 } else { 404 };
        helps(&answer, status).with_context(|| path)?;
    }
    let long = format!("/{}", "a".repeat(20_000));
    let answer = caller.get(&long).await?;
    ensure!([404, 414].contains(&answer.status), "{}", answer.status);
    let unknown = [("reference", "HUM-2222-222K"), ("code", "CCCC-CCCC-CCCC")];
    let answer = caller.fill("/track", &unknown).await?;
    helps(&answer, 404)?;
    ensure!(answer.sheet().says("We cannot find a report"), "{}", answer.sheet().words());
    Ok(())
}

#[tokio::test]
async fn a_form_sent_twice_is_one_report_with_one_receipt() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let (check, _met) = caller.write(BICYCLE, &bicycle()).await?;
    let page = caller.get(&check).await?.sheet();
    let mut receipts = Vec::new();
    for _press in 0..2 {
        let sent = caller.send_form(&page, "main form", &[]).await?;
        ensure!(sent.status == 303, "{}: {}", sent.status, sent.sheet().words());
        receipts.push(Receipt::of(&caller.get(&sent.location()?).await?.sheet())?);
    }
    ensure!(receipts[0] == receipts[1], "{receipts:?}");
    // The back button, and a change where there is nothing to change any more.
    for path in [&check, &format!("{BICYCLE}/emergency")] {
        let back = caller.get(path).await?;
        ensure!([200, 303].contains(&back.status), "{path}: {}", back.status);
    }
    ensure!(reports(&caller).await? == 1, "it was sent twice");
    Ok(())
}

#[tokio::test]
async fn pages_out_of_order_lead_to_the_one_that_is_next() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    caller.fill(&format!("{BICYCLE}/emergency"), &NOT_IN_DANGER).await?;
    for page in ["value", "email", "check", "sent"] {
        let answer = caller.get(&format!("{BICYCLE}/{page}")).await?;
        ensure!(answer.status == 303, "{page}: {}", answer.status);
        let next = answer.location()?;
        ensure!(caller.get(&next).await?.status == 200, "{page} leads to {next}");
    }
    let early = caller.post(&format!("{BICYCLE}/check"), &Vec::new()).await?;
    ensure!([303, 403].contains(&early.status), "{}", early.status);
    ensure!(reports(&caller).await? == 0, "half a report was sent");
    Ok(())
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_and_what_was_typed_stays() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let (check, _met) = caller.write(BICYCLE, &bicycle()).await?;
    let body = "make=Stranger";
    let foreign: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site"), ("origin", "null")],
    ];
    for headers in foreign {
        let path = format!("{BICYCLE}/bicycle");
        let mut request = caller.request(Method::POST, &path).header(CONTENT_TYPE, FORM).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        helps(&caller.send(request).await?, 403)?;
    }
    ensure!(caller.get(&check).await?.sheet().says("Raleigh"), "an answer is gone");
    ensure!(!caller.get(&check).await?.sheet().says("Stranger"), "an answer was planted");
    Ok(())
}

#[tokio::test]
async fn ten_megabytes_are_too_much_and_lose_nothing() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let (check, _met) = caller.write(BICYCLE, &bicycle()).await?;
    let story = "a".repeat(10 * 1024 * 1024);
    let answer =
        caller.fill(&format!("{BICYCLE}/what-happened"), &[("what_happened", &story)]).await?;
    helps(&answer, 413)?;
    ensure!(caller.get(&check).await?.sheet().says("A grinder was heard"), "the story is gone");
    let body = json!({ "answers": bicycle().with("what_happened", json!(story)).0 });
    let path = "/api/v1/forces/humberside/services/bicycle-theft/submissions";
    let answer = caller.post_json(path, &body, &[("idempotency-key", "big")]).await?;
    ensure!(answer.status == 413, "{}", answer.status);
    ensure!(answer.header("content-type") == "application/problem+json");
    Ok(())
}

#[tokio::test]
async fn control_characters_do_no_harm() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let story = "A\u{0}B\u{7}C\u{202e}D\u{feff}E\u{1b}[31m\r\nF";
    let answers =
        bicycle().with("what_happened", json!(story)).with("full_name", json!("S\u{0}am"));
    let (check, _met) = caller.write(BICYCLE, &answers).await?;
    let page = caller.get(&check).await?;
    for harmful in ['\u{0}', '\u{7}', '\u{1b}'] {
        ensure!(!page.body.contains(harmful), "{harmful:?} is on the page");
    }
    caller.send_report(&check).await?;
    // Bytes that are no text, and half a character.
    for body in ["full_name=%FF%FE", "full_name=%ED%A0%80", "full_name=%", "%00=x", "&&&=&"] {
        let path = format!("{BICYCLE}/name");
        let request = caller.request(Method::POST, &path).header(CONTENT_TYPE, FORM).body(body);
        let answer = caller.send(request).await?;
        ensure!((300..500).contains(&answer.status), "{body}: {}", answer.status);
        if answer.status >= 400 {
            helps(&answer, answer.status)?;
        }
    }
    ensure!(reports(&caller).await? == 1);
    Ok(())
}

#[tokio::test]
async fn a_cookie_that_somebody_changed_begins_anew_and_says_so() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let next = caller.fill(&format!("{BICYCLE}/emergency"), &NOT_IN_DANGER).await?.location()?;
    for (name, text) in [("bl", "AAAA"), ("bl", "%00"), ("bl", ""), ("bl", &"x".repeat(5000))] {
        let stranger = caller.another()?;
        stranger.forge_cookie(name, text);
        let answer = stranger.get(&next).await?;
        ensure!([200, 303].contains(&answer.status), "{name}={text:.20}: {}", answer.status);
        let answer =
            if answer.status == 303 { stranger.get(&answer.location()?).await? } else { answer };
        ensure!(answer.sheet().says("Is this an emergency?"), "{}", answer.sheet().words());
    }
    ensure!(caller.get(&next).await?.status == 200, "the person's own draft is gone");
    Ok(())
}

#[tokio::test]
async fn a_draft_that_ran_out_is_said_to_be_gone() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let (check, _met) = caller.write(BICYCLE, &bicycle()).await?;
    let moved = caller.post_json("/demo/clock", &json!({ "advance": "P60D" }), &[]).await?;
    ensure!(moved.status == 200, "{}: {}", moved.status, moved.body);
    // Whoever comes back is led to the first page, and told why.
    let led = caller.get(&check).await?;
    ensure!(led.status == 303, "{}", led.status);
    let page = caller.get(&led.location()?).await?;
    helps(&page, 200)?;
    let told = page.sheet().text(".govuk-inset-text").unwrap_or_default();
    ensure!(told.contains("24 hours"), "{told}");
    Ok(())
}

#[tokio::test]
async fn a_page_that_was_sent_too_late_is_found_again_by_who_begins_anew() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let next = caller.fill(&format!("{BICYCLE}/emergency"), &NOT_IN_DANGER).await?.location()?;
    let form = caller.get(&next).await?.sheet();
    caller.post_json("/demo/clock", &json!({ "advance": "P60D" }), &[]).await?;
    let late = caller.send_form(&form, "main form", &[("left_at", "street")]).await?;
    helps(&late, 410)?;
    ensure!(late.sheet().says("Your answers are no longer here"), "{}", late.sheet().words());
    caller.fill(&format!("{BICYCLE}/emergency"), &NOT_IN_DANGER).await?;
    let again = caller.get(&next).await?.sheet();
    let kept = again.attribute("main input[checked]", "value");
    ensure!(kept.as_deref() == Some("street"), "{kept:?}");
    Ok(())
}

#[tokio::test]
async fn two_tabs_write_one_report() -> anyhow::Result<()> {
    let (_server, caller) = start().await?;
    let (check, _met) = caller.write(BICYCLE, &bicycle()).await?;
    let (one, other) = (format!("{BICYCLE}/bicycle?change=1"), format!("{BICYCLE}/value?change=1"));
    let (left, right) = (caller.get(&one).await?.sheet(), caller.get(&other).await?.sheet());
    let bicycle = [("make", "Trek"), ("colour", "Red"), ("looks", ""), ("model", "")];
    caller.send_form(&left, "main form", &bicycle).await?;
    caller.send_form(&right, "main form", &[("value", "900")]).await?;
    let page = caller.get(&check).await?.sheet();
    ensure!(page.says("Trek") && page.says("£900"), "a tab undid the other: {}", page.words());
    Ok(())
}
