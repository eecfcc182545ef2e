//! A draft on its way into the database.

use super::{Lookup, Sealed, Stamp};
use crate::store;
use kernel::Problem;
use station::{Load, Tx, Upkeep};

/// A draft that takes the place of one state of it, or of nothing.
#[derive(Clone)]
pub(crate) struct Save {
    pub(crate) lookup: Lookup,
    pub(crate) before: Option<Stamp>,
    pub(crate) sealed: Sealed,
}

impl Load for Save {
    /// Whether it was kept: the draft was in the state that is named.
    type Outcome = bool;

    async fn carry(mut tx: Tx<'_>, saves: &[Self]) -> Result<Vec<bool>, Problem> {
        let all: Vec<&Self> = saves.iter().collect();
        let kept = store::drafts::save(&mut tx, &all).await?;
        tx.commit_upkeep(Upkeep::Draft).await?;
        Ok(kept)
    }
}
