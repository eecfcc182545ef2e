//! "Which force is mine": one box for a postcode, a place or a force, and its answer.

use super::Front;
use super::local::ForceLink;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Query;
use counter::components::{Button, ErrorSummary, Input, Label, Link};
use counter::{Visit, dates};
use kernel::{FieldProblem, Language, Words, words};
use station::forces::whereabouts::{Body, Whereabouts};
use station::places::{Found, Month, Source};

words! {
    LABEL { en: "Postcode, place or police force", cy: "Cod post, lle neu heddlu" }
    HINT { en: "For example, HU1, Carmarthen or on a train", cy: "Er enghraifft, HU1, Caerfyrddin neu ar drên" }
    SEARCH { en: "Search", cy: "Chwilio" }
    EMPTY { en: "Enter a postcode, a place or a police force", cy: "Rhowch god post, lle neu heddlu" }
    AREA { en: "Area:", cy: "Ardal:" }
    GO { en: "Go to {name}", cy: "Mynd at {name}" }
    HERE { en: "You are in the right place", cy: "Rydych chi yn y lle iawn" }
    HERE_WHY { en: "This is the police force for where you mean. Choose what you want to do on this page.", cy: "Dyma’r heddlu ar gyfer y lle sydd gennych mewn golwg. Dewiswch ar y dudalen hon beth hoffech chi ei wneud." }
    PERHAPS { en: "Did you mean this?", cy: "Ai hwn oedd gennych mewn golwg?" }
    SEVERAL { en: "Choose where it happened", cy: "Dewiswch ble digwyddodd" }
    SEVERAL_WHY { en: "It could be one of these. If you are not sure, choose the nearest or call 101.", cy: "Gallai fod yn un o’r rhain. Os nad ydych yn siŵr, dewiswch yr agosaf neu ffoniwch 101." }
    RAILWAY { en: "If it happened on a train, at a station or on the track, tell this force. If it happened near a station, search for the town instead.", cy: "Os digwyddodd ar drên, mewn gorsaf neu ar y cledrau, dywedwch wrth yr heddlu hwn. Os digwyddodd ger gorsaf, chwiliwch am y dref yn lle hynny." }
    ELSEWHERE { en: "This site is for England and Wales, and for the railways. Another police service looks after that place.", cy: "Mae’r wefan hon ar gyfer Cymru a Lloegr, ac ar gyfer y rheilffyrdd. Gwasanaeth heddlu arall sy’n gofalu am y lle hwnnw." }
    GUARDED { en: "This force guards those sites, and only those. If it happened anywhere else, search for the place.", cy: "Mae’r heddlu hwn yn gwarchod y safleoedd hynny, a dim ond y rheini. Os digwyddodd yn unrhyw le arall, chwiliwch am y lle." }
    OLD { en: "This postcode has not been in use since {month} {year}. We show who looks after the place where it was.", cy: "Nid yw’r cod post hwn wedi bod yn cael ei ddefnyddio ers {month} {year}. Rydym yn dangos pwy sy’n gofalu am y lle y bu." }
    UNLISTED { en: "This postcode is not in our list. Check that it is right. Going by its first part, it may be this:", cy: "Nid yw’r cod post hwn yn ein rhestr. Gwiriwch ei fod yn gywir. Yn ôl ei ran gyntaf, gallai fod hwn:" }
    UNKNOWN { en: "We cannot find that place", cy: "Ni allwn ddod o hyd i’r lle hwnnw" }
    TRY { en: "Try one of these:", cy: "Rhowch gynnig ar un o’r rhain:" }
    TRY_POSTCODE { en: "a full postcode, or the first part of it", cy: "cod post llawn, neu’r rhan gyntaf ohono" }
    TRY_TOWN { en: "the nearest town or city, or the council", cy: "y dref neu’r ddinas agosaf, neu’r cyngor" }
    TRY_FORCE { en: "the name of the police force", cy: "enw’r heddlu" }
    TRY_TRAIN { en: "the word train, if it happened on the railway", cy: "y gair trên, os digwyddodd ar y rheilffordd" }
    LIST { en: "See all police forces", cy: "Gweld pob heddlu" }
    CALL { en: "You can also call 101.", cy: "Gallwch hefyd ffonio 101." }
}

/// The name of the box's field.
const FIELD: &str = "q";
/// More than anybody types to say where they are.
const LONGEST: usize = 200;

/// What was typed into the box; nothing when it was not used.
pub(super) fn typed(Query(fields): Query<Vec<(String, String)>>) -> Option<String> {
    let (_, typed) = fields.into_iter().find(|(name, _)| name == FIELD)?;
    let plain: String = typed.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    Some(plain.trim().to_owned())
}

/// The box, and its answer once something was typed.
#[derive(Debug, Template)]
#[template(path = "services/lookup.html")]
pub(super) struct Lookup {
    language: Language,
    action: String,
    typed: Option<String>,
    list: String,
    answer: Option<Answer>,
    note: Option<String>,
    is_main: bool,
}

