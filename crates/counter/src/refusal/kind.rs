//! The kinds of refusal that people can meet, and what each page says.

use super::words::{self, PageWords};
use axum::http::StatusCode;
use kernel::{Language, Problem, Reason, Thing, Words};

/// What a page of refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NoPage,
    NoReport,
    NoDraft,
    SignIn,
    NotYourRole,
    ProveAgain,
    ByRule,
    SamePerson,
    NotSafe,
    CrossSite,
    WrongMethod,
    Changed,
    TooLong,
    Unreadable,
    Unavailable,
    Broken,
}

/// The status that a problem is answered with.
pub(super) fn status(problem: &Problem) -> StatusCode {
    match problem {
        Problem::NotFound(_) => StatusCode::NOT_FOUND,
        Problem::Refused(Reason::NotSignedIn) => StatusCode::UNAUTHORIZED,
        Problem::Refused(_) => StatusCode::FORBIDDEN,
        Problem::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Problem::Conflict(_) => StatusCode::CONFLICT,
        Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl Kind {
    /// The kind of a problem, or of a bare status where there is none.
    pub(super) fn of(status: StatusCode, problem: Option<&Problem>) -> Self {
        match problem {
            Some(Problem::NotFound(Thing::Report)) => Self::NoReport,
            Some(Problem::NotFound(Thing::Draft)) => Self::NoDraft,
            Some(Problem::Refused(Reason::CrossSite)) => Self::CrossSite,
            Some(Problem::Refused(Reason::NotSafe)) => Self::NotSafe,
            Some(Problem::Refused(Reason::ProveAgain)) => Self::ProveAgain,
            Some(Problem::Refused(Reason::ByRule)) => Self::ByRule,
            Some(Problem::Refused(Reason::SamePerson)) => Self::SamePerson,
            _ => Self::of_status(status),
        }
    }

    fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::SignIn,
            403 => Self::NotYourRole,
            404 | 410 => Self::NoPage,
            405 => Self::WrongMethod,
            409 | 412 => Self::Changed,
            413 => Self::TooLong,
            429 | 502..=504 => Self::Unavailable,
            400..=499 => Self::Unreadable,
            _ => Self::Broken,
        }
    }

    pub(super) const fn title(self) -> Words {
        self.words().title
    }

    pub(super) const fn what(self) -> Words {
        self.words().what
    }

    pub(super) const fn answers(self) -> Words {
        self.words().answers
    }

    pub(super) const fn to_do(self) -> Words {
        self.words().to_do
    }

    /// What the API says, in English as the rest of it.
    pub(super) fn detail(self, incident: Option<&str>) -> String {
        let what = self.what().say(Language::English);
        match incident {
            // A program shows this to somebody who may be in danger.
            Some(incident) => {
                let to_do = self.to_do().say(Language::English);
                format!("{what} {to_do} In an emergency, call 999. Incident {incident}.")
            }
            None => what.to_owned(),
        }
    }

    const fn words(self) -> &'static PageWords {
        match self {
            Self::NoPage => &words::NO_PAGE,
            Self::NoReport => &words::NO_REPORT,
            Self::NoDraft => &words::NO_DRAFT,
            Self::SignIn => &words::SIGN_IN,
            Self::NotYourRole => &words::NOT_YOUR_ROLE,
            Self::NotSafe => &words::NOT_SAFE,
            Self::ProveAgain => &words::PROVE_AGAIN,
            Self::ByRule => &words::BY_RULE,
            Self::SamePerson => &words::SAME_PERSON,
            Self::CrossSite => &words::CROSS_SITE,
            Self::WrongMethod => &words::WRONG_METHOD,
            Self::Changed => &words::CHANGED,
            Self::TooLong => &words::TOO_LONG,
            Self::Unreadable => &words::UNREADABLE,
            Self::Unavailable => &words::UNAVAILABLE,
            Self::Broken => &words::BROKEN,
        }
    }
}
