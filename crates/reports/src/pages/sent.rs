//! The receipt: what the person keeps, what happens next, and how to follow it. It can be opened
//! again for as long as the browser holds the draft that was sent.

use super::equality::ABOUT_YOU;
use super::place::Place;
use super::qr::Qr;
use super::transcript::Transcript;
use super::writing::Writing;
use crate::adding::{FilesLink, files_link};
use crate::{Receipt, Report, note_copy, show_receipt};
use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter::Prose;
use counter::components::{Button, Checkboxes, Choice, Panel, WarningText};
use counter::{Fault, Frame, Visit, dates, page, page_as};
use kernel::{Block, Language, Reference, Words};
use services::LocalSlot;
use services::pages::Local;

kernel::words! {
    THANKS { en: "We have your report", cy: "Mae eich adroddiad wedi ein cyrraedd" }
    SENT_AT { en: "Sent on {at}.", cy: "Anfonwyd ar {at}." }
    REFERENCE { en: "Your reference", cy: "Eich cyfeirnod" }
    READ_ALOUD { en: "To read it aloud:", cy: "I'w ddarllen yn uchel:" }
    CODE { en: "Your access code", cy: "Eich cod mynediad" }
    KEEP_BOTH {
        en: "Write both down or print this page. You need both to follow your report or tell us more. Give the access code to nobody: whoever has both can read your report.",
        cy: "Ysgrifennwch y ddau neu argraffwch y dudalen hon. Mae angen y ddau arnoch i ddilyn eich adroddiad neu i ddweud mwy wrthym. Peidiwch â rhoi'r cod mynediad i neb: gall unrhyw un sydd â'r ddau ddarllen eich adroddiad."
    }
    KEEP_SAFE {
        en: "Keep both where nobody else looks. You can see this page again until you close your browser or select “Exit this page”.",
        cy: "Cadwch y ddau lle nad oes neb arall yn edrych. Gallwch weld y dudalen hon eto nes i chi gau eich porwr neu ddewis “Gadael y dudalen hon”."
    }
    NEXT { en: "What happens next", cy: "Beth fydd yn digwydd nesaf" }
    FOLLOW { en: "Follow your report or tell us more", cy: "Dilyn eich adroddiad neu ddweud mwy wrthym" }
    FOLLOW_HOW {
        en: "See what has happened, read our messages, and add anything that you remember or that changes. It does not need an account.",
        cy: "Gwelwch beth sydd wedi digwydd, darllenwch ein negeseuon, ac ychwanegwch unrhyw beth rydych yn ei gofio neu sy'n newid. Nid oes angen cyfrif."
    }
    FOLLOW_LINK { en: "Follow your report", cy: "Dilyn eich adroddiad" }
    CHANGES {
        en: "If someone is in danger, call 999. Do not wait for our answer.",
        cy: "Os yw rhywun mewn perygl, ffoniwch 999. Peidiwch ag aros am ein hateb."
    }
    ADD { en: "Add photos, recordings or documents", cy: "Ychwanegu lluniau, recordiadau neu ddogfennau" }
    ADD_HOW {
        en: "Use this link until {when}. It opens on any phone or computer, and shows nothing of what you have told us. Give it to nobody: whoever has it can send us files.",
        cy: "Defnyddiwch y ddolen hon tan {when}. Mae'n agor ar unrhyw ffôn neu gyfrifiadur, ac nid yw'n dangos dim o'r hyn rydych wedi'i ddweud wrthym. Peidiwch â'i rhoi i neb: gall unrhyw un sydd â hi anfon ffeiliau atom."
    }
    ADD_LINK { en: "Add files", cy: "Ychwanegu ffeiliau" }
    ADD_SCAN { en: "To use your phone, point its camera at this code, or type the address.", cy: "I ddefnyddio'ch ffôn, pwyntiwch ei gamera at y cod hwn, neu deipiwch y cyfeiriad." }
    ADD_CODE { en: "A code with the address for your files", cy: "Cod gyda'r cyfeiriad ar gyfer eich ffeiliau" }
    COPY { en: "Keep a copy", cy: "Cadw copi" }
    COPY_WHAT {
        en: "You can download what you sent, with your reference and what happens next. Save the file or print it.",
        cy: "Gallwch lawrlwytho’r hyn a anfonoch, gyda’ch cyfeirnod a beth fydd yn digwydd nesaf. Arbedwch y ffeil neu argraffwch hi."
    }
    COPY_WARNING {
        en: "The file stays on this device. “Exit this page” does not delete it. If someone else uses this device, do not download it here.",
        cy: "Mae’r ffeil yn aros ar y ddyfais hon. Nid yw “Gadael y dudalen hon” yn ei dileu. Os yw rhywun arall yn defnyddio’r ddyfais hon, peidiwch â’i lawrlwytho yma."
    }
    COPY_NEUTRAL {
        en: "The name of the file does not say what it is about. What you told us is in it.",
        cy: "Nid yw enw’r ffeil yn dweud am beth mae hi. Mae’r hyn a ddywedoch wrthym ynddi."
    }
    COPY_CODE { en: "Put my access code on it too", cy: "Rhowch fy nghod mynediad arni hefyd" }
    COPY_CODE_HINT { en: "Whoever has the file can then read our messages to you", cy: "Gall unrhyw un sydd â’r ffeil wedyn ddarllen ein negeseuon atoch" }
    COPY_BUTTON { en: "Download a copy (PDF)", cy: "Lawrlwytho copi (PDF)" }
    SUPPORT { en: "Help and support", cy: "Help a chefnogaeth" }
    ABOUT { en: "Help us treat everybody fairly", cy: "Helpwch ni i drin pawb yn deg" }
    ABOUT_WHY { en: "You can answer some questions about yourself. They are optional, take 2 minutes, and are kept apart from what you sent.", cy: "Gallwch ateb rhai cwestiynau amdanoch eich hun. Maent yn ddewisol, yn cymryd 2 funud, ac yn cael eu cadw ar wahân i’r hyn a anfonoch." }
    ABOUT_LINK { en: "Answer questions about you", cy: "Ateb cwestiynau amdanoch chi" }
    NOTHING { en: "There is no report to show here", cy: "Nid oes adroddiad i'w ddangos yma" }
    NOTHING_WHY {
        en: "This page shows a receipt only in the browser that sent the report, and only for a short time. If you sent one, it is safe with us.",
        cy: "Dim ond yn y porwr a anfonodd yr adroddiad y mae'r dudalen hon yn dangos derbynneb, a dim ond am gyfnod byr. Os anfonoch un, mae'n ddiogel gyda ni."
    }
    NOTHING_FOLLOW {
        en: "With your reference and access code you can see it and write to us.",
        cy: "Gyda'ch cyfeirnod a'ch cod mynediad gallwch ei weld ac ysgrifennu atom."
    }
    START { en: "Start a new report", cy: "Dechrau adroddiad newydd" }
}

