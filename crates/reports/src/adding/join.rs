//! Files that came with a link come to belong to its report: when the person says that they have
//! finished, or an hour after they began.

use super::token::LinkToken;
use crate::store;
use evidence::attach_all;
use jiff::SignedDuration;
use kernel::{Problem, ReportId};
use serde::{Deserialize, Serialize};
use station::{Act, Entry, Event, Scope, Station, Tx, Upkeep};

/// How long files wait for the person to say that they have finished.
const WAIT: SignedDuration = SignedDuration::from_hours(1);

/// Files were added to a report after it was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilesAdded {
    /// Which one.
    pub report: ReportId,
    /// How many.
    pub files: usize,
}

impl Event for FilesAdded {
    const KIND: &'static str = "files_added";
}

/// Gives to a report what came with its link: the files, the journal entry and the event, all or
/// nothing. Returns how many files it was.
pub async fn join(tx: &mut Tx<'_>, report: ReportId) -> Result<usize, Problem> {
    let owner = LinkToken::of(tx.station(), tx.scope().force(), report).owner();
    // One at a time: what two devices finish at the same moment is told once.
    store::file_links::hold(tx, report).await?;
    let (files, more) = attach_all(tx, owner, report).await?;
    if !more {
        store::file_links::waits_no_more(tx, report).await?;
    }
    if files > 0 {
        tx.journal(Entry::new(Act::Combination, "files_added", "report", report)).await?;
        tx.publish(&FilesAdded { report, files }).await?;
    }
    Ok(files)
}

/// Does so for every link whose files have waited for an hour. Returns how many files it was.
pub async fn join_waiting(station: &Station, scope: &Scope) -> Result<usize, Problem> {
    let mut tx = station.begin(scope).await?;
    let before = tx.now().plus(-WAIT);
    let waiting = store::file_links::waiting(&mut tx, before).await?;
    tx.leave().await?;
    let mut joined = 0;
    for report in waiting {
        let mut tx = station.begin(scope).await?;
        match join(&mut tx, report).await? {
            0 => tx.commit_upkeep(Upkeep::Files).await?,
            files => {
                tx.commit().await?;
                joined += files;
            }
        }
    }
    Ok(joined)
}
