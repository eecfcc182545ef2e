//! Who acts, and why: the two facts that every query and every journal entry carries.

use crate::{AccountId, ClientId};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A member of the public, known by nothing but what they hold in this request.
    Public,
    /// A person signed in at the desk.
    Staff(AccountId),
    /// Another system, which is let in in its own name.
    Client(ClientId),
    /// The station itself, by the name of the job or command that runs.
    System(&'static str),
}

impl Actor {
    /// The kind as it is stored: `public`, `staff`, `client` or `system`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Staff(_) => "staff",
            Self::Client(_) => "client",
            Self::System(_) => "system",
        }
    }

    /// Which one of its kind: the account's or the system's id, or the job's name; nothing for the public.
    #[must_use]
    pub fn name(self) -> Option<String> {
        match self {
            Self::Public => None,
            Self::Staff(id) => Some(id.to_string()),
            Self::Client(id) => Some(id.to_string()),
            Self::System(name) => Some(name.to_owned()),
        }
    }
}

/// Why data is touched. Logged with every consultation and disclosure (Data Protection Act 2018,
/// section 62).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// A person tells the police something.
    Reporting,
    /// A person follows what they told.
    Following,
    /// Another body gets what a person agreed to pass on.
    HandingOver,
    /// Contact-centre staff read, assess and answer.
    ContactHandling,
    /// An officer goes to somebody, or is there.
    Attending,
    /// What happened is investigated.
    Investigating,
    /// Somebody who is at risk is looked after.
    Safeguarding,
    /// What is known is kept right, and no longer than it is needed.
    RecordKeeping,
    /// What another force shares by an agreement.
    Sharing,
    /// Whether powers are used for the work alone.
    Oversight,
    /// Signing in and out, and keeping sessions.
    SigningIn,
    /// Messages and events on their way.
    Delivery,
    /// Setting up, repairing and checking the service.
    Administration,
    /// The demo world.
    Demonstration,
}

impl Purpose {
    /// The purpose as it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reporting => "reporting",
            Self::Following => "following",
            Self::HandingOver => "handing_over",
            Self::ContactHandling => "contact_handling",
            Self::Attending => "attending",
            Self::Investigating => "investigating",
            Self::Safeguarding => "safeguarding",
            Self::RecordKeeping => "record_keeping",
            Self::Sharing => "sharing",
            Self::Oversight => "oversight",
            Self::SigningIn => "signing_in",
            Self::Delivery => "delivery",
            Self::Administration => "administration",
            Self::Demonstration => "demonstration",
        }
    }
}
