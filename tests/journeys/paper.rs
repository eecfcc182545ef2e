//! What people take with them: a copy of what they sent, and a form to fill in with a pen.

use crate::answers;
use crate::browser::{Browser, Look};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;
use papers::testing::read;

const WHO: Who = Who {
    name: "paper",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: false, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    look: Look { width: 320, height: 640, scripts: false, touch: true },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..WHO
};

#[tokio::test]
async fn a_person_without_scripts_keeps_a_copy_of_what_they_sent() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, WHO).await?;
    let answers = answers::bicycle(WHO.language);
    person.go("/humberside/report/bicycle-theft").await?;
    person.click("main a.govuk-button--start").await?;
    person.answer_all(&answers).await?;
    person.click(ON).await?;
    let receipt = person.receipt().await?;
    let folder = tempfile::tempdir()?;
    let button = "form[action$='/sent/copy.pdf'] button";
    let (name, file) = person.page.download(button, folder.path()).await?;
    ensure!(name == format!("{}.pdf", receipt.reference), "{name}");
    let copy = read(&file);
    ensure!(copy.tagged && copy.accessible && copy.language == "en", "{copy:?}");
    for typed in answers.typed().iter().chain([&receipt.reference]) {
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        ensure!(copy.text.contains(&typed), "{typed} is not in: {}", copy.text);
    }
    ensure!(!copy.text.contains(&receipt.code), "the access code is on it");
    Ok(())
}

#[tokio::test]
async fn a_form_to_fill_in_with_a_pen_is_read_printed_and_saved() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    for who in [WHO, WELSH] {
        let person = Person::sit_down(&browser, &server, who).await?;
        person.go(&format!("/{}/report/bicycle-theft", who.force)).await?;
        person.follow("/bicycle-theft/paper").await?;
        let printed = read(&person.page.print_to_pdf().await?);
        ensure!(printed.pages > 3, "{} pages", printed.pages);
        let folder = tempfile::tempdir()?;
        let link = "main a[href$='/paper.pdf']";
        let (name, file) = person.page.download(link, folder.path()).await?;
        ensure!(name == "bicycle-theft.pdf", "{name}");
        let form = read(&file);
        ensure!(form.tagged && form.accessible, "{form:?}");
        ensure!(form.language == who.language.code(), "{}", form.language);
        person.go(&format!("/{}/report/road-collision/paper", who.force)).await?;
        person.go(&format!("/{}/report/stalking-or-harassment/paper", who.force)).await?;
    }
    Ok(())
}