/// The last parts of the address of the copy.
const COPY_FILE: &str = "sent/copy.pdf";
/// What asks for the access code on it.
const WITH_CODE: &str = "code";

/// `GET …/sent`: the receipt, or where to find it.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else { return Ok(nothing(&place)) };
    let (place, writing) = Writing::enter(place, Place::holder(&key), &headers).await?;
    let Some(draft) = writing.sent() else {
        if writing.is_empty() {
            return Ok(nothing(&place));
        }
        let journey = services::journey(&place.service, &writing.answers(), place.now());
        return Ok(place.go(&Place::last_of(&journey.end)));
    };
    let mut tx = place.begin().await?;
    let (receipt, report) = show_receipt(&mut tx, &place.service, draft).await?;
    let place = &place.clone().in_edition(report.service_version);
    let sent = (report.id, report.submitted_at);
    let link = files_link(&mut tx, &place.service, sent).await?;
    tx.commit().await?;
    let adding = link.map(|link| Adding::new(place, &link));
    Ok(page(&SentPage { adding, ..SentPage::new(place, &receipt, &report) }))
}

/// `GET …/sent/copy.pdf`: what was sent, as a file to keep; with the access code if it is asked for.
pub(super) async fn copy(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    let Some(key) = place.visit.key.clone() else { return Ok(nothing(&place)) };
    let (place, writing) = Writing::enter(place, Place::holder(&key), &headers).await?;
    let Some(draft) = writing.sent() else { return Ok(nothing(&place)) };
    let mut tx = place.begin().await?;
    let (receipt, report) = show_receipt(&mut tx, &place.service, draft).await?;
    note_copy(&mut tx, receipt.report).await?;
    tx.commit().await?;
    let place = place.in_edition(report.service_version);
    let transcript = Transcript {
        force: &place.force,
        service: &place.service,
        report: &report,
        language: place.language(),
        next: next_steps(&place, &report),
        site: place.visit.counter.public_url.origin(),
        code: place.asked(WITH_CODE).map(|_| &receipt.access_code),
        now: place.now(),
    };
    Ok(transcript.give().await?)
}

/// There is no receipt to show in this browser.
fn nothing(place: &Place) -> Response {
    let language = place.language();
    let template = NothingPage {
        frame: place.frame(NOTHING.say(language)),
        track: Button::link(place.visit.href("/track"), FOLLOW_LINK.say(language)),
        start: Button::link(place.start_href(), START.say(language)).secondary(),
    };
    page_as(StatusCode::NOT_FOUND, &template)
}

