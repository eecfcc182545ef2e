//! Why somebody was not let in. A page says the same for all of them; the log says which.

use station::Unanswered;
use std::fmt;

/// What was not as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The provider could not be asked.
    Unanswered(Unanswered),
    /// What it says of itself is not what is configured, or makes no sense.
    Description,
    /// The answer is not to what was asked in this browser.
    State,
    /// Somebody else answered.
    Issuer,
    /// The provider says no.
    Declined,
    /// It gives nothing for the code, or there is none.
    Code,
    /// What it says of who came is not to be believed.
    Token(&'static str),
    /// It is signed with a key that the provider does not have.
    UnknownKey,
    /// Whoever came proved it too long ago, or the provider does not say when.
    NotFresh,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unanswered(why) => return write!(f, "the provider was not reached: {why}"),
            Self::Token(why) => return write!(f, "the token is not to be believed: {why}"),
            Self::Description => "the provider does not describe itself as it is configured",
            Self::State => "the answer is not to what was asked in this browser",
            Self::Issuer => "somebody else answered than was asked",
            Self::Declined => "the provider says no",
            Self::Code => "the provider gives nothing for the code",
            Self::UnknownKey => "the token is signed with a key that the provider does not have",
            Self::NotFresh => "the proof is older than was asked for",
        })
    }
}

impl std::error::Error for Refusal {}
