//! The person added files to their report after it was sent.

use crate::store;
use kernel::{ContactId, MessageId, Problem};
use reports::adding::FilesAdded;
use station::jobs::Job;
use station::{Act, Entry, Tx};

/// The job that tells the desk.
pub(crate) fn job() -> Job {
    let telling = Job::new("tell_desk_of_files", |tx, payload| {
        Box::pin(async move {
            let event: FilesAdded = serde_json::from_value(payload).map_err(Problem::broken)?;
            files_added(tx, &event).await.map(|_| ())
        })
    });
    telling.on::<FilesAdded>()
}

/// Tells in the conversation that files were added, and lets the matter wait for the desk again.
/// `Busy` while the contact is not opened yet.
pub async fn files_added(tx: &mut Tx<'_>, added: &FilesAdded) -> Result<ContactId, Problem> {
    let contact = store::contacts::of_report(tx, added.report).await?.ok_or(Problem::Busy)?;
    let head = store::contacts::hold(tx, contact).await?.ok_or(Problem::Busy)?;
    let id = MessageId::new(tx.id());
    store::messages::insert(tx, id, contact, "files_added", &added.files.to_string()).await?;
    store::contacts::set_state(tx, contact, head.state.written_to(), head.priority).await?;
    tx.journal(Entry::new(Act::Collection, "person_added_files", "contact", contact)).await?;
    Ok(contact)
}
