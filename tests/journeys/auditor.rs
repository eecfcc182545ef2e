//! The auditor who trusts nobody: proofs checked without us, and a past that was rewritten.

use crate::answers;
use crate::caller::{Caller, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output};

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";

async fn with_reports(many: u32) -> anyhow::Result<Server> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = Caller::new(&server)?;
    for number in 0..many {
        let body = json!({ "answers": answers::bicycle(Language::English).0 });
        let key = format!("auditor-{number}");
        let sent = caller.post_json(SUBMISSIONS, &body, &[("idempotency-key", &key)]).await?;
        Receipt::of_json(&sent.json()?)?;
    }
    caller.settle().await?;
    Ok(server)
}

/// A command of the program beside the running server.
fn ask(server: &Server, arguments: &[&str]) -> anyhow::Result<(bool, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    command.args(arguments).current_dir(root).env_remove("DATABASE_URL");
    let output = command.env("BLUELAMP__DATA", server.data()).output()?;
    Ok((output.status.success(), String::from_utf8(output.stdout)?))
}

fn check(proof: &Path, keys: &str) -> anyhow::Result<Output> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/verify_log_proof.py");
    Ok(Command::new("python3").arg(script).arg(proof).args(keys.lines()).output()?)
}

#[tokio::test]
async fn a_proof_is_checked_by_somebody_elses_program_and_a_changed_one_is_refused()
-> anyhow::Result<()> {
    let server = with_reports(3).await?;
    let (_well, keys) = ask(&server, &["log", "keys", "humberside"])?;
    let entries =
        server.query("select entry_id::text from station.leaves where force_id = 'humberside'")?;
    ensure!(entries.lines().count() >= 6, "{entries}");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("one.tlog-proof");
    for entry in entries.lines() {
        let (well, proof) = ask(&server, &["log", "prove", "humberside", entry])?;
        ensure!(well, "{entry} is not proven");
        std::fs::write(&file, &proof)?;
        let checked = check(&file, &keys)?;
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        ensure!(checked.status.success() && said.contains(entry), "{checked:?}");
    }
    let (_well, proof) =
        ask(&server, &["log", "prove", "humberside", entries.lines().next().context("one")?])?;
    for number in (0..proof.len()).step_by(17) {
        let mut changed = proof.clone().into_bytes();
        changed[number] ^= 1;
        std::fs::write(&file, &changed)?;
        ensure!(!check(&file, &keys)?.status.success(), "byte {number} was changed");
    }
    std::fs::write(&file, &proof)?;
    let (_well, strangers) = ask(&server, &["log", "keys", "dyfed-powys"])?;
    ensure!(!check(&file, &strangers)?.status.success(), "another log's key will do");
    Ok(())
}

#[tokio::test]
async fn the_doctor_names_the_entry_that_somebody_rewrote() -> anyhow::Result<()> {
    let server = with_reports(2).await?;
    let (well, said) = ask(&server, &["doctor"])?;
    ensure!(well && said.contains("sealed entries verify"), "{said}");
    server.query("update station.journal set verb = 'nothing_happened' where id = (select entry_id from station.leaves where force_id = 'humberside' and place = 1)")?;
    let named = server.query(
        "select entry_id::text from station.leaves where force_id = 'humberside' and place = 1",
    )?;
    let (well, said) = ask(&server, &["doctor"])?;
    ensure!(!well && said.contains(named.trim()) && said.contains("→"), "{said}");
    let (well, said) = ask(&server, &["log", "verify"])?;
    ensure!(!well && said.starts_with("humberside: entry 1 "), "{said}");
    let invariants = Caller::new(&server)?.get("/demo/invariants").await?.body;
    ensure!(invariants.contains(named.trim()), "the demo says that all is well: {invariants}");
    Ok(())
}

#[tokio::test]
async fn what_was_sealed_before_the_key_was_turned_and_after_it_is_proven() -> anyhow::Result<()> {
    let mut server = with_reports(1).await?;
    let sealed = "select entry_id::text from station.leaves where force_id = 'humberside'";
    let before = server.query(sealed)?;
    let (well, said) = ask(&server, &["log", "turn-key"])?;
    ensure!(well, "{said}");
    server.restart().await?;
    let caller = Caller::new(&server)?;
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    let sent = caller.post_json(SUBMISSIONS, &body, &[("idempotency-key", "turned")]).await?;
    Receipt::of_json(&sent.json()?)?;
    caller.settle().await?;
    let (well, said) = ask(&server, &["log", "verify"])?;
    ensure!(well, "{said}");
    let turned =
        server.query("select count(*) from station.journal where verb = 'log_key_turned'")?;
    ensure!(turned.trim() != "0", "nobody knows that the key was turned");
    let (_well, keys) = ask(&server, &["log", "keys", "humberside"])?;
    let after = server.query(sealed)?;
    ensure!(after.lines().count() > before.lines().count(), "nothing new is sealed");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("one.tlog-proof");
    for entry in after.lines() {
        let (well, proof) = ask(&server, &["log", "prove", "humberside", entry])?;
        ensure!(well, "{entry} is not proven");
        std::fs::write(&file, &proof)?;
        ensure!(check(&file, &keys)?.status.success(), "{entry}");
    }
    Ok(())
}

#[tokio::test]
async fn the_log_is_there_for_anybody_and_tells_nothing() -> anyhow::Result<()> {
    let server = with_reports(2).await?;
    let caller = Caller::new(&server)?;
    let log = "/api/v1/forces/humberside/log";
    let checkpoint = caller.get(&format!("{log}/checkpoint")).await?;
    let size = checkpoint.body.lines().nth(1).context("no size")?.to_owned();
    ensure!(checkpoint.status == 200 && checkpoint.body.starts_with("bluelamp.humberside\n"));
    let proof = caller.get(&format!("{log}/consistency/1")).await?.json()?;
    ensure!(proof["checkpoint"] == checkpoint.body.as_str(), "{proof}");
    let tile = caller.get(&format!("{log}/tile/0/000.p/{size}")).await?;
    ensure!(tile.status == 200, "{}", tile.status);
    let entry = server
        .query("select entry_id::text from station.leaves where force_id = 'humberside' limit 1")?;
    let proof = caller.get(&format!("{log}/proofs/{}", entry.trim())).await?;
    ensure!(proof.status == 200 && !proof.body.contains("extra "), "{}", proof.body);
    for missing in ["tile/0/000", "tile/3/000.p/1", "tile/x", "proofs/x", "consistency/999999"] {
        let answer = caller.get(&format!("{log}/{missing}")).await?;
        ensure!(answer.status == 404, "{missing}: {}", answer.status);
    }
    let elsewhere = caller.get(&format!("/api/v1/forces/btp/log/proofs/{}", entry.trim())).await?;
    ensure!(elsewhere.status == 404, "another force's log proves it");
    Ok(())
}
