//! Somebody rings: whoever answers takes it down by the script, with the keyboard alone or without
//! scripts, and the caller follows it as if they had written it themselves.

use crate::browser::{Browser, Look};
use crate::caller::Receipt;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;

const ADA: Who = Who {
    name: "ada",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

const ADA_IN_WELSH: Who = Who {
    name: "ada-cy",
    language: Language::Welsh,
    look: Look { width: 320, height: 640, scripts: false, touch: true },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
};

#[tokio::test]
async fn a_call_about_stalking_is_taken_with_the_keyboard_alone() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let ada = Person::sit_down(&browser, &server, ADA).await?;
    ada.sign_in("ada").await?;
    ada.go("/desk/calls/new").await?;
    tab_to(&ada, "Report stalking").await?;
    press(&ada, "Enter").await?;

    // Danger first: the second of two is “no”, and Enter goes on.
    press(&ada, "2").await?;
    press(&ada, "Tab").await?;
    press(&ada, "2").await?;
    go_on(&ada).await?;
    press(&ada, "1").await?;
    go_on(&ada).await?;
    press(&ada, "2").await?;
    go_on(&ada).await?;
    ada.sees(&["What was said", "The caller’s words"]).await?;
    tab_to(&ada, "The caller’s words").await?;
    for letter in "He waits".chars() {
        ada.page
            .press(&if letter == ' ' { "Space".to_owned() } else { letter.to_string() })
            .await?;
    }
    tab_back_to(&ada, "Line cut off").await?;
    go_on(&ada).await?;
    ada.sees(&["What is missing"]).await?;
    still_there(&ada, "He waits").await?;
    tab_to(&ada, "Send").await?;
    go_on(&ada).await?;
    let receipt = read_out(&ada).await?;

    // In the queue it is a call, with the words and what nobody could ask.
    ada.open_contact(&receipt.reference).await?;
    ada.sees(&["Taken by telephone by", "He waits", "the call was cut off"]).await?;

    // The caller has what was read out.
    let caller = Who { name: "caller", look: Look::phone().without_scripts(), ..ADA };
    let caller = Person::sit_down(&browser, &server, caller).await?;
    caller.go("/track").await?;
    caller.track(&receipt).await
}

#[tokio::test]
async fn the_same_in_welsh_without_scripts_and_danger_is_put_through() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let ada = Person::sit_down(&browser, &server, ADA_IN_WELSH).await?;
    ada.sign_in("ada").await?;
    ada.go("/desk/calls/new").await?;
    ada.follow("/desk/calls/danger").await?;
    ada.sees(&["Trosglwyddwch yr alwad i 999 nawr"]).await?;
    ada.follow("/desk/calls/new").await?;
    ada.page.fill("[name=q]", "beic").await?;
    ada.click("form[role=search] button").await?;
    ada.click("button[value=bicycle-theft]").await?;
    ada.page.click("input[name=danger][value=no] + label").await?;
    ada.page.click("input[name=happening_now][value=no] + label").await?;
    ada.page.fill("[name=callers-words]", "Mae fy meic wedi mynd").await?;
    ada.click(".bl-call__ask .govuk-button-group > button").await?;
    ada.click("button[value=unknown]").await?;
    ada.sees(&["Heb ei ateb: nid oedd y galwr yn gwybod"]).await?;
    still_there(&ada, "Mae fy meic wedi mynd").await?;

    // Put aside, found again, and ended.
    ada.click("button[value=park]").await?;
    ada.sees(&["Rhoi gwybod am"]).await?;
    ada.click(".bl-queue__title a").await?;
    ada.click("button[value=end]").await?;
    still_there(&ada, "Mae fy meic wedi mynd").await?;
    ada.click(".bl-call__ask button.govuk-button:not(.govuk-button--secondary)").await?;
    let receipt = read_out(&ada).await?;
    ada.open_contact(&receipt.reference).await?;
    ada.sees(&["Mae fy meic wedi mynd"]).await
}

/// The caller's words stand beside the page, whichever it is.
async fn still_there(ada: &Person<'_>, words: &str) -> anyhow::Result<()> {
    let stands = ada.sheet().await?.text("[name=callers-words]");
    ensure!(stands.as_deref() == Some(words), "{stands:?} are the caller's words");
    Ok(())
}

/// What is read out to the caller.
async fn read_out(ada: &Person<'_>) -> anyhow::Result<Receipt> {
    let sheet = ada.sheet().await?;
    let text = |css| sheet.text(css).with_context(|| format!("no {css}"));
    Ok(Receipt { reference: text("#reference")?, code: text("#access-code")? })
}

async fn press(person: &Person<'_>, key: &str) -> anyhow::Result<()> {
    Ok(person.page.press(key).await?)
}

/// Enter, and a look at the page that comes.
async fn go_on(person: &Person<'_>) -> anyhow::Result<()> {
    press(person, "Enter").await?;
    person.look_over().await
}

async fn tab_to(person: &Person<'_>, words: &str) -> anyhow::Result<()> {
    until_focused(person, "Tab", words).await
}

async fn tab_back_to(person: &Person<'_>, words: &str) -> anyhow::Result<()> {
    until_focused(person, "Shift+Tab", words).await
}

async fn until_focused(person: &Person<'_>, key: &str, words: &str) -> anyhow::Result<()> {
    let mut met = Vec::new();
    for _ in 0..80 {
        let focused = person.page.focused().await?;
        if focused.contains(words) {
            return Ok(());
        }
        met.push(focused);
        press(person, key).await?;
    }
    ensure!(false, "{words:?} is not reached with {key}: {met:?}");
    Ok(())
}
