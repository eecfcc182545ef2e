//! A call comes in: danger first, then what it is about.

use super::{At, Line};
use crate::call;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use counter::components::{Button, Input};
use counter::{Fault, Form, Frame, Visit, page};
use kernel::{Language, Problem, Thing, Words, words};
use rights::Right;
use rights::pages::SignedIn;
use serde::Deserialize;
use services::{Group, Service, ServiceKind};
use std::sync::Arc;

words! {
    TITLE { en: "Take a call", cy: "Cymryd galwad" }
    ASK_FIRST { en: "Ask first", cy: "Gofynnwch yn gyntaf" }
    ASK_DANGER {
        en: "“Is anyone in danger right now? Is it happening now?”",
        cy: "“A oes unrhyw un mewn perygl ar hyn o bryd? Ydy hyn yn digwydd nawr?”",
    }
    DANGER { en: "Yes: somebody is in danger", cy: "Oes: mae rhywun mewn perygl" }
    ABOUT { en: "What is the call about?", cy: "Am beth mae'r alwad?" }
    FIND { en: "Find in the list", cy: "Chwilio yn y rhestr" }
    FIND_HINT { en: "A word of what the caller says, such as bike", cy: "Gair o'r hyn y mae'r galwr yn ei ddweud, fel beic" }
    SHOW { en: "Show", cy: "Dangos" }
    NONE { en: "Nothing in the list has this word. Show all of it, or choose what is nearest: you can write everything down among the caller’s words.", cy: "Nid oes dim yn y rhestr yn cynnwys y gair hwn. Dangoswch y cyfan, neu dewiswch yr un agosaf: gallwch ysgrifennu popeth ymhlith geiriau'r galwr." }
    ALL { en: "Show all of it", cy: "Dangos y cyfan" }
    CLOSED { en: "Closed: {advice}", cy: "Ar gau: {advice}" }
    PARKED { en: "Calls that you have open", cy: "Galwadau sydd gennych ar agor" }
    DANGER_TITLE { en: "Transfer the call to 999 now", cy: "Trosglwyddwch yr alwad i 999 nawr" }
    STAY { en: "Stay on the line until the 999 call handler speaks to the caller.", cy: "Arhoswch ar y llinell nes bod y sawl sy'n ateb 999 yn siarad â'r galwr." }
    TELL {
        en: "Tell the caller: “I am putting you through to someone who sends help. Stay on the line with me.”",
        cy: "Dywedwch wrth y galwr: “Rwy'n eich trosglwyddo i rywun sy'n anfon help. Arhoswch ar y llinell gyda mi.”",
    }
    GRADE {
        en: "If you cannot transfer it, grade it immediate and tell the dispatcher and your supervisor yourself.",
        cy: "Os na allwch ei throsglwyddo, graddiwch hi'n uniongyrchol a dywedwch wrth yr anfonwr a'ch goruchwyliwr eich hun.",
    }
    THEN { en: "Write it down", cy: "Ei ysgrifennu" }
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    q: Option<String>,
}

#[derive(Template)]
#[template(path = "calls/begin.html")]
struct BeginPage {
    frame: Frame,
    token: String,
    action: String,
    danger: Button,
    find: Input,
    show: Button,
    filtered: bool,
    here: String,
    parked: String,
    groups: Vec<(String, Vec<Choice>)>,
}

/// A service to choose.
struct Choice {
    id: String,
    title: String,
    summary: String,
    closed: Option<String>,
}

impl BeginPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

#[derive(Template)]
#[template(path = "calls/danger.html")]
struct DangerPage {
    frame: Frame,
    then: Button,
}

impl DangerPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/calls/new`: what the call is about.
pub(super) async fn show(
    State(line): State<Line>,
    visit: Visit,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    signed_in.staff.require(Right::AnswerContacts)?;
    let at = At::new(&line, &visit, &signed_in);
    let word = asked.ok().and_then(|Query(asked)| asked.q).unwrap_or_default();
    let language = visit.language;
    Ok(page(&BeginPage {
        frame: at.frame(TITLE.say(language)).with_back(visit.href("/desk/queue")),
        token: signed_in.csrf.clone(),
        action: visit.href("/desk/calls"),
        danger: Button::link(visit.href("/desk/calls/danger"), DANGER.say(language)).warning(),
        find: Input::new("q", FIND.say(language))
            .hint(FIND_HINT.say(language))
            .value(word.as_str())
            .spellcheck(false)
            .autocomplete("off")
            .width(20),
        show: Button::new(SHOW.say(language)).secondary(),
        filtered: !word.trim().is_empty(),
        here: visit.href("/desk/calls/new"),
        parked: visit.href("/desk/calls"),
        groups: groups(&at, &word),
    }))
}

/// `GET /desk/calls/danger`: what to do now.
pub(super) async fn danger(
    State(line): State<Line>,
    visit: Visit,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    signed_in.staff.require(Right::AnswerContacts)?;
    let at = At::new(&line, &visit, &signed_in);
    let (language, new) = (visit.language, visit.href("/desk/calls/new"));
    let frame = at.frame(DANGER_TITLE.say(language)).with_back(new.as_str());
    Ok(page(&DangerPage { frame, then: Button::link(new, THEN.say(language)) }))
}

/// The force's services that have this word, by their group.
fn groups(at: &At<'_>, word: &str) -> Vec<(String, Vec<Choice>)> {
    let (catalogue, language) = (at.line.hall.catalogue(), at.visit.language);
    let force = at.signed_in.staff.force();
    let offers: Vec<_> = catalogue.ids().filter_map(|id| catalogue.at(force, id)).collect();
    let groups = Group::ALL.into_iter().map(|group| {
        let ours = offers.iter().filter(|offer| {
            let service = &offer.edition.service;
            service.group == group && service.kind() == ServiceKind::Form && has(service, word)
        });
        let mut choices: Vec<Choice> = ours
            .map(|offer| {
                let service = &offer.edition.service;
                let closed = offer.closed.map(|closed| closed.advice.say(language));
                Choice {
                    id: service.id.clone(),
                    title: service.title(language).to_owned(),
                    summary: service.summary(language).to_owned(),
                    closed: closed.map(|advice| CLOSED.fill(language, &[("advice", advice)])),
                }
            })
            .collect();
        choices.sort_by(|one, other| one.title.cmp(&other.title));
        (group.title(language).to_owned(), choices)
    });
    groups.filter(|(_, choices)| !choices.is_empty()).collect()
}

/// Whether every word is somewhere in a service's title or summary, in either language.
fn has(service: &Service, words: &str) -> bool {
    let texts = Language::ALL.map(|it| format!("{} {}", service.title(it), service.summary(it)));
    let texts = texts.map(|text| text.to_lowercase());
    let mut words = words.split_whitespace().map(str::to_lowercase);
    words.all(|word| texts.iter().any(|text| text.contains(&word)))
}

/// `POST /desk/calls`: the script begins. A service that is closed to the public is still written down
/// for a caller.
pub(super) async fn begin(
    State(line): State<Line>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let catalogue = line.hall.catalogue();
    let id = form.get("service").unwrap_or_default();
    let offer = catalogue.at(signed_in.staff.force(), id);
    let service: &Arc<Service> = match &offer {
        Some(offer) if offer.edition.service.kind() == ServiceKind::Form => &offer.edition.service,
        _ => return Err(Fault(Problem::NotFound(Thing::Service))),
    };
    let mut tx = at.tx().await?;
    let id = call::begin(&mut tx, &signed_in.staff, service, visit.language).await?;
    tx.commit().await?;
    Ok(at.go(id, ""))
}
