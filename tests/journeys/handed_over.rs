//! Noise belongs to the council: it is passed on with a person's agreement, given back by the
//! council, and reported to the police with every answer in place. Without scripts, in English on a
//! small screen and in Welsh.

use crate::browser::{Browser, Look};
use crate::caller::{Caller, Receipt};
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;

const PLAIN: Look = Look { width: 320, height: 640, scripts: false, touch: true };

const ENGLISH: Who = Who {
    name: "neighbour",
    language: Language::English,
    look: PLAIN,
    force: "humberside",
    force_name: "Humberside Police",
};

const WELSH: Who = Who {
    language: Language::Welsh,
    look: Look { width: 1280, height: 900, scripts: false, touch: false },
    force: "dyfed-powys",
    force_name: "Heddlu Dyfed-Powys",
    ..ENGLISH
};

/// Who deals with it, by id, mailbox and name, and what is said.
struct Story {
    council: &'static str,
    mailbox: &'static str,
    name: &'static str,
    noise: &'static str,
    place: &'static str,
    words: &'static str,
    given_back: &'static str,
}

#[tokio::test]
async fn a_noise_report_is_handed_to_a_council_given_back_and_reported() -> anyhow::Result<()> {
    let story = Story {
        council: "hull",
        mailbox: "hull@council.example",
        name: "Hull City Council",
        noise: "Drums all night, and he shouts that he will get us",
        place: "12 Quillfeather Lane, Hull",
        words: "He threatens them: this is for you",
        given_back: "They say that it is for the police.",
    };
    handed_over_and_back(ENGLISH, &story).await
}

#[tokio::test]
async fn the_same_in_welsh() -> anyhow::Result<()> {
    let story = Story {
        council: "carmarthenshire",
        mailbox: "sir-gar@council.example",
        name: "Cyngor Sir Gâr",
        noise: "Drymiau drwy’r nos, ac mae’n bygwth ni",
        place: "12 Lôn y Cwils, Caerfyrddin",
        words: "Mae’n eu bygwth: mater i chi yw hwn",
        given_back: "Maen nhw'n dweud mai mater i'r heddlu ydyw.",
    };
    handed_over_and_back(WELSH, &story).await
}

async fn handed_over_and_back(who: Who, story: &Story) -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let browser = Browser::launch().await?;
    let caller = Caller::new(&server)?;
    let person = Person::sit_down(&browser, &server, who).await?;
    tell_of_noise(&person).await?;
    let receipt = pass_on(&person, story).await?;
    caller.settle().await?;

    let council = Person::sit_down(&browser, &server, Who { name: "council", ..who }).await?;
    give_back(&council, &caller, story).await?;
    caller.settle().await?;

    person.go(&format!("/track?reference={}", receipt.reference)).await?;
    person.page.fill("[name=code]", &receipt.code).await?;
    person.click("form[action$='/track'] button").await?;
    let path = person.path().await?;
    ensure!(path.ends_with("/track/handover"), "{path}");
    person.sees(&[story.name, story.given_back, story.words, story.noise]).await?;
    go_on(&person, story).await?;
    caller.settle().await?;
    no_more_than_counts(&server, &caller, story).await
}

/// Up to where it turns out that the council deals with it.
async fn tell_of_noise(person: &Person<'_>) -> anyhow::Result<()> {
    person.go(&format!("/{}/report/antisocial-behaviour", person.who.force)).await?;
    person.click("main a.govuk-button--start").await?;
    for choices in [&["danger", "happening_now"][..], &["going_on"]] {
        for name in choices {
            person.page.click(&format!("[name={name}][value=no]")).await?;
        }
        person.click(ON).await?;
    }
    person.page.click("[name=about][value=noise]").await?;
    person.click(ON).await?;
    // Whoever does not know the postcode is asked which council it is.
    person.click(ON).await?;
    let path = person.path().await?;
    ensure!(path.ends_with("/council-noise"), "{path}");
    Ok(())
}

