//! What the program is packaged with names only what there is: its commands and flags, its settings,
//! its ports, files of the tree.

use anyhow::{Context as _, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const PORTS: [&str; 2] = ["8080", "9080"];

fn root() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).to_owned()
}

fn read(name: &str) -> anyhow::Result<String> {
    Ok(std::fs::read_to_string(root().join("packaging").join(name))?)
}

fn says(arguments: &[&str]) -> anyhow::Result<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    let output = command.args(arguments).current_dir(root()).output()?;
    ensure!(output.status.success(), "{arguments:?}: {output:?}");
    Ok(String::from_utf8(output.stdout)?)
}

/// Fails unless these words are a command of ours with flags that it has.
fn is_a_command(words: &[&str]) -> anyhow::Result<()> {
    let subcommand = words.first().context("no command")?;
    let help = says(&[subcommand, "--help"])?;
    for flag in words.iter().filter(|word| word.starts_with("--")) {
        ensure!(help.contains(flag), "{subcommand} has no {flag}");
    }
    for address in words.iter().filter_map(|word| word.rsplit_once(':')) {
        ensure!(PORTS.contains(&address.1), "{address:?} is no port of ours");
    }
    Ok(())
}

/// Fails unless every setting that is named is one of ours.
fn settings_exist(text: &str) -> anyhow::Result<()> {
    let schema: Value = serde_json::from_str(&says(&["config", "schema"])?)?;
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let names = lines.flat_map(|line| line.split("BLUELAMP__").skip(1));
    let mut met = 0;
    for rest in names {
        let end = rest.find(|c: char| c != '_' && !c.is_ascii_uppercase()).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_lowercase();
        let name = name.strip_suffix("_file").unwrap_or(&name).to_owned();
        let mut here = &schema;
        for part in name.split("__") {
            here = &here["properties"][part];
            if let Some(place) = here["$ref"].as_str().and_then(|place| place.strip_prefix('#')) {
                here = schema.pointer(place).context("a broken reference")?;
            }
            ensure!(!here.is_null(), "there is no setting {name}");
        }
        met += 1;
    }
    ensure!(met > 0, "no setting is named");
    Ok(())
}

#[test]
fn the_unit_of_systemd_starts_what_there_is() -> anyhow::Result<()> {
    let unit = read("bluelamp.service")?;
    let start =
        unit.lines().find_map(|line| line.strip_prefix("ExecStart=")).context("no start")?;
    let words: Vec<&str> = start.split(' ').collect();
    ensure!(words.first().is_some_and(|program| program.ends_with("/bluelamp")), "{start}");
    is_a_command(words.get(1..).unwrap_or_default())?;
    ensure!(unit.contains("KillSignal=SIGINT"), "it would be ended another way than by hand");
    settings_exist(&unit)
}

#[test]
fn the_container_is_built_from_what_there_is_and_runs_as_nobody() -> anyhow::Result<()> {
    let file = read("Containerfile")?;
    settings_exist(&file)?;
    let lists = file.lines().filter_map(|line| line.get(line.find('[')?..));
    for list in lists {
        let words: Vec<String> = serde_json::from_str(list)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.split_first() {
            Some((&"bluelamp", [])) => {}
            Some((&"bluelamp", command)) => is_a_command(command)?,
            _ => is_a_command(&words)?,
        }
    }
    let exposed = file.lines().find_map(|line| line.strip_prefix("EXPOSE ")).context("no port")?;
    ensure!(exposed.split(' ').eq(PORTS), "{exposed}");
    ensure!(file.contains("USER 65532:65532"), "it runs as root");
    let wanted = read_rust_version()?;
    ensure!(
        file.contains(&format!("rust:{wanted}-")),
        "it is built with another Rust than {wanted}"
    );
    Ok(())
}

fn read_rust_version() -> anyhow::Result<String> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \""));
    Ok(line.context("no version")?.trim_end_matches('"').to_owned())
}

#[test]
fn the_compose_file_fits_the_container() -> anyhow::Result<()> {
    let file = read("compose.yaml")?;
    settings_exist(&file)?;
    ensure!(
        root().join("packaging/Containerfile").is_file()
            && file.contains("packaging/Containerfile")
    );
    for port in PORTS {
        ensure!(file.contains(&format!("127.0.0.1:{port}:{port}")), "{port} is not reached");
    }
    let ignored = std::fs::read_to_string(root().join(".gitignore"))?;
    for secret in ["database-password", "database-url"] {
        ensure!(file.contains(&format!("file: ./{secret}")), "{secret}");
        ensure!(ignored.contains(&format!("/packaging/{secret}")), "{secret} could be committed");
    }
    Ok(())
}

#[test]
fn a_container_learns_that_no_server_answers() -> anyhow::Result<()> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    let output = command.args(["healthcheck", "--admin", "127.0.0.1:1"]).output()?;
    let said = String::from_utf8(output.stderr)?;
    ensure!(output.status.code() == Some(1) && said.contains("127.0.0.1:1"), "{said}");
    Ok(())
}
