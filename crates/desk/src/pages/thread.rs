//! The conversation of a contact: who said what and when, and what stays at the desk.

use contact::{Entry, EntryKind};
use counter::dates::date_and_time;
use kernel::{Language, words};
use reports::Report;

words! {
    THE_PERSON { en: "The person wrote", cy: "Ysgrifennodd y person" }
    THE_PERSON_ADDED { en: "The person added files", cy: "Ychwanegodd y person ffeiliau" }
    ONE_FILE { en: "1 file was added. It is in the list of files.", cy: "Ychwanegwyd 1 ffeil. Mae yn y rhestr ffeiliau." }
    FILES { en: "{count} files were added. They are in the list of files.", cy: "Ychwanegwyd {count} ffeil. Maent yn y rhestr ffeiliau." }
    REPLY { en: "{name} replied to the person", cy: "Atebodd {name} y person" }
    NOTE { en: "Note by {name} – stays at the desk", cy: "Nodyn gan {name} – yn aros wrth y ddesg" }
    COLLEAGUE { en: "A colleague", cy: "cydweithiwr" }
}

/// One entry, as it is shown.
pub(super) struct Line {
    /// What it is and by whom.
    pub(super) who: String,
    /// When.
    pub(super) when: String,
    /// The text.
    pub(super) body: String,
    /// The language of the text, where it may be another than the page's.
    pub(super) lang: Option<&'static str>,
    /// How it looks.
    pub(super) class: &'static str,
}

/// The entries in their order, the oldest first.
pub(super) fn lines(report: &Report, thread: &[Entry], language: Language) -> Vec<Line> {
    thread.iter().map(|entry| line(report, entry, language)).collect()
}

fn line(report: &Report, entry: &Entry, language: Language) -> Line {
    let name = entry.author.as_deref().unwrap_or_else(|| COLLEAGUE.say(language));
    let theirs = (report.language != language).then(|| report.language.code());
    let (who, lang, class) = match entry.kind {
        EntryKind::FromPerson => (THE_PERSON.say(language).to_owned(), theirs, ""),
        EntryKind::FilesAdded => {
            let one = entry.body == "1";
            let body = if one {
                ONE_FILE.say(language).to_owned()
            } else {
                FILES.fill(language, &[("count", &entry.body)])
            };
            let who = THE_PERSON_ADDED.say(language).to_owned();
            return Line {
                who,
                when: date_and_time(entry.at, language),
                body,
                lang: None,
                class: "",
            };
        }
        EntryKind::ToPerson => {
            (REPLY.fill(language, &[("name", name)]), None, "bl-thread__entry--own")
        }
        EntryKind::Note => (NOTE.fill(language, &[("name", name)]), None, "bl-thread__entry--note"),
    };
    let when = date_and_time(entry.at, language);
    Line { who, when, body: entry.body.clone(), lang, class }
}
