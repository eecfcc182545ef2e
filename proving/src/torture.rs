//! Torture: send, kill, start again, and look for everything that was acknowledged.

mod amcheck;
mod black_hole;
mod clock;
mod compare;
mod every_call;
mod every_io;
mod fault;
mod full_disk;
pub mod journal;
mod report;
mod town;

pub use black_hole::{BlackHole, black_hole};
pub use clock::{ClockJump, clock_jumps};
pub use compare::Verdict;
pub use every_call::{EveryCall, every_call};
pub use every_io::{EveryIo, every_io};
pub use full_disk::{FullDisk, full_disk};
pub use report::{CycleReport, Report};

use crate::load::{Aim, Load, Tally};
use crate::proxy::pause;
use crate::random::Random;
use crate::server::Start;
use anyhow::ensure;
use compare::{Places, compare, resolve};
use fault::Fault;
use journal::{Ack, Journal};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};
use town::Town;

/// How long a load may take to be acknowledged as often as wanted.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Options {
    /// The program.
    pub program: PathBuf,
    /// How many faults, each under load and followed by a comparison.
    pub cycles: u32,
    /// What every choice follows from.
    pub seed: u64,
    /// How many clients send at the same time.
    pub clients: usize,
    /// How many acknowledgements there are before the fault of a cycle, and again after it.
    pub acknowledged: u64,
    /// Told of an acknowledgement that never was, to show that it is found missing.
    pub tell_a_lie: bool,
}

/// Goes through all cycles: three in four against a PostgreSQL behind a proxy, the others against
/// the program's own. `tell` hears how each ended.
pub async fn run(options: &Options, mut tell: impl FnMut(&CycleReport)) -> anyhow::Result<Report> {
    let mut random = Random::new(options.seed);
    let mut report = Report::new(options.seed);
    let embedded = options.cycles / 4;
    let behind_proxy = options.cycles - embedded;
    if behind_proxy > 0 {
        let town = Town::behind_proxies(Start::demo(&options.program)).await?;
        torture(options, town, behind_proxy, &mut random, &mut report, &mut tell).await?;
    }
    if embedded > 0 {
        let town = Town::embedded(&options.program).await?;
        torture(options, town, embedded, &mut random, &mut report, &mut tell).await?;
    }
    Ok(report)
}

#[expect(clippy::too_many_arguments, reason = "one caller, which owns them all")]
async fn torture(
    options: &Options,
    mut town: Town,
    cycles: u32,
    random: &mut Random,
    report: &mut Report,
    tell: &mut impl FnMut(&CycleReport),
) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let run = random.between(0, u64::MAX - 1);
    let aim = Aim {
        to: town.to_server.address(),
        run,
        numbers: Arc::new(AtomicU64::new(1)),
        journal: Journal::open(folder.path().join("acknowledged"))?,
    };
    if options.tell_a_lie {
        aim.journal.keep(lie()).await?;
    }
    let mut read_to = 0;
    for _cycle in 0..cycles {
        let fault = Fault::choose(random, &town);
        let (cycle, end) = cycle(options, &mut town, &aim, fault, read_to).await?;
        read_to = end;
        tell(&cycle);
        report.add(cycle);
    }
    // What was there after its own cycle must be there after all the others too.
    let (all, _end) = aim.journal.read_from(0)?;
    let began = Instant::now();
    let url = town.database_url()?;
    let places = Places { server: town.server.address(), database: &url };
    let mut verdict = compare(&places, &all, true).await?;
    verdict.broken.extend(amcheck::amcheck(&url)?);
    let last = CycleReport {
        fault: format!("everything once more, {} in all", all.len()),
        verdict,
        took_ms: millis(began.elapsed()),
        ..CycleReport::default()
    };
    tell(&last);
    report.add_last(last);
    Ok(())
}

async fn cycle(
    options: &Options,
    town: &mut Town,
    aim: &Aim,
    fault: Fault,
    read_from: u64,
) -> anyhow::Result<(CycleReport, u64)> {
    let began = Instant::now();
    let name = fault.to_string();
    let is_kill = fault.is_kill();
    let load = Load::start(aim, options.clients);
    let tally = load.tally.clone();
    reach(&tally, options.acknowledged, &name).await?;
    fault.strike(town, &tally).await;
    town.mend().await?;
    let wanted = tally.count() + options.acknowledged;
    reach(&tally, wanted, &name).await?;
    let in_doubt = load.stop().await?;
    let doubts = in_doubt.len();
    for ack in resolve(town.server.address(), in_doubt).await? {
        aim.journal.keep(ack).await?;
    }
    let (acks, end) = aim.journal.read_from(read_from)?;
    let url = town.database_url()?;
    let places = Places { server: town.server.address(), database: &url };
    let verdict = compare(&places, &acks, true).await?;
    let report = CycleReport {
        fault: name,
        acknowledged: acks.len(),
        in_doubt: doubts,
        busy: tally.busy.load(std::sync::atomic::Ordering::Relaxed),
        broken: tally.broken.load(std::sync::atomic::Ordering::Relaxed),
        other_answers: tally.other(),
        back_after_ms: tally.back_after().filter(|_| is_kill).map(millis),
        took_ms: millis(began.elapsed()),
        verdict,
    };
    Ok((report, end))
}

async fn reach(tally: &Tally, wanted: u64, during: &str) -> anyhow::Result<()> {
    let began = Instant::now();
    while tally.count() < wanted {
        ensure!(
            began.elapsed() < PATIENCE,
            "{during}: {} of {wanted} acknowledged after a minute; other answers: {:?}",
            tally.count(),
            tally.other()
        );
        pause(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// An acknowledgement that never was.
fn lie() -> Ack {
    Ack {
        key: "torture-lie".to_owned(),
        service: "stalking-or-harassment".to_owned(),
        answers: serde_json::Value::Null,
        reference: "HUM-2222-2222".to_owned(),
        access_code: "2222-2222-2222".to_owned(),
        submitted_at: String::new(),
    }
}

fn millis(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}
