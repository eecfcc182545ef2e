//! The two forms of a contact's page: a reply to the person, and a note that stays at the desk.

use askama::Template;
use askama::filters::HtmlSafe;
use counter::components::{Button, CharacterCount};
use counter::{TOKEN_FIELD, Visit};
use kernel::{ContactId, Language, MessageId, Words, words};

words! {
    REPLY_HEADING { en: "Reply to the person", cy: "Ateb y person" }
    REPLY_LABEL { en: "Your reply", cy: "Eich ateb" }
    SEND_REPLY { en: "Send reply", cy: "Anfon yr ateb" }
    REPLY_EMPTY { en: "Enter your reply", cy: "Rhowch eich ateb" }
    REPLY_TOO_LONG {
        en: "Your reply must be 8,000 characters or fewer",
        cy: "Rhaid i'ch ateb fod yn 8,000 nod neu lai",
    }
    NOTE_HEADING { en: "Add a note", cy: "Ychwanegu nodyn" }
    NOTE_LABEL { en: "Your note", cy: "Eich nodyn" }
    NOTE_STAYS {
        en: "Colleagues who open this contact read it. The person does not.",
        cy: "Mae cydweithwyr sy'n agor y cyswllt hwn yn ei ddarllen. Nid yw'r person.",
    }
    ADD_NOTE { en: "Save note", cy: "Cadw'r nodyn" }
    NOTE_EMPTY { en: "Enter your note", cy: "Rhowch eich nodyn" }
    NOTE_TOO_LONG {
        en: "Your note must be 8,000 characters or fewer",
        cy: "Rhaid i'ch nodyn fod yn 8,000 nod neu lai",
    }
    SEND_AGAIN {
        en: "Check your text and send it again: the form was not complete",
        cy: "Gwiriwch eich testun a'i anfon eto: nid oedd y ffurflen yn gyflawn",
    }
}

/// The longest message, as the field counts it: `contact::LONGEST`.
const LONGEST: u32 = 8000;

/// What is written: for the person, or for colleagues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// A reply to the person.
    Reply,
    /// A note that stays at the desk.
    Note,
}

/// What is wrong with what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    Empty,
    TooLong,
    NotComplete,
}

impl Writing {
    /// The id of the field, and the last word of an address that says that it was done.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }

    /// Where the form of a contact is sent to, as pages are declared.
    pub(super) fn path(self, contact: &str) -> String {
        match self {
            Self::Reply => format!("/desk/contacts/{contact}/replies"),
            Self::Note => format!("/desk/contacts/{contact}/notes"),
        }
    }

    /// What to do about what is wrong.
    pub(super) const fn says(self, wrong: Wrong) -> Words {
        match (self, wrong) {
            (Self::Reply, Wrong::Empty) => REPLY_EMPTY,
            (Self::Reply, Wrong::TooLong) => REPLY_TOO_LONG,
            (Self::Note, Wrong::Empty) => NOTE_EMPTY,
            (Self::Note, Wrong::TooLong) => NOTE_TOO_LONG,
            (_, Wrong::NotComplete) => SEND_AGAIN,
        }
    }

    pub(super) const fn label(self) -> Words {
        match self {
            Self::Reply => REPLY_LABEL,
            Self::Note => NOTE_LABEL,
        }
    }

    pub(super) const fn button(self) -> Words {
        match self {
            Self::Reply => SEND_REPLY,
            Self::Note => ADD_NOTE,
        }
    }

    const fn heading(self) -> Words {
        match self {
            Self::Reply => REPLY_HEADING,
            Self::Note => NOTE_HEADING,
        }
    }
}

/// Something that was written and could not be taken as it is.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) writing: Writing,
    pub(super) body: String,
    /// The id of its form, if that was in order.
    pub(super) id: Option<MessageId>,
    pub(super) wrong: Wrong,
}

/// A form, as it stands in a page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/writing.html")]
pub(super) struct WritingForm {
    heading: &'static str,
    heading_id: String,
    rules: Vec<String>,
    action: String,
    csrf: String,
    id: MessageId,
    field: CharacterCount,
    button: Button,
}

impl HtmlSafe for WritingForm {}

/// Whose form it is, and where.
pub(super) struct Place<'a> {
    pub(super) visit: &'a Visit,
    pub(super) contact: ContactId,
    pub(super) csrf: &'a str,
}

impl WritingForm {
    /// A form for this contact, with what was tried in it. `rules` say what becomes of the text,
    /// and `id` makes sending it twice sending it once.
    pub(super) fn new(
        place: &Place<'_>,
        writing: Writing,
        rules: Vec<String>,
        id: MessageId,
        attempt: Option<&Attempt>,
    ) -> Self {
        let language = place.visit.language;
        let attempt = attempt.filter(|attempt| attempt.writing == writing);
        Self {
            heading: writing.heading().say(language),
            heading_id: format!("{}-heading", writing.id()),
            rules,
            action: place.visit.href(&writing.path(&place.contact.to_string())),
            csrf: place.csrf.to_owned(),
            id: attempt.and_then(|attempt| attempt.id).unwrap_or(id),
            field: field(writing, language, attempt),
            button: Button::new(writing.button().say(language)).prevent_double_click(true),
        }
    }
}

/// What stays at the desk, said above the note.
pub(super) fn of_note(language: Language) -> Vec<String> {
    vec![NOTE_STAYS.say(language).to_owned()]
}

fn field(writing: Writing, language: Language, attempt: Option<&Attempt>) -> CharacterCount {
    let wrong = attempt.map(|attempt| writing.says(attempt.wrong).say(language));
    let body = attempt.map(|attempt| attempt.body.as_str()).unwrap_or_default();
    CharacterCount::new(language, "body", writing.label().say(language), LONGEST)
        .id(writing.id())
        .threshold(75)
        .rows(6)
        .value(body)
        .problem(language, wrong)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Writing};
    use std::collections::BTreeSet;

    #[test]
    fn the_field_counts_what_the_verb_takes() {
        assert_eq!(usize::try_from(LONGEST).unwrap(), contact::LONGEST);
    }

    #[test]
    fn a_reply_and_a_note_share_nothing_that_tells_them_apart() {
        let both = [Writing::Reply, Writing::Note];
        assert_eq!(both.map(Writing::id).into_iter().collect::<BTreeSet<_>>().len(), 2);
        let paths: BTreeSet<_> = both.map(|writing| writing.path("x")).into_iter().collect();
        assert_eq!(paths.len(), 2);
    }
}
