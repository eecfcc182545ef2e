//! What a decision is made of: who asks, what about, and in which circumstances.

use crate::{Appointment, Role};
use kernel::{AccountId, ForceId, Purpose, Words, words};

words! {
    POLICE_STAFF { en: "police staff", cy: "staff yr heddlu" }
    CONSTABLE { en: "constable", cy: "cwnstabl" }
    SERGEANT { en: "sergeant", cy: "rhingyll" }
    INSPECTOR { en: "inspector", cy: "arolygydd" }
    CHIEF_INSPECTOR { en: "chief inspector", cy: "prif arolygydd" }
    SUPERINTENDENT { en: "superintendent", cy: "uwch-arolygydd" }
    CHIEF_SUPERINTENDENT { en: "chief superintendent", cy: "prif uwch-arolygydd" }
    CHIEF_OFFICER { en: "chief officer", cy: "prif swyddog" }
    NOT_VETTED { en: "not vetted", cy: "heb ei fetio" }
    RECRUITMENT { en: "recruitment vetting", cy: "fetio recriwtio" }
    MANAGEMENT { en: "management vetting", cy: "fetio rheoli" }
    SC { en: "SC", cy: "SC" }
    DV { en: "DV", cy: "DV" }
}

/// A list of codes with names, in their order: stored as text, given to the policies as a number.
macro_rules! scale {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $number:literal, $words:expr;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every one, the lowest first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As it is stored.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// As the policies compare it.
            #[must_use]
            pub const fn number(self) -> i64 {
                match self { $(Self::$variant => $number,)+ }
            }

            /// What it is called, as in the middle of a sentence.
            #[must_use]
            pub const fn name(self) -> Words {
                match self { $(Self::$variant => $words,)+ }
            }

            /// That of a stored code.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}

scale! {
    /// A rank, or none.
    Rank {
        /// Without a rank.
        PoliceStaff = "police_staff", 0, POLICE_STAFF;
        /// Constable.
        Constable = "constable", 1, CONSTABLE;
        /// Sergeant.
        Sergeant = "sergeant", 2, SERGEANT;
        /// Inspector.
        Inspector = "inspector", 3, INSPECTOR;
        /// Chief inspector.
        ChiefInspector = "chief_inspector", 4, CHIEF_INSPECTOR;
        /// Superintendent.
        Superintendent = "superintendent", 5, SUPERINTENDENT;
        /// Chief superintendent.
        ChiefSuperintendent = "chief_superintendent", 6, CHIEF_SUPERINTENDENT;
        /// Assistant chief constable or above.
        ChiefOfficer = "chief_officer", 7, CHIEF_OFFICER;
    }
}

scale! {
    /// How far somebody was vetted (College of Policing, Authorised Professional Practice on vetting).
    Vetting {
        /// Not, or not yet.
        None = "none", 0, NOT_VETTED;
        /// Recruitment vetting.
        Recruitment = "recruitment", 1, RECRUITMENT;
        /// Management vetting.
        Management = "management", 2, MANAGEMENT;
        /// Security check.
        Sc = "sc", 3, SC;
        /// Developed vetting.
        Dv = "dv", 4, DV;
    }
}

words! {
    OFFICIAL { en: "OFFICIAL", cy: "SWYDDOGOL" }
    OFFICIAL_SENSITIVE { en: "OFFICIAL-SENSITIVE", cy: "SWYDDOGOL-SENSITIF" }
    SECRET { en: "SECRET", cy: "CYFRINACHOL" }
    ONE_FACTOR { en: "a password", cy: "cyfrinair" }
    TWO_FACTORS { en: "two factors", cy: "dau ffactor" }
    HARDWARE { en: "a passkey", cy: "cod mynediad dyfais" }
}

scale! {
    /// How a record is marked (Government Security Classifications).
    Marking {
        /// What most is.
        Official = "official", 1, OFFICIAL;
        /// With a handling caveat.
        OfficialSensitive = "official_sensitive", 2, OFFICIAL_SENSITIVE;
        /// Secret.
        Secret = "secret", 3, SECRET;
    }
}

scale! {
    /// How surely we know who somebody is.
    Assurance {
        /// By a password, or what their provider says of one.
        OneFactor = "one_factor", 1, ONE_FACTOR;
        /// By two factors.
        TwoFactors = "two_factors", 2, TWO_FACTORS;
        /// By a passkey or a hardware key, which cannot be phished.
        Hardware = "hardware", 3, HARDWARE;
    }
}

/// Somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// Their account.
    pub account: AccountId,
    /// The force that they work for.
    pub force: ForceId,
    /// What they are there for.
    pub roles: Vec<Role>,
    /// What they do for all forces, if anything.
    pub appointment: Option<Appointment>,
    /// Their rank.
    pub rank: Rank,
    /// How far they were vetted.
    pub vetting: Vetting,
    /// The units that they belong to, by their ids.
    pub units: Vec<String>,
    /// The operations that they work on, by their ids.
    pub operations: Vec<String>,
    /// How surely we know them.
    pub assurance: Assurance,
}

