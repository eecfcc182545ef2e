//! What must hold of files at any quiet moment.

use crate::store;
use crate::vault::Vault;
use kernel::Problem;
use station::{Tx, blobs, invariants};

/// What does not hold in the scope's force: bytes without a row or a row without its bytes, a file
/// without its journal entry.
pub async fn broken(vault: &Vault, tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let mut broken = blobs::broken(vault.blobs(), tx).await?;
    let here = store::files::all_here(tx).await?;
    let here: Vec<String> = here.iter().map(ToString::to_string).collect();
    broken.extend(invariants::without_entry(tx, "file_received", "file", &here).await?);
    Ok(broken)
}
