//! A list too long to look through: searched with the keyboard alone, by finger, in Welsh; and as the
//! browser's own list where no scripts run.

use crate::answers::Answers;
use crate::browser::{Browser, Look};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{bail, ensure};
use kernel::Language;
use serde_json::json;

const ENGLISH: Who = Who {
    name: "searching",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    look: Look { width: 320, height: 640, scripts: true, touch: true },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..ENGLISH
};

async fn start() -> anyhow::Result<(Server, Browser)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    Ok((server, Browser::launch().await?))
}

/// Comes to the page that asks what was found.
async fn at_list(person: &Person<'_>) -> anyhow::Result<()> {
    person.go(&format!("/{}/report/lost-property", person.who.force)).await?;
    person.click("main a.govuk-button--start").await?;
    let found = json!({ "danger": "no", "happening_now": "no", "lost_or_found": "found" });
    for _page in 0..5 {
        if person.path().await?.ends_with("/kind") {
            return Ok(());
        }
        person.answer_page(&Answers(found.clone())).await?;
        person.click(ON).await?;
    }
    bail!("nobody asked what it is: {}", person.path().await?)
}

/// Which value of the list the server has, after going back to its page.
async fn kept(person: &Person<'_>) -> anyhow::Result<Option<String>> {
    person.page.back().await?;
    ensure!(person.path().await?.ends_with("/kind"), "{}", person.path().await?);
    Ok(person.sheet().await?.attribute("select option[selected]", "value"))
}

async fn type_words(person: &Person<'_>, words: &str) -> anyhow::Result<()> {
    for letter in words.chars() {
        person.page.press(&letter.to_string()).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_long_list_is_searched_with_the_keyboard_alone() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, ENGLISH).await?;
    at_list(&person).await?;
    for _ in 0..30 {
        if person.page.focused().await? == "What is it?" {
            break;
        }
        person.page.press("Tab").await?;
    }
    ensure!(person.page.focused().await? == "What is it?", "the list is not reached by Tab");
    // It stands among the other words for a computer.
    type_words(&person, "lap").await?;
    person.page.wait_for_text("1 result").await?;
    person.page.press("ArrowDown").await?;
    person.look_over().await?;
    let shown = person.sheet().await?.text("[role=option][aria-selected=true]");
    ensure!(shown.is_some_and(|it| it.starts_with("Computer")), "another is shown");
    person.page.press("Escape").await?;
    person.page.press("ArrowDown").await?;
    person.page.press("Enter").await?;
    ensure!(person.path().await?.ends_with("/kind"), "choosing sent the form");
    person.page.press("Enter").await?;
    ensure!(!person.path().await?.ends_with("/kind"), "Enter does not go on");
    ensure!(kept(&person).await?.as_deref() == Some("computer"), "{:?}", kept(&person).await?);
    Ok(())
}

#[tokio::test]
async fn what_is_not_in_the_list_is_said_so() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, ENGLISH).await?;
    at_list(&person).await?;
    person.page.fill("[role=combobox]", "zeppelin").await?;
    person.sees(&["Nothing found"]).await?;
    person.page.press("Escape").await?;
    person.click(ON).await?;
    person.sees(&["There is a problem", "Select one of the options"]).await?;
    person.page.click(".govuk-error-summary a").await?;
    ensure!(person.page.focused().await? == "What is it?", "the summary leads elsewhere");
    Ok(())
}

#[tokio::test]
async fn a_long_list_is_searched_by_finger_in_welsh_without_its_marks() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let person = Person::sit_down(&browser, &server, WELSH).await?;
    at_list(&person).await?;
    // Ffôn.
    person.page.fill("[role=combobox]", "FFON").await?;
    person.page.wait_for_text("1 canlyniad").await?;
    person.look_over().await?;
    person.click("[role=option]").await?;
    person.click(ON).await?;
    ensure!(kept(&person).await?.as_deref() == Some("phone"), "{:?}", kept(&person).await?);
    // The whole list opens at a tap.
    person.page.click(".bl-search__all").await?;
    person.look_over().await?;
    ensure!(person.sheet().await?.count("[role=option]") > 15, "the list does not open");
    Ok(())
}

#[tokio::test]
async fn a_long_list_opens_as_the_browsers_own_without_scripts() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let who = Who { look: Look::phone().without_scripts(), ..ENGLISH };
    let person = Person::sit_down(&browser, &server, who).await?;
    at_list(&person).await?;
    person.page.pick("What is it?", "Passport").await?;
    person.click(ON).await?;
    ensure!(kept(&person).await?.as_deref() == Some("passport"), "{:?}", kept(&person).await?);
    Ok(())
}
