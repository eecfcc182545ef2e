//! Ids: `UUIDv7` newtypes, one for each thing that is pointed at.
//!
//! They tell when they were made and are not secrets: what a person follows by link has a random
//! token beside it. Outside tests they come from the transaction, which knows the time.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// The id around a raw value.
            #[must_use]
            pub const fn new(value: uuid::Uuid) -> Self {
                Self(value)
            }

            /// The raw value.
            #[must_use]
            pub const fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A member of staff, or another account that signs in at the desk.
    AccountId,
    /// One agreement by which a force shares with another.
    AgreementId,
    /// A warning that was raised for one matter.
    AlertId,
    /// What triage made of one contact at one time.
    AssessmentId,
    /// The bytes of one file, sealed.
    BlobId,
    /// One telephone call that somebody at the desk writes down.
    CallId,
    /// Somebody or something that answers tell of, to be taken over into the records.
    CandidateId,
    /// One matter that professional standards follows up.
    CaseId,
    /// Another system that may ask us.
    ClientId,
    /// One time that events were said to be of one thing that happened.
    ClusterId,
    /// One matter that somebody told the police about, with its conversation.
    ContactId,
    /// One e-mail, text message or letter that leaves the building.
    DispatchId,
    /// A person, an object, a location, an event or an organisation that a force has a record of.
    EntityId,
    /// Something that happened, told to whoever listens.
    EventId,
    /// One pattern in what somebody looked at that looks unusual.
    FindingId,
    /// One time that somebody broke the glass in front of a record.
    GlassId,
    /// Answers of a person that were passed to another body.
    HandoverId,
    /// A legal hold on a record.
    HoldId,
    /// One piece of work to be done after the transaction.
    JobId,
    /// One entry of the journal.
    JournalId,
    /// How one record is linked to another.
    LinkId,
    /// A warning that stands on a record.
    MarkerId,
    /// One time that records were said to be of the same one.
    MergeId,
    /// One message or note in a conversation.
    MessageId,
    /// A passkey of somebody who signs in.
    PasskeyId,
    /// A policy that a force added.
    PolicyId,
    /// One thing that is known of a record, and from whom.
    StatementId,
    /// One report as a person sent it.
    ReportId,
    /// Something dangerous that waits for a second person.
    RequestId,
    /// One time that somebody signed in; not what their browser holds.
    SessionId,
}

impl AccountId {
    /// The id of no account, for questions about anybody.
    pub const NOBODY: Self = Self(uuid::Uuid::nil());
}
