//! The parts of a force's site that services stand in.

use kernel::{Language, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a service stands on a force's site.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Something that happened.
    Report,
    /// Something the police should know.
    TellUsAbout,
    /// Licences, registers and jobs.
    Apply,
    /// Information and decisions.
    Request,
    /// Thanks and complaints.
    Feedback,
    /// Penalties and fees.
    Pay,
    /// Advice.
    Advice,
    /// The local team.
    YourArea,
}

words! {
    REPORT { en: "Report", cy: "Rhoi gwybod" }
    TELL_US_ABOUT { en: "Tell us about", cy: "Dweud wrthym ni" }
    APPLY { en: "Apply or register", cy: "Gwneud cais neu gofrestru" }
    REQUEST { en: "Request", cy: "Gofyn am wybodaeth" }
    FEEDBACK { en: "Thanks and complaints", cy: "Diolch a chwyno" }
    PAY { en: "Pay", cy: "Talu" }
    ADVICE { en: "Advice", cy: "Cyngor" }
    YOUR_AREA { en: "Your area", cy: "Eich ardal" }
}

impl Group {
    /// Every group, in the order of a force's home page.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::TellUsAbout,
        Self::Apply,
        Self::Request,
        Self::Feedback,
        Self::Pay,
        Self::Advice,
        Self::YourArea,
    ];

    /// Its part of the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::TellUsAbout => "tell-us-about",
            Self::Apply => "apply",
            Self::Request => "request",
            Self::Feedback => "feedback",
            Self::Pay => "pay",
            Self::Advice => "advice",
            Self::YourArea => "your-area",
        }
    }

    /// The group of an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.slug() == slug)
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        let words = match self {
            Self::Report => REPORT,
            Self::TellUsAbout => TELL_US_ABOUT,
            Self::Apply => APPLY,
            Self::Request => REQUEST,
            Self::Feedback => FEEDBACK,
            Self::Pay => PAY,
            Self::Advice => ADVICE,
            Self::YourArea => YOUR_AREA,
        };
        words.say(language)
    }
}
