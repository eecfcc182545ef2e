//! A warning in words, for whichever page shows it.

use super::shown::{Subject, Warning};
use crate::marker::Standing;
use kernel::{Instant, Language, words};

words! {
    UNREVIEWED { en: "Not reviewed since {when}", cy: "Heb ei adolygu ers {when}" }
    EXPIRED { en: "Expired on {when}", cy: "Daeth i ben ar {when}" }
    ENDED { en: "Taken away on {when}", cy: "Tynnwyd i ffwrdd ar {when}" }
    ABOUT { en: "{whom}: {way}", cy: "{whom}: {way}" }
    CLOSED {
        en: "About a record near this that is closed to you. Who to ask: {whom}",
        cy: "Am gofnod gerllaw sydd ar gau i chi. Pwy i'w holi: {whom}",
    }
    SIGNAL { en: "{name} ({signal})", cy: "{name} ({signal})" }
    THIS_NUMBER { en: "what this has to do with", cy: "yr hyn y mae hyn yn ymwneud ag ef" }
    NO_NAME { en: "A record without a name", cy: "Cofnod heb enw" }
}

impl Standing {
    /// Why it does not stand as it did; nothing while it is current.
    #[must_use]
    pub fn say(self, language: Language, day: impl Fn(Instant) -> String) -> Option<String> {
        let (words, at) = match self {
            Self::Current => return None,
            Self::Unreviewed(at) => (UNREVIEWED, at),
            Self::Expired(at) => (EXPIRED, at),
            Self::Ended(at) => (ENDED, at),
        };
        Some(words.fill(language, &[("when", &day(at))]))
    }
}

impl Warning {
    /// What it is called, with its letters on the Police National Computer.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        let name = self.kind.name().say(language);
        match self.kind.signal() {
            Some(signal) => SIGNAL.fill(language, &[("name", name), ("signal", signal)]),
            None => name.to_owned(),
        }
    }

    /// On whom or what it stands and how it was found; of what is closed, whom to ask.
    #[must_use]
    pub fn about(&self, language: Language) -> String {
        match &self.subject {
            Subject::Closed { ask } => CLOSED.fill(language, &[("whom", ask)]),
            Subject::Open { head, way, via, .. } => {
                let named = |label: &str, instead: kernel::Words| {
                    if label.is_empty() {
                        instead.say(language).to_owned()
                    } else {
                        label.to_owned()
                    }
                };
                let via = via.as_ref().map_or("", |it| &*it.label);
                let way = way.say(&named(via, THIS_NUMBER), language);
                let whom = named(&head.label, NO_NAME);
                ABOUT.fill(language, &[("whom", &whom), ("way", &way)])
            }
        }
    }

    /// Why it was set, for those who read that.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match &self.subject {
            Subject::Open { marker: Some(marker), .. } => Some(&marker.reason),
            _ => None,
        }
    }
}
