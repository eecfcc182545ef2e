//! Where one draft is, and what opens it.

use super::{Draft, Found, Holder, Lookup, Save, Sealed, Stamp};
use jiff::SignedDuration;
use kernel::{ForceId, Instant, Problem, Purpose};
use services::Service;
use station::{Scope, seal};

/// The place of one draft, with the key to it: a browser's own, in a force and a service, or one that
/// a ticket opens.
#[derive(Clone)]
pub struct Drawer {
    force: ForceId,
    context: String,
    key: [u8; 32],
    /// Who holds a drawer that a ticket opens.
    ticket: Option<Holder>,
    pub(super) keep: SignedDuration,
    pub(crate) lookup: Lookup,
}

impl Drawer {
    /// The drawer of a browser.
    #[must_use]
    pub fn new(holder: &Holder, force: &ForceId, service: &Service) -> Self {
        Self {
            context: format!("draft v1|{force}|{}", service.id),
            key: holder.derive("seal", force.as_str(), &service.id),
            lookup: holder.derive("look-up", force.as_str(), &service.id),
            keep: service.keep_abandoned,
            force: force.clone(),
            ticket: None,
        }
    }

    /// The drawer that a ticket opens. It is not known yet how long it is kept.
    #[must_use]
    pub fn kept(holder: &Holder, force: &ForceId) -> Self {
        Self {
            context: format!("kept v1|{force}"),
            key: holder.derive("kept seal", force.as_str(), ""),
            lookup: holder.derive("kept look-up", force.as_str(), ""),
            keep: SignedDuration::ZERO,
            force: force.clone(),
            ticket: Some(holder.clone()),
        }
    }

    /// The same for a draft of this service, kept for as long as the person was told.
    #[must_use]
    pub(super) fn of(mut self, service: &Service) -> Self {
        self.keep = service.keep_draft;
        self
    }

    pub(super) const fn force(&self) -> &ForceId {
        &self.force
    }

    pub(super) const fn holder(&self) -> Option<&Holder> {
        self.ticket.as_ref()
    }

    /// The scope of whoever writes here.
    pub(crate) fn scope(&self) -> Scope {
        Scope::public(self.force.clone(), Purpose::Reporting)
    }

    pub(super) fn unseal(&self, sealed: &Sealed) -> Option<Found> {
        let plain = seal::open(&self.key, self.context.as_bytes(), &sealed.bytes)?;
        let draft = serde_json::from_slice(&plain).ok()?;
        Some(Found { draft, stamp: sealed.stamp()?, ends_at: sealed.ends_at })
    }

    /// A draft on its way here, to be kept for the service's time from now on.
    pub(crate) fn save(
        &self,
        before: Option<Stamp>,
        draft: &Draft,
        now: Instant,
    ) -> Result<Save, Problem> {
        let plain = serde_json::to_vec(draft).map_err(Problem::broken)?;
        let bytes = seal::seal(&self.key, self.context.as_bytes(), &plain)?.into();
        let sealed = Sealed { bytes, ends_at: now.plus(self.keep) };
        Ok(Save { lookup: self.lookup, before, sealed })
    }

    /// Whom a pointer names that lies here in the place of a draft.
    pub(super) fn unseal_pointer(&self, sealed: &Sealed) -> Option<Holder> {
        let plain = seal::open(&self.key, self.pointing().as_bytes(), &sealed.bytes)?;
        Some(Holder::new(plain.try_into().ok()?))
    }

    pub(super) fn seal_pointer(&self, to: &Holder) -> Result<Vec<u8>, Problem> {
        seal::seal(&self.key, self.pointing().as_bytes(), &to.0)
    }

    /// A draft can never be taken for a pointer, nor a pointer for a draft: each is sealed as what it
    /// is.
    fn pointing(&self) -> String {
        format!("pointer|{}", self.context)
    }
}
