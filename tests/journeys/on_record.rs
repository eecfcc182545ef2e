//! What the police know already, found while somebody is on the line: a missing child whose name is spelt
//! otherwise, a farm with a gun behind its door, one crash told by several.

use crate::browser::{Browser, Look};
use crate::caller::Caller;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;

const ADA: Who = Who {
    name: "on-record",
    language: Language::English,
    look: Look { width: 1280, height: 900, scripts: false, touch: false },
    force: "humberside",
    force_name: "Humberside Police",
};

async fn start() -> anyhow::Result<(Server, Browser)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    Ok((server, Browser::launch().await?))
}

/// Types into the one box.
async fn looks_for(person: &Person<'_>, words: &str) -> anyhow::Result<()> {
    person.go("/desk/records").await?;
    person.page.fill("[name=text]", words).await?;
    person.click("form[action$='/desk/records'] button[type=submit]").await
}

/// Opens the first record that is called so.
async fn opens(person: &Person<'_>, called: &str) -> anyhow::Result<()> {
    let link = person.sheet().await?.link(called).with_context(|| format!("no {called}"))?;
    person.click(&format!("main a[href='{link}']")).await
}

#[tokio::test]
async fn a_missing_child_is_found_by_how_her_name_sounds_and_what_was_before() -> anyhow::Result<()>
{
    let (server, browser) = start().await?;
    let ada = Person::sit_down(&browser, &server, ADA).await?;
    ada.sign_in("ada").await?;
    // Her mother is on the line, and says the date as it is said; it was written the other way round.
    ada.go("/desk/records/people/new").await?;
    ada.page.fill("[name=given_names]", "Shivaun").await?;
    ada.page.fill("[name=surname]", "Oneill").await?;
    ada.page.fill("[name=date_of_birth]", "12/3/2009").await?;
    ada.click("form[action*='/people/new'] button[type=submit]").await?;
    ada.sees(&["These may be the same person", "Siobhan O'Neil", "3 December 2009"]).await?;
    // She looks at that record first, and comes back: what she wrote is still there.
    opens(&ada, "Siobhan O'Neil").await?;
    ada.page.back().await?;
    ada.sees(&["These may be the same person", "Siobhan O'Neil"]).await?;
    ada.click("main button[name=same]").await?;
    ada.sees(&["Siobhan O'Neil", "Missing in", "Missing child", "At risk of exploitation"]).await?;
    // It is her record, with what was said now beside what was known.
    ada.sees(&["Shivaun", "12 March 2009"]).await?;
    let child = ada.path().await?;
    // Who she is with, and what they drive.
    opens(&ada, "Derek Exley").await?;
    ada.click("main a[href*='/timeline']").await?;
    ada.sees(&["AB12 CDE"]).await?;
    ada.click("main a[href*='/queries/linked-vehicles']").await?;
    ada.sees(&["AB12 CDE"]).await?;
    // What we were told from her mother's number in a week.
    ada.go(child.split('?').next().unwrap_or_default()).await?;
    opens(&ada, "14 Lamplighter Row").await?;
    opens(&ada, "Maeve O'Neil").await?;
    opens(&ada, "07700 900318").await?;
    ada.click("main a[href*='/timeline']").await?;
    ada.click("main a[href*='/queries/calls-from-here']").await?;
    ada.sees(&["Found: 2", "Worried about a child"]).await?;
    // Every look is in the journal, and none with what was typed.
    let looks = server.query("select count(*) from station.journal where verb = 'record_seen'")?;
    ensure!(looks.trim() != "0", "{looks}");
    let typed = server
        .query("select count(*) from station.journal where details::text ilike '%shivaun%'")?;
    ensure!(typed.trim() == "0", "what was typed is in the journal");
    Ok(())
}

#[tokio::test]
async fn intelligence_is_seen_by_a_detective_and_is_not_there_for_an_operator() -> anyhow::Result<()>
{
    let (server, browser) = start().await?;
    let dee = Person::sit_down(&browser, &server, ADA).await?;
    dee.sign_in("dc9007").await?;
    looks_for(&dee, "14 Lamplighter Row").await?;
    opens(&dee, "14 Lamplighter Row").await?;
    dee.sees(&["Child exploitation"]).await?;
    let home = dee.path().await?;
    let network = home.split('?').next().unwrap_or_default().to_owned() + "/network";
    dee.go(&network).await?;
    dee.sees(&["Child exploitation"]).await?;
    let ada = Person::sit_down(&browser, &server, Who { name: "operator", ..ADA }).await?;
    ada.sign_in("ada").await?;
    for path in [home.split('?').next().unwrap_or_default(), &network] {
        ada.go(path).await?;
        ensure!(!ada.sheet().await?.says("exploitation"), "{path} gives intelligence away");
    }
    Ok(())
}

