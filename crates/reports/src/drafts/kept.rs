//! Drafts that a person saved, to come back to on any device that has the ticket.
//!
//! There is one live copy of a draft. Once it is saved it lies in a drawer that the ticket opens, and
//! in the browser's own drawer is a pointer to it, sealed as the draft was. Two devices that write
//! do not overwrite each other, as two tabs do not.

use super::{CHANGED, Draft, Drawer, Found, Holder, Save, Sealed, Stamp};
use crate::drafts::ticket::Ticket;
use crate::intake::Intake;
use crate::store;
use jiff::SignedDuration;
use kernel::{ForceId, Instant, Problem};
use serde::{Deserialize, Serialize};
use services::Service;
use station::Upkeep;

/// A pointer lives a little longer than what it points to, by this part of its time, so that it need
/// not be written anew with every page.
const SLACK: i32 = 8;

/// What a kept draft says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The service that it belongs to: whoever comes with a ticket does not say it.
    pub service: String,
    /// The ticket, so that whoever can read the draft can be shown it again.
    pub ticket: String,
    /// How many messages with the ticket were sent.
    #[serde(default)]
    pub messages: u8,
}

/// Where a browser's draft is, and what is there.
#[derive(Clone)]
pub struct Opened {
    own: Drawer,
    /// What is in the browser's own drawer where it is no pointer, or where the pointer leads.
    pub found: Option<Found>,
    pointer: Option<Pointer>,
}

/// What stands in a browser's own drawer in the place of a draft.
#[derive(Clone)]
struct Pointer {
    stamp: Stamp,
    ends_at: Instant,
    kept: Drawer,
}

impl Opened {
    /// Whether the draft is a kept one that can be gone on with.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.live().is_some()
    }

    fn live(&self) -> Option<&Pointer> {
        let unsent = self.found.as_ref().is_some_and(|found| found.draft.sent.is_none());
        self.pointer.as_ref().filter(|_| unsent)
    }

    /// Where the next state goes and in the place of which. What comes after a kept draft that was
    /// sent or has ended is the browser's own again: other devices keep what they have.
    fn goes_to(&self) -> (&Drawer, Option<Stamp>) {
        match (self.live(), &self.pointer) {
            (Some(pointer), _) => (&pointer.kept, self.stamp()),
            (None, Some(pointer)) => (&self.own, Some(pointer.stamp)),
            (None, None) => (&self.own, self.stamp()),
        }
    }

    fn stamp(&self) -> Option<Stamp> {
        self.found.as_ref().map(|found| found.stamp)
    }

    /// The state of the browser's own drawer.
    fn own_stamp(&self) -> Option<Stamp> {
        self.pointer.as_ref().map_or_else(|| self.stamp(), |pointer| Some(pointer.stamp))
    }

    /// The drawer to send from, and the state that was read.
    #[must_use]
    pub fn to_send(&self) -> (&Drawer, Option<Stamp>) {
        self.goes_to()
    }
}

impl Intake {
    /// Opens a browser's draft, wherever it is.
    pub async fn open_any(
        &self,
        own: Drawer,
        service: &Service,
        seen: Option<Stamp>,
    ) -> Result<Opened, Problem> {
        let Some(sealed) = self.sealed(&own, seen).await? else {
            return Ok(Opened { own, found: None, pointer: None });
        };
        if let Some(holder) = own.unseal_pointer(&sealed) {
            let kept = Drawer::kept(&holder, own.force()).of(service);
            let found = self.open(&kept, seen).await?;
            let belongs = |found: &Found| {
                found.draft.kept.as_ref().is_some_and(|kept| kept.service == service.id)
            };
            let found = found.filter(belongs);
            let stamp = sealed.stamp().ok_or_else(|| Problem::broken("a pointer unstamped"))?;
            let pointer = Some(Pointer { stamp, ends_at: sealed.ends_at, kept });
            return Ok(Opened { own, found, pointer });
        }
        let found = own.unseal(&sealed);
        Ok(Opened { own, found, pointer: None })
    }

    /// Keeps the next state of a draft where it is.
    pub async fn save_any(&self, opened: &Opened, draft: &Draft) -> Result<Stamp, Problem> {
        let (drawer, before) = opened.goes_to();
        let draft = match opened.live() {
            Some(_) => draft.clone(),
            None => Draft { kept: None, ..draft.clone() },
        };
        let saved = self.save(drawer, before, &draft).await?;
        if let Some(pointer) = opened.live() {
            self.renew(&opened.own, pointer).await?;
        }
        Ok(saved)
    }