/// `H U M, 7 K 4 Q, 2 M 9 D`: the reference in groups, each character by itself.
pub(super) fn spelt(reference: &Reference) -> String {
    let shown = reference.to_string();
    let spaced = |group: &str| group.chars().map(String::from).collect::<Vec<_>>().join(" ");
    shown.split('-').map(spaced).collect::<Vec<_>>().join(", ")
}

fn local(place: &Place, slot: LocalSlot) -> Option<Local> {
    let text = services::local_text(&place.force, &place.service, slot)?;
    Some(Local::new(text, place.language()))
}

/// What happens next, in order, with the promised time filled in. Whole dates: a receipt is kept.
fn next_steps(place: &Place, report: &Report) -> Vec<String> {
    let language: Language = place.language();
    let steps = services::next_steps(&place.service, &report.answers, report.submitted_at);
    let told = |step: services::NextStep| {
        let by = step.by.map(|by| dates::date_and_time(by, language)).unwrap_or_default();
        step.text.say(language).replace("{by}", &by)
    };
    steps.into_iter().map(told).collect()
}

/// Where files can be added to what was sent.
struct Adding {
    how: String,
    link: Button,
    address: String,
    code: Option<Qr>,
}

impl Adding {
    fn new(place: &Place, link: &FilesLink) -> Self {
        let (language, force) = (place.language(), &place.force.id);
        let when = link.until(language);
        let address = link.address(&place.hall.station, force, language);
        let href = place.visit.href(&link.path(force));
        Self {
            how: ADD_HOW.fill(language, &[("when", &when)]),
            link: Button::link(href, ADD_LINK.say(language)).secondary(),
            code: Qr::of(&address),
            address,
        }
    }
}

#[derive(Template)]
#[template(path = "reports/sent.html")]
struct SentPage<'a> {
    frame: Frame,
    /// The panel that says that all is well; nothing so bright on sensitive ground.
    panel: Option<Panel>,
    reference: String,
    spelt: String,
    code: String,
    sent_at: String,
    next: Vec<String>,
    track: Button,
    adding: Option<Adding>,
    /// Where the copy is, and whether it has the access code.
    copy: String,
    with_code: Checkboxes,
    /// What to think of first, where somebody may find it.
    copy_warning: Option<WarningText>,
    support: &'a [Block],
    /// What the force adds to what happens next, and to the help.
    local_next: Option<Local>,
    local_support: Option<Local>,
    /// Where questions about equality are asked.
    equality: Option<String>,
    visit: &'a Visit,
}

impl<'a> SentPage<'a> {
    fn new(place: &'a Place, receipt: &Receipt, report: &Report) -> Self {
        let language = place.language();
        let service = &place.service;
        let sensitive = service.is_sensitive();
        let reference = receipt.reference.to_string();
        // A reference is no secret, but on sensitive ground it is not left in the history.
        let track =
            if sensitive { "/track".to_owned() } else { format!("/track?reference={reference}") };
        let at = dates::date_and_time(receipt.submitted_at, language);
        Self {
            frame: place.frame(THANKS.say(language)),
            panel: (!sensitive).then(|| Panel::new(THANKS.say(language))),
            spelt: spelt(&receipt.reference),
            code: receipt.access_code.to_string(),
            sent_at: SENT_AT.fill(language, &[("at", &at)]),
            next: next_steps(place, report),
            track: Button::link(place.visit.href(&track), FOLLOW_LINK.say(language)).secondary(),
            adding: None,
            copy: place.href(COPY_FILE),
            with_code: Checkboxes::without_legend(WITH_CODE).choice(
                Choice::new("yes", COPY_CODE.say(language)).hint(COPY_CODE_HINT.say(language)),
            ),
            copy_warning: sensitive.then(|| WarningText::new(language, COPY_WARNING.say(language))),
            support: service.support.say(language),
            local_next: local(place, LocalSlot::Next),
            local_support: local(place, LocalSlot::Support),
            equality: service.equality.as_ref().map(|_| place.href(ABOUT_YOU)),
            visit: &place.visit,
            reference,
        }
    }

    fn download(&self) -> Button {
        Button::new(self.say(COPY_BUTTON)).secondary()
    }

    fn help(&self) -> Prose<'a> {
        Prose::new(self.support, self.visit)
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

#[derive(Template)]
#[template(path = "reports/nothing_sent.html")]
struct NothingPage {
    frame: Frame,
    track: Button,
    start: Button,
}

impl NothingPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
