//! What oversight is composed of: how records are found, and the look through the journal.

use evidence::File;
use kernel::{ContactId, EntityId, Problem, Reference};
use oversight::records::{Asked, Matter, Records};
use rights::interests::Token;
use station::{Station, Tx};
use std::time::Duration;
use tokio::sync::watch;

/// How often the journal is looked through: what is found is news for people, who do not wait for it.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// How records are found: by the contacts that they are.
pub(super) fn records() -> Records {
    Records::new(by_reference, of_contacts, about_entities)
}

fn by_reference<'t>(tx: &'t mut Tx<'_>, reference: Reference) -> Asked<'t, Option<Matter>> {
    Box::pin(async move {
        match contact::known_by_reference(tx, &reference).await? {
            Some(known) => matter(tx, known).await.map(Some),
            None => Ok(None),
        }
    })
}

fn of_contacts<'t>(tx: &'t mut Tx<'_>, contacts: Vec<ContactId>) -> Asked<'t, Vec<Matter>> {
    Box::pin(async move {
        let mut matters = Vec::new();
        for known in contact::known(tx, &contacts).await? {
            matters.push(matter(tx, known).await?);
        }
        Ok(matters)
    })
}

fn about_entities<'t>(
    tx: &'t mut Tx<'_>,
    ids: Vec<EntityId>,
) -> Asked<'t, Vec<(EntityId, Vec<Token>)>> {
    Box::pin(async move { records::about(tx, &ids).await })
}

/// A matter with its files: who saved one looked at the matter as well.
async fn matter(tx: &mut Tx<'_>, known: contact::Known) -> Result<Matter, Problem> {
    let files: Vec<File> = evidence::of_report(tx, known.report).await?;
    Ok(Matter {
        contact: known.contact,
        report: known.report,
        reference: known.reference.to_string(),
        about: known.about,
        files: files.iter().map(|file| file.blob.to_string()).collect(),
    })
}

/// Looks through the journal until told to stop. Several processes may do so: each force's journal has
/// one who looks at a time.
pub(super) async fn watch(
    station: Station,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let records = records();
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stopped.changed() => return Ok(()),
        }
        if let Err(problem) = oversight::watch_all(&station, &records).await {
            tracing::warn!(%problem, "the journal could not be looked through for what is unusual");
        }
    }
}
