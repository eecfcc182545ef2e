//! A report becomes a contact in the queue.

use crate::candidates::candidates;
use crate::{assess, event, files_added, notify, protection, store};
use kernel::{ContactId, Problem, ReportId, Thing};
use reports::{Report, ReportSubmitted};
use services::{Catalogue, Service, Shelf};
use station::jobs::Job;
use station::{Act, Entry, Tx};

/// The jobs of this crate: a contact is opened for each report, and told of files that are added.
#[must_use]
pub fn jobs(shelf: &Shelf) -> Vec<Job> {
    let shelf = shelf.clone();
    let opening = Job::new("open_contact", move |tx, payload| {
        let catalogue = shelf.catalogue();
        Box::pin(async move {
            let event: ReportSubmitted =
                serde_json::from_value(payload).map_err(Problem::broken)?;
            open(tx, &catalogue, event.report).await.map(|_| ())
        })
    });
    vec![opening.on::<ReportSubmitted>(), files_added::job()]
}

/// The edition that a report was told in. A process that does not have it yet is a moment behind the
/// one that published it, and tries again.
fn edition<'a>(catalogue: &'a Catalogue, report: &Report) -> Result<&'a Service, Problem> {
    let newest = catalogue.editions(&report.service_id).last().map(|it| it.service.version);
    if newest.is_some_and(|newest| newest < report.service_version) {
        return Err(Problem::Busy);
    }
    let service = catalogue.as_told(&report.service_id, report.service_version);
    service.map(|service| &**service).ok_or(Problem::NotFound(Thing::Service))
}

/// Opens the contact of a report: assessed, in the queue, an event in the records, and confirmed to the
/// person where they allowed it. Done twice, it is the same contact; one that an earlier release opened
/// becomes an event when it is done again.
pub async fn open(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    report: ReportId,
) -> Result<ContactId, Problem> {
    if let Some(known) = store::contacts::of_report(tx, report).await? {
        if store::candidates::event(tx, known).await?.is_none() {
            let report = reports::read(tx, report).await?;
            record(tx, edition(catalogue, &report)?, &report, known).await?;
        }
        return Ok(known);
    }
    let report = reports::read(tx, report).await?;
    let service = edition(catalogue, &report)?;
    let assessment = assess::of_report(service, &report, tx.now());
    let id = ContactId::new(tx.id());
    let about = protection::about(tx.station().key(), &report);
    store::contacts::insert(tx, id, &report, (assessment.priority, &about)).await?;
    triage::record(tx, id, &assessment).await?;
    tx.journal(Entry::new(Act::Collection, "contact_opened", "contact", id)).await?;
    record(tx, service, &report, id).await?;
    notify::confirm(tx, service, &report).await?;
    Ok(id)
}

/// Writes down in the records what the report tells, and whom a person is to take over.
async fn record(
    tx: &mut Tx<'_>,
    service: &Service,
    report: &Report,
    contact: ContactId,
) -> Result<(), Problem> {
    let event = event::record(tx, service, report, contact).await?;
    store::candidates::keep_event(tx, contact, event).await?;
    let drafts = candidates(service, report);
    store::candidates::insert(tx, contact, &drafts).await
}
