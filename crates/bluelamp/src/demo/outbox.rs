//! What would have left the building.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use counter::{Fault, Frame, Visit};
use kernel::{Actor, Problem, Purpose, Words, words};
use services::pages::Hall;
use station::dispatch::{Dispatch, written};
use station::{Act, Entry, Scope, Station};

words! {
    TITLE { en: "What went out", cy: "Yr hyn a anfonwyd" }
    EMPTY { en: "Nothing has gone out yet.", cy: "Nid oes dim wedi'i anfon eto." }
    TO { en: "To", cy: "At" }
    WHEN { en: "Written", cy: "Ysgrifennwyd" }
}

#[derive(Template)]
#[template(path = "bluelamp/outbox.html")]
struct OutboxPage {
    frame: Frame,
    language: kernel::Language,
    dispatches: Vec<Dispatch>,
}

impl OutboxPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

pub(super) async fn page(State(hall): State<Hall>, visit: Visit) -> Result<Response, Fault> {
    let dispatches = all(&hall.station).await?;
    let frame = Frame::new(&visit, TITLE.say(visit.language));
    Ok(counter::page(&OutboxPage { frame, language: visit.language, dispatches }))
}

pub(super) async fn json(State(hall): State<Hall>) -> Result<Response, Fault> {
    Ok(Json(all(&hall.station).await?).into_response())
}

/// Of every force, newest first. In each it is in the journal.
async fn all(station: &Station) -> Result<Vec<Dispatch>, Problem> {
    let mut all = Vec::new();
    for force in station.forces().iter() {
        let scope = Scope::new(force.id.clone(), Actor::System("demo"), Purpose::Demonstration);
        let mut tx = station.begin(&scope).await?;
        let of_force = written(&mut tx).await?;
        if of_force.is_empty() {
            tx.leave().await?;
        } else {
            tx.journal(Entry::new(Act::Consultation, "outbox_seen", "outbox", "demo")).await?;
            tx.commit().await?;
        }
        all.extend(of_force);
    }
    all.sort_by_key(|dispatch| std::cmp::Reverse(dispatch.at));
    Ok(all)
}
