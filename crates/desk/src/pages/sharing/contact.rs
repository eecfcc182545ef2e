//! One contact of another force, as it may be read.

use super::{BY, TITLE, USED_FOR, WHY, force_name, opened};
use crate::pages::answers::{self, Section};
use crate::pages::thread::{self, Line};
use crate::pages::{Here, URGENT, frame, refused, state_words};
use ::contact::ContactView;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Colour, InsetText, Tag};
use counter::dates::date_and_time;
use counter::{Fault, Frame, Visit};
use kernel::{ContactId, Instant, Problem, Thing, Words, words};
use rights::agreements::Share;
use rights::pages::SignedIn;
use services::pages::Hall;
use triage::Priority;

words! {
    RECEIVED { en: "Received {when}.", cy: "Derbyniwyd {when}." }
    READ_ONLY { en: "You read this and change nothing. Tell the force that shares it what you know. Files and what its staff noted are not shared.", cy: "Rydych yn darllen hwn heb newid dim. Dywedwch wrth yr heddlu sy'n ei rannu beth a wyddoch. Ni rennir ffeiliau na'r hyn a nododd ei staff." }
    ANSWERS { en: "What they told us", cy: "Yr hyn a ddywedodd wrthym" }
    THREAD { en: "Conversation", cy: "Sgwrs" }
    NOTHING_SAID { en: "Nothing has been written yet.", cy: "Nid oes dim wedi'i ysgrifennu eto." }
}

#[derive(Template)]
#[template(path = "desk/shared_contact.html")]
struct SharedContact {
    frame: Frame,
    service: String,
    reference: String,
    tags: Vec<Tag>,
    received: String,
    shared_by: String,
    purpose: String,
    used_for: String,
    read_only: InsetText,
    sections: Vec<Section>,
    thread: Vec<Line>,
}

impl SharedContact {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/shared/{agreement}/{contact}`. That it was opened is in the journal of the force that
/// shares before it is shown.
pub(in crate::pages) async fn show(
    State(hall): Here,
    visit: Visit,
    Path((agreement, contact)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let read = read(&hall, &signed_in, (&agreement, &contact)).await;
    let drawn = read.and_then(|read| drawn(&hall, &visit, &signed_in, read));
    match drawn {
        Ok(page) => Ok(counter::page(&page)),
        Err(problem) => refused(&hall, &visit, &signed_in, problem),
    }
}

async fn read(
    hall: &Hall,
    signed_in: &SignedIn,
    (agreement, contact): (&str, &str),
) -> Result<(Share, ContactView, Instant), Problem> {
    let share = opened(hall, signed_in, agreement).await?;
    let id: ContactId = contact.parse().map_err(|_| Problem::NotFound(Thing::Page))?;
    let mut tx = hall.station.begin(&share.scope()).await?;
    let view = ::contact::read_shared(&mut tx, &share, id).await?;
    let now = tx.now();
    tx.commit().await?;
    Ok((share, view, now))
}

fn drawn(
    hall: &Hall,
    visit: &Visit,
    signed_in: &SignedIn,
    (share, view, now): (Share, ContactView, Instant),
) -> Result<SharedContact, Problem> {
    let (language, report, agreement) = (visit.language, &view.report, &share.agreement);
    let catalogue = hall.catalogue();
    let service = catalogue.as_told(&report.service_id, report.service_version);
    let service = service.map(|service| &**service);
    let urgent = view.priority == Priority::Urgent;
    let urgent = urgent.then(|| Tag::new(URGENT.say(language)).colour(Colour::Red));
    let state = Tag::new(state_words(view.state).say(language)).colour(Colour::Grey);
    let received = date_and_time(report.submitted_at, language);
    Ok(SharedContact {
        frame: frame(hall, visit, signed_in, TITLE.say(language))
            .with_back(visit.href(&format!("/desk/shared/{}", agreement.id))),
        service: service.map_or(&*report.service_id, |service| service.title(language)).to_owned(),
        reference: report.reference.to_string(),
        tags: urgent.into_iter().chain([state]).collect(),
        received: RECEIVED.fill(language, &[("when", &received)]),
        shared_by: BY.fill(language, &[("force", &force_name(hall, agreement, language))]),
        purpose: agreement.purpose.clone(),
        used_for: agreement.used_for.clone(),
        read_only: InsetText::new(READ_ONLY.say(language)),
        sections: answers::sections(service, report, now, language)?,
        thread: thread::lines(report, &view.thread, language),
    })
}
