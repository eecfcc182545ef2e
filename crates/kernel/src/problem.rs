//! The outcomes of domain verbs that are not success. Small and closed: what people read is chosen
//! at the page, from the variant.

/// Why a verb did not do what was asked.
#[derive(Debug)]
pub enum Problem {
    /// It is not there, or whoever asks may not know that it is.
    NotFound(Thing),
    /// Whoever asks may know of it and may not do this.
    Refused(Reason),
    /// What was given is not acceptable, field by field.
    Invalid(Vec<FieldProblem>),
    /// It contradicts what is already so.
    Conflict(&'static str),
    /// Not now; the same request may succeed later.
    Busy,
    /// A fault of ours. The text is for the log and never for the page.
    Broken(Box<dyn std::error::Error + Send + Sync>),
}

/// What was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A page or address.
    Page,
    /// A force.
    Force,
    /// A service.
    Service,
    /// A report or its access code.
    Report,
    /// A contact.
    Contact,
    /// A person, an object, a location, an event or an organisation.
    Record,
    /// A draft that ended or never was.
    Draft,
    /// An account or session.
    Account,
    /// A file that somebody sent.
    File,
    /// An entry of a force's log, or a part of it.
    Entry,
    /// Something that waits for a second person.
    Request,
    /// An agreement, a unit, an operation, a policy or another system.
    Setting,
    /// A matter that professional standards follows up.
    Case,
}

/// Why something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody is signed in.
    NotSignedIn,
    /// The role does not carry the right.
    NotYourRole,
    /// It may be done once they have proven again who they are.
    ProveAgain,
    /// A rule about this one thing forbids it: it is restricted, or it has to do with whoever asks.
    ByRule,
    /// It needs a second person, and this is the first.
    SamePerson,
    /// The person said that we must not use this way of contact.
    NotSafe,
    /// The request came from another site or without its token.
    CrossSite,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field, as the form or the API names it.
    pub field: String,
    /// What to do about it, in the reader's language.
    pub message: String,
}

impl Problem {
    /// A fault of ours, from anything that is an error.
    pub fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Broken(error.into())
    }
}

impl std::fmt::Display for Problem {
    /// For logs: never with the content of a record.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFound(thing) => write!(f, "not found: {thing:?}"),
            Self::Refused(reason) => write!(f, "refused: {reason:?}"),
            Self::Invalid(fields) => write!(f, "invalid: {} fields", fields.len()),
            Self::Conflict(what) => write!(f, "conflict: {what}"),
            Self::Busy => write!(f, "busy"),
            Self::Broken(error) => write!(f, "broken: {error}"),
        }
    }
}

impl std::error::Error for Problem {}
