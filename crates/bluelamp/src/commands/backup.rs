//! `bluelamp backup`.

use super::{Outcome, say};
use crate::access::{Access, blobs, make_data_folder};
use clap::Subcommand;
use kernel::{Clock, Problem};
use station::backup::{self, Manifest, Place};
use station::blobs::Blobs;
use station::clock::StationClock;
use station::config::Config;
use station::secrets::ServerKey;
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Back up database, files and keys, also while the server is running
    Create {
        /// The folder to make
        dir: PathBuf,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Say whether a backup is as it was made
    Verify {
        /// The backup
        dir: PathBuf,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Restore a backup into a data folder and a database that have nothing yet
    Restore {
        /// The backup
        dir: PathBuf,
    },
}

pub(super) async fn run(config: &Config, command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Create { dir, json } => create(config, dir, json).await,
        Command::Verify { dir, json } => verify(dir, json).await,
        Command::Restore { dir } => restore(config, dir).await,
    }
}

async fn create(config: &Config, dir: PathBuf, json: bool) -> anyhow::Result<Outcome> {
    eprintln!("Backing up …");
    let access = Access::open(config).await?;
    let place = Place { database: access.unbound_url(config), data: config.data.clone() };
    let now = StationClock::default().real();
    let made = async {
        let blobs = carrier(config)?;
        anyhow::Ok(backup::create(place, &blobs, dir.clone(), now).await?)
    }
    .await;
    access.close().await;
    let manifest = made?;
    if json {
        say(serde_json::to_string_pretty(&manifest)?)?;
    } else {
        let secret = manifest.files.iter().filter(|file| file.secret).count();
        say(format!("{}: {} files", dir.display(), manifest.files.len()))?;
        eprintln!(
            "{secret} of them are keys. Whoever has them and the database can read everything: keep \
             them apart, and keep them, since without them drafts and access codes are lost."
        );
    }
    Ok(Outcome::Well)
}

/// The store of files, to carry pieces out of it and into it: they stay sealed, and no key is needed.
fn carrier(config: &Config) -> anyhow::Result<Blobs> {
    blobs(config, &ServerKey::new([0; 32]))
}

async fn verify(dir: PathBuf, json: bool) -> anyhow::Result<Outcome> {
    let (manifest, wrong) = apart(move || backup::verify(&dir)).await?;
    if json {
        say(serde_json::json!({ "manifest": manifest, "wrong": wrong }))?;
    } else {
        for line in &wrong {
            say(line)?;
        }
        eprintln!("{} files, {} wrong.", manifest.files.len(), wrong.len());
    }
    Ok(if wrong.is_empty() { Outcome::Well } else { Outcome::FaultFound })
}

async fn restore(config: &Config, dir: PathBuf) -> anyhow::Result<Outcome> {
    let checked = dir.clone();
    let (manifest, wrong): (Manifest, _) = apart(move || backup::verify(&checked)).await?;
    if !wrong.is_empty() {
        for line in wrong {
            eprintln!("{line}");
        }
        eprintln!("This backup is not as it was made; nothing was restored.");
        return Ok(Outcome::FaultFound);
    }
    make_data_folder(config)?;
    let blobs = carrier(config)?;
    anyhow::ensure!(
        blobs.is_empty().await?,
        "{blobs:?} is not empty; restore into a folder or a bucket of its own"
    );
    backup::restore_keys(&dir, &config.data)?;
    let pieces = backup::restore_blobs(&dir, &blobs).await?;
    eprintln!("{pieces} pieces of files are in {blobs:?}.");
    let access = Access::open(config).await?;
    let restored = backup::restore_database(&dir, &access.unbound_url(config)).await;
    access.close().await;
    restored?;
    eprintln!(
        "Restored what was backed up at {} into {}. Start the server; `bluelamp doctor` says whether \
         all is well.",
        manifest.made_at,
        config.data.display()
    );
    Ok(Outcome::Well)
}

/// Waiting for other programs and for the disk is not for the threads that serve.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> anyhow::Result<T> {
    Ok(tokio::task::spawn_blocking(work).await??)
}
