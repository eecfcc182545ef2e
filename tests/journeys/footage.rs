//! Somebody sends a recording from a phone on a bad line: the server is killed and started again under
//! it, and all of it arrives, bit for bit. Without scripts the form brings it.

use crate::answers;
use crate::browser::{Browser, Look};
use crate::caller::Caller;
use crate::person::form::ON;
use crate::person::{Person, Who};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use std::time::Duration;
use tokio::time::{interval, timeout};

const WHO: Who = Who {
    name: "footage",
    language: Language::English,
    look: Look { width: 390, height: 844, scripts: true, touch: true },
    force: "humberside",
    force_name: "Humberside Police",
};

const SERVICE: &str = "/humberside/tell-us-about/send-footage";
/// Fifteen parts of the script's.
const SIZE: usize = 30 * 1024 * 1024;
/// The place of the file input.
const INPUT: &str = "input[type=file]";

fn recording() -> Vec<u8> {
    let bytes = (0..SIZE).map(|at| (at.wrapping_mul(2_654_435_761) >> 11).to_le_bytes()[0]);
    // The beginning of a recording as phones make it.
    let mut bytes: Vec<u8> = bytes.collect();
    bytes.splice(..12, *b"\0\0\0\x18ftypmp42");
    bytes
}

/// Comes to the page that asks for files.
async fn at_files(person: &Person<'_>) -> anyhow::Result<()> {
    person.go(SERVICE).await?;
    person.click("main a.govuk-button").await?;
    while !person.path().await?.ends_with("/files") {
        person.answer_page(&answers::footage()).await?;
        person.click(ON).await?;
    }
    Ok(())
}

/// How many bytes of the only file are durable, and whether all are.
fn arrived(server: &Server) -> anyhow::Result<(u64, bool)> {
    let asked = "select coalesce(max(received), 0), coalesce(bool_or(sha256 is not null), false)
        from station.blobs";
    let row = server.query(asked)?;
    let (received, whole) = row.trim().split_once('|').context("no row")?;
    Ok((received.parse()?, whole == "t"))
}

/// Waits until so much has arrived.
async fn until(server: &Server, bytes: u64) -> anyhow::Result<()> {
    let mut look = interval(Duration::from_millis(5));
    let waiting = async {
        while arrived(server)?.0 < bytes {
            look.tick().await;
        }
        Ok(())
    };
    timeout(Duration::from_mins(1), waiting).await.context("it does not arrive")?
}

#[tokio::test]
async fn an_upload_cut_by_a_server_that_is_killed_goes_on_and_arrives_bit_for_bit()
-> anyhow::Result<()> {
    let mut server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let folder = tempfile::tempdir()?;
    let (file, sent) = (folder.path().join("doorbell.mp4"), recording());
    std::fs::write(&file, &sent)?;
    let browser = Browser::launch().await?;
    let person = Person::sit_down(&browser, &server, WHO).await?;
    at_files(&person).await?;
    person.look_over().await?;
    let page = person.page;
    page.give_file(INPUT, &file).await?;
    until(&server, u64::try_from(SIZE / 10 * 6)?).await?;
    server.kill9()?;
    server.restart().await?;
    ensure!(!arrived(&server)?.1, "it had arrived before the server was killed");
    until(&server, u64::try_from(SIZE)?).await?;
    page.wait_for_text("Received safely").await?;
    let hash = server.query("select encode(sha256, 'hex') from station.blobs")?;
    ensure!(hash.trim() == sha256(&sent), "not bit for bit: {hash}");
    let caller = Caller::new(&server)?;
    let broken = caller.get("/demo/invariants").await?;
    ensure!(broken.body == "[]", "{}", broken.body);
    let errors = page.text().await?;
    ensure!(errors.contains("doorbell.mp4"), "{errors}");
    Ok(())
}

#[tokio::test]
async fn a_photo_is_sent_without_scripts_and_seen_at_the_desk() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("ladders.txt");
    std::fs::write(&file, b"Two people with ladders")?;
    let browser = Browser::launch().await?;
    let who = Who { look: Look::phone().without_scripts(), ..WHO };
    let person = Person::sit_down(&browser, &server, who).await?;
    at_files(&person).await?;
    person.page.give_file(INPUT, &file).await?;
    person.click("button[name=upload-now]").await?;
    person.sees(&["ladders.txt", "Received safely"]).await?;
    person.click(ON).await?;
    person.answer_all(&answers::footage()).await?;
    person.click(ON).await?;
    let receipt = person.receipt().await?;

    let caller = Caller::new(&server)?;
    caller.settle().await?;
    let operator = Person::sit_down(&browser, &server, Who { name: "operator", ..WHO }).await?;
    operator.sign_in("ada").await?;
    operator.open_contact(&receipt.reference).await?;
    operator.sees(&["ladders.txt", "Checked", "Save the file"]).await?;
    let broken = caller.get("/demo/invariants").await?;
    ensure!(broken.body == "[]", "{}", broken.body);
    Ok(())
}

fn sha256(bytes: &[u8]) -> String {
    station::secrets::hex(&station::secrets::sha256(bytes))
}