    /// A pointer never ends before what it points to.
    async fn renew(&self, own: &Drawer, pointer: &Pointer) -> Result<(), Problem> {
        let now = self.station.clock().now();
        if now.plus(pointer.kept.keep) <= pointer.ends_at {
            return Ok(());
        }
        let save = point(own, &pointer.kept, Some(pointer.stamp), now)?;
        self.warm.forget(&own.lookup);
        // Another tab was quicker: then it is renewed already.
        self.saving.send(own.scope(), save).await.map(|_renewed| ())
    }

    /// Moves a draft into a drawer that its new ticket opens, and leaves a pointer in the browser's
    /// own. `Conflict` when the draft was changed since it was read.
    pub async fn put_by(
        &self,
        opened: &Opened,
        service: &Service,
        (draft, ticket): (&Draft, &Ticket),
    ) -> Result<Stamp, Problem> {
        let own = &opened.own;
        let holder = ticket.holder(&self.station, own.force()).await?;
        let kept = Drawer::kept(&holder, own.force()).of(service);
        let about = Kept { service: service.id.clone(), ticket: ticket.text(), messages: 0 };
        let draft = Draft { kept: Some(about), ..draft.clone() };
        let now = self.station.clock().now();
        let copy = kept.save(None, &draft, now)?;
        let pointer = point(own, &kept, opened.own_stamp(), now)?;
        self.warm.forget(&own.lookup);
        let mut tx = self.station.begin(&own.scope()).await?;
        let done = store::drafts::save(&mut tx, &[&copy, &pointer]).await?;
        if done.contains(&false) {
            tx.leave().await?;
            return Err(Problem::Conflict(CHANGED));
        }
        tx.commit_upkeep(Upkeep::Draft).await?;
        copy.sealed.stamp().ok_or_else(|| Problem::broken("a draft without a stamp"))
    }

    /// Opens what a ticket keeps in a force. Nothing for an unknown reference, a wrong code and what
    /// has ended: they are the same, and take the same time.
    pub async fn open_ticket(
        &self,
        force: &ForceId,
        ticket: &Ticket,
    ) -> Result<Option<(Holder, Found)>, Problem> {
        let holder = ticket.holder(&self.station, force).await?;
        let found = self.open(&Drawer::kept(&holder, force), None).await?;
        Ok(found.map(|found| (holder, found)))
    }

    /// Leaves a pointer to what a ticket keeps in a browser's own drawer, in the place of whatever is
    /// there.
    pub async fn point_to(
        &self,
        opened: &Opened,
        service: &Service,
        holder: &Holder,
    ) -> Result<(), Problem> {
        let own = &opened.own;
        let kept = Drawer::kept(holder, own.force()).of(service);
        let save = point(own, &kept, opened.own_stamp(), self.station.clock().now())?;
        self.warm.forget(&own.lookup);
        let kept = self.saving.send(own.scope(), save).await?;
        if kept { Ok(()) } else { Err(Problem::Conflict(CHANGED)) }
    }

    /// Deletes a draft wherever it is, for every device.
    pub async fn forget_any(&self, opened: &Opened) -> Result<(), Problem> {
        let (drawer, before) = opened.goes_to();
        if let Some(before) = before {
            self.forget(drawer, before).await?;
        }
        match opened.live() {
            Some(pointer) => self.forget(&opened.own, pointer.stamp).await,
            None => Ok(()),
        }
    }
}

/// A pointer on its way into a browser's own drawer.
fn point(
    own: &Drawer,
    kept: &Drawer,
    before: Option<Stamp>,
    now: Instant,
) -> Result<Save, Problem> {
    let slack = kept.keep.checked_div(SLACK).unwrap_or(SignedDuration::ZERO);
    let ends_at = now.plus(kept.keep).plus(slack);
    let holder = kept.holder().ok_or_else(|| Problem::broken("a pointer to no kept draft"))?;
    let bytes = own.seal_pointer(holder)?.into();
    Ok(Save { lookup: own.lookup, before, sealed: Sealed { bytes, ends_at } })
}
