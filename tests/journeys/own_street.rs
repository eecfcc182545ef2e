//! A detective opens a report from the street where they live. Professional standards is told, looks into
//! it, and closes the case; the person is told that a detective looked, and not who.

use crate::answers;
use crate::browser::{Browser, Look};
use crate::caller::{Caller, PASSWORD};
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;
use serde_json::json;
use std::time::{Duration, Instant};

const BICYCLE: &str = "/humberside/report/bicycle-theft";
const FINDINGS: &str = "/desk/oversight/findings";
/// How long what looks unusual may take to be found.
const FOUND: Duration = Duration::from_secs(40);

const ROWE: Who = Who {
    name: "detective",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: false, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

#[tokio::test]
async fn professional_standards_finds_the_officer_who_looked_up_a_report_from_his_own_street()
-> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let caller = Caller::new(&server)?;
    let answers = answers::bicycle(Language::English).with("postcode", json!("HU1 2AA"));
    let receipt = caller.send_report(&caller.write(BICYCLE, &answers).await?.0).await?;
    caller.settle().await?;

    let rowe = Person::sit_down(&browser, &server, ROWE).await?;
    rowe.sign_in("dc9007").await?;
    rowe.open_contact(&receipt.reference).await?;

    let nia = Person::sit_down(&browser, &server, Who { name: "standards", ..ROWE }).await?;
    sign_in(&nia).await?;
    wait_for(&nia, "From their own street: DC 9007 Rowe").await?;
    nia.click("main a[href*='/findings/']").await?;
    nia.sees(&["People look up their neighbours", &receipt.reference]).await?;
    nia.click("main a[href*='/records/']").await?;
    nia.sees(&["DC 9007 Rowe", "Opened the contact", "to deal with the report"]).await?;
    nia.page.back().await?;

    // Without a word of why nothing is decided.
    nia.page.choose("Open a case").await?;
    nia.click("main form button").await?;
    nia.sees(&["There is a problem", "Write why"]).await?;
    nia.page.fill("[name=reason]", "No task led them to this report").await?;
    nia.click("main form button").await?;
    nia.sees(&["About DC 9007 Rowe", "No task led them to this report"]).await?;
    nia.page.fill("[name=note]", "Their sergeant knows of no task either").await?;
    nia.click("form[action$='/notes'] button").await?;
    nia.sees(&["Their sergeant knows of no task either"]).await?;
    nia.page.choose("Advice was given").await?;
    nia.page.fill("[name=closing]", "They know now whom to ask").await?;
    nia.click("form[action$='/closure'] button").await?;
    nia.sees(&["Advice was given", "They know now whom to ask"]).await?;
    ensure!(!nia.sheet().await?.has("form[action$='/notes']"), "a closed case takes notes");
    nia.go(FINDINGS).await?;
    nia.sees(&["Nothing waits for you"]).await?;

    // A day later the person is told of the look, by what they are there for.
    let advanced = caller.post_json("/demo/clock", &json!({ "advance": "PT25H" }), &[]).await?;
    ensure!(advanced.status == 200, "{}", advanced.status);
    let person = Person::sit_down(&browser, &server, Who { name: "person", ..ROWE }).await?;
    person.go("/track").await?;
    person.track(&receipt).await?;
    person.sees(&["Who has looked at your report", "A detective, on"]).await?;
    let told = person.sheet().await?;
    ensure!(!told.says("Rowe") && !told.says("professional standards"), "they are told who");
    Ok(())
}

/// Signs in where one looks up who looked.
async fn sign_in(nia: &Person<'_>) -> anyhow::Result<()> {
    nia.go("/desk/oversight").await?;
    nia.page.fill("[name=email]", "standards@humberside.example").await?;
    nia.page.fill("[name=password]", PASSWORD).await?;
    nia.click("form[action$='/desk/sign-in'] button[type=submit]").await?;
    nia.sees(&["Who looked at what", "Every change and every look is in the journal"]).await
}

/// Looks at the findings until one of these words is there: the journal is looked through every few seconds.
async fn wait_for(nia: &Person<'_>, words: &str) -> anyhow::Result<()> {
    let began = Instant::now();
    let mut tick = tokio::time::interval(Duration::from_millis(500));
    loop {
        tick.tick().await;
        nia.go(FINDINGS).await?;
        if nia.sheet().await?.says(words) {
            return Ok(());
        }
        ensure!(began.elapsed() < FOUND, "nothing was found");
    }
}
