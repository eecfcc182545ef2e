//! Which report files belong to, by its id.

use crate::file::{File, FileId, Owner};
use crate::store;
use crate::vault::files;
use kernel::{Problem, ReportId};
use station::{Act, Entry, Tx};

/// Gives files to reports, in the transaction that keeps these: each only to whoever owns it, and
/// only once. What is not all here, or belongs to another, is left where it is: a report is never
/// refused for a file.
pub async fn attach(tx: &mut Tx<'_>, files: &[(FileId, Owner, ReportId)]) -> Result<(), Problem> {
    if files.is_empty() {
        return Ok(());
    }
    let attached = store::files::attach(tx, files).await?;
    let entry = |blob| Entry::new(Act::Combination, "file_attached_to_report", "file", blob);
    let entries: Vec<Entry> = attached.into_iter().map(entry).collect();
    tx.journal_all(&entries).await
}

/// Those of the files that are not all here, belong to a report already, or are not their owner's.
pub async fn unknown(tx: &mut Tx<'_>, files: &[(FileId, Owner)]) -> Result<Vec<FileId>, Problem> {
    let free = store::files::free(tx, files).await?;
    Ok(files.iter().filter(|(id, _)| !free.contains(id)).map(|(id, _)| id.clone()).collect())
}

/// The files of a report, in the order in which they were announced. Whoever shows them has a journal
/// entry for the report in this transaction.
pub async fn of_report(tx: &mut Tx<'_>, report: ReportId) -> Result<Vec<File>, Problem> {
    let rows = store::files::of_report(tx, report).await?;
    files(tx, rows)
}
