//! Roles, and what each may do.

use kernel::{Words, words};

words! {
    CONTACT_OPERATOR { en: "contact operator", cy: "gweithredwr cyswllt" }
    SUPERVISOR { en: "supervisor", cy: "goruchwyliwr" }
    OFFICER { en: "officer", cy: "swyddog" }
    DETECTIVE { en: "detective", cy: "ditectif" }
    FIREARMS_LICENSING { en: "firearms licensing", cy: "trwyddedu arfau tanio" }
    PARTNER { en: "partner organisation", cy: "sefydliad partner" }
    SERVICE_PUBLISHER { en: "national service publisher", cy: "cyhoeddwr gwasanaethau cenedlaethol" }
    FORCE_ADMINISTRATOR { en: "force administrator", cy: "gweinyddwr yr heddlu" }
}

/// What somebody is at the desk for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Reads, assesses and answers what the public tells.
    ContactOperator,
    /// Leads the operators.
    Supervisor,
    /// A constable.
    Officer,
    /// Investigates.
    Detective,
    /// Decides on firearms certificates.
    FirearmsLicensing,
    /// From another organisation, such as a prosecutor.
    Partner,
    /// Keeps a force's accounts and settings.
    ForceAdministrator,
}

/// Something that a role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the queue and open a contact.
    ReadContacts,
    /// Answer the person, and write notes.
    AnswerContacts,
    /// See counts in which nobody is.
    SeeCounts,
    /// Write the definition of a service, and propose it for one's own force.
    WriteServices,
    /// Approve what a colleague proposes for one's own force, and close a service there.
    ApproveServices,
    /// The same for other forces, and for all of them.
    PublishEverywhere,
}

/// What somebody does for all forces, beside their role in their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Appointment {
    /// Publishes services to other forces than their own.
    ServicePublisher,
}

impl Appointment {
    /// Whether the appointment carries a right.
    #[must_use]
    pub const fn may(self, right: Right) -> bool {
        match self {
            Self::ServicePublisher => matches!(
                right,
                Right::WriteServices | Right::ApproveServices | Right::PublishEverywhere
            ),
        }
    }

    /// The appointment as it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ServicePublisher => "service_publisher",
        }
    }

    /// What it is called, as in the middle of a sentence.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::ServicePublisher => SERVICE_PUBLISHER,
        }
    }

    /// The appointment of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        (code == Self::ServicePublisher.code()).then_some(Self::ServicePublisher)
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::ContactOperator,
        Self::Supervisor,
        Self::Officer,
        Self::Detective,
        Self::FirearmsLicensing,
        Self::Partner,
        Self::ForceAdministrator,
    ];

    /// Whether the role carries a right. Whoever is not named here may not.
    #[must_use]
    pub const fn may(self, right: Right) -> bool {
        match right {
            Right::ReadContacts => {
                matches!(self, Self::ContactOperator | Self::Supervisor | Self::Detective)
            }
            Right::AnswerContacts => matches!(self, Self::ContactOperator | Self::Supervisor),
            Right::SeeCounts => matches!(self, Self::Supervisor | Self::ForceAdministrator),
            Right::WriteServices => matches!(self, Self::ForceAdministrator),
            // A service may have to be closed at night, when no administrator is there.
            Right::ApproveServices => matches!(self, Self::ForceAdministrator | Self::Supervisor),
            Right::PublishEverywhere => false,
        }
    }

    /// The role as it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ContactOperator => "contact_operator",
            Self::Supervisor => "supervisor",
            Self::Officer => "officer",
            Self::Detective => "detective",
            Self::FirearmsLicensing => "firearms_licensing",
            Self::Partner => "partner",
            Self::ForceAdministrator => "force_administrator",
        }
    }

    /// What the role is called, as in the middle of a sentence.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::ContactOperator => CONTACT_OPERATOR,
            Self::Supervisor => SUPERVISOR,
            Self::Officer => OFFICER,
            Self::Detective => DETECTIVE,
            Self::FirearmsLicensing => FIREARMS_LICENSING,
            Self::Partner => PARTNER,
            Self::ForceAdministrator => FORCE_ADMINISTRATOR,
        }
    }

    /// The role of a stored code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::{Appointment, Right, Role};

    #[test]
    fn only_those_who_answer_the_public_may_answer() {
        let who = |right| Role::ALL.into_iter().filter(|role| role.may(right)).collect::<Vec<_>>();
        assert_eq!(who(Right::AnswerContacts), [Role::ContactOperator, Role::Supervisor]);
        assert_eq!(
            who(Right::ReadContacts),
            [Role::ContactOperator, Role::Supervisor, Role::Detective]
        );
        assert_eq!(who(Right::SeeCounts), [Role::Supervisor, Role::ForceAdministrator]);
    }

    #[test]
    fn no_role_in_a_force_publishes_to_the_others() {
        assert!(Role::ALL.into_iter().all(|role| !role.may(Right::PublishEverywhere)));
        let publisher = Appointment::of_code("service_publisher").unwrap();
        assert!(publisher.may(Right::PublishEverywhere) && !publisher.may(Right::ReadContacts));
        assert_eq!(Appointment::of_code("president"), None);
    }

    #[test]
    fn every_role_survives_being_stored() {
        for role in Role::ALL {
            assert_eq!(Role::of_code(role.code()), Some(role));
        }
        assert_eq!(Role::of_code("superuser"), None);
    }
}
