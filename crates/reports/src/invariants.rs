//! What must hold of reports at any quiet moment.

use crate::store;
use kernel::Problem;
use station::{Tx, invariants};

/// What does not hold in the scope's force: a report without its journal entry.
pub async fn broken(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let reports = store::reports::all(tx).await?;
    invariants::without_entry(tx, "report_submitted", "report", &reports).await
}
