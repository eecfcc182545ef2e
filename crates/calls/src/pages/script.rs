//! One page of the script: what is read aloud, what was said, and the caller's words.

use super::outcome::Told;
use super::said::{Said, said};
use super::{At, Line, Open, call_id, list, outcome, ways};
use crate::words::LONGEST;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use counter::Prose;
use counter::components::{Button, CharacterCount, ErrorSummary, Markup};
use counter::{Fault, Frame, Visit, assets, page_as};
use kernel::{FieldProblem, Language, Problem, Thing, Words, words};
use reports::pages::{Manner, typed};
use rights::pages::SignedIn;
use services::{Journey, Kind, PageKind, Spot, Step, WhyOpen};
use std::sync::Arc;

/// The field of the caller's words. No question has such a name, nor one like those below.
pub(super) const WORDS: &str = "callers-words";
/// In which state the window has seen them.
pub(super) const SEEN: &str = "words-seen";
/// What a button asks for.
pub(super) const GO_ON: &str = "go-on";
/// To put the call aside.
pub(super) const PARK: &str = "park";
/// To end the call now.
pub(super) const END: &str = "end";

words! {
    NEXT { en: "Go on", cy: "Ymlaen" }
    DOES_NOT_KNOW { en: "Caller does not know", cy: "Nid yw'r galwr yn gwybod" }
    WILL_NOT_SAY { en: "Caller does not want to say", cy: "Nid yw'r galwr am ddweud" }
    CUT { en: "Line cut off", cy: "Torrwyd y llinell" }
    NO_ANSWER { en: "No answer", cy: "Dim ateb" }
    PUT_ASIDE { en: "Put the call aside", cy: "Rhoi'r alwad o'r neilltu" }
    END_NOW { en: "End the call", cy: "Gorffen yr alwad" }
    THE_WORDS { en: "The caller’s words", cy: "Geiriau'r galwr" }
    WORDS_HINT { en: "As they say it. It is saved with every step", cy: "Fel y maent yn ei ddweud. Caiff ei gadw gyda phob cam" }
    SAVED { en: "Saved", cy: "Cadwyd" }
    NOT_SAVED { en: "Not saved yet", cy: "Heb ei gadw eto" }
    WAS_SAID { en: "What was said", cy: "Yr hyn a ddywedwyd" }
    NOTHING_YET { en: "Nothing yet.", cy: "Dim eto." }
    CHANGE { en: "Change", cy: "Newid" }
    ON_PAGE { en: "On this page", cy: "Ar y dudalen hon" }
    TO_QUESTION { en: "The question", cy: "Y cwestiwn" }
    KEYS { en: "Without the mouse", cy: "Heb y llygoden" }
    KEYS_ARE {
        en: "In a list of choices, 1 to 9 chooses. Enter goes on. Tab goes to the next field. Alt and W goes to the caller’s words, Alt and Q to the question (in some browsers with Shift).",
        cy: "Mewn rhestr o ddewisiadau, mae 1 i 9 yn dewis. Mae'r fysell ddychwelyd yn mynd ymlaen. Mae Tab yn mynd i'r maes nesaf. Mae Alt ac W yn mynd at eiriau'r galwr, Alt a Q at y cwestiwn (gyda Shift mewn rhai porwyr).",
    }
    NUMBERED { en: "{one} {number}", cy: "{one} {number}" }
    NO_FILES {
        en: "Files cannot be taken on the telephone. Write down what the caller has, and ask them to keep it.",
        cy: "Ni ellir cymryd ffeiliau dros y ffôn. Ysgrifennwch beth sydd gan y galwr, a gofynnwch iddynt ei gadw.",
    }
}

/// A page of the script.
#[derive(Template)]
#[template(path = "calls/script.html")]
pub(super) struct ScriptPage<'a> {
    pub(super) frame: Frame,
    pub(super) summary: Option<ErrorSummary>,
    pub(super) caption: String,
    pub(super) heading: Option<String>,
    pub(super) intro: Option<Prose<'a>>,
    /// Where the way ends elsewhere, or something is told.
    pub(super) told: Option<Told<'a>>,
    pub(super) action: String,
    pub(super) token: String,
    pub(super) controls: Vec<Markup>,
    pub(super) buttons: Vec<Button>,
    /// Why a question stays open, as buttons.
    pub(super) open: Vec<Button>,
    pub(super) ends: Vec<Button>,
    pub(super) seen: u32,
    pub(super) words: CharacterCount,
    pub(super) said: Vec<Said>,
    pub(super) script: &'static str,
    pub(super) nonce: Arc<str>,
}

impl ScriptPage<'_> {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/calls/{id}`: on with the script, where it is.
pub(super) async fn enter(
    State(line): State<Line>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let open = Open::to_show(&at, call_id(&id)?).await?;
    if let Some(elsewhere) = open.ended(&at) {
        return Ok(elsewhere);
    }
    let answers = &open.call.account.draft.answers;
    Ok(at.go(open.id(), &ways::next_of(&open.service, answers, open.now)))
}

