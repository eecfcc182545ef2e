//! The journal: what section 62 of the Data Protection Act 2018 asks of police systems, for every
//! change and every look.

use crate::store;
use crate::tx::Tx;
use kernel::{AccountId, ClientId, Instant, JournalId, Problem};
use serde_json::{Value, json};

/// The kind of processing, in the words of section 62.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Data came in.
    Collection,
    /// Data was changed.
    Alteration,
    /// Data was looked at.
    Consultation,
    /// Data was given to somebody.
    Disclosure,
    /// Data was joined with other data.
    Combination,
    /// Data was erased.
    Erasure,
}

impl Act {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Collection,
        Self::Alteration,
        Self::Consultation,
        Self::Disclosure,
        Self::Combination,
        Self::Erasure,
    ];

    /// The kind of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Alteration => "alteration",
            Self::Consultation => "consultation",
            Self::Disclosure => "disclosure",
            Self::Combination => "combination",
            Self::Erasure => "erasure",
        }
    }
}

/// One entry. Who, when, why and whose come from the transaction.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(crate) act: Act,
    pub(crate) verb: &'static str,
    pub(crate) thing: &'static str,
    pub(crate) thing_id: String,
    pub(crate) details: Value,
}

impl Entry {
    /// An entry: the kind of processing, what was done (`report_submitted`), and to which thing.
    #[must_use]
    pub fn new(
        act: Act,
        verb: &'static str,
        thing: &'static str,
        id: impl std::fmt::Display,
    ) -> Self {
        Self { act, verb, thing, thing_id: id.to_string(), details: json!({}) }
    }

    /// Facts about the act itself, such as a count or a reason code. Never the content of a record.
    #[must_use]
    pub fn with(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}

/// Who did what an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A member of the public.
    Public,
    /// Somebody who works for the force.
    Staff(AccountId),
    /// Another system.
    Client(ClientId),
    /// The station itself, by the name of its job or command.
    System(String),
}

/// An entry that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Its id.
    pub id: JournalId,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// Why, as [`kernel::Purpose::code`].
    pub purpose: String,
    /// The kind of processing.
    pub act: Act,
    /// What was done, such as `report_submitted`.
    pub verb: String,
    /// The kind of thing that it was done to.
    pub thing: String,
    /// Which one.
    pub thing_id: String,
    /// Facts about the act.
    pub details: Value,
}

/// One thing, as entries name it: its kind and its id.
pub type Named = (&'static str, String);

/// Where a page of entries ends and the next begins: the last entry on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it was written.
    pub at: Instant,
    /// Which one it is.
    pub id: JournalId,
}

/// A length of time: from a moment on, and before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Instant,
    /// The first moment after it.
    pub to: Instant,
}

impl Written {
    /// Its place among others.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { at: self.at, id: self.id }
    }
}

// Whoever reads the journal writes an entry about that: these verbs do not, because the station does not
// know why it is read.

/// What was done with these things, the newest first, at most `most` after a place.
pub async fn about(
    tx: &mut Tx<'_>,
    things: &[Named],
    after: Option<Place>,
    most: usize,
) -> Result<Vec<Written>, Problem> {
    store::journal::about(tx, things, after, most).await
}

/// What somebody who works for the force did in a period, the newest first, at most `most` after a place.
pub async fn by(
    tx: &mut Tx<'_>,
    account: AccountId,
    period: Period,
    (after, most): (Option<Place>, usize),
) -> Result<Vec<Written>, Problem> {
    store::journal::by(tx, account, period, (after, most)).await
}

/// What was done in a period, by anybody or by one person, in its order, at most `most`.
pub async fn between(
    tx: &mut Tx<'_>,
    period: Period,
    account: Option<AccountId>,
    most: usize,
) -> Result<Vec<Written>, Problem> {
    store::journal::between(tx, period, account, most).await
}

/// What was sealed from a place in the log on, in the order of the log, at most `most`. Nothing is left
/// out, whenever it was committed: whoever goes on where they stopped sees each entry once.
pub async fn sealed_from(
    tx: &mut Tx<'_>,
    place: i64,
    most: usize,
) -> Result<Vec<Written>, Problem> {
    store::journal::sealed_from(tx, place, most).await
}
