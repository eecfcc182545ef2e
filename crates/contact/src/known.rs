//! Matters as those know them who look at who looked: what they are called and whom they are about, as
//! keyed hashes, and nothing of what is in them. Whoever asks writes the journal's entry about that.

use crate::store;
use kernel::{ContactId, Problem, Reference, ReportId};
use rights::interests::Token;
use station::Tx;

/// What can be known of a matter without opening it.
#[derive(Clone, Debug)]
pub struct Known {
    /// The contact.
    pub contact: ContactId,
    /// The report that began it.
    pub report: ReportId,
    /// Its reference.
    pub reference: Reference,
    /// Whom it is about.
    pub about: Vec<Token>,
}

/// The matter of a reference, if it is one of the force's.
pub async fn known_by_reference(
    tx: &mut Tx<'_>,
    reference: &Reference,
) -> Result<Option<Known>, Problem> {
    let force = tx.station().forces().get(tx.force());
    if force.is_none_or(|force| force.letters != reference.letters()) {
        return Ok(None);
    }
    Ok(store::known::by_code(tx, reference.code()).await?.pop())
}

/// The matters of these contacts, as far as there are some.
pub async fn known(tx: &mut Tx<'_>, contacts: &[ContactId]) -> Result<Vec<Known>, Problem> {
    store::known::of(tx, contacts).await
}
