//! One contact with all that is known of it, for whoever answers it.

use super::alerts::{self, Alerts};
use super::answers::{self, Section};
use super::call::Taken;
use super::door::or_door;
use super::files;
use super::thread::{self, Line};
use super::writing::{self, Attempt, Place, Writing, WritingForm};
use super::{Here, URGENT, WELSH, at, frame, name_of, state_words};
use crate::lengths::{Promise, promise};
use crate::reasons::{Because, in_words};
use crate::safe_contact::{SafeContact, of_reply};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use contact::{ContactView, State as Standing};
use counter::components::{Colour, ErrorSummary, NotificationBanner, Tag};
use counter::dates::date_and_time;
use counter::{Fault, Frame, Visit};
use evidence::File;
use kernel::{ContactId, Instant, Language, MessageId, Problem, Thing, Words, words};
use rights::Right;
use rights::pages::{At, SignedIn, who_may};
use serde::Deserialize;
use services::pages::Hall;
use triage::Priority;

words! {
    WHY { en: "Why it is urgent", cy: "Pam mae'n fater brys" }
    NOTED { en: "What was noted", cy: "Yr hyn a nodwyd" }
    RECEIVED { en: "Received {when}.", cy: "Derbyniwyd {when}." }
    REPLY_BY { en: "Reply by {by}: {stands}.", cy: "Ateb erbyn {by}: {stands}." }
    WROTE_IN { en: "The person used {language}.", cy: "Iaith y person: {language}." }
    ON_PAGE { en: "On this page", cy: "Ar y dudalen hon" }
    ANSWERS { en: "What they told us", cy: "Yr hyn a ddywedodd wrthym" }
    THREAD { en: "Conversation", cy: "Sgwrs" }
    NOTHING_SAID { en: "Nothing has been written yet.", cy: "Nid oes dim wedi'i ysgrifennu eto." }
    FILES { en: "Files", cy: "Ffeiliau" }
    SAVE_FILE { en: "Save the file", cy: "Cadw'r ffeil" }
    SHOW_PREVIEW { en: "Show a small picture of it", cy: "Dangos llun bach ohoni" }
    PREVIEW_OF { en: "Preview of {name}", cy: "Rhagolwg o {name}" }
    FINGERPRINT { en: "SHA-256", cy: "SHA-256" }
    CALLERS_WORDS { en: "The caller’s words", cy: "Geiriau'r galwr" }
    MISSING { en: "What was not answered", cy: "Yr hyn na chafodd ei ateb" }
    TO_REPLY { en: "Reply", cy: "Ateb" }
    NEED_TO_KNOW { en: "Who needs to know", cy: "Pwy sydd angen gwybod" }
    TO_RECORDS {
        en: "Into the records ({count} to take over)",
        cy: "I'r cofnodion ({count} i'w trosglwyddo)",
    }
    ALERTS_SEEN {
        en: "You have said that you have seen the warnings.",
        cy: "Rydych wedi dweud eich bod wedi gweld y rhybuddion.",
    }
    TO_NOTE { en: "Note", cy: "Nodyn" }
    READ_ONLY {
        en: "Your role reads contacts and does not answer them. Who can answer: {who}.",
        cy: "Mae eich rôl yn darllen cysylltiadau ac nid yw'n eu hateb. Pwy all ateb: {who}.",
    }
    REPLIED { en: "Your reply is on the person's page.", cy: "Mae eich ateb ar dudalen y person." }
    NOTE_SAVED { en: "Your note is saved.", cy: "Mae eich nodyn wedi'i gadw." }
}

/// What the address says was just done.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/contact.html")]
struct ContactPage {
    frame: Frame,
    language: Language,
    summary: Option<ErrorSummary>,
    done: Option<NotificationBanner>,
    reference: String,
    service: String,
    tags: Vec<Tag>,
    facts: Vec<String>,
    alerts: Option<Alerts>,
    safe_contact: SafeContact,
    urgent: bool,
    because: Vec<Because>,
    taken: Option<Taken>,
    sections: Vec<Section>,
    files: Vec<files::Line>,
    thread: Vec<Line>,
    forms: Option<(WritingForm, WritingForm)>,
    /// Where those who may say who needs to know.
    protection: Option<String>,
    read_only: Option<String>,
    /// Where what it tells is taken over into the records, and how much of it waits.
    records: Option<(String, String)>,
}

impl ContactPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }

    fn preview_of(&self, name: &str) -> String {
        PREVIEW_OF.fill(self.language, &[("name", name)])
    }
}

/// The contact. That it was opened is in the journal before it is shown.
pub(super) async fn show(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let done = asked.ok().and_then(|Query(asked)| asked.done);
    let done = done_words(done.as_deref());
    open(Opening { hall: &hall, visit: &visit, signed_in: &signed_in, done, attempt: None }, &id)
        .await
}

/// The page again, with what was written and what is wrong with it.
pub(super) async fn re_render(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    id: &str,
    attempt: &Attempt,
) -> Result<Response, Fault> {
    open(Opening { hall, visit, signed_in, done: None, attempt: Some(attempt) }, id).await
}

/// The contact of an address; not found where it cannot be one.
pub(super) fn contact_id(text: &str) -> Result<ContactId, Problem> {
    text.parse().map_err(|_| Problem::NotFound(Thing::Contact))
}

/// Who opens a contact, and with what.
struct Opening<'a> {
    hall: &'a Hall,
    visit: &'a Visit,
    signed_in: &'a SignedIn,
    done: Option<Words>,
    attempt: Option<&'a Attempt>,
}

