//! Somebody adds a passkey, signs in with it and confirms with it; and whoever finds the device does not.

use crate::browser::{Browser, Look};
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;

const ADA: Who = Who {
    name: "ada-key",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

#[tokio::test]
async fn a_passkey_is_added_signs_in_and_confirms_for_its_owner_alone() -> anyhow::Result<()> {
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp")).by_name();
    let server = Server::start(start).await?;
    let browser = Browser::launch().await?;
    let ada = Person::sit_down(&browser, &server, ADA).await?;
    let device = ada.page.plug_in().await?;
    ada.sign_in("ada").await?;
    ada.go("/desk/you").await?;
    ada.follow("/desk/you/passkeys").await?;
    ada.page.fill("[name=name]", "Key on my ring").await?;
    ada.page.click_text("Add the passkey").await?;
    ada.page.wait_for_text("The passkey is added").await?;
    ada.sees(&["Key on my ring"]).await?;

    ada.click("header form[action$='/desk/sign-out'] button").await?;
    // Whoever finds the device is not known to it.
    ada.page.is_held_by_its_owner(&device, false).await?;
    ada.page.click_text("Sign in with a passkey").await?;
    ada.page.wait_for_text("The passkey was not used").await?;
    ensure!(ada.path().await?.ends_with("/desk/sign-in"), "let in");
    ada.page.is_held_by_its_owner(&device, true).await?;
    ada.page.click_text("Sign in with a passkey").await?;
    ada.page.wait_for_text("Contacts").await?;
    ensure!(ada.path().await?.ends_with("/desk/queue"), "{}", ada.path().await?);
    ada.go("/desk/you").await?;
    ada.sees(&["with a passkey", "Last used"]).await?;

    ada.go("/desk/prove?to=%2Fdesk%2Fyou").await?;
    ada.page.click_text("Confirm with a passkey").await?;
    ada.page.wait_for_text("Where you are signed in").await?;
    ensure!(ada.path().await?.ends_with("/desk/you"), "{}", ada.path().await?);
    Ok(())
}

#[tokio::test]
async fn her_own_room_works_on_a_small_screen_without_scripts_in_welsh() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let look = Look { width: 320, height: 640, scripts: false, touch: true };
    let who = Who {
        name: "ada-you",
        language: Language::Welsh,
        look,
        force: "dyfed-powys",
        force_name: "Heddlu Dyfed-Powys",
    };
    let ada = Person::sit_down(&browser, &server, who).await?;
    ada.sign_in("ada").await?;
    for (path, words) in [
        ("/desk/you", "Ble rydych wedi mewngofnodi"),
        ("/desk/you/passkeys", "Ychwanegu cod pas"),
        ("/desk/you/authenticator", "Llythrennau i'w teipio"),
        ("/desk/you/password", "Eich cyfrinair newydd"),
        ("/desk/you/interests", "Gwrthdaro buddiannau"),
        ("/desk/prove", "Cadarnhewch mai chi sydd yno"),
    ] {
        ada.go(path).await?;
        ada.sees(&[words]).await?;
    }
    Ok(())
}
