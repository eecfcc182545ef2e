//! A record that only some need to know of: who is refused sees why and whom to ask, breaks the glass in
//! an emergency, and somebody else looks at it afterwards.

use crate::answers;
use crate::browser::{Browser, Look};
use crate::caller::Caller;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;

const BICYCLE: &str = "/humberside/report/bicycle-theft";
const WHY: &str = "Somebody is at her door now, and I need the address";

const KHAN: Who = Who {
    name: "khan",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: false, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

#[tokio::test]
async fn a_restricted_record_is_refused_opened_in_an_emergency_and_reviewed() -> anyhow::Result<()>
{
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let sender = Caller::new(&server)?;
    let check = sender.write(BICYCLE, &answers::bicycle(Language::English)).await?.0;
    let receipt = sender.send_report(&check).await?;
    sender.settle().await?;

    // A supervisor says who needs to know.
    let khan = Person::sit_down(&browser, &server, KHAN).await?;
    khan.sign_in("khan").await?;
    khan.open_contact(&receipt.reference).await?;
    let contact = khan.path().await?;
    khan.follow("/protection").await?;
    khan.page.choose("Only some, and others see that it exists").await?;
    khan.page.fill("[name=list]", "nobody@humberside.example").await?;
    khan.page.fill("[name=why]", "An informant is named in it").await?;
    khan.click("main button[type=submit]").await?;
    khan.sees(&["Nobody in your force signs in with nobody@humberside.example"]).await?;
    khan.sees(&["Say who others can ask"]).await?;
    khan.page.fill("[name=list]", "dc9007@humberside.example").await?;
    khan.page.fill("[name=ask]", "The duty inspector in Hull").await?;
    khan.click("main button[type=submit]").await?;
    ensure!(khan.path().await? == contact, "{}", khan.path().await?);

    // An operator sees that it exists, why it is closed, and whom to ask.
    let ada = Person::sit_down(&browser, &server, Who { name: "ada", ..KHAN }).await?;
    ada.sign_in("ada").await?;
    ada.sees(&["Restricted", "Closed to you"]).await?;
    ada.open_contact(&receipt.reference).await?;
    ada.sees(&["Only those who need to know open this", "The duty inspector in Hull"]).await?;
    ensure!(!ada.sheet().await?.says("Raleigh"), "the door says what is behind it");

    // Somebody is in danger. She signed in a while ago, so she proves that it is still she.
    server.query("update rights.sessions set proven_at = now() - interval '20 minutes'")?;
    ada.follow("/glass").await?;
    ensure!(ada.path().await?.starts_with("/desk/prove"), "{}", ada.path().await?);
    ada.page.fill("[name=password]", "wrong").await?;
    ada.click("form[action$='/desk/prove'] button[type=submit]").await?;
    ada.sees(&["The password is not right"]).await?;
    ada.page.fill("[name=password]", crate::caller::PASSWORD).await?;
    ada.click("form[action$='/desk/prove'] button[type=submit]").await?;
    ensure!(ada.path().await?.ends_with("/glass"), "{}", ada.path().await?);
    ada.page.fill("[name=reason]", "help").await?;
    ada.click("form[action$='/glass'] button[type=submit]").await?;
    ada.sees(&["Say why you need it now"]).await?;
    ada.page.fill("[name=reason]", WHY).await?;
    ada.click("form[action$='/glass'] button[type=submit]").await?;
    ensure!(ada.path().await? == contact, "{}", ada.path().await?);
    ada.sees(&["Raleigh"]).await?;

    // The supervisor is told, without a word of whom and what, and looks at it.
    sender.settle().await?;
    let outbox = sender.get("/demo/outbox.json").await?.json()?;
    let told = outbox.as_array().into_iter().flatten();
    let told: Vec<_> = told.filter(|it| it["to"] == "khan@humberside.example").collect();
    ensure!(told.len() == 1, "{outbox}");
    let said = told.first().map(ToString::to_string).unwrap_or_default();
    ensure!(!said.contains(&receipt.reference) && !said.contains("Marlow"), "{said}");
    khan.go("/desk/glass").await?;
    khan.sees(&["Nobody has looked at it", WHY, "Ada Marlow"]).await?;
    khan.click("form[action$='/review'] button[type=submit]").await?;
    khan.sees(&["Select whether it was right"]).await?;
    khan.page.choose("It was right").await?;
    khan.page.fill("textarea[name=answer]", "There was somebody at the door").await?;
    khan.click("form[action$='/review'] button[type=submit]").await?;
    khan.sees(&["It was right. Looked at by Imran Khan"]).await?;

    // He closes it to her, and it is closed at her next request.
    khan.click("form[action$='/closure'] button[type=submit]").await?;
    ada.go(&contact).await?;
    ada.sees(&["Only those who need to know open this"]).await
}
