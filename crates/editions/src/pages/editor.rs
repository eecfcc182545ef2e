//! A text that is being written, with what is wrong with it beside it; and the same to read, for the
//! second person.

use super::deciding::DecisionForm;
use super::findings::Findings;
use super::reach::{self, ForWhom};
use super::{Studio, checked, frame, kept, proposal, refused};
use crate::rules::CHANGED;
use crate::{Checked, Proposal, Stage, Written};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, ErrorSummary, InsetText, Markup, NotificationBanner, Textarea};
use counter::{Fault, Form, Frame, Visit, assets};
use kernel::{FieldProblem, Language, Problem, Purpose, Words, words};
use rights::Right;
use rights::pages::{Absent, SignedIn};
use serde::Deserialize;

words! {
    TITLE { en: "Change: {service}", cy: "Newid: {service}" }
    BY { en: "Written by {name}, for:", cy: "Ysgrifennwyd gan {name}, ar gyfer:" }
    RETURNED { en: "{name} gave it back:", cy: "Rhoddodd {name} ef yn ôl:" }
    WAITS { en: "It waits for a second person. If you save it again, it has to be proposed again.", cy: "Mae'n aros am ail berson. Os byddwch yn ei gadw eto, rhaid ei gynnig eto." }
    PUBLISHED { en: "It was published.", cy: "Cafodd ei gyhoeddi." }
    WITHDRAWN { en: "It was taken back.", cy: "Cafodd ei dynnu'n ôl." }
    FINDINGS { en: "What is to be corrected", cy: "Yr hyn sydd i'w gywiro" }
    LOOK { en: "Look at it", cy: "Edrych arno" }
    ON_PHONE { en: "On a phone", cy: "Ar ffôn" }
    ON_DESKTOP { en: "On a large screen", cy: "Ar sgrin fawr" }
    ON_PHONE_CY { en: "On a phone, in Welsh", cy: "Ar ffôn, yn Saesneg" }
    COMPARE { en: "What is different from the version before", cy: "Yr hyn sy'n wahanol i'r fersiwn flaenorol" }
    SHADOW { en: "Try it on last month’s reports", cy: "Rhoi cynnig arno ar adroddiadau'r mis diwethaf" }
    SHADOW_ABOUT { en: "Shows who would have been sent elsewhere, judged differently or promised another time. It is written in the journal.", cy: "Yn dangos pwy fyddai wedi cael eu hanfon i rywle arall, eu barnu'n wahanol neu gael addewid amser arall. Mae'n cael ei ysgrifennu yn y dyddlyfr." }
    ENGLISH { en: "Definition, in English", cy: "Diffiniad, yn Saesneg" }
    WELSH { en: "Welsh", cy: "Cymraeg" }
    TESTS { en: "Tests", cy: "Profion" }
    NOTE { en: "What is new?", cy: "Beth sy'n newydd?" }
    NOTE_HINT { en: "One or two sentences for the second person and for later", cy: "Un neu ddwy frawddeg i'r ail berson ac ar gyfer nes ymlaen" }
    SAVE { en: "Save and check", cy: "Cadw a gwirio" }
    PROPOSE { en: "Save and propose", cy: "Cadw a chynnig" }
    WITHDRAW { en: "Take it back", cy: "Ei dynnu'n ôl" }
    SAVED { en: "Saved", cy: "Cadwyd" }
    PROPOSED { en: "Proposed: a second person decides", cy: "Cynigiwyd: ail berson sy'n penderfynu" }
    APPROVED { en: "Published", cy: "Cyhoeddwyd" }
    SENT_BACK { en: "Given back to its author", cy: "Rhoddwyd yn ôl i'w awdur" }
    NO_NOTE { en: "Write what is new", cy: "Ysgrifennwch beth sy'n newydd" }
    UNSOUND { en: "Correct what is listed before you propose it", cy: "Cywirwch yr hyn a restrir cyn ei gynnig" }
    TOO_LONG { en: "A text is too long", cy: "Mae testun yn rhy hir" }
    MEANWHILE { en: "It was saved in another window meanwhile. Your text is here and not saved: save it again to keep yours", cy: "Cafodd ei gadw mewn ffenestr arall yn y cyfamser. Mae eich testun yma a heb ei gadw: cadwch ef eto i gadw eich un chi" }
}

