//! Where one draft is, and what opens it.

use super::{Draft, Found, Holder, Lookup, Save, Sealed, Stamp};
use jiff::SignedDuration;
use kernel::{ForceId, Instant, Problem, Purpose};
use services::Service;
use station::{Scope, seal};

/// The place of one browser's draft, in a force and a service, with the key to it.
#[derive(Clone)]
pub struct Drawer {
    force: ForceId,
    context: Vec<u8>,
    key: [u8; 32],
    keep: SignedDuration,
    pub(crate) lookup: Lookup,
}

impl Drawer {
    /// The drawer of a holder.
    #[must_use]
    pub fn new(holder: &Holder, force: &ForceId, service: &Service) -> Self {
        let context = format!("draft v1|{force}|{}", service.id).into_bytes();
        Self {
            context,
            key: holder.derive("seal", force.as_str(), &service.id),
            lookup: holder.derive("look-up", force.as_str(), &service.id),
            keep: service.keep_abandoned,
            force: force.clone(),
        }
    }

    /// The scope of whoever writes here.
    pub(crate) fn scope(&self) -> Scope {
        Scope::public(self.force.clone(), Purpose::Reporting)
    }

    pub(super) fn unseal(&self, sealed: &Sealed) -> Option<Found> {
        let plain = seal::open(&self.key, &self.context, &sealed.bytes)?;
        Some(Found { draft: serde_json::from_slice(&plain).ok()?, stamp: sealed.stamp()? })
    }

    /// A draft on its way here, to be kept for the service's time from now on.
    pub(crate) fn save(
        &self,
        before: Option<Stamp>,
        draft: &Draft,
        now: Instant,
    ) -> Result<Save, Problem> {
        let plain = serde_json::to_vec(draft).map_err(Problem::broken)?;
        let bytes = seal::seal(&self.key, &self.context, &plain)?.into();
        let sealed = Sealed { bytes, ends_at: now.plus(self.keep) };
        Ok(Save { lookup: self.lookup, before, sealed })
    }
}