/// The council is chosen, and what goes to it is seen and agreed to.
async fn pass_on(person: &Person<'_>, story: &Story) -> anyhow::Result<Receipt> {
    let path = person.path().await?;
    let path = path.strip_prefix("/cy").unwrap_or(&path).to_owned();
    person.go(&format!("{path}?who={}", story.council)).await?;
    person.sees(&[story.name]).await?;
    person.click("main a[href*='/pass?']").await?;
    // Nothing goes before they agree.
    person.click("main form button").await?;
    ensure!(person.sheet().await?.has(".govuk-error-summary"), "nobody asked for agreement");
    person.page.fill("[name=what_happened]", story.noise).await?;
    person.page.fill("[name=place]", story.place).await?;
    person.page.fill("[name=email]", "quill@example.test").await?;
    person.page.click("[name=agree]").await?;
    person.click("main form button").await?;
    person.sees(&[story.name]).await?;
    person.receipt().await
}

/// The council opens the link of its letter, reads, and gives it back.
async fn give_back(council: &Person<'_>, caller: &Caller, story: &Story) -> anyhow::Result<()> {
    let outbox = caller.get("/demo/outbox.json").await?.json()?;
    let letter = outbox.as_array().into_iter().flatten().find(|it| it["to"] == story.mailbox);
    let body = letter.and_then(|it| it["body"].as_str()).context("no letter to the council")?;
    ensure!(!body.contains(story.noise) && !body.contains(story.place), "{body}");
    let link = body.split_once("/handover/").context("no link")?.1;
    let link = link.split_whitespace().next().unwrap_or_default();
    let door = format!("/{}/handover/{link}", council.who.force);
    council.go(&door).await?;
    council.click("main form button").await?;
    council.sees(&[story.noise, story.place, "quill@example.test"]).await?;
    council.page.click("[name=why][value=for_police]").await?;
    council.page.fill("[name=words]", story.words).await?;
    council.click("[name=deed][value=return]").await?;
    // The link has had its use.
    council.go(&door).await?;
    council.click("main form button").await?;
    ensure!(!council.sheet().await?.says(story.noise), "a used link opens");
    Ok(())
}

/// The person goes on with us, and nothing is asked twice.
async fn go_on(person: &Person<'_>, story: &Story) -> anyhow::Result<()> {
    person.click("form[action$='/track/handover'] button").await?;
    let path = person.path().await?;
    ensure!(path.ends_with("/how-often"), "{path}");
    let service = format!("/{}/report/antisocial-behaviour", person.who.force);
    person.go(&format!("{service}/what-happened")).await?;
    let stands = person.sheet().await?.text("[name=what_happened]").unwrap_or_default();
    ensure!(stands == story.noise, "{stands:?}");
    Ok(())
}

/// Nothing became a record, what was told stands nowhere in the clear, and the counts are right.
async fn no_more_than_counts(
    server: &Server,
    caller: &Caller,
    story: &Story,
) -> anyhow::Result<()> {
    let supervisor = caller.another()?;
    let force = if story.council == "hull" { "humberside" } else { "dyfed-powys" };
    supervisor.sign_in(&format!("khan@{force}.example")).await?;
    let page = supervisor.get("/desk/redirects").await?;
    ensure!(page.status == 200, "{}", page.status);
    let counted = "select what || ' ' || partner_id || ' ' || times from partners.redirected \
                   where partner_id <> '' order by 1";
    let told = server.query(counted)?;
    let told: Vec<&str> = told.lines().collect();
    let wanted = ["passed", "returned"].map(|what| format!("{what} {} 1", story.council));
    ensure!(told == wanted, "{told:?}");
    for table in ["reports.reports", "contact.contacts"] {
        let rows = server.query(&format!("select count(*) from {table}"))?;
        ensure!(rows.trim() == "0", "{table}: {rows}");
    }
    for table in ["partners.handovers", "partners.redirected", "reports.drafts", "station.journal"]
    {
        let rows = server.query(&format!("select t::text from {table} t"))?;
        for said in [story.noise, story.place, story.words, "quill@example.test"] {
            ensure!(!rows.contains(said), "{said:?} in {table}");
        }
    }
    Ok(())
}