/// What was read in one transaction: the contact, when, and an id for each form.
struct Read {
    view: ContactView,
    files: Vec<File>,
    alerts: Option<Alerts>,
    now: Instant,
    ids: (MessageId, MessageId),
}

async fn open(opening: Opening<'_>, id: &str) -> Result<Response, Fault> {
    let Opening { hall, visit, signed_in, attempt, .. } = opening;
    let status = if attempt.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    match read(&at(hall, visit, signed_in), id).await {
        Ok(read) => Ok(counter::page_as(status, &page(&opening, read)?)),
        Err(problem) => or_door(&at(hall, visit, signed_in), (id, problem)).await,
    }
}

async fn read(at: &At<'_>, id: &str) -> Result<Read, Problem> {
    let mut tx = at.tx().await?;
    let view = contact::read(&mut tx, at.staff(), contact_id(id)?).await?;
    let alerts = alerts::look(&mut tx, at, view.id).await?;
    let files = evidence::of_report(&mut tx, view.report.id).await?;
    let now = tx.now();
    let ids = (MessageId::new(tx.id()), MessageId::new(tx.id()));
    tx.commit().await?;
    Ok(Read { view, files, alerts, now, ids })
}

fn page(opening: &Opening<'_>, read: Read) -> Result<ContactPage, Problem> {
    let Opening { hall, visit, signed_in, done, attempt } = *opening;
    let (language, Read { view, files, alerts, now, ids }) = (visit.language, read);
    let files = files::lines(&files, visit, view.id);
    let report = &view.report;
    let catalogue = hall.catalogue();
    let service = catalogue.as_told(&report.service_id, report.service_version);
    let service = service.map(|service| &**service);
    let wishes = service.map(|service| services::contact_wishes(service, &report.answers));
    let reference = report.reference.to_string();
    let place = Place { visit, contact: view.id, csrf: &signed_in.csrf };
    let form = |writing, rules, id| WritingForm::new(&place, writing, rules, id, attempt);
    let may_answer = signed_in.staff.require(Right::AnswerContacts).is_ok();
    let urgent = view.priority == Priority::Urgent;
    Ok(ContactPage {
        frame: frame(hall, visit, signed_in, &reference)
            .error(attempt.is_some())
            .with_back(visit.href("/desk/queue")),
        language,
        summary: attempt.map(|attempt| summary_of(attempt, language)),
        done: done.map(|words| NotificationBanner::success(language, words.say(language))),
        service: service.map_or(&*report.service_id, |service| service.title(language)).to_owned(),
        tags: tags(&view, language),
        facts: facts(&view, now, language),
        alerts,
        safe_contact: SafeContact::of(wishes.as_ref(), now, language),
        urgent,
        because: in_words(&view.reasons, &catalogue, service, language),
        taken: Taken::of(&view, service, language),
        sections: answers::sections(service, report, now, language)?,
        files,
        thread: thread::lines(report, &view.thread, language),
        forms: may_answer.then(|| {
            let reply = form(Writing::Reply, of_reply(wishes.as_ref(), now, language), ids.0);
            (reply, form(Writing::Note, writing::of_note(language), ids.1))
        }),
        protection: signed_in
            .staff
            .may(Right::RestrictRecords)
            .then(|| visit.href(&format!("/desk/contacts/{}/protection", view.id))),
        read_only: (!may_answer).then(|| {
            let who = who_may(&[Right::AnswerContacts], language).join(", ");
            READ_ONLY.fill(language, &[("who", &who)])
        }),
        records: signed_in.staff.may(Right::ReadRecords).then(|| {
            let count = view.to_take_over.to_string();
            let href = visit.href(&format!("/desk/contacts/{}/records", view.id));
            (href, TO_RECORDS.fill(language, &[("count", &count)]))
        }),
        reference,
    })
}

fn summary_of(attempt: &Attempt, language: Language) -> ErrorSummary {
    let says = attempt.writing.says(attempt.wrong).say(language);
    ErrorSummary::new(language).link(format!("#{}", attempt.writing.id()), says)
}

fn done_words(done: Option<&str>) -> Option<Words> {
    match done {
        Some("reply") => Some(REPLIED),
        Some("note") => Some(NOTE_SAVED),
        Some("alerts") => Some(ALERTS_SEEN),
        _ => None,
    }
}

fn tags(view: &ContactView, language: Language) -> Vec<Tag> {
    let tag = |words: Words, colour| Tag::new(words.say(language)).colour(colour);
    let urgent = (view.priority == Priority::Urgent).then(|| tag(URGENT, Colour::Red));
    let state = tag(state_words(view.state), Colour::Grey);
    // Staff who read Welsh see at a glance that they can help.
    let welsh = (view.report.language == Language::Welsh).then(|| tag(WELSH, Colour::Purple));
    urgent.into_iter().chain([state]).chain(welsh).collect()
}

fn facts(view: &ContactView, now: Instant, language: Language) -> Vec<String> {
    let report = &view.report;
    let received = date_and_time(report.submitted_at, language);
    let mut facts = vec![RECEIVED.fill(language, &[("when", &received)])];
    if let Some(by) = report.reply_by.filter(|_| view.state != Standing::Answered) {
        let Promise { stands, by, .. } = promise(by, now, language);
        facts.push(REPLY_BY.fill(language, &[("by", &by), ("stands", &stands)]));
    }
    let used = name_of(report.language).say(language);
    facts.push(WROTE_IN.fill(language, &[("language", used)]));
    facts
}
