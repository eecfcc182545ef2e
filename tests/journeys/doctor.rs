//! Whoever runs the service asks whether all is well, and is told what is not and what to do.

use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// What the doctor found, by what it looked at: nothing where that is well.
struct Finding {
    all_well: bool,
    faults: BTreeMap<String, String>,
    looked_at: usize,
}

fn ask(server: &Server) -> anyhow::Result<Finding> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    command.args(["doctor", "--json"]).current_dir(root).env_remove("DATABASE_URL");
    let output = command.env("BLUELAMP__DATA", server.data()).output()?;
    let lines: Vec<Value> = serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    let mut faults = BTreeMap::new();
    for line in &lines {
        let text = |part: &str| line[part].as_str().unwrap_or_default().to_owned();
        ensure!(line["well"] == line["remedy"].is_null(), "a fault without a remedy: {line}");
        if line["well"] == false {
            faults.insert(text("what"), text("found"));
        }
    }
    Ok(Finding { all_well: output.status.success(), faults, looked_at: lines.len() })
}

#[tokio::test]
async fn what_waits_is_counted_by_force_and_has_a_remedy() -> anyhow::Result<()> {
    // Nobody works, so that what is put there stays there.
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp")).with_argument("--only=web");
    let server = Server::start(start).await?;
    let before = ask(&server)?;
    ensure!(before.all_well && before.faults.is_empty(), "{:?}", before.faults);
    ensure!(before.looked_at >= 15, "{} lines", before.looked_at);
    for sql in [
        "insert into station.jobs (force_id, id, kind, payload, due_at, state) values
             ('humberside', gen_random_uuid(), 'open_contact', '{}', now(), 'dead'),
             ('btp', '01800000-0000-7000-8000-000000000001', 'open_contact', '{}', '-infinity', 'waiting'),
             ('btp', '01800000-0000-7000-8000-000000000002', 'open_contact', '{}', now() - interval '6 minutes', 'waiting'),
             ('btp', '01800000-0000-7000-8000-000000000003', 'open_contact', '{}', now() - interval '4 minutes', 'waiting')",
        "insert into station.dispatches (force_id, id, channel, recipient, subject, body, language, about, made_at, due_at)
         values ('humberside', gen_random_uuid(), 'email', 'a@example.test', '', '', 'en', '', now(), now() - interval '1 hour')",
        "update station.journal set at = at - interval '1 hour'
         where (force_id, id) in (select force_id, entry_id from station.unsealed where force_id = 'humberside' limit 1)",
        "update station.world set kind = 'empty'",
        "insert into station.place_files (kind, name, loaded_at, entries, passed_over) values
             ('postcodes', 'ONSPD.csv', now() - interval '300 days', 1, 0)",
        "insert into editions.editions (service_id, version, english, welsh, tests, shared, note, made_at)
         select service_id, 99, 'id: [', welsh, tests, shared, '', made_at
         from editions.editions where service_id = 'bicycle-theft'",
    ] {
        server.query(sql)?;
    }
    let found = ask(&server)?;
    for (what, says) in [
        ("jobs given up", "humberside 1"),
        ("jobs waiting", "btp 2"),
        ("messages", "humberside 1"),
        ("sealing", "humberside 1"),
        ("public address", "not encrypted"),
        ("places", "postcodes 300 days old"),
        ("services", "bicycle-theft version 99"),
    ] {
        let fault =
            found.faults.get(what).with_context(|| format!("{what}: {:?}", found.faults))?;
        ensure!(fault.contains(says), "{what}: {fault}");
    }
    ensure!(!found.all_well && found.faults.len() == 7, "{:?}", found.faults);
    Ok(())
}

#[tokio::test]
async fn a_lock_that_was_taken_off_is_found() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let key = server.data().join("keys/server.key");
    fs::set_permissions(&key, Permissions::from_mode(0o644))?;
    server.query("alter role bluelamp_app bypassrls")?;
    let found = ask(&server)?;
    let faults: Vec<&str> = found.faults.keys().map(String::as_str).collect();
    ensure!(faults == ["keys", "row-level security"], "{:?}", found.faults);
    ensure!(found.faults["keys"].contains("server.key"), "{:?}", found.faults);
    server.query("alter role bluelamp_app nobypassrls")?;
    server.query(
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)",
    )?;
    fs::rename(&key, server.data().join("server.key"))?;
    let found = ask(&server)?;
    let faults: Vec<&str> = found.faults.keys().map(String::as_str).collect();
    ensure!(faults == ["keys", "migrations"], "{:?}", found.faults);
    ensure!(found.faults["migrations"].starts_with("1 of "), "{:?}", found.faults);
    ensure!(!key.exists(), "a new key was made in the place of the one that is missing");
    Ok(())
}
