//! The page of a report: where it stands, what happens next, a form to write, what has happened.

use super::following::Following;
use super::letter::{BODY_FIELD, ID_FIELD, Letter};
use super::told::Told;
use crate::standing::Status;
use crate::step::{Step, steps};
use askama::Template;
use counter::components::{
    Button, CharacterCount, ErrorSummary, Markup, NotificationBanner, SummaryList, SummaryRow,
};
use counter::{EmergencyWays, Frame, TOKEN_FIELD, Visit, dates};
use kernel::{Language, Problem, Words, words};
use std::borrow::Cow;

words! {
    TITLE { en: "Your report", cy: "Eich adroddiad" }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    ABOUT { en: "About", cy: "Ynghylch" }
    SENT { en: "Sent", cy: "Anfonwyd" }
    STATUS { en: "Status", cy: "Statws" }
    NEXT { en: "What happens next", cy: "Beth sy'n digwydd nesaf" }
    BY_EMAIL {
        en: "We email you when there is a message for you. The email does not say what it is about.",
        cy: "Byddwn yn anfon e-bost atoch pan fydd neges i chi. Nid yw'r e-bost yn dweud beth yw \
             ei phwnc.",
    }
    COME_BACK {
        en: "We have no email address that you told us is safe. Come back here to read our messages.",
        cy: "Nid oes gennym gyfeiriad e-bost y dywedoch wrthym ei fod yn ddiogel. Dewch yn ôl yma i \
             ddarllen ein negeseuon.",
    }
    NOT_SHOWN {
        en: "We cannot show your report at the moment. It is safe. Try again in a minute.",
        cy: "Ni allwn ddangos eich adroddiad ar hyn o bryd. Mae'n ddiogel. Rhowch gynnig arall arni \
             ymhen munud.",
    }
    WRITE { en: "Write to us", cy: "Ysgrifennu atom" }
    MESSAGE { en: "Your message", cy: "Eich neges" }
    WHO_READS {
        en: "The people who deal with your report read it",
        cy: "Mae'r bobl sy'n delio â'ch adroddiad yn ei darllen",
    }
    SEND { en: "Send message", cy: "Anfon neges" }
    ADD { en: "Add files to your report", cy: "Ychwanegu ffeiliau at eich adroddiad" }
    ADD_HOW {
        en: "You can add photos, recordings or documents until {when}.",
        cy: "Gallwch ychwanegu lluniau, recordiadau neu ddogfennau tan {when}.",
    }
    ADD_LINK { en: "Add files", cy: "Ychwanegu ffeiliau" }
    LOOKED { en: "Who has looked at your report", cy: "Pwy sydd wedi edrych ar eich adroddiad" }
    NOBODY { en: "There is nothing to show yet.", cy: "Nid oes dim i'w ddangos eto." }
    HISTORY { en: "What has happened", cy: "Beth sydd wedi digwydd" }
    SEE { en: "See what you sent", cy: "Gweld yr hyn a anfonoch" }
    FINISHED { en: "When you have finished", cy: "Pan fyddwch wedi gorffen" }
    OTHERS {
        en: "If other people use this device, close your report before you go.",
        cy: "Os yw pobl eraill yn defnyddio'r ddyfais hon, caewch eich adroddiad cyn mynd.",
    }
    STOP { en: "Stop following on this device", cy: "Rhoi'r gorau i ddilyn ar y ddyfais hon" }
    ARRIVED {
        en: "Your message has arrived. The people who deal with your report will read it.",
        cy: "Mae eich neges wedi cyrraedd. Bydd y bobl sy'n delio â'ch adroddiad yn ei darllen.",
    }
    EMERGENCY { en: "Emergency", cy: "Argyfwng" }
    CALL {
        en: "If somebody is in danger, call 999 now",
        cy: "Os yw rhywun mewn perygl, ffoniwch 999 nawr",
    }
    PUT_FIRST {
        en: "Your message has arrived, and we have put it first.",
        cy: "Mae eich neges wedi cyrraedd, ac rydym wedi'i rhoi yn gyntaf.",
    }
    DO_NOT_WAIT {
        en: "A person still has to read it. Do not wait for our answer.",
        cy: "Mae angen i berson ei darllen o hyd. Peidiwch ag aros am ein hateb.",
    }
}

/// The most characters of a message.
const LONGEST: u32 = 8000;
const _: () = assert!(contact::LONGEST == 8000, "say the new limit here and in `report.rs`");

/// The page.
#[derive(Template)]
#[template(path = "portal/report.html")]
pub(super) struct ReportPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    banner: Option<NotificationBanner>,
    facts: SummaryList,
    told: Option<Shown>,
    action: String,
    stop: String,
    csrf: String,
    reference: String,
    message_id: String,
    message: CharacterCount,
}

/// What can be shown of the report.
struct Shown {
    next: Vec<String>,
    by_email: bool,
    /// Until when files can be added, and where.
    adding: Option<(String, Button)>,
    steps: Vec<ShownStep>,
    /// What is told of who looked, and a line for each look.
    looked: Option<(String, Vec<String>)>,
}

