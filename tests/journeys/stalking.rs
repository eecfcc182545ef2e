//! Somebody is followed, and may be watched while they report it: nothing outside the pages gives
//! it away, the way out is always there, and nobody is written to who did not ask for it.

use crate::answers::{self, Answers};
use crate::browser::{Browser, Look};
use crate::caller::{Caller, Receipt};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;

const ENGLISH: Who = Who {
    name: "stalking",
    language: Language::English,
    look: Look { width: 320, height: 640, scripts: false, touch: true },
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..ENGLISH
};

/// Words that stand in no title, address or message, whatever the language.
const TELLING: [&str; 6] = ["stalk", "harass", "stelc", "aflonydd", "police", "heddlu"];

async fn start() -> anyhow::Result<(Server, Browser)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    Ok((server, Browser::launch().await?))
}

fn tells_nothing(text: &str) -> anyhow::Result<()> {
    let text = text.to_lowercase();
    for telling in TELLING {
        ensure!(!text.contains(telling), "{telling:?} is in {text:?}");
    }
    Ok(())
}

/// Opens the service and goes past its start page, to where the address says nothing any more.
async fn begin(person: &Person<'_>) -> anyhow::Result<()> {
    person.go(&format!("/{}/report/stalking-or-harassment", person.who.force)).await?;
    person.click("main a.govuk-button--start").await
}

/// Answers page after page; on each, the title and the address are neutral and there is a way out.
async fn answer_all(person: &Person<'_>, answers: &Answers) -> anyhow::Result<Vec<String>> {
    let mut met = Vec::new();
    for _page in 0..60 {
        let path = person.path().await?;
        tells_nothing(&path.replace(person.who.force, ""))?;
        tells_nothing(&person.page.title().await?)?;
        ensure!(person.sheet().await?.has(".govuk-exit-this-page"), "no way out of {path}");
        if path.ends_with("/check") {
            return Ok(met);
        }
        met.extend(person.answer_page(answers).await?);
        person.click(ON).await?;
    }
    anyhow::bail!("there is no end to it: {}", person.path().await?)
}

async fn send(person: &Person<'_>, answers: &Answers) -> anyhow::Result<Receipt> {
    let met = answer_all(person, answers).await?;
    let contact = ["email", "phone", "full_name"].map(|id| met.iter().any(|name| name == id));
    let may = answers.0["may_contact"] == "yes";
    ensure!(may || contact == [false; 3], "an anonymous person is asked who they are: {met:?}");
    person.click(ON).await?;
    tells_nothing(&person.page.title().await?)?;
    person.receipt().await
}

#[tokio::test]
async fn an_anonymous_report_is_urgent_at_the_desk_and_nobody_is_written_to() -> anyhow::Result<()>
{
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, ENGLISH).await?;
    begin(&person).await?;
    let receipt = send(&person, &answers::stalking()).await?;
    let caller = Caller::new(&server)?;
    caller.settle().await?;
    let outbox = caller.get("/demo/outbox.json").await?.json()?;
    ensure!(outbox == serde_json::json!([]), "{outbox}");

    let look = Look::desktop();
    let ada = Who { name: "stalking-operator", look, ..ENGLISH };
    let ada = Person::sit_down(&browser, &server, ada).await?;
    ada.sign_in("ada").await?;
    ada.open_contact(&receipt.reference).await?;
    ada.sees(&["Urgent", "kill me", "Do not contact", "The man with the grey van"]).await?;

    // They follow it themselves, behind the same neutral titles.
    person.go("/track").await?;
    person.track(&receipt).await?;
    tells_nothing(&person.page.title().await?)?;
    ensure!(person.sheet().await?.has(".govuk-exit-this-page"));
    Ok(())
}

#[tokio::test]
async fn who_may_be_written_to_gets_a_mail_that_says_nothing() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, WELSH).await?;
    begin(&person).await?;
    let receipt = send(&person, &answers::stalking_with_safe_contact()).await?;
    let caller = Caller::new(&server)?;
    caller.settle().await?;
    let ada = Person::sit_down(&browser, &server, Who { name: "stalking-operator", ..WELSH });
    let ada = ada.await?;
    ada.sign_in("ada").await?;
    ada.open_contact(&receipt.reference).await?;
    ada.sees(&["quiet@example.test", "bluebell"]).await?;
    ada.say("replies", "Rydym wedi darllen hyn.").await?;
    caller.settle().await?;
    let outbox = caller.get("/demo/outbox.json").await?.json()?;
    let mails = outbox.as_array().map_or(&[][..], Vec::as_slice);
    ensure!(!mails.is_empty() && mails.iter().all(|mail| mail["to"] == "quiet@example.test"));
    for mail in mails {
        tells_nothing(mail["subject"].as_str().unwrap_or_default())?;
        let body = mail["body"].as_str().unwrap_or_default();
        for secret in ["letters under the door", "bluebell", &receipt.code, "ddarllen hyn"] {
            ensure!(!body.contains(secret), "{secret:?} is in {body:?}");
        }
        tells_nothing(body)?;
    }
    Ok(())
}

/// Half-way through, somebody comes into the room.
async fn leave(who: Who, exit: Exit) -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, who).await?;
    begin(&person).await?;
    let first = person.path().await?;
    person.answer_page(&answers::stalking()).await?;
    person.click(ON).await?;
    let second = person.path().await?;
    ensure!(second != first, "{second}");
    match exit {
        Exit::Button => {
            person.page.click(".govuk-exit-this-page a, a.govuk-exit-this-page").await?;
        }
        Exit::Escape => person.page.press("Escape").await?,
    }
    person.page.wait_for_text("Outside").await?;
    ensure!(person.page.url().await?.starts_with("https:"), "{}", person.page.url().await?);
    // Whoever opens the address afterwards finds nothing that was answered.
    person.page.goto(&server.url(&second)).await?;
    let sheet = person.sheet().await?;
    let chosen = sheet.has("main input[checked]");
    ensure!(!chosen && !person.path().await?.ends_with(&second), "{}", person.path().await?);
    Ok(())
}

enum Exit {
    Button,
    Escape,
}

#[tokio::test]
async fn the_way_out_forgets_everything_without_scripts() -> anyhow::Result<()> {
    leave(ENGLISH, Exit::Button).await
}

#[tokio::test]
async fn the_way_out_forgets_everything_with_scripts() -> anyhow::Result<()> {
    leave(WELSH, Exit::Button).await
}

#[tokio::test]
async fn one_key_leaves_at_once() -> anyhow::Result<()> {
    leave(Who { look: Look::desktop(), ..ENGLISH }, Exit::Escape).await
}
