//! The steps of a report's story, as people and programs read them.

use crate::standing::Status;
use contact::{Happening, Story};
use kernel::{Instant, Language, words};
use std::borrow::Cow;

words! {
    SENT { en: "You sent your report", cy: "Anfonoch eich adroddiad" }
    READ {
        en: "A person in our contact centre read your report",
        cy: "Darllenodd person yn ein canolfan gyswllt eich adroddiad",
    }
    ADDED_ONE { en: "You added 1 file", cy: "Rydych wedi ychwanegu 1 ffeil" }
    ADDED { en: "You added {count} files", cy: "Rydych wedi ychwanegu {count} ffeil" }
    FROM_US { en: "Message from us", cy: "Neges gennym ni" }
    FROM_YOU { en: "Message from you", cy: "Neges gennych chi" }
}

/// One step.
pub(crate) struct Step<'a> {
    pub(crate) at: Instant,
    /// What kind of step it is.
    pub(crate) kind: Status,
    /// What happened, or whose message it is.
    pub(crate) title: Cow<'static, str>,
    /// What was written, if it is a message.
    pub(crate) written: Option<&'a str>,
}

/// The steps of a story, the newest first.
pub(crate) fn steps(story: &Story, language: Language) -> Vec<Step<'_>> {
    story.happenings.iter().map(|(at, happening)| step(*at, happening, language)).collect()
}

fn step(at: Instant, happening: &Happening, language: Language) -> Step<'_> {
    let (title, written) = match happening {
        Happening::Sent => (SENT, None),
        Happening::Read => (READ, None),
        Happening::WeWrote(text) => (FROM_US, Some(text.as_str())),
        Happening::YouWrote(text) => (FROM_YOU, Some(text.as_str())),
        Happening::YouAdded(1) => (ADDED_ONE, None),
        Happening::YouAdded(_) => (ADDED, None),
    };
    let kind = Status::after(Some(happening));
    let title = match happening {
        Happening::YouAdded(count) => title.fill(language, &[("count", &count.to_string())]).into(),
        _ => title.say(language).into(),
    };
    Step { at, kind, title, written }
}