/// `GET /desk/calls/{id}/pages/{page}`: a page of the script as it was left. From one that is not on the
/// way somebody is led to the next that is.
pub(super) async fn show(
    State(line): State<Line>,
    visit: Visit,
    Path((id, page)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let open = Open::to_show(&at, call_id(&id)?).await?;
    if let Some(elsewhere) = open.ended(&at) {
        return Ok(elsewhere);
    }
    let spot = open.service.spot(&page).ok_or(Problem::NotFound(Thing::Page))?;
    let answers = &open.call.account.draft.answers;
    let journey = services::journey(&open.service, answers, open.now);
    let asking = Asking { at: &at, open: &open, journey: &journey, spot };
    Ok(match (&spot.page.kind, journey.step(spot)) {
        (PageKind::Questions, Some(step)) => {
            let as_left = open.call.account.draft.typed.get(&*spot.slug()).cloned();
            let typed = as_left.unwrap_or_else(|| typed(step, answers));
            asking.render(step, (&typed, &[]))
        }
        (PageKind::List, Some(_)) => list::page(&asking, false),
        (PageKind::Interruption(notice), Some(_)) => outcome::interruption(&asking, notice),
        (PageKind::Outcome(outcome), step) if step.is_some() || ways::is_emergency(spot.page) => {
            outcome::page(&asking, outcome).await
        }
        _ => at.go(open.id(), &ways::next_of(&open.service, answers, open.now)),
    })
}

/// A page that is being read.
pub(super) struct Asking<'a> {
    pub(super) at: &'a At<'a>,
    pub(super) open: &'a Open,
    pub(super) journey: &'a Journey<'a>,
    pub(super) spot: Spot<'a>,
}

impl<'a> Asking<'a> {
    pub(super) fn language(&self) -> Language {
        self.at.visit.language
    }

    /// The page of these questions, with what stands in the fields and what is wrong with it.
    pub(super) fn render(
        &self,
        step: &Step<'_>,
        (typed, problems): (&[(String, String)], &[FieldProblem]),
    ) -> Response {
        let (language, page) = (self.language(), self.spot.page);
        let manner = Manner {
            language,
            heading: page.heading.is_none(),
            sensitive: true,
            typed,
            problems,
            aloud: true,
            tiles: None,
            visit: self.at.visit,
        };
        let wrong = !problems.is_empty();
        let controls = step.questions.iter().map(|question| match question.kind {
            Kind::Upload => no_files(language),
            _ => manner.control(question),
        });
        let open = [(WhyOpen::Unknown, DOES_NOT_KNOW), (WhyOpen::Refused, WILL_NOT_SAY)];
        let template = ScriptPage {
            frame: self.frame(page.title(language)).error(wrong),
            summary: wrong.then(|| ErrorSummary::of(language, problems)),
            heading: page.heading.as_ref().map(|said| said.say(language).to_owned()),
            intro: Some(Prose::new(page.intro.say(language), self.at.visit)),
            controls: controls.collect(),
            open: open.map(|(why, words)| sends(words.say(language), why.code())).to_vec(),
            ..self.bare()
        };
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        page_as(status, &template)
    }

    /// What every page of a script has.
    pub(super) fn bare(&self) -> ScriptPage<'a> {
        let (at, open, language) = (self.at, self.open, self.language());
        let account = &open.call.account;
        let ends = [(PUT_ASIDE, PARK), (CUT, WhyOpen::CutOff.code()), (END_NOW, END)];
        ScriptPage {
            frame: self.frame(self.spot.page.title(language)),
            summary: None,
            caption: self.caption(),
            heading: None,
            intro: None,
            told: None,
            action: at.href(open.id(), &format!("/pages/{}", self.spot.slug())),
            token: at.signed_in.csrf.clone(),
            controls: Vec::new(),
            buttons: vec![Button::new(NEXT.say(language))],
            open: Vec::new(),
            ends: ends.map(|(words, what)| sends(words.say(language), what)).to_vec(),
            seen: account.words_seen,
            words: words_field(&account.words, language),
            said: said(at, open),
            script: assets::SCRIPT_OF_CALLS,
            nonce: at.visit.nonce.clone(),
        }
    }

    fn frame(&self, title: &str) -> Frame {
        let back = match self.journey.back_from(Some(self.spot)) {
            Some(spot) => self.at.href(self.open.id(), &format!("/pages/{}", spot.slug())),
            None => self.at.visit.href("/desk/calls"),
        };
        self.at.frame(title).with_back(back)
    }

    /// The service, and of which of several things the page is.
    fn caption(&self) -> String {
        let language = self.language();
        let service = self.open.service.title(language).to_owned();
        match (&self.spot.page.repeat, self.spot.item) {
            (Some(repeat), Some(item)) => {
                let number = item.at.saturating_add(1).to_string();
                let named = [("one", repeat.one.say(language)), ("number", &*number)];
                format!("{service}: {}", NUMBERED.fill(language, &named))
            }
            _ => service,
        }
    }
}

/// The field of the caller's words.
pub(super) fn words_field(words: &str, language: Language) -> CharacterCount {
    let most = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    CharacterCount::new(language, WORDS, THE_WORDS.say(language), most)
        .counting("characters")
        .threshold(75)
        .hint(WORDS_HINT.say(language))
        .rows(12)
        .value(words)
        .attribute("accesskey", "w")
}

/// A second button of the script's form.
pub(super) fn sends(says: &str, what: &str) -> Button {
    Button::new(says).secondary().sends(GO_ON, what).class("bl-call__button")
}

fn no_files(language: Language) -> Markup {
    Markup::from(counter::components::InsetText::new(NO_FILES.say(language)))
}
