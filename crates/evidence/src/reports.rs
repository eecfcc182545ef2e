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

/// Gives to a report every file of an owner that is all here and belongs to none. Returns how many it
/// was, and whether more of the owner's are on their way.
pub async fn attach_all(
    tx: &mut Tx<'_>,
    owner: Owner,
    report: ReportId,
) -> Result<(usize, bool), Problem> {
    let rows = store::files::of_owner(tx, owner).await?;
    let (here, coming): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.came_at.is_some());
    let ids = here.iter().map(|row| Ok((row.id()?, owner, report)));
    let ids = ids.collect::<Result<Vec<_>, Problem>>()?;
    attach(tx, &ids).await?;
    Ok((ids.len(), !coming.is_empty()))
}

/// Every file that an owner sent, those that belong to a report among them, in their order. Whoever
/// shows them has a journal entry in this transaction.
pub async fn sent_by(tx: &mut Tx<'_>, owner: Owner) -> Result<Vec<File>, Problem> {
    let rows = store::files::all_of_owner(tx, owner).await?;
    files(tx, rows)
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
