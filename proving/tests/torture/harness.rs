//! Short tortures of the program of the same build.

use proving::torture::{Options, Report, run};
use std::path::PathBuf;
use std::process::Command;

/// The program of the same build: whoever tests the whole workspace has it, and else it is built.
fn program() -> PathBuf {
    // …/target/debug/deps/torture-0123
    let here = std::env::current_exe().unwrap();
    let program = here.ancestors().nth(2).unwrap().join("bluelamp");
    if !program.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--package", "bluelamp", "--locked"]);
        build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        assert!(build.status().unwrap().success(), "the program is not built");
    }
    program
}

async fn short(seed: u64, cycles: u32, tell_a_lie: bool) -> Report {
    let program = program();
    let options = Options { program, cycles, seed, clients: 8, acknowledged: 20, tell_a_lie };
    run(&options, |_cycle| {}).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_server_and_its_database_are_killed() {
    let report = short(1, 4, false).await;
    assert!(report.is_well(), "{report}\n{:#?}", report.verdict);
    assert!(report.acknowledged >= 4 * 40, "{report}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledgement_that_never_was_is_reported_lost() {
    let report = short(2, 1, true).await;
    assert!(!report.is_well());
    // Once after its cycle, and once at the end.
    assert_eq!(report.verdict.lost, 2, "{report}");
    assert_eq!(report.verdict.not_shown, 2, "{report}");
}
