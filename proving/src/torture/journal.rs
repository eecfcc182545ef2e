//! The harness's own journal: an acknowledgement is on disk there before it counts.

use crate::load::Submission;
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use tokio::sync::oneshot;

/// One acknowledged report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// The key that it was sent with.
    pub key: String,
    /// The service.
    pub service: String,
    /// What was sent.
    pub answers: Value,
    /// The reference, as it was acknowledged.
    pub reference: String,
    /// The access code.
    pub access_code: String,
    /// When it was sent, as it was acknowledged.
    pub submitted_at: String,
}

impl Ack {
    /// Reads the body of a `201`.
    #[must_use]
    pub fn read(what: &Submission, body: &[u8]) -> Option<Self> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let text = |name| Some(body.get(name)?.as_str()?.to_owned());
        Some(Self {
            key: what.key.clone(),
            service: what.service.to_owned(),
            answers: what.answers.clone(),
            reference: text("reference")?,
            access_code: text("access_code")?,
            submitted_at: text("submitted_at")?,
        })
    }
}

type Entry = (Vec<u8>, oneshot::Sender<std::io::Result<()>>);

/// An open journal; clones write to the same.
#[derive(Clone)]
pub struct Journal {
    path: Arc<Path>,
    entries: mpsc::Sender<Entry>,
}

impl Journal {
    /// Opens a new journal, and the thread that writes it: everything that waits goes to disk
    /// together.
    pub fn open(path: PathBuf) -> anyhow::Result<Self> {
        let file = OpenOptions::new().create_new(true).append(true).open(&path)?;
        let (entries, waiting) = mpsc::channel();
        std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || write(file, &waiting))?;
        Ok(Self { path: path.into(), entries })
    }

    /// Keeps an acknowledgement; it is on disk when this returns.
    pub async fn keep(&self, ack: Ack) -> anyhow::Result<()> {
        let mut line = serde_json::to_vec(&ack)?;
        line.push(b'\n');
        let (tell, kept) = oneshot::channel();
        self.entries.send((line, tell)).ok().context("the journal's thread ended")?;
        Ok(kept.await??)
    }

    /// What was kept from this byte on, read back from disk, and where it ends.
    pub fn read_from(&self, start: u64) -> anyhow::Result<(Vec<Ack>, u64)> {
        let mut file = File::open(&self.path)?;
        let end = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(start))?;
        let lines = BufReader::new(file).lines();
        let acks: anyhow::Result<Vec<Ack>> =
            lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect();
        Ok((acks?, end))
    }
}

fn write(mut file: File, waiting: &mpsc::Receiver<Entry>) {
    while let Ok(first) = waiting.recv() {
        let entries: Vec<Entry> = std::iter::once(first).chain(waiting.try_iter()).collect();
        let bytes: Vec<u8> = entries.iter().flat_map(|(line, _)| line.iter().copied()).collect();
        let written = file.write_all(&bytes).and_then(|()| file.sync_data());
        for (_, tell) in entries {
            let told = match &written {
                Ok(()) => Ok(()),
                Err(error) => Err(std::io::Error::from(error.kind())),
            };
            // Whoever asked may be gone.
            let _unheard = tell.send(told);
        }
    }
}