impl Person {
    /// Somebody of a force with no role, of whom no more is known than that they were let in.
    #[must_use]
    pub const fn nobody(force: ForceId) -> Self {
        Self {
            account: AccountId::NOBODY,
            force,
            roles: Vec::new(),
            appointment: None,
            rank: Rank::PoliceStaff,
            vetting: Vetting::Recruitment,
            units: Vec::new(),
            operations: Vec::new(),
            assurance: Assurance::TwoFactors,
        }
    }
}

/// What sort of thing is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A matter with the public.
    Contact,
    /// What a person told us.
    Report,
    /// What a person has not sent yet.
    Draft,
    /// A person that the force has a record of.
    Person,
    /// A vehicle, a telephone, a document or another thing.
    Object,
    /// An address, a place, a road, or a place online.
    Location,
    /// An incident, a crime or another thing that happened.
    Event,
    /// A business, a school or another body.
    Organisation,
    /// An event that fewer people need to know of: an intelligence report, or time in custody.
    Intelligence,
    /// A service, and what is written of it.
    Service,
    /// An account of a member of staff.
    Account,
    /// A policy.
    Policy,
    /// An agreement with another force.
    Agreement,
    /// Another system.
    Client,
    /// The journal.
    Journal,
    /// Counts in which nobody is.
    Counts,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Contact,
        Self::Report,
        Self::Draft,
        Self::Person,
        Self::Object,
        Self::Location,
        Self::Event,
        Self::Organisation,
        Self::Intelligence,
        Self::Service,
        Self::Account,
        Self::Policy,
        Self::Agreement,
        Self::Client,
        Self::Journal,
        Self::Counts,
    ];

    /// The entity's name in the policies.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "Contact",
            Self::Report => "Report",
            Self::Draft => "Draft",
            Self::Person => "Person",
            Self::Object => "Object",
            Self::Location => "Location",
            Self::Event => "Event",
            Self::Organisation => "Organisation",
            Self::Intelligence => "Intelligence",
            Self::Service => "Service",
            Self::Account => "Account",
            Self::Policy => "Policy",
            Self::Agreement => "Agreement",
            Self::Client => "Client",
            Self::Journal => "Journal",
            Self::Counts => "Counts",
        }
    }
}

/// A thing that is asked about, with what it has to do with whoever asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, as policies ask for it"
)]
pub struct Record {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Whose it is.
    pub force: ForceId,
    /// How it is marked.
    pub marking: Marking,
    /// Whether only those who need to know may know.
    pub restricted: bool,
    /// Whether whoever asks is among these.
    pub listed: bool,
    /// The operation that it belongs to, by its id.
    pub operation: Option<String>,
    /// Whether it is about whoever asks.
    pub own: bool,
    /// Whether it is about their family.
    pub family: bool,
    /// Whether they declared a conflict of interests.
    pub conflict: bool,
    /// Whether an agreement shares it with their force for their purpose.
    pub shared: bool,
}

impl Record {
    /// A thing of a force of which nothing particular is known.
    #[must_use]
    pub const fn plain(kind: Kind, force: ForceId) -> Self {
        Self {
            kind,
            force,
            marking: Marking::Official,
            restricted: false,
            listed: false,
            operation: None,
            own: false,
            family: false,
            conflict: false,
            shared: false,
        }
    }
}

/// In which circumstances somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// Why; nothing when nobody said.
    pub purpose: Option<Purpose>,
    /// Seconds since they last proved who they are.
    pub proven: i64,
    /// Whether their device is one that the force manages.
    pub managed: bool,
    /// Whether they broke the glass in front of this one thing.
    pub glass: bool,
}

impl Circumstances {
    /// Somebody at work, on a device of their force, who has just proven who they are.
    #[must_use]
    pub const fn usual() -> Self {
        Self { purpose: Some(Purpose::ContactHandling), proven: 0, managed: true, glass: false }
    }
}

#[cfg(test)]
mod tests {
    use super::{Assurance, Marking, Rank, Vetting};

    #[test]
    fn what_is_stored_is_read_again_and_grows_in_its_order() {
        macro_rules! check {
            ($scale:ident) => {
                for pair in $scale::ALL.windows(2) {
                    assert!(pair[0] < pair[1] && pair[0].number() < pair[1].number());
                }
                for one in $scale::ALL {
                    assert_eq!($scale::of_code(one.code()), Some(*one));
                }
                assert_eq!($scale::of_code("?"), None);
            };
        }
        check!(Rank);
        check!(Vetting);
        check!(Marking);
        check!(Assurance);
    }
}
