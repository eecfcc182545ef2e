//! Whoever takes the database, the whole data folder and the log finds nothing of what people are
//! still writing, and no code that would open it.

use crate::answers;
use crate::caller::{Caller, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde_json::json;
use std::fs;
use std::path::Path;

const BICYCLE: &str = "/humberside/report/bicycle-theft";
const STALKING: &str = "/humberside/report/stalking-or-harassment";

/// What is typed into drafts: twelve kinds of fields, ordinary and sensitive, kept and not, right and
/// wrong.
const CANARIES: [&str; 12] = [
    "Zqfullname",
    "zqemail@example.test",
    "7700900462",
    "zqstory",
    "zqplace",
    "zqtext",
    "zqtime",
    "zqmoney",
    "zqdate",
    "zqchoice",
    "zqchoices",
    "zqpostcode",
];
/// What is sent, and so found: the search itself works.
const CONTROL: &str = "zqcontrol";

/// Somebody writes a stolen bicycle's report with canaries in it, and leaves wrong answers on pages.
async fn bicycle(server: &Server) -> anyhow::Result<Caller> {
    let caller = Caller::new(server)?;
    let answers = answers::bicycle(Language::English)
        .with("full_name", json!("Zqfullname"))
        .with("what_happened", json!("zqstory"))
        .with("stolen_from", json!("zqplace"))
        .with("make", json!("zqtext"))
        .with("ways", json!(["email", "text"]))
        .with("email", json!("zqemail@example.test"))
        .with("phone", json!("07700900462"));
    caller.write(BICYCLE, &answers).await?;
    // From the last page to the first: what is wrong on one hides those after it.
    for (page, typed) in [
        ("evidence", vec![("evidence", "zqchoices")]),
        ("value", vec![("value", "zqmoney")]),
        ("where", vec![("stolen_from", "zqplace"), ("postcode", "zqpostcode")]),
        ("stolen-on", vec![("stolen_on-day", "zqdate"), ("stolen_time", "zqtime")]),
        ("when", vec![("when_known", "zqchoice")]),
    ] {
        let typed = [&typed[..], &[("save", "hold")]].concat();
        let answer = caller.fill(&format!("{BICYCLE}/{page}"), &typed).await?;
        ensure!(answer.status == 200, "{page}: {}", answer.status);
    }
    Ok(caller)
}

/// The same on sensitive ground.
async fn stalking(server: &Server) -> anyhow::Result<Caller> {
    let caller = Caller::new(server)?;
    let answers = answers::stalking_with_safe_contact()
        .with("full_name", json!("Zqfullname"))
        .with("tell_us", json!("zqstory"))
        .with("email", json!("zqemail@example.test"));
    caller.write(STALKING, &answers).await?;
    Ok(caller)
}

/// Saves what a caller wrote, comes back with the code and by the link, and gives both.
async fn save(server: &Server, caller: &Caller, at: &str) -> anyhow::Result<Receipt> {
    let asked = caller.fill(at, &[("save", "1")]).await?;
    let path = asked.location()?;
    let mut page = caller.get(&path).await?;
    if !page.sheet().has("#access-code") {
        caller.fill(&path, &[]).await?;
        page = caller.get(&path).await?;
    }
    let ticket = Receipt::of(&page.sheet())?;
    let other = Caller::new(server)?;
    let typed = [("reference", ticket.reference.as_str()), ("code", ticket.code.as_str())];
    ensure!(other.fill("/humberside/return", &typed).await?.status == 303);
    let link = format!("/humberside/return/{}-{}", ticket.reference, ticket.code);
    ensure!(Caller::new(server)?.get(&link).await?.status == 303);
    ensure!(other.get(&format!("/humberside/return/{}-x", ticket.code)).await?.status == 404);
    Ok(ticket)
}

/// Every row of every table, as text.
fn dump(server: &Server) -> anyhow::Result<String> {
    let tables = server.query(
        "select format('%I.%I', table_schema, table_name) from information_schema.tables
         where table_type = 'BASE TABLE' and table_schema <> 'information_schema'",
    )?;
    let rows = |table: &str| server.query(&format!("select t::text from {table} t"));
    tables.lines().map(rows).collect()
}

/// What of these words stands somewhere in a text, as it is or as hexadecimal digits.
fn found<'w>(text: &[u8], words: &'w [String]) -> Vec<&'w str> {
    let text = String::from_utf8_lossy(text);
    let stands = |word: &&String| {
        let hex = station::secrets::hex(word.as_bytes());
        text.contains(word.as_str()) || text.contains(&hex)
    };
    words.iter().filter(stands).map(String::as_str).collect()
}

/// Looks through every file below a folder; what is found, and where.
fn search(folder: &Path, words: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(search(&path, words)?);
        } else if path.is_file() {
            let text = fs::read(&path)?;
            let here = found(&text, words).into_iter();
            all.extend(here.map(|word| (word.to_owned(), path.display().to_string())));
        }
    }
    Ok(all)
}

#[tokio::test]
async fn database_data_folder_and_log_hold_nothing_of_what_is_still_being_written()
-> anyhow::Result<()> {
    let mut server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let (ordinary, sensitive) = (bicycle(&server).await?, stalking(&server).await?);
    let tickets = [
        save(&server, &bicycle(&server).await?, &format!("{BICYCLE}/when")).await?,
        save(&server, &sensitive, "/humberside/report/k7m2/check").await?,
    ];
    let sender = Caller::new(&server)?;
    let control = answers::bicycle(Language::English).with("make", json!(CONTROL));
    let (check, _) = sender.write(BICYCLE, &control).await?;
    sender.send_report(&check).await?;
    ordinary.settle().await?;

    let mut words: Vec<String> = CANARIES.iter().map(|&word| word.to_owned()).collect();
    for ticket in &tickets {
        let plain = ticket.code.replace('-', "");
        words.extend([ticket.code.clone(), plain, ticket.reference.clone()]);
    }
    words.push(CONTROL.to_owned());
    let rows = dump(&server)?;
    ensure!(found(rows.as_bytes(), &words) == [CONTROL], "{:?}", found(rows.as_bytes(), &words));
    let database = server.query("show data_directory")?;
    server.stop().await?;
    let mut places = vec![server.data().to_owned()];
    let database = Path::new(database.trim());
    if !database.starts_with(server.data()) {
        places.push(database.to_owned());
    }
    let mut everywhere = Vec::new();
    for place in &places {
        everywhere.extend(search(place, &words)?);
    }
    ensure!(everywhere.iter().any(|(word, _)| word == CONTROL), "the search finds nothing at all");
    everywhere.retain(|(word, _)| word != CONTROL);
    ensure!(everywhere.is_empty(), "{everywhere:?}");
    ensure!(found(server.output().as_bytes(), &words).is_empty(), "the log tells");
    Ok(())
}
