//! What a question for files looks like.

use super::{Files, REMOVE, STAY, UPLOADS, answer_of, later_field};
use crate::pages::place::Place;
use askama::Template;
use counter::components::{Button, Checkboxes, Choice, FileUpload, Label, Markup};
use counter::dates;
use evidence::pages::said;
use evidence::{File, Kind, Limits, NotTaken, State, Vault};
use kernel::{FieldProblem, Language, Words};
use services::{Answers, FileSort, LATER, Question, Spot};

kernel::words! {
    OPTIONAL { en: "{question} (optional)", cy: "{question} (dewisol)" }
    PICTURES { en: "photos up to {size}", cy: "lluniau hyd at {size}" }
    RECORDINGS { en: "video or sound up to {size}", cy: "fideo neu sain hyd at {size}" }
    DOCUMENTS { en: "documents up to {size}", cy: "dogfennau hyd at {size}" }
    TAKES { en: "You can send {sorts}. You can send {most} files.", cy: "Gallwch anfon {sorts}. Gallwch anfon {most} ffeil." }
    OR { en: " and ", cy: " a " }
    WITHOUT { en: "You do not need them to report. You can go on without them and tell us in your own words that you have them.", cy: "Nid oes eu hangen arnoch i adrodd. Gallwch fynd ymlaen hebddynt a dweud wrthym yn eich geiriau eich hun eu bod gennych." }
    NOT_NEEDED { en: "You do not need them to report.", cy: "Nid oes eu hangen arnoch i adrodd." }
    MORE_LATER { en: "You do not need them to report. You can add more for {days} days after you send it.", cy: "Nid oes eu hangen arnoch i adrodd. Gallwch ychwanegu mwy am {days} diwrnod ar ôl ei anfon." }
    ADD_LATER { en: "I will add them later", cy: "Byddaf yn eu hychwanegu nes ymlaen" }
    ADD_LATER_HOW { en: "When you have sent your answers you get a link for them. It works for {days} days, on your phone too", cy: "Ar ôl anfon eich atebion cewch ddolen ar eu cyfer. Mae’n gweithio am {days} diwrnod, ar eich ffôn hefyd" }
    ADDED { en: "Added on {when}", cy: "Ychwanegwyd ar {when}" }
    SO_FAR { en: "Files so far", cy: "Ffeiliau hyd yn hyn" }
    UPLOAD { en: "Upload files", cy: "Uwchlwytho ffeiliau" }
    TAKE_OUT { en: "Remove", cy: "Tynnu" }
    SAFE { en: "Received safely", cy: "Wedi cyrraedd yn ddiogel" }
    LOOKED_AT { en: "Received safely. A person looks at it.", cy: "Wedi cyrraedd yn ddiogel. Bydd person yn edrych arni." }
    PART { en: "Not all of it has arrived. Choose the same file again to go on from there.", cy: "Nid yw'r cyfan wedi cyrraedd. Dewiswch yr un ffeil eto i fynd ymlaen o'r fan honno." }
    SENDING { en: "Uploading {name}: {percent}%", cy: "Yn uwchlwytho {name}: {percent}%" }
    CUT { en: "The connection was cut. We go on with {name} as soon as it is back.", cy: "Torrwyd y cysylltiad. Awn ymlaen â {name} cyn gynted ag y bydd yn ôl." }
    ALL_HERE { en: "{name} has arrived", cy: "Mae {name} wedi cyrraedd" }
    FAILED { en: "{name} could not be uploaded. You can try again, or go on without it.", cy: "Ni ellid uwchlwytho {name}. Gallwch roi cynnig arall arni, neu fynd ymlaen hebddi." }
    EMPTY { en: "“{name}” is empty. Choose another file", cy: "Mae “{name}” yn wag. Dewiswch ffeil arall" }
    LARGE { en: "“{name}” must be smaller than {most}. You can go on without it and tell us about it", cy: "Rhaid i “{name}” fod yn llai na {most}. Gallwch fynd ymlaen hebddi a dweud wrthym amdani" }
    TOO_LARGE { en: "“{name}” is larger than files of its kind may be. You can go on without it and tell us about it.", cy: "Mae “{name}” yn fwy nag y gall ffeiliau o'i fath fod. Gallwch fynd ymlaen hebddi a dweud wrthym amdani." }
    MANY { en: "You can send at most {most} files. “{name}” was not added", cy: "Gallwch anfon hyd at {most} ffeil. Ni chafodd “{name}” ei hychwanegu" }
    MUCH { en: "All files together must be smaller than {most}. “{name}” was not added", cy: "Rhaid i'r holl ffeiliau gyda'i gilydd fod yn llai na {most}. Ni chafodd “{name}” ei hychwanegu" }
    BROKE_OFF { en: "“{name}” did not arrive. Choose it again", cy: "Ni chyrhaeddodd “{name}”. Dewiswch hi eto" }
}

