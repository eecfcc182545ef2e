//! The commands, as an operator of the service and their scripts use them.

use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in an empty folder of its own, with these settings and nobody else's.
fn run(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> anyhow::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    for (name, _value) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("BLUELAMP__") {
            command.env_remove(name);
        }
    }
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    Ok(command
        .args(arguments)
        .current_dir(folder)
        .env_remove("DATABASE_URL")
        .env("BLUELAMP__DATA", folder.join("data"))
        .env("BLUELAMP__FORCES", root.join("forces"))
        .env("BLUELAMP__SERVICES", root.join("services"))
        .envs(settings.iter().copied())
        .output()?)
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn every_command_explains_itself_and_misuse_is_said_with_two() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let commands: [&[&str]; 18] = [
        &[],
        &["serve"],
        &["migrate"],
        &["doctor"],
        &["config", "check"],
        &["config", "dump"],
        &["services", "check"],
        &["services", "test"],
        &["services", "list"],
        &["forces", "check"],
        &["admin", "user"],
        &["admin", "force"],
        &["admin", "role"],
        &["admin", "policy"],
        &["places", "load"],
        &["places", "status"],
        &["records", "match"],
        &["completions"],
    ];
    for command in commands {
        let arguments: Vec<&str> = command.iter().copied().chain(["--help"]).collect();
        let (code, out, err) = said(&run(folder.path(), &arguments, &[])?);
        ensure!(code == Some(0) && out.contains("Usage:"), "{command:?}: {code:?} {err}");
    }
    for misuse in [
        &["nonsense"][..],
        &["serve", "--port", "x"],
        &["config"],
        &["places", "load"],
        &["records", "match"],
        &["records", "match", "--input", "people.csv", "--threshold", "2"],
        &["completions", "x"],
    ] {
        let (code, out, err) = said(&run(folder.path(), misuse, &[])?);
        ensure!(code == Some(2) && out.is_empty() && !err.is_empty(), "{misuse:?}: {code:?}");
    }
    Ok(())
}

#[test]
fn results_go_to_stdout_and_words_about_them_to_stderr() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (code, out, err) = said(&run(folder.path(), &["services", "list", "--json"], &[])?);
    ensure!(code == Some(0), "{err}");
    let listed: serde_json::Value = serde_json::from_str(&out)?;
    let first = listed.get(0).context("no service")?;
    for part in ["id", "group", "title", "kind", "languages"] {
        ensure!(!first[part].is_null(), "{part}: {first}");
    }
    for (arguments, inside) in [
        (&["services", "schema"][..], "\"$schema\""),
        (&["config", "schema"], "\"$schema\""),
        (&["completions", "bash"], "bluelamp"),
        (&["man"], ".TH"),
    ] {
        let (code, out, err) = said(&run(folder.path(), arguments, &[])?);
        ensure!(code == Some(0) && out.contains(inside), "{arguments:?}: {code:?} {err}");
    }
    for arguments in [&["services", "check"][..], &["services", "test"], &["forces", "check"]] {
        let (code, _out, err) = said(&run(folder.path(), arguments, &[])?);
        ensure!(code == Some(0), "{arguments:?}: {err}");
    }
    Ok(())
}

