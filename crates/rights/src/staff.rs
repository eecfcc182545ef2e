//! Somebody who is signed in at the desk.

use crate::{Appointment, Right, Role};
use kernel::{AccountId, Actor, ForceId, Problem, Purpose, Reason};
use station::Scope;

/// A signed-in member of staff. Made by [`crate::staff_of`] from a living session, and by nothing
/// else.
#[derive(Clone, Debug)]
pub struct Staff {
    pub(crate) force: ForceId,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) appointment: Option<Appointment>,
}

impl Staff {
    /// The force that they work for.
    #[must_use]
    pub const fn force(&self) -> &ForceId {
        &self.force
    }

    /// Their account.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The name that colleagues see.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What they are there for.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// What they do for all forces, if anything.
    #[must_use]
    pub const fn appointment(&self) -> Option<Appointment> {
        self.appointment
    }

    /// Whether their role or their appointment carries a right.
    #[must_use]
    pub const fn may(&self, right: Right) -> bool {
        let appointed = match self.appointment {
            Some(appointment) => appointment.may(right),
            None => false,
        };
        self.role.may(right) || appointed
    }

    /// Refuses, unless their role or their appointment carries the right.
    pub const fn require(&self, right: Right) -> Result<(), Problem> {
        if self.may(right) { Ok(()) } else { Err(Problem::Refused(Reason::NotYourRole)) }
    }

    /// A scope in their name, in their own force.
    #[must_use]
    pub fn scope(&self, purpose: Purpose) -> Scope {
        Scope::new(self.force.clone(), Actor::Staff(self.account), purpose)
    }
}