/// Why a file was not taken, and what to do about it.
pub(in crate::pages) fn words_of(why: &NotTaken, name: &str, language: Language) -> String {
    let (words, most) = match why {
        NotTaken::Empty => (EMPTY, String::new()),
        NotTaken::TooLarge(most) => (LARGE, said::size(*most)),
        NotTaken::TooMany(most) => (MANY, most.to_string()),
        NotTaken::TooMuch(most) => (MUCH, said::size(*most)),
        NotTaken::Problem(_) => (BROKE_OFF, String::new()),
    };
    words.fill(language, &[("name", name), ("most", &most)])
}

/// A question for files, with what was sent so far.
#[derive(Template)]
#[template(path = "reports/uploads.html")]
pub(in crate::pages) struct Control<'a> {
    language: Language,
    question: &'a str,
    /// Where scripts send files, by tus.
    tus: String,
    token: &'a str,
    field: FileUpload,
    takes: String,
    /// What is said to somebody who has none at hand.
    without: Option<String>,
    /// The choice to add them after the rest was sent.
    later: Option<Checkboxes>,
    too_many: String,
    too_much: String,
    lines: Vec<Line>,
    send: Button,
}

/// A file that was sent.
struct Line {
    id: String,
    name: String,
    size: String,
    bytes: u64,
    standing: String,
    partly: bool,
    /// What belongs to the report is not taken out again.
    remove: Option<Button>,
}