#[test]
fn the_same_person_is_found_in_files_without_a_database() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let header = "rec_id,given_name,surname,date_of_birth,address,postcode,phone,colour";
    let file = |name: &str, lines: &[&str]| {
        std::fs::write(folder.path().join(name), format!("{header}\n{}\n", lines.join("\n")))
    };
    let siobhan =
        "Siobhan,O'Neill,1987-06-05,\"21 Chestnut Street, Quenmere\",AC31 1SS,07700 900123,red";
    let shivaun = "Shivaun,ONEILL,19870605,21 Chestnut St,AC311SS,+44 7700 900123,";
    let other = "Geraint,Pugh,1955-02-11,3 Heol Uchaf,AE12 2AB,,";
    let line = |id: &str, person: &str| format!("{id},{person}");
    file("a.csv", &[&line("1", siobhan), &line("2", other), &line("3", shivaun)])?;
    file("b.csv", &[&line("x", shivaun)])?;
    file("bad.csv", &["1,Jo,Smith,5 June 1987,,,,"])?;

    let (code, out, err) =
        said(&run(folder.path(), &["records", "match", "--input", "a.csv"], &[])?);
    ensure!(code == Some(0) && err.contains("threshold"), "{code:?} {err}");
    let lines: Vec<&str> = out.lines().collect();
    ensure!(lines.first() == Some(&"rec_id_a,rec_id_b,probability,weight"), "{out}");
    ensure!(lines.len() == 2 && lines.iter().any(|line| line.starts_with("1,3,")), "{out}");

    let arguments = ["records", "match", "--input", "a.csv", "--link", "b.csv"];
    let to = ["--output", "pairs.csv", "--clusters", "people.csv", "--threshold", "0.9"];
    let (code, out, err) = said(&run(folder.path(), &[&arguments[..], &to].concat(), &[])?);
    ensure!(code == Some(0) && out.is_empty() && err.contains("0.9"), "{code:?} {out} {err}");
    let pairs = std::fs::read_to_string(folder.path().join("pairs.csv"))?;
    ensure!(pairs.contains("1,x,") && pairs.contains("3,x,") && !pairs.contains("1,3,"), "{pairs}");
    let people = std::fs::read_to_string(folder.path().join("people.csv"))?;
    ensure!(people == "rec_id,cluster_id\n1,1\n2,2\n3,1\nx,1\n", "{people}");

    let bad = said(&run(folder.path(), &["records", "match", "--input", "bad.csv"], &[])?);
    ensure!(bad.0 == Some(1) && bad.2.contains("line 2, column date_of_birth"), "{bad:?}");
    let none = said(&run(folder.path(), &["records", "match", "--input", "none.csv"], &[])?);
    ensure!(none.0 == Some(1) && none.2.contains("none.csv"), "{none:?}");
    Ok(())
}

#[test]
fn a_wrong_setting_is_named_with_the_nearest_right_one() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for (setting, value, says) in [
        ("BLUELAMP__PUBLIC_ULR", "http://localhost:8080", "public_url"),
        ("BLUELAMP__DATABASE__ULR", "postgres://x", "url"),
        ("BLUELAMP__PUBLIC_URL", "http://police.example", "https"),
    ] {
        let (code, _out, err) =
            said(&run(folder.path(), &["config", "check"], &[(setting, value)])?);
        ensure!(code == Some(1) && err.contains(says), "{setting}: {code:?} {err}");
    }
    let secret = "postgres://someone:opensesame@localhost/bluelamp";
    let settings = [("BLUELAMP__DATABASE__URL", secret)];
    let (code, out, _err) = said(&run(folder.path(), &["config", "dump"], &settings)?);
    ensure!(code == Some(0) && !out.contains("opensesame"), "{out}");
    Ok(())
}

