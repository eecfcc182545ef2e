//! Writing an assessment down.

use crate::{Assessment, Reason, store};
use kernel::{AssessmentId, ContactId, Problem};
use station::{Act, Entry, Tx};

/// Writes down what was made of a contact. Earlier assessments stay.
pub async fn record(
    tx: &mut Tx<'_>,
    contact: ContactId,
    assessment: &Assessment,
) -> Result<AssessmentId, Problem> {
    let id = AssessmentId::new(tx.id());
    store::insert(tx, id, contact, assessment).await?;
    let details = serde_json::json!({ "priority": assessment.priority.code() });
    tx.journal(Entry::new(Act::Alteration, "assessed", "contact", contact).with(details)).await?;
    Ok(id)
}

/// The reasons of a contact's latest assessment; none before the first.
pub async fn latest(tx: &mut Tx<'_>, contact: ContactId) -> Result<Vec<Reason>, Problem> {
    store::latest_reasons(tx, contact).await
}

/// The reasons of the latest assessment of each of these contacts that has one.
pub async fn latest_of(
    tx: &mut Tx<'_>,
    contacts: &[ContactId],
) -> Result<Vec<(ContactId, Vec<Reason>)>, Problem> {
    store::latest_reasons_of(tx, contacts).await
}
