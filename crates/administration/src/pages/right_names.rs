//! What each right is called.

use kernel::{Words, words};
use rights::Right;

words! {
    READ_CONTACTS { en: "Read contacts", cy: "Darllen cysylltiadau" }
    ANSWER_CONTACTS { en: "Answer the public", cy: "Ateb y cyhoedd" }
    RESTRICT_RECORDS { en: "Say who needs to know", cy: "Dweud pwy sydd angen gwybod" }
    BREAK_GLASS { en: "Open a restricted record in an emergency", cy: "Agor cofnod cyfyngedig mewn argyfwng" }
    REVIEW_GLASS { en: "Review emergency access", cy: "Adolygu mynediad brys" }
    READ_RECORDS { en: "Read records", cy: "Darllen cofnodion" }
    WRITE_RECORDS { en: "Write records", cy: "Ysgrifennu cofnodion" }
    MARK_RECORDS { en: "Set warning markers", cy: "Gosod marcwyr rhybudd" }
    MERGE_RECORDS { en: "Say which records are of the same one", cy: "Dweud pa gofnodion sydd am yr un un" }
    KEEP_RECORDS { en: "Review, hold and bring in records", cy: "Adolygu, dal a dod â chofnodion i mewn" }
    ERASE_RECORDS { en: "Erase records", cy: "Dileu cofnodion" }
    SEE_COUNTS { en: "See counts", cy: "Gweld cyfrifon" }
    WRITE_SERVICES { en: "Write services", cy: "Ysgrifennu gwasanaethau" }
    APPROVE_SERVICES { en: "Approve and close services", cy: "Cymeradwyo a chau gwasanaethau" }
    PUBLISH_SERVICES { en: "Publish services", cy: "Cyhoeddi gwasanaethau" }
    PUBLISH_EVERYWHERE { en: "Publish to other forces", cy: "Cyhoeddi i heddluoedd eraill" }
    SEE_ACCOUNTS { en: "See who works here", cy: "Gweld pwy sy'n gweithio yma" }
    MANAGE_ACCOUNTS { en: "Say what people may do", cy: "Dweud beth y gall pobl ei wneud" }
    SEE_POLICIES { en: "Read the policies in force", cy: "Darllen y polisïau sydd mewn grym" }
    MANAGE_POLICIES { en: "Add policies", cy: "Ychwanegu polisïau" }
    MANAGE_AGREEMENTS { en: "Agree with other forces", cy: "Cytuno â heddluoedd eraill" }
    MANAGE_CLIENTS { en: "Let other systems in", cy: "Gadael systemau eraill i mewn" }
    READ_JOURNAL { en: "See who looked at what", cy: "Gweld pwy edrychodd ar beth" }
    FOLLOW_UP { en: "Follow up what is unusual", cy: "Dilyn yr hyn sy'n anarferol" }
    EXPORT_JOURNAL { en: "Give the journal to the Information Commissioner", cy: "Rhoi'r dyddlyfr i'r Comisiynydd Gwybodaeth" }
}

/// What a right is called.
pub(super) const fn name(right: Right) -> Words {
    match right {
        Right::ReadContacts => READ_CONTACTS,
        Right::AnswerContacts => ANSWER_CONTACTS,
        Right::RestrictRecords => RESTRICT_RECORDS,
        Right::BreakGlass => BREAK_GLASS,
        Right::ReviewGlass => REVIEW_GLASS,
        Right::ReadRecords => READ_RECORDS,
        Right::WriteRecords => WRITE_RECORDS,
        Right::MarkRecords => MARK_RECORDS,
        Right::MergeRecords => MERGE_RECORDS,
        Right::KeepRecords => KEEP_RECORDS,
        Right::EraseRecords => ERASE_RECORDS,
        Right::SeeCounts => SEE_COUNTS,
        Right::WriteServices => WRITE_SERVICES,
        Right::ApproveServices => APPROVE_SERVICES,
        Right::PublishServices => PUBLISH_SERVICES,
        Right::PublishEverywhere => PUBLISH_EVERYWHERE,
        Right::SeeAccounts => SEE_ACCOUNTS,
        Right::ManageAccounts => MANAGE_ACCOUNTS,
        Right::SeePolicies => SEE_POLICIES,
        Right::ManagePolicies => MANAGE_POLICIES,
        Right::ManageAgreements => MANAGE_AGREEMENTS,
        Right::ManageClients => MANAGE_CLIENTS,
        Right::ReadJournal => READ_JOURNAL,
        Right::FollowUp => FOLLOW_UP,
        Right::ExportJournal => EXPORT_JOURNAL,
    }
}
