//! Where a report stands, in plain words, and what happens next by when.

use contact::Happening;
use counter::dates;
use kernel::{Instant, Language, Words, words};

words! {
    SENT { en: "Sent", cy: "Wedi'i anfon" }
    READ { en: "Read", cy: "Wedi'i ddarllen" }
    WE_WROTE { en: "We have written to you", cy: "Rydym wedi ysgrifennu atoch" }
    YOU_WROTE { en: "You wrote to us", cy: "Rydych wedi ysgrifennu atom" }
    YOU_ADDED { en: "You added files", cy: "Rydych wedi ychwanegu ffeiliau" }
    FILES_WILL_BE_SEEN {
        en: "The people who deal with your report will look at your files.",
        cy: "Bydd y bobl sy'n delio â'ch adroddiad yn edrych ar eich ffeiliau.",
    }
    WILL_BE_READ {
        en: "A person in our contact centre will read your report.",
        cy: "Bydd person yn ein canolfan gyswllt yn darllen eich adroddiad.",
    }
    WAS_READ {
        en: "A person in our contact centre has read your report.",
        cy: "Mae person yn ein canolfan gyswllt wedi darllen eich adroddiad.",
    }
    SEE_OUR_MESSAGE {
        en: "Read our message. You can write back.",
        cy: "Darllenwch ein neges. Gallwch ysgrifennu yn ôl.",
    }
    MESSAGE_WILL_BE_READ {
        en: "The people who deal with your report will read your message.",
        cy: "Bydd y bobl sy'n delio â'ch adroddiad yn darllen eich neges.",
    }
    BY { en: "You will hear from us by {when}.", cy: "Byddwch yn clywed gennym erbyn {when}." }
    LATE {
        en: "We said that you would hear from us by {when}. We are sorry that you have not. Your \
             report is safe and waits for a person to answer it. If it cannot wait, call 101.",
        cy: "Dywedom y byddech yn clywed gennym erbyn {when}. Mae'n ddrwg gennym nad ydych wedi \
             clywed. Mae eich adroddiad yn ddiogel ac yn aros i berson ei ateb. Os na all aros, \
             ffoniwch 101.",
    }
    NO_PROMISE {
        en: "We have not promised you an answer. You can look here at any time, and write to us.",
        cy: "Nid ydym wedi addo ateb i chi. Gallwch edrych yma ar unrhyw adeg, ac ysgrifennu atom.",
    }
    NO_TIME {
        en: "We cannot say when we will answer. If it cannot wait, call 101.",
        cy: "Ni allwn ddweud pryd y byddwn yn ateb. Os na all aros, ffoniwch 101.",
    }
}

/// What happened last, as the person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Sent,
    Read,
    WeWrote,
    YouWrote,
    YouAdded,
}

impl Status {
    /// The status after the newest happening.
    pub(crate) const fn after(newest: Option<&Happening>) -> Self {
        match newest {
            None | Some(Happening::Sent) => Self::Sent,
            Some(Happening::Read) => Self::Read,
            Some(Happening::WeWrote(_)) => Self::WeWrote,
            Some(Happening::YouWrote(_)) => Self::YouWrote,
            Some(Happening::YouAdded(_)) => Self::YouAdded,
        }
    }

    /// Its name in the API.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Read => "read",
            Self::WeWrote => "we_wrote",
            Self::YouWrote => "you_wrote",
            Self::YouAdded => "you_added_files",
        }
    }

    /// What it is called.
    pub(crate) const fn name(self, language: Language) -> &'static str {
        let words = match self {
            Self::Sent => SENT,
            Self::Read => READ,
            Self::WeWrote => WE_WROTE,
            Self::YouWrote => YOU_WROTE,
            Self::YouAdded => YOU_ADDED,
        };
        words.say(language)
    }
}

/// How a time is said: which, and when it is said.
type Times = fn(Instant, Instant, Language) -> String;

/// Where a report stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// What happened last.
    pub(crate) status: Status,
    /// Whether we have written since the beginning: then the first promise is kept.
    pub(crate) answered: bool,
    /// By when we promised to answer.
    pub(crate) reply_by: Option<Instant>,
    /// When this is said.
    pub(crate) now: Instant,
}

impl Standing {
    /// What happens next, sentence by sentence.
    pub(crate) fn next(&self, language: Language) -> Vec<String> {
        self.said(language, dates::relative)
    }

    /// The same for a paper, which is read on another day: with whole dates.
    pub(crate) fn next_on_paper(&self, language: Language) -> Vec<String> {
        self.said(language, |when, _, language| dates::date_and_time(when, language))
    }

    fn said(&self, language: Language, time: Times) -> Vec<String> {
        let first = match self.status {
            Status::Sent => WILL_BE_READ,
            Status::Read => WAS_READ,
            Status::WeWrote => SEE_OUR_MESSAGE,
            Status::YouWrote => MESSAGE_WILL_BE_READ,
            Status::YouAdded => FILES_WILL_BE_SEEN,
        };
        let mut next = vec![first.say(language).to_owned()];
        if self.status != Status::WeWrote {
            next.push(self.promise(language, time));
        }
        next
    }

    fn promise(&self, language: Language, time: Times) -> String {
        let by = |words: Words, when: Instant| {
            words.fill(language, &[("when", &time(when, self.now, language))])
        };
        match self.reply_by {
            _ if self.answered => NO_TIME.say(language).to_owned(),
            Some(when) if when < self.now => by(LATE, when),
            Some(when) => by(BY, when),
            None if matches!(self.status, Status::YouWrote | Status::YouAdded) => {
                NO_TIME.say(language).to_owned()
            }
            None => NO_PROMISE.say(language).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, Status};
    use kernel::{Instant, Language};

    fn at(text: &str) -> Instant {
        Instant::new(text.parse().unwrap())
    }

    #[test]
    fn a_person_knows_what_happens_next_and_by_when() {
        let now = at("2026-06-04T08:14:00Z");
        let (soon, past) = (Some(at("2026-06-05T08:14:00Z")), Some(at("2026-06-03T08:14:00Z")));
        for (status, answered, reply_by, said) in [
            (Status::Sent, false, soon, "hear from us by 9:14am tomorrow"),
            (Status::Sent, false, past, "We are sorry"),
            (Status::Sent, false, None, "not promised"),
            (Status::Read, false, soon, "has read your report. You will hear"),
            (Status::Read, true, past, "cannot say when"),
            (Status::WeWrote, true, past, "You can write back."),
            (Status::YouWrote, false, soon, "will read your message. You will hear"),
            (Status::YouWrote, false, past, "We are sorry"),
            (Status::YouWrote, true, past, "cannot say when"),
            (Status::YouWrote, false, None, "cannot say when"),
            (Status::YouAdded, false, soon, "look at your files. You will hear"),
        ] {
            let next = Standing { status, answered, reply_by, now }.next(Language::English);
            assert!(next.join(" ").contains(said), "{status:?} {answered}: {next:?}");
        }
    }

    #[test]
    fn nobody_who_was_answered_is_told_that_we_are_late() {
        let standing = Standing {
            status: Status::WeWrote,
            answered: true,
            reply_by: Some(at("2026-06-03T08:14:00Z")),
            now: at("2026-06-04T08:14:00Z"),
        };
        let next = standing.next(Language::Welsh);
        assert_eq!(next, ["Darllenwch ein neges. Gallwch ysgrifennu yn ôl."]);
    }
}
