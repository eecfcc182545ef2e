//! Where a service begins: what it is for, what it asks of people and what becomes of their answers.

use super::offer::find_offered;
use super::unknown::no_force;
use super::{Hall, Local};
use crate::{Answers, LocalSlot, Service, ServiceKind, Slug, journey, local_text};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::Prose;
use counter::components::{Button, Details};
use counter::{Fault, Frame, Sensitive, Visit};
use jiff::SignedDuration;
use kernel::{Clock, Force, Instant, Language, Problem, Thing, Words, words};

words! {
    BEFORE { en: "Before you start", cy: "Cyn i chi ddechrau" }
    TAKES { en: "It takes about {minutes} minutes. You can stop at any time.", cy: "Mae’n cymryd tua {minutes} munud. Gallwch stopio ar unrhyw adeg." }
    ANONYMOUS { en: "You do not have to tell us who you are.", cy: "Does dim rhaid i chi ddweud wrthym pwy ydych chi." }
    NAMED { en: "We ask for your name and how to contact you.", cy: "Byddwn yn gofyn am eich enw a sut i gysylltu â chi." }
    READ { en: "A trained person at {force} reads your report.", cy: "Bydd person hyfforddedig o {force} yn darllen eich adroddiad." }
    READ_WITHIN { en: "A trained person at {force} reads your report within {time}.", cy: "Bydd person hyfforddedig o {force} yn darllen eich adroddiad o fewn {time}." }
    HOUR { en: "{n} hour", cy: "{n} awr" }
    HOURS { en: "{n} hours", cy: "{n} awr" }
    DAYS { en: "{n} days", cy: "{n} diwrnod" }
    WHAT_ANONYMOUS_MEANS { en: "What staying anonymous means", cy: "Beth mae aros yn ddienw yn ei olygu" }
    ANONYMOUS_MEANS { en: "We do not try to find out who you are, unless someone’s life is at risk or someone could be badly hurt. Then a senior officer may decide that we must, and writes down why. Anonymous does not mean secret: we read what you tell us and we may act on it.", cy: "Fyddwn ni ddim yn ceisio darganfod pwy ydych chi, oni bai bod bywyd rhywun mewn perygl neu y gallai rhywun gael ei anafu’n ddifrifol. Bryd hynny gall uwch swyddog benderfynu bod yn rhaid i ni, gan ysgrifennu pam. Nid yw dienw yn golygu cyfrinachol: byddwn yn darllen yr hyn a ddywedwch wrthym ac efallai y byddwn yn gweithredu arno." }
    ANSWERS { en: "What happens to your answers", cy: "Beth sy’n digwydd i’ch atebion" }
    LOCKED { en: "Until you send your report, we keep your answers locked. Only the browser that you use can open them.", cy: "Hyd nes y byddwch yn anfon eich adroddiad, byddwn yn cadw eich atebion dan glo. Dim ond y porwr rydych chi’n ei ddefnyddio all eu hagor." }
    SAVING { en: "You can save them and come back within {time}, on any device. They are deleted after that.", cy: "Gallwch eu harbed a dod yn ôl o fewn {time}, ar unrhyw ddyfais. Cânt eu dileu ar ôl hynny." }
    COME_BACK { en: "Come back to saved answers", cy: "Dod yn ôl at atebion a arbedwyd" }
    FORGOTTEN { en: "If you stop without saving, we delete them after {time}.", cy: "Os byddwch yn stopio heb arbed, byddwn yn eu dileu ar ôl {time}." }
    EXIT { en: "If you select ‘Exit this page’, nobody can open them any more, unless you saved them.", cy: "Os dewiswch ‘Gadael y dudalen hon’, ni all neb eu hagor mwyach, oni bai eich bod wedi’u harbed." }
    SENT { en: "When you send your report, you get a reference and an access code. With them you can follow it.", cy: "Pan fyddwch yn anfon eich adroddiad, cewch gyfeirnod a chod mynediad. Gyda’r rhain gallwch ei ddilyn." }
    START { en: "Start now", cy: "Dechrau nawr" }
    OTHER_WAYS { en: "Other ways to tell us", cy: "Ffyrdd eraill o ddweud wrthym" }
    CALL { en: "Call", cy: "Ffoniwch" }
    CALL_WHEN { en: "at any time", cy: "ar unrhyw adeg" }
    TEXTPHONE { en: "With a textphone or the Relay UK app, call", cy: "Gyda ffôn testun neu ap Relay UK, ffoniwch" }
    ON_PAPER { en: "Print a paper form", cy: "Argraffu ffurflen bapur" }
    ON_PAPER_WHERE { en: "and hand it in at a police station", cy: "a’i chyflwyno mewn gorsaf heddlu" }
    SOMEONE { en: "Ask someone you trust to tell us for you", cy: "Gofynnwch i rywun rydych yn ymddiried ynddo ddweud wrthym ar eich rhan" }
}

#[derive(Template)]
#[template(path = "services/start.html")]
struct StartPage<'a> {
    frame: Frame,
    visit: &'a Visit,
    force: &'a Force,
    service: &'a Service,
    first: Option<String>,
}

