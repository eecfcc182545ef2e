//! The drill: a backup made under load, restored elsewhere, is the same police station.

use crate::answers;
use crate::caller::{Caller, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use reqwest::Method;
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";

async fn send(caller: &Caller, key: &str) -> anyhow::Result<Receipt> {
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    let sent = caller.post_json(SUBMISSIONS, &body, &[("idempotency-key", key)]).await?;
    Receipt::of_json(&sent.json()?)
}

fn backup(data: &Path, arguments: &[&str], dir: &Path) -> anyhow::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    command.arg("backup").args(arguments).arg(dir).current_dir(root).env_remove("DATABASE_URL");
    Ok(command.env("BLUELAMP__DATA", data).output()?)
}

#[tokio::test]
async fn a_backup_made_under_load_is_the_same_station_elsewhere() -> anyhow::Result<()> {
    let mut server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = Caller::new(&server)?;
    let mut receipts = Vec::new();
    for number in 0..5 {
        receipts.push(send(&caller, &format!("backup-{number}")).await?);
    }
    caller.settle().await?;
    // The load goes on while the backup is made.
    let stop = Arc::new(AtomicBool::new(false));
    let (stopped, other) = (stop.clone(), caller.another()?);
    let load = tokio::spawn(async move {
        let mut sent = 0;
        while !stopped.load(Ordering::Relaxed) {
            send(&other, &format!("load-{sent}")).await?;
            sent += 1;
        }
        anyhow::Ok(sent)
    });
    let folder = tempfile::tempdir()?;
    let dir = folder.path().join("one");
    let (data, into) = (server.data().to_owned(), dir.clone());
    let made = tokio::task::spawn_blocking(move || backup(&data, &["create"], &into)).await??;
    stop.store(true, Ordering::Relaxed);
    ensure!(load.await?? > 0, "there was no load");
    ensure!(made.status.success(), "{made:?}");
    ensure!(!backup(server.data(), &["create"], &dir)?.status.success(), "one was overwritten");
    ensure!(backup(server.data(), &["verify"], &dir)?.status.success());

    // Elsewhere: a data folder and a port of its own.
    let elsewhere = Server::prepare(Start::demo(env!("CARGO_BIN_EXE_bluelamp")))?;
    let restored = backup(elsewhere.data(), &["restore"], &dir)?;
    ensure!(restored.status.success(), "{restored:?}");
    let again = backup(elsewhere.data(), &["restore"], &dir)?;
    ensure!(!again.status.success(), "it was restored over what is there");
    server.stop().await?;
    let mut elsewhere = elsewhere;
    elsewhere.restart().await?;
    let there = Caller::new(&elsewhere)?;
    for receipt in &receipts {
        let path = format!("/api/v1/reports/{}", receipt.reference);
        let found =
            there.send(there.request(Method::GET, &path).bearer_auth(&receipt.code)).await?;
        ensure!(found.status == 200, "{}: {}", receipt.reference, found.status);
    }
    // The same key still gives the same receipt, and the journal's log still verifies.
    ensure!(send(&there, "backup-0").await? == receipts[0], "another receipt for the same key");
    there.settle().await
}

#[tokio::test]
async fn a_backup_that_somebody_changed_is_not_restored() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let folder = tempfile::tempdir()?;
    let dir = folder.path().join("one");
    ensure!(backup(server.data(), &["create"], &dir)?.status.success());
    let dump = dir.join("database.dump");
    let mut bytes = std::fs::read(&dump)?;
    let middle = bytes.len() / 2;
    *bytes.get_mut(middle).context("an empty dump")? ^= 1;
    std::fs::write(&dump, bytes)?;
    let found = backup(server.data(), &["verify"], &dir)?;
    let said = String::from_utf8(found.stdout)?;
    ensure!(found.status.code() == Some(1) && said.contains("database.dump was changed"), "{said}");
    let elsewhere = Server::prepare(Start::demo(env!("CARGO_BIN_EXE_bluelamp")))?;
    let restored = backup(elsewhere.data(), &["restore"], &dir)?;
    ensure!(restored.status.code() == Some(1), "{restored:?}");
    ensure!(!elsewhere.data().join("keys").exists(), "something of it was restored");
    let unfinished = folder.path().join("one.unfinished");
    std::fs::create_dir(&unfinished)?;
    ensure!(!backup(server.data(), &["verify"], &unfinished)?.status.success());
    Ok(())
}