impl HtmlSafe for Lookup {}

/// What the page says of where somebody is.
#[derive(Debug)]
enum Answer {
    Here,
    One(ForceLink),
    Perhaps(ForceLink),
    Several(Vec<ForceLink>, Option<Beyond>),
    Railway(ForceLink),
    Elsewhere(Beyond),
    Unknown,
}

/// Police that are none of ours.
#[derive(Debug)]
struct Beyond {
    place: &'static str,
    body: Link,
    why: &'static str,
}

impl Beyond {
    fn new(body: Body, language: Language) -> Self {
        let link = Link::new(body.site(), body.name().say(language));
        let why = if body.guards_sites() { GUARDED } else { ELSEWHERE }.say(language);
        Self { place: body.place().say(language), body: link.attribute("rel", "noreferrer"), why }
    }
}

impl Lookup {
    /// The box of a page of this visit, which asks the page itself again, and the answer to what was
    /// typed into it. `path` is as pages are declared.
    pub(super) async fn answer(
        front: &Front,
        visit: &Visit,
        path: &str,
        typed: Option<String>,
    ) -> Self {
        let found = match typed.as_deref().filter(|typed| !typed.is_empty()) {
            Some(typed) => {
                Some(station::places::find(&front.hall.station, &front.places, typed).await)
            }
            None => None,
        };
        Self::new(visit, path, typed, found)
    }

    fn new(visit: &Visit, path: &str, typed: Option<String>, found: Option<Found>) -> Self {
        let note = found.as_ref().and_then(|found| note(found, visit.language));
        let answer = found.map(|found| Answer::of(found.whereabouts, visit));
        Self {
            language: visit.language,
            action: format!("{}#where", visit.href(path)),
            typed,
            list: format!("{}#forces", visit.href("/")),
            answer,
            note,
            is_main: visit.force.is_none(),
        }
    }

    /// Whether the box was used.
    pub(super) const fn is_used(&self) -> bool {
        self.typed.is_some()
    }

    /// Whether it was sent with nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.typed.as_deref() == Some("")
    }

    /// The summary for the top of the page, when it was sent with nothing in it.
    pub(super) fn error_summary(&self) -> Option<ErrorSummary> {
        let problem = FieldProblem { field: FIELD.to_owned(), message: self.say(EMPTY).to_owned() };
        self.is_empty().then(|| ErrorSummary::of(self.language, [&problem]))
    }

    fn input(&self) -> Input {
        Input::new(FIELD, Label::new(self.say(LABEL)))
            .hint(self.say(HINT))
            .problem(self.language, self.is_empty().then(|| self.say(EMPTY)))
            .value(self.typed.clone().unwrap_or_default())
            .spellcheck(false)
            .autocomplete("off")
            .width(20)
    }

    /// The page's main action where finding a force is what the page is for, until it is found.
    fn button(&self) -> Button {
        let button = Button::new(self.say(SEARCH));
        if self.is_main && self.answer.is_none() { button } else { button.secondary() }
    }

    /// The way on to a force, as the page's main action.
    fn go(&self, force: &ForceLink) -> Button {
        Button::link(force.href.as_str(), GO.fill(self.language, &[("name", &force.name.text)]))
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// What has to be said before the answer: that a postcode is old, or that we do not have it.
fn note(found: &Found, language: Language) -> Option<String> {
    let old = |month: Month| {
        let (name, year) = (dates::month(month.month(), language), month.year().to_string());
        OLD.fill(language, &[("month", name), ("year", &year)])
    };
    match found.source {
        Source::Directory { ended } => ended.map(old),
        Source::Unlisted if found.whereabouts == Whereabouts::Unknown => None,
        Source::Unlisted => Some(UNLISTED.say(language).to_owned()),
        Source::Files | Source::Boundaries => None,
    }
}

impl Answer {
    fn of(found: Whereabouts, visit: &Visit) -> Self {
        let link = |force: &kernel::Force| ForceLink::new(force, visit);
        let beyond = |body| Beyond::new(body, visit.language);
        let here = visit.force.as_ref().map(|force| &force.id);
        match found {
            Whereabouts::One(force) | Whereabouts::Railway(force) if here == Some(&force.id) => {
                Self::Here
            }
            Whereabouts::One(force) => Self::One(link(&force)),
            Whereabouts::Perhaps(force) => Self::Perhaps(link(&force)),
            Whereabouts::Several { forces, beyond: body } => {
                Self::Several(forces.iter().map(|force| link(force)).collect(), body.map(beyond))
            }
            Whereabouts::Railway(force) => Self::Railway(link(&force)),
            Whereabouts::Elsewhere(body) => Self::Elsewhere(beyond(body)),
            Whereabouts::Unknown => Self::Unknown,
        }
    }
}
