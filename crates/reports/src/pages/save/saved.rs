//! The page that shows the reference and the code of saved answers, and the link that holds both.

use super::{FORGET, MAIL, MAILED, onward};
use crate::drafts::{Draft, Kept, Ticket};
use crate::pages::place::{Place, SAVE};
use crate::pages::writing::Writing;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, Checkboxes, Choice, ErrorSummary, Input, InsetText};
use counter::{Frame, Key, dates, page_as};
use kernel::{FieldProblem, Problem, Words};

kernel::words! {
    SAVED { en: "Your answers are saved", cy: "Mae eich atebion wedi'u harbed" }
    NOT_SENT { en: "They are not sent yet, and nobody has read them.", cy: "Nid ydynt wedi'u hanfon eto, ac nid oes neb wedi'u darllen." }
    UNTIL {
        en: "We keep them until {until}. Each time you go on, the time starts again.",
        cy: "Byddwn yn eu cadw tan {until}. Bob tro y byddwch yn parhau, bydd yr amser yn dechrau eto."
    }
    REFERENCE { en: "Your reference", cy: "Eich cyfeirnod" }
    CODE { en: "Your code", cy: "Eich cod" }
    WRITE_DOWN {
        en: "Write both down or take a picture of them. Without both, nobody can open your answers: we cannot either. Whoever has both can read and change them.",
        cy: "Ysgrifennwch y ddau neu tynnwch lun ohonynt. Heb y ddau, ni all neb agor eich atebion: ni allwn ninnau chwaith. Gall unrhyw un sydd â'r ddau eu darllen a'u newid."
    }
    ON_LEAVING {
        en: "If you select “Exit this page”, this device forgets your answers and this page. What you saved stays with us until then. Keep the reference and the code where nobody else looks.",
        cy: "Os dewiswch “Gadael y dudalen hon”, bydd y ddyfais hon yn anghofio eich atebion a'r dudalen hon. Bydd yr hyn a arbedoch yn aros gyda ni tan hynny. Cadwch y cyfeirnod a'r cod lle nad oes neb arall yn edrych."
    }
    GO_ON { en: "Go on now", cy: "Parhau nawr" }
    COME_BACK { en: "How to come back", cy: "Sut i ddod yn ôl" }
    BY_CODE { en: "On any device, go to this address and enter the reference and the code:", cy: "Ar unrhyw ddyfais, ewch i'r cyfeiriad hwn a rhowch y cyfeirnod a'r cod:" }
    BY_LINK { en: "Or open this link. It holds both, so keep it as safe as the code:", cy: "Neu agorwch y ddolen hon. Mae'n cynnwys y ddau, felly cadwch hi mor ddiogel â'r cod:" }
    SEND_LINK { en: "Send the link to yourself", cy: "Anfon y ddolen atoch chi'ch hun" }
    EMAIL { en: "Email address", cy: "Cyfeiriad e-bost" }
    EMAIL_HINT {
        en: "Use an address that nobody else reads. We use it this once and do not keep it",
        cy: "Defnyddiwch gyfeiriad nad oes neb arall yn ei ddarllen. Byddwn yn ei ddefnyddio y tro hwn yn unig ac ni fyddwn yn ei gadw"
    }
    SAFE_LEGEND { en: "Is it safe?", cy: "A yw'n ddiogel?" }
    SAFE { en: "It is safe to send a message there", cy: "Mae'n ddiogel anfon neges yno" }
    SEND { en: "Send the link", cy: "Anfon y ddolen" }
    WAS_SENT { en: "We have sent the link.", cy: "Rydym wedi anfon y ddolen." }
    DELETE { en: "Delete your answers", cy: "Dileu eich atebion" }
    DELETE_HOW {
        en: "We delete them at once, for every device. Nobody can bring them back.",
        cy: "Byddwn yn eu dileu ar unwaith, ar gyfer pob dyfais. Ni all neb ddod â nhw yn ôl."
    }
    DELETE_NOW { en: "Delete my answers", cy: "Dileu fy atebion" }
}

/// Fields of the form that sends the link.
pub(super) const EMAIL_FIELD: &str = "email";
pub(super) const SAFE_FIELD: &str = "safe";
/// How many messages one ticket is sent in: after that somebody else may be the one who asks.
pub(super) const MOST_MESSAGES: u8 = 5;

