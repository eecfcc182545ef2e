//! A stolen bicycle: from the national home to an operator and back, twice in English and twice in
//! Welsh, at a desk and on a phone, with scripts and without.

use crate::answers::{self, Answers};
use crate::browser::{Browser, Look};
use crate::caller::{Caller, Receipt};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;
use serde_json::Value;

const ENGLISH: Who = Who {
    name: "bicycle",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..ENGLISH
};

#[tokio::test]
async fn a_stolen_bicycle_is_reported_and_answered_in_english_at_a_desk() -> anyhow::Result<()> {
    report_and_answer(ENGLISH).await
}

#[tokio::test]
async fn a_stolen_bicycle_is_reported_and_answered_in_english_on_a_phone_without_scripts()
-> anyhow::Result<()> {
    report_and_answer(Who { look: Look::phone().without_scripts(), ..ENGLISH }).await
}

#[tokio::test]
async fn a_stolen_bicycle_is_reported_and_answered_in_welsh_on_a_phone() -> anyhow::Result<()> {
    report_and_answer(Who { look: Look::phone(), ..WELSH }).await
}

#[tokio::test]
async fn a_stolen_bicycle_is_reported_and_answered_in_welsh_at_a_desk_without_scripts()
-> anyhow::Result<()> {
    report_and_answer(Who { look: Look::desktop().without_scripts(), ..WELSH }).await
}

async fn report_and_answer(who: Who) -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, who).await?;
    let answers = answers::bicycle(who.language);
    let receipt = report(&person, &answers).await?;

    let caller = Caller::new(&server)?;
    caller.settle().await?;
    let operator = Person::sit_down(&browser, &server, Who { name: "operator", ..who }).await?;
    operator.sign_in("ada").await?;
    operator.open_contact(&receipt.reference).await?;
    let typed = answers.typed();
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    operator.sees(&typed).await?;
    operator.sees(&["Sam Jones", "sam@example.test", "WBK1234X"]).await?;
    operator.say("notes", "PC 4421 knows this rack").await?;
    operator.say("replies", "We have asked for the pictures of the camera.").await?;

    person.track(&receipt).await?;
    person.sees(&["We have asked for the pictures of the camera."]).await?;
    let sheet = person.sheet().await?;
    ensure!(!sheet.says("PC 4421"), "a note of the desk reached the person");
    person.follow("/track/report/answers").await?;
    person.sees(&typed).await?;
    person.page.back().await?;
    person.write("It is for sale by the harbour").await?;

    operator.go("/desk/queue").await?;
    let again = match who.language {
        Language::English => "Wrote again",
        Language::Welsh => "Wedi ysgrifennu eto",
    };
    operator.sees(&[again, &receipt.reference]).await?;
    operator.open_contact(&receipt.reference).await?;
    operator.sees(&["It is for sale by the harbour"]).await?;

    caller.settle().await?;
    check_mail(&caller, &answers).await
}

/// From the national home to the receipt, and on to where the report is followed.
async fn report(person: &Person<'_>, answers: &Answers) -> anyhow::Result<Receipt> {
    let (prefix, force) = (person.who.language.prefix(), person.who.force);
    person.go("/").await?;
    person.follow(&format!("{prefix}/{force}/")).await?;
    person.follow(&format!("/{force}/report/bicycle-theft")).await?;
    person.click("main a.govuk-button--start").await?;

    // Nothing is chosen yet: the page says what is missing.
    person.click(ON).await?;
    ensure!(person.sheet().await?.has(".govuk-error-summary"), "nothing is missing");
    person.answer_all(answers).await?;

    // A mind is changed, and the way leads back.
    person.click("main a[href*='change=1']").await?;
    person.answer_page(answers).await?;
    person.click(ON).await?;
    let path = person.path().await?;
    ensure!(path.ends_with("/check"), "{path}");
    let typed = answers.typed();
    person.sees(&typed.iter().map(String::as_str).collect::<Vec<_>>()).await?;

    person.click(ON).await?;
    let receipt = person.receipt().await?;
    person.click("main a[href*='/track']").await?;
    Ok(receipt)
}

/// Messages leave, and say nothing of what was told.
async fn check_mail(caller: &Caller, answers: &Answers) -> anyhow::Result<()> {
    let outbox = caller.get("/demo/outbox.json").await?.json()?;
    let sent = outbox.as_array().map_or(&[][..], Vec::as_slice);
    let to_sam = sent.iter().filter(|it| it["to"] == "sam@example.test").count();
    ensure!(to_sam >= 2, "a confirmation and word of a reply: {outbox:#}");
    let all = outbox.to_string();
    let told = answers.typed().into_iter().chain(["camera", "harbour", "4421"].map(str::to_owned));
    for words in told {
        let said = Value::from(words.as_str()).to_string();
        ensure!(!all.contains(said.trim_matches('"')), "a mail says {words:?}: {outbox:#}");
    }
    Ok(())
}
