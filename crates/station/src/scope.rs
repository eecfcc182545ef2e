//! The scope of every query: whose data, by whom, and why.

use kernel::{Actor, ForceId, Purpose};

/// Whose data is touched, who touches it and why. Without one there is no transaction, and without
/// a transaction there is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    force: ForceId,
    actor: Actor,
    purpose: Purpose,
}

impl Scope {
    /// The scope of a member of the public at one force's counter.
    #[must_use]
    pub const fn public(force: ForceId, purpose: Purpose) -> Self {
        Self { force, actor: Actor::Public, purpose }
    }

    /// The scope of somebody who works for the force, or of the station itself.
    #[must_use]
    pub const fn new(force: ForceId, actor: Actor, purpose: Purpose) -> Self {
        Self { force, actor, purpose }
    }

    /// The one force whose rows can be seen.
    #[must_use]
    pub const fn force(&self) -> &ForceId {
        &self.force
    }

    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// Why.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }
}
