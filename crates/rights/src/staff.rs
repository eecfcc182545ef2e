//! Somebody who is signed in at the desk.

use crate::rulebook::Chapter;
use jiff::SignedDuration;
use kernel::{AccountId, Actor, ForceId, Instant, Problem, Purpose, Reason, SessionId};
use policy::{Appointment, Circumstances, Decision, Person, Policies, Record, Right, Rights, Role};
use station::Scope;
use std::sync::Arc;

/// A signed-in member of staff. Made by [`crate::staff_of`] from a living session, and by nothing
/// else.
#[derive(Clone)]
pub struct Staff {
    pub(crate) person: Arc<Person>,
    pub(crate) name: String,
    pub(crate) session: SessionFacts,
    /// The moment at which they were asked who they are, in real time.
    pub(crate) now: Instant,
    pub(crate) chapter: Arc<Chapter>,
    pub(crate) rights: Rights,
}

/// What is known of a session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SessionFacts {
    pub(crate) id: SessionId,
    pub(crate) proven_at: Instant,
    pub(crate) ends_at: Instant,
    pub(crate) managed: bool,
}

impl std::fmt::Debug for Staff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Staff({})", self.person.account)
    }
}

impl Staff {
    /// How old a proof may be before a page with something dangerous asks for another; less than the
    /// policies allow, so that there is time to fill it in.
    pub const PROOF_FOR_A_PAGE: SignedDuration = SignedDuration::from_mins(10);

    /// The force that they work for.
    #[must_use]
    pub fn force(&self) -> &ForceId {
        &self.person.force
    }

    /// Their account.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.person.account
    }

    /// The name that colleagues see.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is known of them that policies ask for.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// What they are there for.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.person.roles
    }

    /// What they do for all forces, if anything.
    #[must_use]
    pub fn appointment(&self) -> Option<Appointment> {
        self.person.appointment
    }

    /// Their session.
    #[must_use]
    pub const fn session(&self) -> SessionId {
        self.session.id
    }

    /// When their session ends whatever happens, in real time.
    #[must_use]
    pub const fn session_ends_at(&self) -> Instant {
        self.session.ends_at
    }

    /// The policies that hold for them.
    #[must_use]
    pub fn policies(&self) -> &Policies {
        &self.chapter.policies
    }

    /// Whether they may do something at all in their force, once they have proven who they are. What
    /// stands in the way of one particular record is asked with [`crate::admit`].
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.rights.has(right)
    }

    /// Refuses, unless they may do something at all.
    pub fn require(&self, right: Right) -> Result<(), Problem> {
        if self.may(right) { Ok(()) } else { Err(Problem::Refused(Reason::NotYourRole)) }
    }

    /// Refuses, unless they may do something now: for what is dangerous they must have proven lately
    /// who they are.
    pub fn require_now(&self, right: Right) -> Result<(), Problem> {
        self.require(right)?;
        let record = Record::plain(right.on(), self.force().clone());
        let decision = self.decide(right, &record, Purpose::Administration, false);
        if decision.allowed {
            Ok(())
        } else if decision.only_asks_to_prove_again() {
            Err(Problem::Refused(Reason::ProveAgain))
        } else {
            Err(Problem::Refused(Reason::NotYourRole))
        }
    }

    /// The same for the page on which something dangerous is filled in: with time left to do so.
    pub fn require_for_a_page(&self, right: Right) -> Result<(), Problem> {
        self.require_now(right)?;
        if self.is_freshly_proven() { Ok(()) } else { Err(Problem::Refused(Reason::ProveAgain)) }
    }

    /// Whether they have proven who they are so lately that there is time to fill in a page.
    #[must_use]
    pub fn is_freshly_proven(&self) -> bool {
        self.now.since(self.session.proven_at) <= Self::PROOF_FOR_A_PAGE
    }

    /// What the policies say of one thing.
    #[must_use]
    pub fn decide(&self, right: Right, record: &Record, purpose: Purpose, glass: bool) -> Decision {
        let circumstances = Circumstances {
            purpose: Some(purpose),
            proven: self.now.since(self.session.proven_at).as_secs().max(0),
            managed: self.session.managed,
            glass,
        };
        self.policies().decide(&self.person, right, record, &circumstances)
    }

    /// A scope in their name, in their own force.
    #[must_use]
    pub fn scope(&self, purpose: Purpose) -> Scope {
        Scope::new(self.force().clone(), Actor::Staff(self.account()), purpose)
    }
}
