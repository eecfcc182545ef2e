//! The assessment: a pure function of facts.

use crate::danger;
use serde::{Deserialize, Serialize};

/// How soon a person must look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// In its turn.
    Standard,
    /// Before everything that is not.
    Urgent,
}

impl Priority {
    /// As it is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Urgent => "urgent",
        }
    }

    /// Whether a person must look at it before anything else.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::Urgent)
    }

    /// The priority of a stored code. Whatever is not known is looked at first.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        if code == Self::Standard.code() { Self::Standard } else { Self::Urgent }
    }
}

/// What is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Everything that the person wrote in their own words.
    pub told: &'a [&'a str],
    /// Flags that the answers raised, such as `weapon`; they are shown as reasons.
    pub flags: &'a [String],
    /// Why the service's own rules call it urgent or noteworthy, in words for staff.
    pub because: &'a [String],
    /// Whether the service's own rules call it urgent.
    pub urgent_by_answers: bool,
}

/// One reason for a priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What kind of reason, such as `weapon`.
    pub code: String,
    /// The words that gave it: of the person for a sign of danger, of the service's rule for an
    /// answer; nothing for a flag.
    pub words: Option<String>,
}

/// What was made of the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// How soon.
    pub priority: Priority,
    /// Why. Never empty when it is urgent.
    pub reasons: Vec<Reason>,
}

/// The code of a reason that a service's own rules gave.
pub const ANSWERS: &str = "answers";

/// Assesses facts. Words of danger or the answers make it urgent; nothing makes it less than
/// standard.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Assessment {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut add = |reason: Reason| {
        if !reasons.iter().any(|known| known.code == reason.code && known.words == reason.words) {
            reasons.push(reason);
        }
    };
    let mut urgent = facts.urgent_by_answers;
    for text in facts.told {
        for sign in danger::signs(text) {
            urgent = true;
            add(Reason { code: sign.code.to_owned(), words: Some(sign.words) });
        }
    }
    for flag in facts.flags {
        add(Reason { code: flag.clone(), words: None });
    }
    for because in facts.because {
        add(Reason { code: ANSWERS.to_owned(), words: Some(because.clone()) });
    }
    if facts.urgent_by_answers && facts.flags.is_empty() && facts.because.is_empty() {
        add(Reason { code: ANSWERS.to_owned(), words: None });
    }
    let priority = if urgent { Priority::Urgent } else { Priority::Standard };
    Assessment { priority, reasons }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Priority, assess};
    use proptest::prelude::*;

    #[test]
    fn words_of_danger_put_a_contact_first_and_say_why() {
        for (told, code) in [
            ("He said he is going to KILL me!", "threat_to_life"),
            ("she has a knife", "weapon"),
            ("Mae ganddo gyllell", "weapon"),
            ("He's here.", "happening_now"),
            ("mae o’n bygwth lladd", "threat_to_life"),
            ("I couldn’t breathe, his hands round my neck", "strangulation"),
            ("my ex is outside and i cant talk", "happening_now"),
        ] {
            let assessment = assess(&Facts { told: &[told], ..Facts::default() });
            assert_eq!(assessment.priority, Priority::Urgent, "{told}");
            assert!(assessment.reasons.iter().any(|reason| reason.code == code), "{told}");
        }
    }

    #[test]
    fn ordinary_words_are_in_their_turn() {
        for told in
            ["My bike was begun to rust", "The shop sells penknives", "I have a gunmetal bike", ""]
        {
            let assessment = assess(&Facts { told: &[told], ..Facts::default() });
            assert_eq!(
                (assessment.priority, assessment.reasons.len()),
                (Priority::Standard, 0),
                "{told}"
            );
        }
    }

    #[test]
    fn urgent_answers_are_urgent_whatever_the_words_are() {
        let facts = Facts { urgent_by_answers: true, ..Facts::default() };
        assert_eq!(assess(&facts).priority, Priority::Urgent);
        assert_eq!(assess(&facts).reasons[0].code, "answers");
    }

    proptest! {
        #[test]
        fn more_words_never_make_it_less_urgent(one: String, more: String) {
            let alone = assess(&Facts { told: &[&one], ..Facts::default() });
            let together = assess(&Facts { told: &[&one, &more], ..Facts::default() });
            prop_assert!(together.priority >= alone.priority);
        }

        #[test]
        fn what_is_urgent_has_a_reason(told: String, urgent_by_answers: bool) {
            let assessment = assess(&Facts { told: &[&told], urgent_by_answers, ..Facts::default() });
            prop_assert!(assessment.priority == Priority::Standard || !assessment.reasons.is_empty());
        }
    }
}