impl<'a> Control<'a> {
    /// The control of a question of a page.
    pub(in crate::pages) fn markup(
        place: &Place,
        (spot, question): (Spot<'_>, &'a Question),
        (files, answers): (&Files, &Answers),
        problems: &[FieldProblem],
        (token, heading): (&'a str, bool),
    ) -> Markup {
        let language = place.language();
        let answer = answer_of(answers, spot, question);
        let files = files.of_question(question, &answer);
        let limits = place.vault.limits();
        let at = place.href(&format!("{}/{UPLOADS}", spot.slug()));
        let shown =
            (field(question, language, problems, heading), takes(question, &place.vault, language));
        let tus = (format!("{at}?question={}", question.id), token);
        let control = Control::new(language, &question.id, shown, (&files, limits), tus);
        let chosen = answers.get_in(spot.item, &question.id).is_some_and(|answer| answer == LATER);
        control.answered(question, chosen).markup_of()
    }

    /// The control of a link to add files to a report.
    pub(in crate::pages) fn of_link(
        language: Language,
        shown: (FileUpload, String),
        sent: (&[&File], &Limits),
        tus: (String, &'a str),
    ) -> Markup {
        Self::new(language, "files", shown, sent, tus).markup_of()
    }

    fn new(
        language: Language,
        question: &'a str,
        (field, takes): (FileUpload, String),
        (files, limits): (&[&File], &Limits),
        (tus, token): (String, &'a str),
    ) -> Self {
        Control {
            language,
            question,
            tus,
            token,
            field,
            takes,
            without: None,
            later: None,
            too_many: words_of(&NotTaken::TooMany(limits.files), "{name}", language),
            too_much: words_of(&NotTaken::TooMuch(limits.together), "{name}", language),
            lines: files.iter().map(|file| Line::of(file, language)).collect(),
            send: Button::new(UPLOAD.say(language)).secondary().sends(STAY, "1"),
        }
    }

    /// With what somebody can do who has no files at hand; or more of them later.
    fn answered(self, question: &Question, chosen: bool) -> Self {
        let language = self.language;
        let Some(later) = question.files.as_ref().and_then(|files| files.later) else {
            return Self { without: Some(WITHOUT.say(language).to_owned()), ..self };
        };
        let days = (later.as_hours() / 24).to_string();
        if !self.lines.is_empty() {
            return Self { without: Some(MORE_LATER.fill(language, &[("days", &days)])), ..self };
        }
        let choice = Choice::new("1", ADD_LATER.say(language))
            .hint(ADD_LATER_HOW.fill(language, &[("days", &days)]))
            .checked(chosen);
        Self {
            without: Some(NOT_NEEDED.say(language).to_owned()),
            later: Some(Checkboxes::without_legend(later_field(question)).choice(choice)),
            ..self
        }
    }

    fn markup_of(&self) -> Markup {
        Markup::render(self).unwrap_or_default()
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

impl Line {
    fn of(file: &File, language: Language) -> Self {
        let standing = match file.state {
            State::Receiving => PART.say(language).to_owned(),
            _ if file.attached => {
                ADDED.fill(language, &[("when", &dates::date_and_time(file.at, language))])
            }
            State::Unscanned | State::Kept => SAFE.say(language).to_owned(),
            State::Quarantined(_) => LOOKED_AT.say(language).to_owned(),
        };
        let (id, name) = (file.id.to_string(), file.details.name.clone());
        let remove = Button::new(TAKE_OUT.say(language)).secondary().sends(REMOVE, id.clone());
        let remove = remove.attribute("aria-describedby", format!("file-{id}"));
        Self {
            size: said::size(file.size),
            bytes: file.size,
            standing,
            partly: file.state == State::Receiving,
            remove: (!file.attached).then_some(remove),
            name,
            id,
        }
    }
}

fn field(
    question: &Question,
    language: Language,
    problems: &[FieldProblem],
    heading: bool,
) -> FileUpload {
    let asked = OPTIONAL.fill(language, &[("question", question.ask.say(language))]);
    let label = Label::new(asked);
    let label = if heading { label } else { label.class("govuk-label--s") };
    let wrong = problems.iter().find(|problem| problem.field == question.id);
    let field = FileUpload::new(language, &question.id, label).multiple();
    let field = field.problem(language, wrong.map(|problem| problem.message.as_str()));
    let field = match &question.hint {
        Some(hint) => field.hint(hint.say(language)),
        None => field,
    };
    let field = match offered(question) {
        Some(kinds) => field.attribute("accept", kinds),
        None => field,
    };
    if heading { field.page_heading() } else { field }
}

/// What the browser offers: nothing is said where documents are taken, which are of too many kinds.
fn offered(question: &Question) -> Option<String> {
    let sorts = &question.files.as_ref()?.accept;
    let kind = |sort: &FileSort| match sort {
        FileSort::Image => Some("image/*"),
        FileSort::Video => Some("video/*"),
        FileSort::Audio => Some("audio/*"),
        FileSort::Document => None,
    };
    let kinds: Option<Vec<&str>> = sorts.iter().map(kind).collect();
    kinds.map(|kinds| kinds.join(","))
}

/// What is taken, and how much of it.
fn takes(question: &Question, vault: &Vault, language: Language) -> String {
    let Some(attachments) = &question.files else { return String::new() };
    let has = |sorts: &[FileSort]| attachments.accept.iter().any(|sort| sorts.contains(sort));
    let limits = vault.limits();
    let sorts = [
        (PICTURES, has(&[FileSort::Image]), Kind::Picture),
        (RECORDINGS, has(&[FileSort::Video, FileSort::Audio]), Kind::Recording),
        (DOCUMENTS, has(&[FileSort::Document]), Kind::Document),
    ];
    let said: Vec<String> = sorts
        .into_iter()
        .filter(|(_, taken, _)| *taken)
        .map(|(words, _, kind)| words.fill(language, &[("size", &said::size(limits.of(kind)))]))
        .collect();
    let sorts = match said.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => [before.join(", "), last.clone()].join(OR.say(language)),
        None => return String::new(),
    };
    let most = attachments.most.to_string();
    TAKES.fill(language, &[("sorts", &sorts), ("most", &most)])
}
