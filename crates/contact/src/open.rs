//! A report becomes a contact in the queue.

use crate::{assess, notify, store};
use kernel::{ContactId, Problem, ReportId, Thing};
use reports::ReportSubmitted;
use services::Catalogue;
use station::jobs::Job;
use station::{Act, Entry, Tx};
use std::sync::Arc;

/// The jobs of this crate: a contact is opened for each report.
#[must_use]
pub fn jobs(catalogue: Arc<Catalogue>) -> Vec<Job> {
    let opening = Job::new("open_contact", move |tx, payload| {
        let catalogue = catalogue.clone();
        Box::pin(async move {
            let event: ReportSubmitted =
                serde_json::from_value(payload).map_err(Problem::broken)?;
            open(tx, &catalogue, event.report).await.map(|_| ())
        })
    });
    vec![opening.on::<ReportSubmitted>()]
}

/// Opens the contact of a report: assessed, in the queue, and confirmed to the person where they
/// allowed it. Done twice, it is the same contact.
pub async fn open(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    report: ReportId,
) -> Result<ContactId, Problem> {
    if let Some(known) = store::contacts::of_report(tx, report).await? {
        return Ok(known);
    }
    let report = reports::read(tx, report).await?;
    let service = catalogue.get(&report.service_id).ok_or(Problem::NotFound(Thing::Service))?;
    let assessment = assess::of_report(service, &report, tx.now());
    let id = ContactId::new(tx.id());
    store::contacts::insert(tx, id, &report, assessment.priority).await?;
    triage::record(tx, id, &assessment).await?;
    tx.journal(Entry::new(Act::Collection, "contact_opened", "contact", id)).await?;
    notify::confirm(tx, service, &report).await?;
    Ok(id)
}