/// What the address says was done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "editions/editor.html")]
struct EditorPage {
    frame: Frame,
    nonce: std::sync::Arc<str>,
    title: String,
    summary: Option<ErrorSummary>,
    done: Option<NotificationBanner>,
    by: String,
    reach: ForWhom,
    returned: Option<(String, String)>,
    notices: Vec<InsetText>,
    findings: Findings,
    action: String,
    token: String,
    revision: i32,
    looks: Vec<(String, &'static str)>,
    compare: Option<String>,
    form: Option<WritingForm>,
    texts: Vec<(&'static str, String)>,
    decision: Option<DecisionForm>,
    may_shadow: bool,
    script: &'static str,
}

struct WritingForm {
    fields: Vec<Markup>,
    buttons: Vec<Button>,
}

impl EditorPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What a page shows beside the proposal: what was typed and is not saved, and what is wrong.
#[derive(Default)]
pub(super) struct Attempt {
    pub(super) decision: Form,
    pub(super) problems: Vec<FieldProblem>,
}

/// `/desk/proposals/{id}`.
pub(super) async fn show(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let done = match asked.ok().and_then(|Query(asked)| asked.done).as_deref() {
        Some("saved") => Some(SAVED),
        Some("proposed") => Some(PROPOSED),
        Some("published") => Some(APPROVED),
        Some("returned") => Some(SENT_BACK),
        _ => None,
    };
    match proposal(&studio, &signed_in, &id).await {
        Ok(found) => {
            let view = View { studio: &studio, visit: &visit, signed_in: &signed_in };
            view.draw(&found, done, None).await
        }
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}

/// `POST /desk/proposals/{id}`: saves, and proposes or takes back where that was asked for.
pub(super) async fn save(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent.into_problem(), &id, &form),
    };
    let before = match proposal(&studio, &signed_in, &id).await {
        Ok(before) => before,
        Err(problem) => return refused(&studio, &visit, &signed_in, problem),
    };
    let typed = typed(&before, &signed_in, &form);
    let view = View { studio: &studio, visit: &visit, signed_in: &signed_in };
    match view.save(&before, &typed, &form).await {
        Ok(done) => {
            let href = visit.href(&format!("/desk/proposals/{id}?done={done}"));
            Ok(Redirect::to(&href).into_response())
        }
        Err(Problem::Invalid(problems)) => {
            let attempt = Attempt { problems, ..Attempt::default() };
            // What was typed is saved by now; what it lacks is said.
            let now = proposal(&studio, &signed_in, &id).await?;
            view.draw(&now, None, Some(attempt)).await
        }
        Err(Problem::Conflict(CHANGED)) => {
            let field =
                FieldProblem { field: "english".to_owned(), message: "meanwhile".to_owned() };
            let attempt = Attempt { problems: vec![field], ..Attempt::default() };
            view.draw(&Proposal { revision: before.revision, ..typed }, None, Some(attempt)).await
        }
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}

fn typed(before: &Proposal, signed_in: &SignedIn, form: &Form) -> Proposal {
    let text = |field: &str| form.get(field).unwrap_or_default().to_owned();
    Proposal {
        english: text("english"),
        welsh: text("welsh"),
        tests: text("tests"),
        note: text("note"),
        reach: reach::read(signed_in, form, ""),
        ..before.clone()
    }
}

pub(super) struct View<'a> {
    pub(super) studio: &'a Studio,
    pub(super) visit: &'a Visit,
    pub(super) signed_in: &'a SignedIn,
}

impl View<'_> {
    /// Saves what was typed; returns what was done.
    async fn save(
        &self,
        before: &Proposal,
        typed: &Proposal,
        form: &Form,
    ) -> Result<&'static str, Problem> {
        let staff = &self.signed_in.staff;
        let seen = form.get("revision").and_then(|it| it.parse().ok()).unwrap_or_default();
        let scope = staff.scope(Purpose::Administration);
        let mut tx = self.studio.hall.station.begin(&scope).await?;
        if form.get("do") == Some("withdraw") {
            crate::withdraw(&mut tx, staff, (before.id, seen)).await?;
            tx.commit().await?;
            return Ok("withdrawn");
        }
        let written = Written {
            english: typed.english.clone(),
            welsh: typed.welsh.clone(),
            tests: typed.tests.clone(),
            note: typed.note.clone(),
            reach: typed.reach.clone(),
        };
        let saved = crate::save(&mut tx, staff, (before.id, seen), written).await?;
        tx.commit().await?;
        if form.get("do") != Some("propose") {
            return Ok("saved");
        }
        let checked = checked(self.studio, &typed.service, typed.texts()).await?;
        let mut tx = self.studio.hall.station.begin(&scope).await?;
        crate::propose(&mut tx, staff, (before.id, saved), &checked).await?;
        tx.commit().await?;
        Ok("proposed")
    }

    /// The page of a proposal.
    pub(super) async fn draw(
        &self,
        proposal: &Proposal,
        done: Option<Words>,
        attempt: Option<Attempt>,
    ) -> Result<Response, Fault> {
        let checked = checked(self.studio, &proposal.service, proposal.texts()).await?;
        let wrong = attempt.is_some();
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let page = self.page(proposal, &checked, done, &attempt.unwrap_or_default());
        Ok(counter::page_as(status, &page))
    }

    fn page(
        &self,
        proposal: &Proposal,
        checked: &Checked,
        done: Option<Words>,
        attempt: &Attempt,
    ) -> EditorPage {
        let (visit, language) = (self.visit, self.visit.language);
        let catalogue = self.studio.hall.catalogue();
        let name = super::title(&catalogue, &proposal.service, checked.edition.as_ref(), language);
        let title = TITLE.fill(language, &[("service", &name)]);
        let frame = frame(&self.studio.hall, visit, self.signed_in, &title);
        let mine = proposal.author.is(&self.signed_in.staff);
        let writing = matches!(proposal.stage, Stage::Writing | Stage::Proposed);
        let may_write = mine && writing && self.signed_in.staff.may(Right::WriteServices);
        let texts =
            [(ENGLISH, &proposal.english), (WELSH, &proposal.welsh), (TESTS, &proposal.tests)];
        let texts = texts.map(|(words, text)| (words.say(language), text.clone()));
        EditorPage {
            frame: frame
                .error(!attempt.problems.is_empty())
                .with_back(visit.href("/desk/services")),
            nonce: visit.nonce.clone(),
            title,
            summary: self.summary(attempt),
            done: done.map(|it| NotificationBanner::success(language, it.say(language))),
            by: BY.fill(language, &[("name", &proposal.author.name)]),
            reach: reach::said(&self.studio.hall, &proposal.reach, language),
            returned: proposal
                .returned
                .as_ref()
                .map(|(why, name)| (RETURNED.fill(language, &[("name", name)]), why.clone())),
            notices: self.notices(proposal),
            findings: Findings::of(checked, language),
            action: visit.href(&format!("/desk/proposals/{}", proposal.id)),
            token: self.signed_in.csrf.clone(),
            revision: proposal.revision,
            looks: self.looks(proposal, checked),
            compare: proposal
                .begun_from
                .map(|_| visit.href(&format!("/desk/proposals/{}/comparison", proposal.id))),
            form: may_write.then(|| self.form(proposal, attempt)),
            texts: if may_write { Vec::new() } else { texts.into() },
            decision: DecisionForm::of(self, proposal, checked, attempt),
            script: assets::EDITOR_SCRIPT,
            may_shadow: checked.edition.is_some() && proposal.begun_from.is_some(),
        }
    }

    fn notices(&self, proposal: &Proposal) -> Vec<InsetText> {
        let language = self.visit.language;
        let stage = match proposal.stage {
            Stage::Writing => None,
            Stage::Proposed => Some(WAITS),
            Stage::Published => Some(PUBLISHED),
            Stage::Withdrawn => Some(WITHDRAWN),
        };
        stage.map(|words| InsetText::new(words.say(language))).into_iter().collect()
    }

    fn looks(&self, proposal: &Proposal, checked: &Checked) -> Vec<(String, &'static str)> {
        if checked.edition.is_none() {
            return Vec::new();
        }
        let (visit, language) = (self.visit, self.visit.language);
        let path = format!("/desk/proposals/{}/preview", proposal.id);
        let other = match language {
            Language::English => "cy",
            Language::Welsh => "en",
        };
        [
            (String::from("?width=phone"), ON_PHONE),
            (String::from("?width=desktop"), ON_DESKTOP),
            (format!("?width=phone&in={other}"), ON_PHONE_CY),
        ]
        .map(|(query, words)| (visit.href(&format!("{path}{query}")), words.say(language)))
        .into()
    }

    fn form(&self, proposal: &Proposal, attempt: &Attempt) -> WritingForm {
        let language = self.visit.language;
        let text = |name: &'static str, words: Words, text: &str, rows| {
            Textarea::new(name, words.say(language))
                .rows(rows)
                .value(text)
                .spellcheck(false)
                .class("bl-source")
                .into()
        };
        let wrong = attempt.problems.iter().find(|problem| problem.field == "note");
        let note = Textarea::new("note", NOTE.say(language)).rows(2).value(proposal.note.as_str());
        let note = note.hint(NOTE_HINT.say(language));
        let note = note.problem(language, wrong.map(|it| words_of(it).say(language)));
        let reach = (&proposal.reach, "");
        let mut fields = vec![
            text("english", ENGLISH, &proposal.english, 30),
            text("welsh", WELSH, &proposal.welsh, 15),
            text("tests", TESTS, &proposal.tests, 15),
            note.into(),
        ];
        fields.extend(reach::asked(self.studio, self.visit, self.signed_in, reach));
        let button = |words: Words, what| Button::new(words.say(language)).sends("do", what);
        let buttons = vec![
            button(SAVE, "save"),
            button(PROPOSE, "propose").secondary(),
            button(WITHDRAW, "withdraw").secondary(),
        ];
        WritingForm { fields, buttons }
    }

    fn summary(&self, attempt: &Attempt) -> Option<ErrorSummary> {
        let language = self.visit.language;
        if attempt.problems.is_empty() {
            return None;
        }
        let summary = attempt.problems.iter().fold(ErrorSummary::new(language), |summary, it| {
            let to = if it.message == "unsound" { "#findings" } else { &format!("#{}", it.field) };
            summary.link(to, words_of(it).say(language))
        });
        Some(summary)
    }
}

fn words_of(problem: &FieldProblem) -> Words {
    match (problem.field.as_str(), problem.message.as_str()) {
        ("note", _) => NO_NOTE,
        (_, "too_long") => TOO_LONG,
        (_, "meanwhile") => MEANWHILE,
        ("reason" | "welsh_by", _) => super::deciding::words_of(problem),
        _ => UNSOUND,
    }
}
