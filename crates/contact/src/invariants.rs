//! What must hold of contacts at any quiet moment.

use crate::store;
use kernel::Problem;
use station::{Tx, invariants};

/// What does not hold in the scope's force: a contact or a message without its journal entry.
pub async fn broken(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let opened = store::contacts::all(tx).await?;
    let mut broken = invariants::without_entry(tx, "contact_opened", "contact", &opened).await?;
    for (kind, verb) in [
        ("to_person", "replied"),
        ("note", "note_written"),
        ("from_person", "person_wrote"),
        ("files_added", "person_added_files"),
    ] {
        let spoken = store::messages::contacts_with(tx, kind).await?;
        broken.extend(invariants::without_entry(tx, verb, "contact", &spoken).await?);
    }
    Ok(broken)
}