/// Saved answers, as the person who saved them is shown.
pub(super) struct Saved<'a> {
    place: &'a Place,
    key: &'a Key,
    writing: &'a Writing,
    draft: &'a Draft,
    kept: &'a Kept,
    pub(super) ticket: Ticket,
    /// What was typed as an address.
    pub(super) email: String,
}

impl<'a> Saved<'a> {
    pub(super) fn new(
        place: &'a Place,
        key: &'a Key,
        (writing, draft): (&'a Writing, &'a Draft),
    ) -> Result<Self, Problem> {
        let broken = || Problem::broken("a kept draft without its ticket");
        let kept = draft.kept.as_ref().ok_or_else(broken)?;
        let ticket = Ticket::parse_text(&kept.ticket).ok_or_else(broken)?;
        Ok(Self { place, key, writing, draft, kept, ticket, email: String::new() })
    }

    /// The address that a person types to come back.
    pub(super) fn address(&self) -> String {
        let (origin, prefix) =
            (self.place.hall.station.public_url(), self.place.language().prefix());
        format!("{origin}{prefix}/{}/return", self.place.force.id)
    }

    /// The link that holds the ticket.
    pub(super) fn link(&self) -> String {
        format!("{}/{}", self.address(), self.ticket.text())
    }

    /// Until when the answers are kept.
    pub(super) fn until(&self) -> String {
        let (now, language) = (self.place.now(), self.place.language());
        let ends_at = self.writing.ends_at().unwrap_or(now);
        dates::relative(ends_at, now, language)
    }

    pub(super) fn render(&self, status: StatusCode, problems: &[FieldProblem]) -> Response {
        let (place, language) = (self.place, self.place.language());
        let wrong = !problems.is_empty();
        let sensitive = place.service.is_sensitive();
        let may_mail = self.kept.messages < MOST_MESSAGES;
        let mailed = place.asks(MAILED) && !wrong;
        let template = SavedPage {
            frame: place.frame(SAVED.say(language)).error(wrong),
            summary: wrong.then(|| ErrorSummary::of(language, problems)),
            notice: mailed.then(|| InsetText::new(WAS_SENT.say(language))),
            until: UNTIL.fill(language, &[("until", &self.until())]),
            reference: self.ticket.reference.to_string(),
            code: self.ticket.code.to_string(),
            sensitive,
            go_on: Button::link(onward(place, self.draft), GO_ON.say(language)),
            address: self.address(),
            link: self.link(),
            action: place.href(SAVE),
            token: self.key.csrf_token(),
            email: may_mail.then(|| self.email_input(problems)),
            safe: sensitive.then(|| self.safe_box(problems)),
            send: Button::new(SEND.say(language)).secondary().sends(MAIL, "1"),
            delete: Button::new(DELETE_NOW.say(language)).warning().sends(FORGET, "1"),
        };
        page_as(status, &template)
    }

    fn email_input(&self, problems: &[FieldProblem]) -> Input {
        let language = self.place.language();
        let fill = if self.place.service.is_sensitive() { "off" } else { "email" };
        Input::new(EMAIL_FIELD, EMAIL.say(language))
            .hint(EMAIL_HINT.say(language))
            .kind("email")
            .spellcheck(false)
            .autocomplete(fill)
            .value(self.email.as_str())
            .problem(language, said_of(EMAIL_FIELD, problems))
    }

    fn safe_box(&self, problems: &[FieldProblem]) -> Checkboxes {
        let language = self.place.language();
        Checkboxes::new(SAFE_FIELD, SAFE_LEGEND.say(language))
            .choice(Choice::new("yes", SAFE.say(language)))
            .problem(language, said_of(SAFE_FIELD, problems))
    }
}

fn said_of<'p>(field: &str, problems: &'p [FieldProblem]) -> Option<&'p str> {
    problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
}

#[derive(Template)]
#[template(path = "reports/saved.html")]
struct SavedPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    notice: Option<InsetText>,
    until: String,
    reference: String,
    code: String,
    sensitive: bool,
    go_on: Button,
    address: String,
    link: String,
    action: String,
    token: String,
    email: Option<Input>,
    safe: Option<Checkboxes>,
    send: Button,
    delete: Button,
}

impl SavedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
