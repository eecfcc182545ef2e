//! What a person is told of their report: read in one transaction, with its journal entries.

use super::Portal;
use super::following::Following;
use super::looked::Looked;
use crate::standing::{Standing, Status};
use contact::{Happening, Story};
use kernel::{ForceId, Instant, MessageId, Problem, Purpose};
use reports::Report;
use reports::adding::{FilesLink, files_link};
use services::Service;
use station::{Scope, Tx};
use std::sync::Arc;

/// What a person is told of their report.
pub(super) struct Told {
    pub(super) report: Report,
    pub(super) story: Story,
    /// Who looked at it, where that is shown.
    pub(super) looked: Option<Looked>,
    /// What they answered, if we still have it in this form.
    pub(super) service: Option<Arc<Service>>,
    /// The link to add files to it, while it opens.
    pub(super) files_link: Option<FilesLink>,
    /// The force that was told.
    pub(super) force: ForceId,
    /// The id of the message that they may write next.
    pub(super) next_message: MessageId,
    /// When.
    pub(super) now: Instant,
}

/// Tells the person who follows a report of it. The journal has it as a disclosure to them.
pub(super) async fn tell(portal: &Portal, following: &Following) -> Result<Told, Problem> {
    let scope = Scope::public(following.force.clone(), Purpose::Following);
    let mut tx = portal.hall.station.begin(&scope).await?;
    let told = tell_in(&mut tx, portal, following).await?;
    tx.commit().await?;
    Ok(told)
}

/// The same with who looked at it; the journal has that as well.
pub(super) async fn tell_with_looks(
    portal: &Portal,
    following: &Following,
) -> Result<Told, Problem> {
    let scope = Scope::public(following.force.clone(), Purpose::Following);
    let mut tx = portal.hall.station.begin(&scope).await?;
    let mut told = tell_in(&mut tx, portal, following).await?;
    let hours = oversight::feed::delay(&mut tx).await?;
    let seen = oversight::feed::tell(&mut tx, told.report.id, told.story.contact).await?;
    told.looked = Some(Looked { seen, hours });
    tx.commit().await?;
    Ok(told)
}

/// The same for a copy that they keep; the journal has that as well.
pub(super) async fn tell_for_keeps(
    portal: &Portal,
    following: &Following,
) -> Result<Told, Problem> {
    let scope = Scope::public(following.force.clone(), Purpose::Following);
    let mut tx = portal.hall.station.begin(&scope).await?;
    let told = tell_in(&mut tx, portal, following).await?;
    reports::note_copy(&mut tx, following.report).await?;
    tx.commit().await?;
    Ok(told)
}

async fn tell_in(tx: &mut Tx<'_>, portal: &Portal, following: &Following) -> Result<Told, Problem> {
    let report = reports::read(tx, following.report).await?;
    let story = contact::story(tx, report.id, report.submitted_at).await?;
    let catalogue = portal.hall.catalogue();
    let service = catalogue.as_told(&report.service_id, report.service_version).cloned();
    let files_link = match &service {
        Some(service) => files_link(tx, service, (report.id, report.submitted_at)).await?,
        None => None,
    };
    let (next_message, now) = (MessageId::new(tx.id()), tx.now());
    let force = following.force.clone();
    Ok(Told { report, story, looked: None, service, files_link, force, next_message, now })
}

impl Told {
    /// Whether nobody who looks on may see what it is about. What we do not know is.
    pub(super) fn is_sensitive(&self) -> bool {
        self.service.as_ref().is_none_or(|service| service.is_sensitive())
    }

    /// Whether an e-mail tells them of a message.
    pub(super) fn is_told_by_email(&self) -> bool {
        self.service.as_ref().is_some_and(|service| {
            services::contact_wishes(service, &self.report.answers).safe_email().is_some()
        })
    }

    /// Where it stands.
    pub(super) fn standing(&self) -> Standing {
        let mut happenings = self.story.happenings.iter().map(|(_, happening)| happening);
        Standing {
            status: Status::after(self.story.happenings.first().map(|(_, newest)| newest)),
            answered: happenings.any(|one| matches!(one, Happening::WeWrote(_))),
            reply_by: self.report.reply_by,
            now: self.now,
        }
    }
}
