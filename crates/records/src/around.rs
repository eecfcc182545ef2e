//! What is around a record: steps over links, taken with the eyes of whoever looks.
//!
//! *Invariant:* a step leads from a record that is open to them to one that is open or says whom to ask,
//! and never on from the latter. What they may not know of carries nothing.

mod ask;
mod network;
mod path;
mod repeats;
mod seer;
mod timeline;

pub use ask::{Answer, Asking, Found, ask};
pub use network::{Edge, Limits, NODES, Network, Node, network};
pub use path::{Paths, STEPS, paths};
pub use repeats::{Repeat, Rule, repeats, rules, set_rule};
pub use timeline::{Moment, Timeline, timeline};

pub(crate) use seer::Seer;

use crate::link::Confidence;
use crate::read::Neighbour;
use crate::role::Role;
use crate::window::Window;
use kernel::{EntityId, Instant, LinkId};

/// Which steps are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The roles, and whether each is followed from its beginning to its end.
    pub(crate) roles: &'a [(Role, bool)],
    /// When: what happens in it, and what lasted at some time in it.
    pub(crate) window: Window,
    /// How many of one record, and of one role or way.
    pub(crate) limit: i64,
}

/// One step over one link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// The record from which it was asked for, under which merged ones are shown.
    pub(crate) top: EntityId,
    /// That of them at which the link stands.
    pub(crate) near: EntityId,
    /// The role.
    pub(crate) role: Role,
    /// Whether the link begins here.
    pub(crate) outward: bool,
    /// The other end.
    pub(crate) far: EntityId,
    /// The record under which that is shown.
    pub(crate) shown: EntityId,
    /// The link.
    pub(crate) link: LinkId,
    /// Since when, or when.
    pub(crate) since: Instant,
    /// Until when, where it is over.
    pub(crate) until: Option<Instant>,
    /// How sure.
    pub(crate) confidence: Confidence,
}

/// A step as it is shown: by what, since when, to what.
#[derive(Clone, Debug)]
pub struct Walked {
    /// The role.
    pub role: Role,
    /// Whether it is read from the beginning of the link to its end.
    pub outward: bool,
    /// Since when, or when it happened.
    pub since: Instant,
    /// Until when, where it is over.
    pub until: Option<Instant>,
    /// How sure the link is.
    pub confidence: Confidence,
    /// Where it leads.
    pub to: Neighbour,
}

impl Walked {
    /// What leads there, read in the direction of the way.
    #[must_use]
    pub const fn by(&self) -> kernel::Words {
        if self.outward { self.role.name() } else { self.role.name_back() }
    }
}
