//! Somebody reports now and adds their files later, from another phone: the desk sees both. The link
//! says nothing of what it is about, and ends.

use crate::answers::{self, Answers};
use crate::browser::{Browser, Look};
use crate::caller::Caller;
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde_json::json;

const WHO: Who = Who {
    name: "adding",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: true, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

const SERVICE: &str = "/humberside/tell-us-about/send-footage";
const INPUT: &str = "input[type=file]";

fn later(extra: serde_json::Value) -> Answers {
    let mut answers = answers::footage();
    answers.0["files"] = json!({ "later": "1" });
    if let serde_json::Value::Object(extra) = extra {
        for (name, value) in extra {
            answers.0[name] = value;
        }
    }
    answers
}

/// The path of the link on the receipt that a person sees.
async fn link(person: &Person<'_>) -> anyhow::Result<String> {
    let address = person.sheet().await?.text("#files-link").context("no link on the receipt")?;
    let at = address.find("/humberside/add/").context("it leads elsewhere")?;
    Ok(address.split_at(at).1.to_owned())
}

#[tokio::test]
async fn a_report_is_sent_now_and_its_files_come_later_from_another_phone() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, WHO).await?;
    person.go(SERVICE).await?;
    person.click("main a.govuk-button").await?;
    let safe = json!({ "may_contact": "yes", "ways": ["email"], "email": "sam@example.test" });
    person.answer_all(&later(safe)).await?;
    person.sees(&["To be added later"]).await?;
    person.click(ON).await?;
    let receipt = person.receipt().await?;
    person.look_over().await?;
    let path = link(&person).await?;

    let caller = Caller::new(&server)?;
    caller.settle().await?;
    let outbox = caller.get("/demo/outbox.json").await?;
    ensure!(outbox.body.contains(&path), "the link was not sent: {}", outbox.body);

    let second = Browser::launch().await?;
    let look = Look { width: 320, height: 640, scripts: false, touch: true };
    let phone = Person::sit_down(&second, &server, Who { name: "adding-phone", look, ..WHO });
    let phone = phone.await?;
    phone.go(&path).await?;
    phone.look_over().await?;
    ensure!(!phone.page.text().await?.contains(&receipt.reference), "it gives the report away");
    let folder = tempfile::tempdir()?;
    for name in ["front.txt", "back.txt"] {
        let file = folder.path().join(name);
        std::fs::write(&file, format!("A note about the {name}"))?;
        phone.page.give_file(INPUT, &file).await?;
        phone.click("button[name=upload-now]").await?;
        phone.sees(&[name, "Received safely"]).await?;
    }
    phone.click("button[name=finish]").await?;
    phone.sees(&["2 files were added", "Added on"]).await?;
    phone.look_over().await?;
    caller.settle().await?;

    let operator = Person::sit_down(&browser, &server, Who { name: "adding-desk", ..WHO }).await?;
    operator.sign_in("ada").await?;
    operator.open_contact(&receipt.reference).await?;
    operator.sees(&["front.txt", "back.txt", "2 files were added", "Save the file"]).await?;
    operator.look_over().await?;

    person.go("/track").await?;
    person.track(&receipt).await?;
    person.sees(&["You added 2 files", "Add files to your report"]).await?;
    let broken = caller.get("/demo/invariants").await?;
    ensure!(broken.body == "[]", "{}", broken.body);

    caller.post_json("/demo/clock", &json!({ "advance": "P29D" }), &[]).await?;
    phone.go(&path).await?;
    phone.sees(&["This link does not open", "Write to us", "call 101"]).await?;
    phone.look_over().await?;
    Ok(())
}

#[tokio::test]
async fn on_sensitive_ground_the_link_stands_on_the_receipt_alone() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let look = Look { width: 320, height: 640, scripts: false, touch: true };
    let who = Who { name: "adding-sensitive", language: Language::Welsh, look, ..WHO };
    let person = Person::sit_down(&browser, &server, who).await?;
    person.go("/humberside/report/spiking").await?;
    person.click("main a.govuk-button--start").await?;
    let answers = Answers(json!({
        "danger": "no", "happening_now": "no", "unwell": "no", "reporting_for": "me",
        "under_18": "no", "how_long_ago": "longer", "may_contact": "no", "how": ["unsure"],
        "happened_at": { "how": "unsure" }, "place_kind": "unsure", "known": "unsure",
        "kept": ["pictures"], "files": { "later": "1" },
    }));
    person.walk(&answers).await?;
    person.click(ON).await?;
    person.receipt().await?;
    let path = link(&person).await?;
    let caller = Caller::new(&server)?;
    caller.settle().await?;
    let outbox = caller.get("/demo/outbox.json").await?;
    ensure!(outbox.body == "[]", "{}", outbox.body);
    person.go(&path).await?;
    let title = person.page.title().await?.to_lowercase();
    ensure!(!title.contains("heddlu") && !title.contains("sbeicio"), "{title}");
    ensure!(person.sheet().await?.has(".govuk-exit-this-page"), "no way out");
    person.look_over().await?;
    Ok(())
}
