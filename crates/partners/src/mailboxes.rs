//! Where handovers go: the mailboxes that partners agreed to read them in.

use crate::{Directory, Partner};
use kernel::Email;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The mailboxes, by the partner's id. Whoever has none is shown, and nothing is passed to them.
#[derive(Clone, Debug, Default)]
pub struct Mailboxes(Arc<BTreeMap<String, Email>>);

/// A mailbox is configured for somebody whom the directory does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPartner(pub String);

impl std::fmt::Display for UnknownPartner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`handover.{}` is nobody of the partner directory", self.0)
    }
}

impl std::error::Error for UnknownPartner {}

impl Mailboxes {
    /// These mailboxes, each of a partner of the directory.
    pub fn new(
        mailboxes: BTreeMap<String, Email>,
        directory: &Directory,
    ) -> Result<Self, UnknownPartner> {
        match mailboxes.keys().find(|id| directory.get(id).is_none()) {
            Some(unknown) => Err(UnknownPartner(unknown.clone())),
            None => Ok(Self(Arc::new(mailboxes))),
        }
    }

    /// The mailbox of a partner.
    #[must_use]
    pub fn of(&self, partner: &Partner) -> Option<&Email> {
        self.0.get(&partner.id)
    }
}
