//! Somebody finds their address by its postcode: on a phone without scripts, and in Welsh with them.

use crate::browser::{Browser, Look};
use crate::new_services::whole;
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;

const ENGLISH: Who = Who {
    name: "address",
    language: Language::English,
    look: Look { width: 320, height: 640, scripts: false, touch: true },
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

/// The field for the number or name of a house.
const HOUSE: &str = "main form input[name$='-house']";
/// The field for the postcode.
const POSTCODE: &str = "main form input[name$='-postcode']";
/// The list of what was found.
const PICK: &str = "main form select[name$='-pick']";

/// Comes to the first question for an address.
async fn at_address(person: &Person<'_>) -> anyhow::Result<()> {
    person.go(&format!("/{}/apply/firearms-renewal", person.who.force)).await?;
    person.click("main a.govuk-button--start").await?;
    person.walk_to(&whole("firearms-renewal")?, HOUSE).await?;
    ensure!(
        person.sheet().await?.has(HOUSE),
        "nobody asks for an address: {}",
        person.path().await?
    );
    Ok(())
}

#[tokio::test]
async fn an_address_is_found_on_a_phone_without_scripts() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, ENGLISH).await?;
    at_address(&person).await?;
    let asked = person.path().await?;
    person.page.fill("[name=home_since]", "2019").await?;
    person.page.fill(POSTCODE, "aa3 1ac").await?;
    person.click("main form button[name$='-find']").await?;
    person.sees(&["Addresses at AA3 1AC", "I cannot find it: enter it myself"]).await?;
    person.page.pick("Addresses at AA3 1AC", "Rose Cottage, Long Meadow, Nether End").await?;
    person.click(ON).await?;
    ensure!(person.path().await? != asked, "it does not go on");
    person.page.back().await?;
    let sheet = person.sheet().await?;
    let line = sheet.attribute("input[name$='-line1']", "value");
    ensure!(line.as_deref() == Some("Rose Cottage"), "{line:?}");
    ensure!(sheet.attribute("input[name$='-uprn']", "value").is_some(), "no reference number");
    person.click("main form button[name$='-find']").await?;
    person.look_over().await
}

#[tokio::test]
async fn an_address_is_searched_for_among_many_in_welsh_and_typed_when_it_is_not_there()
-> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, WELSH).await?;
    at_address(&person).await?;
    let asked = person.path().await?;
    person.page.fill("[name=home_since]", "2019").await?;
    person.page.fill(POSTCODE, "AA3 1AB").await?;
    // The enter key looks it up.
    person.page.press("Enter").await?;
    person.look_over().await?;
    ensure!(person.sheet().await?.has(PICK), "nothing was found");
    person.page.fill("[role=combobox]", "beacon 4").await?;
    person.look_over().await?;
    person.page.press("ArrowDown").await?;
    person.page.press("Enter").await?;
    ensure!(person.path().await? == asked, "choosing sent the form");
    person.click("main form button[name$='-own']").await?;
    let line = person.sheet().await?.attribute("input[name$='-postcode']", "value");
    ensure!(line.as_deref() == Some("AA3 1AB"), "{line:?}");
    person.page.fill("main form input[name$='-line1']", "Y Llofft").await?;
    person.page.press("Enter").await?;
    ensure!(person.path().await? != asked, "the enter key does not go on");
    person.page.back().await?;
    let sheet = person.sheet().await?;
    let line = sheet.attribute("input[name$='-line1']", "value").context("no first line")?;
    ensure!(line == "Y Llofft", "{line}");
    Ok(())
}
