//! What can be asked: the actions of the policies' schema.

use crate::Kind;

/// Something that may be done, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See the queue and open a contact.
    ReadContacts,
    /// Answer the person, and write notes.
    AnswerContacts,
    /// Say who needs to know of a record, and how it is marked.
    RestrictRecords,
    /// Open a restricted record in an emergency.
    BreakGlass,
    /// Look at a glass that was broken, and say whether it was right.
    ReviewGlass,
    /// Look for people, objects, places and events, and open what is known of them.
    ReadRecords,
    /// Write down what is known of them, and how they are linked.
    WriteRecords,
    /// Set the markers that warn whoever goes there.
    MarkRecords,
    /// Say that two records are of the same one, or not, and take it back.
    MergeRecords,
    /// Review how long records are kept, hold them, and bring old ones in.
    KeepRecords,
    /// Erase what is no longer needed.
    EraseRecords,
    /// See counts in which nobody is.
    SeeCounts,
    /// Write the definition of a service, and propose it for one's own force.
    WriteServices,
    /// Approve what a colleague proposes for one's own force, and close a service there.
    ApproveServices,
    /// Put what was approved in front of the public.
    PublishServices,
    /// The same for other forces, and for all of them.
    PublishEverywhere,
    /// See who works here, and who is signed in.
    SeeAccounts,
    /// Open and end accounts, and say what people may do.
    ManageAccounts,
    /// Read the policies in force.
    SeePolicies,
    /// Add policies of the force.
    ManagePolicies,
    /// Agree with other forces on what is shared.
    ManageAgreements,
    /// Let other systems in.
    ManageClients,
    /// See who looked at what.
    ReadJournal,
    /// Follow up what looks unusual.
    FollowUp,
    /// Give the journal to the Information Commissioner.
    ExportJournal,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 25] = [
        Self::ReadContacts,
        Self::AnswerContacts,
        Self::RestrictRecords,
        Self::BreakGlass,
        Self::ReviewGlass,
        Self::ReadRecords,
        Self::WriteRecords,
        Self::MarkRecords,
        Self::MergeRecords,
        Self::KeepRecords,
        Self::EraseRecords,
        Self::SeeCounts,
        Self::WriteServices,
        Self::ApproveServices,
        Self::PublishServices,
        Self::PublishEverywhere,
        Self::SeeAccounts,
        Self::ManageAccounts,
        Self::SeePolicies,
        Self::ManagePolicies,
        Self::ManageAgreements,
        Self::ManageClients,
        Self::ReadJournal,
        Self::FollowUp,
        Self::ExportJournal,
    ];

    /// The action's name in the policies.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReadContacts => "ReadContacts",
            Self::AnswerContacts => "AnswerContacts",
            Self::RestrictRecords => "RestrictRecords",
            Self::BreakGlass => "BreakGlass",
            Self::ReviewGlass => "ReviewGlass",
            Self::ReadRecords => "ReadRecords",
            Self::WriteRecords => "WriteRecords",
            Self::MarkRecords => "MarkRecords",
            Self::MergeRecords => "MergeRecords",
            Self::KeepRecords => "KeepRecords",
            Self::EraseRecords => "EraseRecords",
            Self::SeeCounts => "SeeCounts",
            Self::WriteServices => "WriteServices",
            Self::ApproveServices => "ApproveServices",
            Self::PublishServices => "PublishServices",
            Self::PublishEverywhere => "PublishEverywhere",
            Self::SeeAccounts => "SeeAccounts",
            Self::ManageAccounts => "ManageAccounts",
            Self::SeePolicies => "SeePolicies",
            Self::ManagePolicies => "ManagePolicies",
            Self::ManageAgreements => "ManageAgreements",
            Self::ManageClients => "ManageClients",
            Self::ReadJournal => "ReadJournal",
            Self::FollowUp => "FollowUp",
            Self::ExportJournal => "ExportJournal",
        }
    }

    /// The right of an action's name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.code() == code)
    }

    /// The kind of thing that it is usually used on.
    #[must_use]
    pub const fn on(self) -> Kind {
        match self {
            Self::ReadContacts
            | Self::AnswerContacts
            | Self::RestrictRecords
            | Self::BreakGlass
            | Self::ReviewGlass => Kind::Contact,
            Self::ReadRecords
            | Self::WriteRecords
            | Self::MarkRecords
            | Self::MergeRecords
            | Self::KeepRecords
            | Self::EraseRecords => Kind::Person,
            Self::SeeCounts => Kind::Counts,
            Self::WriteServices
            | Self::ApproveServices
            | Self::PublishServices
            | Self::PublishEverywhere => Kind::Service,
            Self::SeeAccounts | Self::ManageAccounts => Kind::Account,
            Self::SeePolicies | Self::ManagePolicies => Kind::Policy,
            Self::ManageAgreements => Kind::Agreement,
            Self::ManageClients => Kind::Client,
            Self::ReadJournal | Self::FollowUp | Self::ExportJournal => Kind::Journal,
        }
    }

    /// Its place in [`Self::ALL`] as a bit.
    fn bit(self) -> u32 {
        Self::ALL.iter().zip(0..).find(|(right, _)| **right == self).map_or(0, |(_, at)| 1 << at)
    }
}

/// Some of the rights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights(u32);

impl Rights {
    /// Whether a right is among them.
    #[must_use]
    pub fn has(self, right: Right) -> bool {
        self.0 & right.bit() != 0
    }
}

impl FromIterator<Right> for Rights {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        Self(rights.into_iter().fold(0, |bits, right| bits | right.bit()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Right, Rights};

    #[test]
    fn rights_hold_what_was_put_into_them_and_nothing_else() {
        assert_eq!(Right::of_code("RuleTheWorld"), None);
        for one in Right::ALL {
            assert_eq!(Right::of_code(one.code()), Some(one));
            let held: Rights = [one].into_iter().collect();
            for other in Right::ALL {
                assert_eq!(held.has(other), one == other, "{one:?} {other:?}");
            }
        }
    }
}