#[tokio::test]
async fn an_address_with_a_firearm_says_so_before_anything_else() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let pc = Person::sit_down(&browser, &server, Who { name: "officer", ..ADA }).await?;
    pc.sign_in("pc4421").await?;
    looks_for(&pc, "quarry farm").await?;
    opens(&pc, "Quarry Farm").await?;
    pc.sees(&["Know this first", "Firearm"]).await?;
    let text = pc.page.text().await?;
    let (first, known) = (text.find("Know this first"), text.find("What is known"));
    ensure!(first < known, "the warning comes after what is known");
    Ok(())
}

#[tokio::test]
async fn shivaun_oneill_finds_siobhan_oneil_and_a_blue_astra_is_found_by_its_street()
-> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let welsh = Who { language: Language::Welsh, force_name: "Heddlu Humberside", ..ADA };
    let ada = Person::sit_down(&browser, &server, welsh).await?;
    ada.sign_in("ada").await?;
    looks_for(&ada, "Shivaun Oneill").await?;
    ada.sees(&["Siobhan O'Neil"]).await?;
    // She opens the record, and goes back to what she found.
    opens(&ada, "Siobhan O'Neil").await?;
    ada.page.back().await?;
    ada.sees(&["Siobhan O'Neil"]).await?;
    looks_for(&ada, "blue astra parker st").await?;
    ada.sees(&["QX09 ZZZ"]).await?;
    looks_for(&ada, "zzyzx qqq").await?;
    ensure!(!ada.sheet().await?.says("Siobhan"), "nobody is found by nothing");
    let url = ada.path().await?;
    ensure!(!url.contains("zzyzx"), "what was typed is in the address: {url}");
    Ok(())
}

/// Somebody tells of the crash, in words of their own.
async fn tells(caller: &Caller, key: &str, words: &str) -> anyhow::Result<()> {
    let answers = serde_json::json!({
        "danger": "no", "happening_now": "no", "what_it_shows": words,
        "where_it_was": "The junction by Parker Street bridge", "when_it_was": "This morning",
        "files": "later", "may_contact": "no",
    });
    let body = serde_json::json!({ "answers": answers, "language": "en" });
    let path = "/api/v1/forces/humberside/services/send-footage/submissions";
    let sent = caller.post_json(path, &body, &[("idempotency-key", key)]).await?;
    ensure!(sent.status == 201, "{}", sent.status);
    Ok(())
}

#[tokio::test]
async fn one_crash_told_by_three_is_joined_and_taken_apart_again() -> anyhow::Result<()> {
    let (server, browser) = start().await?;
    let caller = Caller::new(&server)?;
    for (key, words) in [
        ("one", "Silver estate car crashed into a delivery lorry on the bridge"),
        ("two", "A lorry and a silver estate crashed on the bridge"),
        ("three", "Crash on the bridge, delivery lorry and silver estate car"),
    ] {
        tells(&caller, key, words).await?;
    }
    caller.settle().await?;
    let khan = Person::sit_down(&browser, &server, Who { name: "khan", ..ADA }).await?;
    khan.sign_in("khan").await?;
    khan.go("/desk/records/duplicates").await?;
    khan.sees(&["3 that may be one"]).await?;
    let rows = "select md5(string_agg((to_jsonb(e) - 'changed_in')::text, '' order by id))
         from records.entities e where force_id = 'humberside' and form = 'contact'";
    let before = server.query(rows)?;
    khan.click("main button[value=same]").await?;
    khan.sees(&["Saved"]).await?;
    let incidents = "select count(*) from records.clusters where undone_at is null";
    ensure!(server.query(incidents)?.trim() == "1", "nothing was joined");
    ensure!(server.query(rows)? == before, "joining changed what was told");
    // It was two crashes: taken apart, each is as it was.
    let contact = server.query(
        "select id from contact.contacts where force_id = 'humberside' order by received_at limit 1",
    )?;
    khan.go(&format!("/desk/contacts/{}/records", contact.trim())).await?;
    khan.sees(&["This contact is a part of one incident with others"]).await?;
    khan.click("main button[value=separate]").await?;
    khan.sees(&["Saved"]).await?;
    ensure!(server.query(incidents)?.trim() == "0", "they are still one");
    ensure!(server.query(rows)? == before, "taking apart changed what was told");
    Ok(())
}
