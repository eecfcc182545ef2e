//! How common names are among those we know.

use crate::Description;

/// How often each name is there: a rare one that agrees says more than a common one.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    people: u32,
}

impl Frequencies {
    /// Counts a description in.
    pub fn note(&mut self, _description: &Description) {
        self.people += 1;
    }

    /// Counts a description out again.
    pub fn forget(&mut self, _description: &Description) {
        self.people = self.people.saturating_sub(1);
    }

    /// How many descriptions are counted.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.people
    }
}
