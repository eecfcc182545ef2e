//! What was decided, and by which policies.

use std::sync::Arc;

/// An answer. It names what it rests on, for the journal and for whoever is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether it may be done.
    pub allowed: bool,
    /// The ids of the policies that made it so: those that permit, or those that forbid. None, where
    /// no policy permits it.
    pub by: Vec<Arc<str>>,
}

impl Decision {
    /// Whether it was refused by one of these alone, so that proving again who they are is all that is missing.
    #[must_use]
    pub fn only_asks_to_prove_again(&self) -> bool {
        !self.allowed && matches!(self.by.as_slice(), [only] if &**only == PROVE_AGAIN)
    }

    /// Whether a policy was among those that decided.
    #[must_use]
    pub fn rests_on(&self, policy: &str) -> bool {
        self.by.iter().any(|id| &**id == policy)
    }
}

/// The policy that asks to prove again who one is.
const PROVE_AGAIN: &str = "prove-again";