impl<'a> StartPage<'a> {
    fn new(visit: &'a Visit, force: &'a Force, service: &'a Service, now: Instant) -> Self {
        let title = service.title(visit.language);
        let group = visit.href(&format!("/{}/{}/", force.id, service.group.slug()));
        let frame = Frame::new(visit, title).with_back(group);
        let frame = if service.is_sensitive() {
            // The address of this page tells, those after it do not. The title never does: it stands
            // in the tab, in the list of windows and in the history.
            frame.sensitive().neutral_title(service.neutral_title(visit.language))
        } else {
            frame
        };
        let first = first_page(force, service, now).map(|path| visit.href(&path));
        Self { frame, visit, force, service, first }
    }

    fn title(&self) -> &str {
        self.service.title(self.visit.language)
    }

    fn prose(&self) -> Prose<'_> {
        Prose::new(self.service.start.say(self.visit.language), self.visit)
    }

    /// What the force adds.
    fn local(&self) -> Option<Local> {
        let text = local_text(self.force, self.service, LocalSlot::Start)?;
        Some(Local::new(text, self.visit.language))
    }

    fn is_form(&self) -> bool {
        self.service.kind() == ServiceKind::Form
    }

    fn takes(&self) -> String {
        TAKES.fill(self.visit.language, &[("minutes", &self.service.minutes.to_string())])
    }

    fn read(&self) -> String {
        let language = self.visit.language;
        let force = ("force", self.force.name.text(language));
        match read_within(self.service) {
            Some(time) => READ_WITHIN.fill(language, &[force, ("time", &length(time, language))]),
            None => READ.fill(language, &[force]),
        }
    }

    fn forgotten(&self) -> String {
        let language = self.visit.language;
        FORGOTTEN.fill(language, &[("time", &length(self.service.keep_abandoned, language))])
    }

    fn may_save(&self) -> bool {
        self.service.keeping != crate::Keeping::Never
    }

    fn saving(&self) -> String {
        let language = self.visit.language;
        SAVING.fill(language, &[("time", &length(self.service.keep_draft, language))])
    }

    fn come_back(&self) -> String {
        self.visit.href(&format!("/{}/return", self.force.id))
    }

    fn paper(&self) -> String {
        let (group, slug) = (self.service.group.slug(), &self.service.slug);
        self.visit.href(&format!("/{}/{group}/{slug}/paper", self.force.id))
    }

    fn what_anonymous_means(&self) -> Details {
        Details::new(self.say(WHAT_ANONYMOUS_MEANS), self.say(ANONYMOUS_MEANS))
    }

    fn button(&self, first: &str) -> Button {
        Button::start(first, self.say(START))
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.visit.language)
    }
}

/// `/{force}/{group}/{slug}`: the start page of a service. The slug that says nothing leads to the
/// first page instead, never back to the page that says what the service is.
pub(super) async fn show(
    State(hall): State<Hall>,
    visit: Visit,
    Path((segment, group, slug)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let Some(force) = visit.force.as_ref().filter(|force| force.id.as_str() == segment) else {
        return no_force(&visit, &segment);
    };
    let catalogue = hall.catalogue();
    let found = find_offered(&catalogue, force, &group, &slug);
    let (offer, slug) = found.ok_or(Problem::NotFound(Thing::Service))?;
    let service = &*offer.edition.service;
    let now = hall.station.now();
    if slug == Slug::Opaque {
        let first = first_page(force, service, now).ok_or(Problem::NotFound(Thing::Service))?;
        return Ok(unseen(Redirect::to(&visit.href(&first)).into_response()));
    }
    if let Some(closed) = offer.closed {
        return Ok(super::closed(&visit, service, closed));
    }
    let mut start = StartPage::new(&visit, force, service, now);
    start.frame = start.frame.welsh_follows(offer.edition.welsh_by);
    let response = counter::page(&start);
    Ok(if service.is_sensitive() { unseen(response) } else { counter::cacheable(response) })
}

/// Marks a response on sensitive ground.
fn unseen(mut response: Response) -> Response {
    response.extensions_mut().insert(Sensitive);
    response
}

/// The path of the first page of a form, as pages are declared. Who is sent on from here has no
/// pages: the start page says where to.
fn first_page(force: &Force, service: &Service, now: Instant) -> Option<String> {
    if service.kind() == ServiceKind::Signpost {
        return None;
    }
    let none = Answers::new();
    let first = journey(service, &none, now).first()?;
    let slug = service.inner_slug();
    Some(format!("/{}/{}/{slug}/{}", force.id, service.group.slug(), first.slug))
}

/// By when a report is read at the latest: before the first thing that the receipt promises.
fn read_within(service: &Service) -> Option<SignedDuration> {
    service.confirmation.next.iter().filter_map(|step| step.within).min()
}

/// A length of time as people say it: hours up to two days, then days.
fn length(time: SignedDuration, language: Language) -> String {
    let hours = time.as_hours();
    let (words, number) = match hours {
        1 => (HOUR, 1),
        ..=48 => (HOURS, hours),
        _ => (DAYS, hours / 24),
    };
    words.fill(language, &[("n", &number.to_string())])
}

#[cfg(test)]
mod tests {
    use super::length;
    use jiff::SignedDuration;
    use kernel::Language;

    #[test]
    fn lengths_are_said_in_hours_and_then_in_days() {
        for (hours, english, welsh) in [
            (1, "1 hour", "1 awr"),
            (12, "12 hours", "12 awr"),
            (48, "48 hours", "48 awr"),
            (168, "7 days", "7 diwrnod"),
        ] {
            let time = SignedDuration::from_hours(hours);
            assert_eq!(length(time, Language::English), english);
            assert_eq!(length(time, Language::Welsh), welsh);
        }
    }
}
