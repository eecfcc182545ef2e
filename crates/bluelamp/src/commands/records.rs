//! `bluelamp records`: the same person in files, without a database; and old records brought into one.

mod import;

use super::Outcome;
use anyhow::Context;
use clap::{Args, Subcommand};
use matching::{Fault, People};
use station::config::Config;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Find the same person in a file of records, or in two
    ///
    /// The files are CSV with a header: `rec_id`, and any of `given_name`, `surname`, `date_of_birth` (1987-06-05
    /// or 19870605), `sex`, `address`, `postcode`, `phone`, `email` and `identifier` (an official number). Other
    /// columns are passed over. How descriptions of one person differ is learnt from the files themselves;
    /// nobody has to say who is who. Without --output and --clusters the pairs go to stdout.
    Match(Match),
    /// Bring people, vehicles or addresses of an older system into a force's records
    ///
    /// The file is CSV with a header; what its columns are is guessed, and said otherwise with --column. Each
    /// line has the older system's own number, so that the same file twice changes nothing and a later one
    /// corrects an earlier one. --dry-run says what would change, and keeps nothing.
    Import(import::Import),
}

#[derive(Args)]
pub(crate) struct Match {
    /// The file
    #[arg(long, value_name = "FILE.csv")]
    input: PathBuf,
    /// A second file: only pairs across the two are looked for
    #[arg(long, value_name = "FILE.csv")]
    link: Option<PathBuf>,
    /// Where pairs are written, the surest first: `rec_id_a,rec_id_b,probability,weight`
    #[arg(long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
    /// Where it is written which records are of one person: `rec_id,cluster_id`
    #[arg(long, value_name = "FILE.csv")]
    clusters: Option<PathBuf>,
    /// The probability from which on two records count as one person's [default: of the model]
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    threshold: Option<f64>,
}

fn probability(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it is a number from 0 to 1, like 0.9".to_owned())
}

impl Command {
    /// Whether it works on files alone.
    pub(super) const fn needs_no_config(&self) -> bool {
        matches!(self, Self::Match(_))
    }

    pub(super) async fn run(&self, config: Option<&Config>) -> anyhow::Result<Outcome> {
        match (self, config) {
            (Self::Match(wanted), _) => wanted.run(),
            (Self::Import(wanted), Some(config)) => wanted.run(config).await,
            (Self::Import(_), None) => Ok(Outcome::FaultFound),
        }
    }
}

impl Match {
    fn run(&self) -> anyhow::Result<Outcome> {
        let people = match self.read()? {
            Ok(people) => people,
            Err(fault) => {
                let file = if fault.file == 0 { Some(&self.input) } else { self.link.as_ref() };
                eprintln!("{}: {fault}", file.unwrap_or(&self.input).display());
                return Ok(Outcome::FaultFound);
            }
        };
        eprintln!("{} records read", people.len());
        if people.unread_dates() > 0 {
            eprintln!("{} dates of birth are no dates and count as unknown", people.unread_dates());
        }
        let model = people.learn();
        let threshold = self.threshold.unwrap_or_else(|| model.threshold());
        eprintln!("Learnt how they differ; threshold {threshold}");
        let pairs = people.pairs(&model, threshold);
        eprintln!("{} pairs found", pairs.len());
        if let Some(path) = &self.clusters {
            let clusters = people.clusters(&model, &pairs, threshold);
            written(path, |into| people.write_clusters(&clusters, into))?;
            let number = clusters.iter().max().map_or(0, |last| last + 1);
            eprintln!("{number} people, written to {}", path.display());
        }
        match &self.output {
            Some(path) => written(path, |into| people.write_pairs(&pairs, into))?,
            None if self.clusters.is_none() => to_stdout(|into| people.write_pairs(&pairs, into))?,
            None => {}
        }
        Ok(Outcome::Well)
    }

    fn read(&self) -> anyhow::Result<Result<People, Fault>> {
        let bytes = |path: &Path| {
            std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
        };
        let input = bytes(&self.input)?;
        Ok(match &self.link {
            Some(link) => People::read_linked(&input, &bytes(link)?),
            None => People::read(&input),
        })
    }
}

fn written(
    path: &Path,
    write: impl FnOnce(BufWriter<File>) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    let told = || format!("{} cannot be written", path.display());
    let file = File::create(path).with_context(told)?;
    write(BufWriter::with_capacity(1 << 20, file)).with_context(told)
}

fn to_stdout(write: impl FnOnce(Box<dyn Write>) -> std::io::Result<()>) -> anyhow::Result<()> {
    match write(Box::new(BufWriter::new(std::io::stdout().lock()))) {
        // A closed pipe is no fault of ours.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
