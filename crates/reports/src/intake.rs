//! Where what people tell us is taken in.

use crate::drafts::{Save, Warm};
use crate::submit::Letter;
use station::{Lane, Station};

/// Drafts and reports on their way into the database, each with those of the same moment. One for
/// the program; cheap to clone. Its verbs stand with what they are about: `drafts` and `submit`.
#[derive(Clone)]
pub struct Intake {
    pub(crate) station: Station,
    pub(crate) warm: Warm,
    pub(crate) saving: Lane<Save>,
    pub(crate) sending: Lane<Letter>,
}

impl Intake {
    /// Nothing has come in yet.
    #[must_use]
    pub fn new(station: &Station) -> Self {
        Self {
            station: station.clone(),
            warm: Warm::empty(),
            saving: Lane::new(station),
            sending: Lane::new(station),
        }
    }
}