/// A step with its time in words.
struct ShownStep {
    title: Cow<'static, str>,
    when: String,
    written: Option<String>,
    own: bool,
    /// Where to see what was sent, at the first step.
    see: Option<String>,
}

/// The banner of somebody who wrote of danger.
#[derive(Template)]
#[template(path = "portal/danger.html")]
struct Danger {
    language: Language,
    arrived: bool,
}

impl ReportPage {
    /// The page of what was told, with a letter that may have been begun.
    pub(super) fn new(
        visit: &Visit,
        following: &Following,
        told: Option<&Told>,
        letter: &Letter,
    ) -> Result<Self, Problem> {
        let language = visit.language;
        let message = CharacterCount::new(language, BODY_FIELD, MESSAGE.say(language), LONGEST)
            .hint(WHO_READS.say(language))
            .threshold(75)
            .value(letter.body.as_str());
        Ok(Self {
            frame: frame(visit, following, told, TITLE.say(language)),
            summary: None,
            banner: banner(language, following)?,
            facts: facts(language, following, told),
            told: told.map(|told| Shown::new(visit, told)),
            action: visit.href("/track/report"),
            stop: visit.href("/track/stop"),
            csrf: String::new(),
            reference: following.reference.clone(),
            message_id: letter.id_text(),
            message,
        })
    }

    /// With the token that its forms carry.
    pub(super) fn token(self, csrf: String) -> Self {
        Self { csrf, ..self }
    }

    /// With what is wrong with the message.
    pub(super) fn wrong(self, words: Words) -> Self {
        let language = self.frame.language();
        let text = words.say(language);
        Self {
            frame: self.frame.error(true),
            summary: Some(ErrorSummary::new(language).link(format!("#{BODY_FIELD}"), text)),
            message: self.message.error(language, text),
            ..self
        }
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }

    fn send(&self) -> Button {
        Button::new(self.say(SEND)).prevent_double_click(true)
    }

    fn stop(&self) -> Button {
        Button::new(self.say(STOP)).secondary()
    }
}

impl Danger {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }

    fn ways(&self) -> EmergencyWays {
        EmergencyWays { language: self.language }
    }
}

impl Shown {
    fn new(visit: &Visit, told: &Told) -> Self {
        let language = visit.language;
        let shown = |step: Step<'_>| ShownStep {
            title: step.title,
            when: dates::date_and_time(step.at, language),
            written: step.written.map(str::to_owned),
            own: matches!(step.kind, Status::YouWrote | Status::YouAdded),
            see: (step.kind == Status::Sent).then(|| visit.href("/track/report/answers")),
        };
        Self {
            next: told.standing().next(language),
            by_email: told.is_told_by_email(),
            adding: told.files_link.as_ref().map(|link| {
                let how = ADD_HOW.fill(language, &[("when", &link.until(language))]);
                let href = visit.href(&link.path(&told.force));
                (how, Button::link(href, ADD_LINK.say(language)).secondary())
            }),
            steps: steps(&told.story, language).into_iter().map(shown).collect(),
            looked: told.looked.as_ref().map(|it| (it.about(language), it.lines(language))),
        }
    }
}

/// The frame of a page about a report: neutral, with a way out, where nobody may see what it is
/// about; with the force's name and the service's otherwise.
pub(super) fn frame(
    visit: &Visit,
    following: &Following,
    told: Option<&Told>,
    title: &str,
) -> Frame {
    let mut frame = Frame::new(visit, title).noindex();
    if let Some(force) = visit.counter.forces.get(following.force.as_str()) {
        frame = frame.for_force(force).home(visit.href(&format!("/{}/", force.id)));
    }
    let service = told.and_then(|told| told.service.as_ref());
    match (following.sensitive, service) {
        (true, None) => frame.sensitive(),
        (true, Some(service)) => {
            frame.sensitive().neutral_title(service.neutral_title(visit.language))
        }
        (false, None) => frame,
        (false, Some(service)) => frame.service(service.title(visit.language)),
    }
}

fn facts(language: Language, following: &Following, told: Option<&Told>) -> SummaryList {
    let mut facts = SummaryList::new()
        .row(SummaryRow::new(REFERENCE.say(language), following.reference.as_str()));
    let Some(told) = told else { return facts };
    if let Some(service) = told.service.as_ref().filter(|_| !following.sensitive) {
        facts = facts.row(SummaryRow::new(ABOUT.say(language), service.title(language)));
    }
    let sent = dates::date_and_time(told.report.submitted_at, language);
    facts
        .row(SummaryRow::new(SENT.say(language), sent))
        .row(SummaryRow::new(STATUS.say(language), told.standing().status.name(language)))
}

/// What must be noticed first: what to do in danger, or that a message arrived.
fn banner(
    language: Language,
    following: &Following,
) -> Result<Option<NotificationBanner>, Problem> {
    if following.danger {
        let danger = Danger { language, arrived: following.arrived };
        let markup = Markup::render(&danger).map_err(Problem::broken)?;
        let banner = NotificationBanner::new(language, markup);
        return Ok(Some(banner.title(EMERGENCY.say(language)).role("alert")));
    }
    let arrived = || NotificationBanner::success(language, ARRIVED.say(language));
    Ok(following.arrived.then(arrived))
}
