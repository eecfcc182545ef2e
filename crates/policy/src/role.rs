//! What people are there for. What each may do is said in the policies.

use kernel::{Words, words};

words! {
    CONTACT_OPERATOR { en: "contact operator", cy: "gweithredwr cyswllt" }
    SUPERVISOR { en: "supervisor", cy: "goruchwyliwr" }
    OFFICER { en: "officer", cy: "swyddog" }
    DETECTIVE { en: "detective", cy: "ditectif" }
    FIREARMS_LICENSING { en: "firearms licensing", cy: "trwyddedu arfau tanio" }
    RECORDS_MANAGER { en: "records manager", cy: "rheolwr cofnodion" }
    PROFESSIONAL_STANDARDS { en: "professional standards", cy: "safonau proffesiynol" }
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
    /// Keeps the records right, and no longer than they are needed.
    RecordsManager,
    /// Sees to it that the powers of the others are used for the work alone.
    ProfessionalStandards,
    /// From another organisation, such as a prosecutor.
    Partner,
    /// Keeps a force's accounts and settings.
    ForceAdministrator,
}

/// What somebody does for all forces, beside their role in their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Appointment {
    /// Publishes services to other forces than their own.
    ServicePublisher,
}

impl Appointment {
    /// Every appointment.
    pub const ALL: [Self; 1] = [Self::ServicePublisher];

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
    pub const ALL: [Self; 9] = [
        Self::ContactOperator,
        Self::Supervisor,
        Self::Officer,
        Self::Detective,
        Self::FirearmsLicensing,
        Self::RecordsManager,
        Self::ProfessionalStandards,
        Self::Partner,
        Self::ForceAdministrator,
    ];

    /// The role as it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ContactOperator => "contact_operator",
            Self::Supervisor => "supervisor",
            Self::Officer => "officer",
            Self::Detective => "detective",
            Self::FirearmsLicensing => "firearms_licensing",
            Self::RecordsManager => "records_manager",
            Self::ProfessionalStandards => "professional_standards",
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
            Self::RecordsManager => RECORDS_MANAGER,
            Self::ProfessionalStandards => PROFESSIONAL_STANDARDS,
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
    use super::{Appointment, Role};

    #[test]
    fn every_role_survives_being_stored() {
        for role in Role::ALL {
            assert_eq!(Role::of_code(role.code()), Some(role));
        }
        assert_eq!(Role::of_code("superuser"), None);
        assert_eq!(Appointment::of_code("president"), None);
    }
}
