//! A service is changed at the desk, approved by another, live, and closed, while people use it.

use crate::answers;
use crate::browser::{Browser, Look};
use crate::caller::{Caller, Receipt};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde_json::json;
use std::time::Duration;

const BICYCLE: &str = "/humberside/report/bicycle-theft";
const SERVICE: &str = "/desk/services/bicycle-theft";
/// By when every process must have followed.
const FOLLOWED: Duration = Duration::from_secs(10);

const SAM: Who = Who {
    name: "sam",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: false, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

fn program() -> Start {
    Start::demo(env!("CARGO_BIN_EXE_bluelamp"))
}

#[tokio::test]
async fn a_service_is_changed_approved_live_and_closed_without_scripts() -> anyhow::Result<()> {
    let server = Server::start(program()).await?;
    let browser = Browser::launch().await?;
    let answers = answers::bicycle(Language::English);
    let early = Caller::new(&server)?;
    let receipt = early.send_report(&early.write(BICYCLE, &answers).await?.0).await?;

    // Somebody writes another question and proposes it.
    let author = Person::sit_down(&browser, &server, Who { name: "author", ..SAM }).await?;
    author.sign_in("admin").await?;
    author.go("/desk/services").await?;
    author.follow(SERVICE).await?;
    author.click("form[action$='/texts'] button").await?;
    let text = author.path().await?;
    rewrite(&author, "What happened?", "What became of it?").await?;
    author.click("button[value=propose]").await?;
    author.sees(&["Write what is new"]).await?;
    author.page.fill("[name=note]", "Ask for what became of it").await?;
    author.click("button[value=propose]").await?;
    author.sees(&["Proposed: a second person decides"]).await?;
    ensure!(!author.sheet().await?.has("form[action$='/decision']"), "they could approve it");
    author.follow("/comparison").await?;
    author.sees(&["What became of it?"]).await?;

    // On the way since before it is published.
    let person =
        Person::sit_down(&browser, &server, Who { look: Look::phone().without_scripts(), ..SAM })
            .await?;
    person.go(BICYCLE).await?;
    person.click("main a.govuk-button--start").await?;
    person.answer_page(&answers).await?;
    person.click(ON).await?;

    // Another reads it and publishes it; in a crisis, without its Welsh.
    let approver = Person::sit_down(&browser, &server, Who { name: "approver", ..SAM }).await?;
    approver.sign_in("khan").await?;
    approver.go("/desk/services").await?;
    approver.follow(&text).await?;
    approver.follow("/preview?width=phone").await?;
    approver.sees(&["What became of it?"]).await?;
    approver.go(&text).await?;
    approver.page.fill("[name=reason]", "Thefts of today").await?;
    approver.page.fill("[name=welsh_by]", &soon(&early).await?).await?;
    approver.click("button[value=publish]").await?;
    approver.sees(&["Published"]).await?;
    approver.go("/desk/services").await?;
    approver.sees(&["is owed by"]).await?;
    let later = Caller::new(&server)?;
    let welsh = later.get(&format!("/cy{BICYCLE}")).await?;
    ensure!(welsh.sheet().says("yn Gymraeg eto"), "the page does not say that its Welsh follows");
    let (_, met) = later.write(BICYCLE, &answers).await?;
    ensure!(met.iter().any(|field| field == "what_happened"), "{met:?}");
    let page = later.get(&format!("{BICYCLE}/what-happened")).await?.sheet();
    ensure!(page.heading() == "What became of it?", "{}", page.heading());

    // It is closed: nobody begins it any more.
    approver.go(SERVICE).await?;
    approver.page.fill("[name=advice_en]", "Call 101 and say bicycle").await?;
    approver.page.fill("[name=advice_cy]", "Ffoniwch 101 a dweud beic").await?;
    approver.page.fill("[name=reason]", "It asks for the wrong thing").await?;
    approver.click("form[action$='/closure'] button").await?;
    approver.sees(&["The service is closed", "It is closed at your force."]).await?;
    let comes = Person::sit_down(&browser, &server, SAM).await?;
    for path in [BICYCLE, &format!("{BICYCLE}/emergency")] {
        comes.go(path).await?;
        comes.sees(&["Call 101 and say bicycle"]).await?;
    }

    // Whoever was on the way finishes, in the words that they began with.
    person.answer_all(&answers).await?;
    let check = person.sheet().await?;
    ensure!(check.says("What happened?") && !check.says("What became of it?"), "other words");
    person.click(ON).await?;
    person.receipt().await?;
    // And what was told before reads as it was told.
    old_words(&early, &receipt).await
}

/// Puts words in the place of others in the definition.
async fn rewrite(author: &Person<'_>, from: &str, to: &str) -> anyhow::Result<()> {
    let fields = author.sheet().await?.fields("form[data-bl-editor]");
    let english = fields.into_iter().find(|field| field.name == "english").context("no text")?;
    ensure!(english.value.contains(from), "{from} is not in it");
    author.page.fill("[name=english]", &english.value.replace(from, to)).await?;
    Ok(())
}

/// A day soon, as the server counts.
async fn soon(caller: &Caller) -> anyhow::Result<String> {
    let now = caller.get("/demo/clock").await?.json()?;
    let now: jiff::Timestamp = now["now"].as_str().context("no clock")?.parse()?;
    let day =
        now.to_zoned(jiff::tz::TimeZone::UTC).date().checked_add(jiff::Span::new().days(3))?;
    Ok(day.to_string())
}

async fn old_words(caller: &Caller, receipt: &Receipt) -> anyhow::Result<()> {
    let typed = [("reference", receipt.reference.as_str()), ("code", receipt.code.as_str())];
    caller.fill("/track", &typed).await?;
    let page = caller.get("/track/report/answers").await?.sheet();
    ensure!(page.says("What happened?") && !page.says("What became of it?"), "{}", page.words());
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_is_said_while_somebody_types() -> anyhow::Result<()> {
    let server = Server::start(program()).await?;
    let browser = Browser::launch().await?;
    let look = Look { scripts: true, ..SAM.look };
    let author = Person::sit_down(&browser, &server, Who { name: "author", look, ..SAM }).await?;
    author.sign_in("admin").await?;
    author.go(SERVICE).await?;
    author.click("form[action$='/texts'] button").await?;
    author.sees(&["Nothing to correct. It can be published."]).await?;
    rewrite(&author, "gate: emergency", "gate: emergenci").await?;
    author.page.wait_for_text("did you mean `emergency`?").await?;
    ensure!(author.page.console_errors().await.is_empty(), "the console complains");
    Ok(())
}

#[tokio::test]
async fn a_welsh_author_reads_every_page_of_it_in_welsh_on_a_narrow_screen() -> anyhow::Result<()> {
    let server = Server::start(program()).await?;
    let browser = Browser::launch().await?;
    let (force, force_name) = ("dyfed-powys", "Heddlu Dyfed-Powys");
    let look = Look::phone().without_scripts();
    let who = Who { name: "awdur", language: Language::Welsh, look, force, force_name };
    let author = Person::sit_down(&browser, &server, who).await?;
    author.sign_in("admin").await?;
    author.go("/desk/services").await?;
    author.follow(SERVICE).await?;
    author.click("form[action$='/texts'] button").await?;
    rewrite(&author, "What happened?", "What became of it?").await?;
    author.click("button[value=save]").await?;
    author.sees(&["Cadwyd"]).await?;
    for ending in ["/preview?width=phone", "/comparison"] {
        let text = author.path().await?;
        let text = text.split('?').next().unwrap_or_default().trim_start_matches("/cy").to_owned();
        author.follow(ending).await?;
        author.go(&text).await?;
    }
    author.click("form[action$='/shadow'] button").await
}

#[tokio::test]
async fn a_second_server_follows_a_closing_within_seconds() -> anyhow::Result<()> {
    let first = Server::start(program()).await?;
    let database = first.database_url().context("no database")?;
    let data = first.data().display().to_string();
    let start = program().with("BLUELAMP__DATABASE__URL", &database).with("BLUELAMP__DATA", &data);
    let second = Server::start(start).await?;
    let (here, there) = (Caller::new(&first)?, Caller::new(&second)?);
    here.sign_in("khan@humberside.example").await?;
    let page = here.get(SERVICE).await?.sheet();
    let advice = [("advice_en", "Call 101"), ("advice_cy", "Ffoniwch 101"), ("reason", "A fault")];
    let closed = here.send_form(&page, "form[action$='/closure']", &advice).await?;
    ensure!(closed.status == 303, "{}", closed.status);
    let path = "/api/v1/forces/humberside/services/bicycle-theft/submissions";
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    let followed = async {
        for number in 0_u32.. {
            let key = format!("after-{number}");
            let answer = there.post_json(path, &body, &[("idempotency-key", &key)]).await?;
            if answer.status == 410 {
                ensure!(answer.body.contains("Call 101"), "{}", answer.body);
                return Ok(());
            }
        }
        anyhow::bail!("it never followed")
    };
    tokio::time::timeout(FOLLOWED, followed).await.context("it did not follow in time")?
}

#[tokio::test]
async fn whoever_is_appointed_decides_for_other_forces_from_their_next_request_on()
-> anyhow::Result<()> {
    let server = Server::start(program()).await?;
    let supervisor = Caller::new(&server)?;
    supervisor.sign_in("khan@humberside.example").await?;
    let asks = |page: crate::caller::Answer| page.sheet().has("input[name=reach][value=all]");
    ensure!(!asks(supervisor.get(SERVICE).await?), "a supervisor decides for every force");
    let database = server.database_url().context("no database")?;
    for (arguments, decides) in [(vec!["--to", "service-publisher"], true), (vec![], false)] {
        let command = ["admin", "user", "appoint", "khan@humberside.example", "--json"];
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_bluelamp"))
            .args(command)
            .args(&arguments)
            .env("BLUELAMP__DATABASE__URL", &database)
            .env("BLUELAMP__DATA", server.data())
            .output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        ensure!(asks(supervisor.get(SERVICE).await?) == decides, "{arguments:?}");
    }
    Ok(())
}
