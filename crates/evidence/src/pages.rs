//! Taking files in over HTTP: the protocol tus 1.0 for scripts and programs, a plain form for every
//! browser, a bare body for programs. The routes are those of the pages where files are asked for;
//! what stands here is given a [`Hatch`].

pub mod bare;
pub mod form;
pub mod give;
pub mod said;
pub mod tus;

use crate::file::{Details, FileId, Owner};
use crate::limits::NotTaken;
use crate::receive::{NewFile, Received, Receiving};
use crate::vault::Vault;
use axum::body::Bytes;
use futures_util::{Stream, TryStreamExt};
use kernel::{Instant, Problem};
use station::Scope;
use std::pin::Pin;
use std::time::Duration;
use tokio::time::timeout;

/// How long a sender may say nothing before the line counts as cut.
const SILENCE: Duration = Duration::from_secs(30);

/// Where somebody hands files in: to whom, and who they are. Cheap to clone.
#[derive(Clone)]
pub struct Hatch {
    /// Where files are kept.
    pub vault: Vault,
    /// At whose counter.
    pub scope: Scope,
    /// Who hands them in; nobody where whoever knows a file's id owns it.
    pub owner: Option<Owner>,
    /// The question that asks for them; empty where none does.
    pub field: String,
    /// How long they stay if they come to belong to no report.
    pub until: Instant,
}

/// Bytes as they come over the line, whatever they come in.
type Line = Pin<Box<dyn Stream<Item = Result<Bytes, Cut>> + Send>>;

/// The line was cut, or nothing came over it for too long.
struct Cut;

impl Hatch {
    async fn announce(&self, details: Details, length: Option<u64>) -> Result<FileId, NotTaken> {
        let new = NewFile { field: self.field.clone(), details, length, until: self.until };
        match self.owner {
            Some(owner) => self.vault.begin(&self.scope, owner, &new).await,
            None => self.vault.begin_by_id(&self.scope, &new).await,
        }
    }

    fn owner_of(&self, file: &FileId) -> Owner {
        self.owner.unwrap_or_else(|| Owner::by_id(file))
    }

    /// Takes a file whole, or nothing of it. It goes on when whoever asked is gone, so that nothing is
    /// left half.
    async fn take_whole(&self, details: Details, line: Line) -> Result<Received, NotTaken> {
        let id = self.announce(details, None).await?;
        let taken = self.write_whole(&id, line).await;
        if taken.is_err() {
            let owner = self.owner_of(&id);
            if let Err(problem) = self.vault.remove(&self.scope, owner, &id).await {
                tracing::warn!(%problem, "a file that broke off stays until its time is over");
            }
        }
        taken
    }

    async fn write_whole(&self, id: &FileId, line: Line) -> Result<Received, NotTaken> {
        let mut file = self.vault.resume(&self.scope, self.owner_of(id), id).await?;
        match fill(&mut file, line, |_| ()).await? {
            Ended::Well => file.finish().await,
            Ended::Cut => Err(Problem::Conflict("the line was cut").into()),
        }
    }
}

/// How a body ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Well,
    Cut,
}

/// Writes what comes over a line until it ends, and shows it to somebody who looks on.
async fn fill(
    file: &mut Receiving,
    mut line: Line,
    mut look: impl FnMut(&[u8]) + Send,
) -> Result<Ended, NotTaken> {
    loop {
        match timeout(SILENCE, line.try_next()).await {
            Ok(Ok(Some(bytes))) => {
                look(&bytes);
                file.write(&bytes).await?;
            }
            Ok(Ok(None)) => return Ok(Ended::Well),
            Ok(Err(Cut)) | Err(_) => return Ok(Ended::Cut),
        }
    }
}

/// The line of a request's body.
fn line_of(body: axum::body::Body) -> Line {
    Box::pin(body.into_data_stream().map_err(|_cut| Cut))
}

/// Why a file is not taken, as a script is told.
fn code(why: &NotTaken) -> &'static str {
    match why {
        NotTaken::Empty => "empty",
        NotTaken::TooLarge(_) => "too-large",
        NotTaken::TooMany(_) => "too-many",
        NotTaken::TooMuch(_) => "too-much",
        NotTaken::Problem(_) => "problem",
    }
}