#[test]
fn every_command_that_needs_a_configuration_takes_it_from_the_file_that_is_named()
-> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("wrong.toml"), "[telemetry]\notlp_endpiont = \"x\"\n")?;
    let commands: [&[&str]; 12] = [
        &["serve"],
        &["migrate", "--plan"],
        &["doctor"],
        &["config", "check"],
        &["config", "dump"],
        &["services", "check"],
        &["services", "list"],
        &["forces", "check"],
        &["backup", "create", "b"],
        &["log", "verify"],
        &["log", "keys", "humberside"],
        &["places", "status"],
    ];
    for command in commands {
        for (file, says) in
            [("wrong.toml", "did you mean `telemetry.otlp_endpoint`?"), ("none.toml", "none.toml")]
        {
            let named = ["--config", file];
            for arguments in [[&named[..], command].concat(), [command, &named[..]].concat()] {
                let (code, _out, err) = said(&run(folder.path(), &arguments, &[])?);
                ensure!(code == Some(1), "{arguments:?}: {code:?} {err}");
                ensure!(err.contains(file) && err.contains(says), "{arguments:?}: {err}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_named_file_takes_the_place_of_the_one_that_lies_there() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for (file, from) in [("bluelamp.toml", "here"), ("other.toml", "there")] {
        let text = format!("[mail]\nfrom = \"{from} <{from}@example.test>\"\n");
        std::fs::write(folder.path().join(file), text)?;
    }
    for (named, from) in [(&[][..], "here@"), (&["--config", "other.toml"], "there@")] {
        let arguments = [&["config", "dump"], named].concat();
        let (code, out, err) = said(&run(folder.path(), &arguments, &[])?);
        ensure!(code == Some(0) && out.contains(from), "{arguments:?}: {out} {err}");
    }
    Ok(())
}

#[tokio::test]
async fn a_demo_folder_is_refused_without_the_demo() -> anyhow::Result<()> {
    let mut server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    server.stop().await?;
    let data = server.data().to_str().context("a path")?;
    let folder = tempfile::tempdir()?;
    let serve = ["serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"];
    let (code, out, err) = said(&run(folder.path(), &serve, &[("BLUELAMP__DATA", data)])?);
    ensure!(code == Some(1) && out.is_empty(), "{code:?}: {out} {err}");
    for way_out in ["demo world", "start with --demo", "BLUELAMP__DATA"] {
        ensure!(err.contains(way_out), "{way_out:?} is not in {err}");
    }
    // It is as it was.
    server.restart().await
}

#[test]
fn a_broken_definition_is_shown_where_it_is_broken() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../services"));
    copy(root, &folder.path().join("services"))?;
    let file = folder.path().join("services/bicycle-theft.yaml");
    let text = std::fs::read_to_string(&file)?;
    std::fs::write(&file, text.replacen("type: date", "type: dat", 1))?;
    let services = folder.path().join("services");
    let settings = [("BLUELAMP__SERVICES", services.to_str().context("a path")?)];
    let (code, _out, err) = said(&run(folder.path(), &["services", "check"], &settings)?);
    ensure!(code == Some(1), "{code:?}: {err}");
    for part in ["bicycle-theft.yaml", "dat", "date"] {
        ensure!(err.contains(part), "{part:?} is not in {err}");
    }
    let place = err.split("bicycle-theft.yaml:").nth(1).unwrap_or_default();
    ensure!(place.starts_with(|digit: char| digit.is_ascii_digit()), "no line: {err}");
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[test]
fn a_port_that_is_taken_is_named() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    let (code, _out, err) = said(&run(folder.path(), &["serve", "--listen", &address], &[])?);
    let port = taken.local_addr()?.port().to_string();
    ensure!(code == Some(1) && err.contains(&port) && err.contains("--listen"), "{code:?}: {err}");
    Ok(())
}

#[test]
fn an_operator_loads_open_data_and_a_broken_file_changes_nothing() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    file("good.csv", "pcds,pfa23cd\nHU1 3AA,E23000012\nHU1 3AB,E23999999\nHU,x\n")?;
    file("bad.csv", "place,force\nHull,humberside\n")?;
    file("bad.geojson", "{")?;
    let load = |arguments: &[&str]| {
        let arguments: Vec<&str> = ["places", "load"].iter().chain(arguments).copied().collect();
        run(folder.path(), &arguments, &[])
    };
    for (arguments, code, out_says, err_says) in [
        (
            &["--postcodes", "good.csv"][..],
            0,
            "2 postcodes loaded, 1 rows",
            "line 4 has no postcode",
        ),
        (&["--postcodes", "good.csv"], 0, "2 postcodes loaded", "E23999999: no force"),
        (&["--postcodes", "bad.csv"], 1, "", "no column pcds"),
        (&["--postcodes", "none.csv"], 1, "", "none.csv cannot be read"),
        (&["--boundaries", "bad.geojson"], 1, "", "cannot be read as GeoJSON"),
        (&["--postcodes", "good.csv", "--boundaries", "bad.geojson"], 1, "", "GeoJSON"),
        (&["--allow-fewer"], 2, "", "--postcodes"),
    ] {
        let (ended, out, err) = said(&load(arguments)?);
        ensure!(ended == Some(code), "{arguments:?}: {ended:?} {out} {err}");
        ensure!(out.contains(out_says) && err.contains(err_says), "{arguments:?}: {out} {err}");
    }
    let (code, out, err) = said(&run(folder.path(), &["places", "status", "--json"], &[])?);
    let status: serde_json::Value = serde_json::from_str(&out)?;
    ensure!(code == Some(0) && status[0]["entries"] == 2 && status[1].is_null(), "{out} {err}");
    Ok(())
}
