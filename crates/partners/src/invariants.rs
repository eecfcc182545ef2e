//! What must hold of handovers at any quiet moment.

use crate::store;
use kernel::Problem;
use station::{Tx, invariants};

/// What does not hold in the scope's force: something that was passed on, or a partner's answer,
/// without its journal entry.
pub async fn broken(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let mut broken = Vec::new();
    for (state, verb) in [
        (None, "answers_handed_over"),
        (Some("accepted"), "handover_accepted"),
        (Some("returned"), "handover_returned"),
    ] {
        let handovers = store::handovers::in_state(tx, state).await?;
        broken.extend(invariants::without_entry(tx, verb, "handover", &handovers).await?);
    }
    Ok(broken)
}
