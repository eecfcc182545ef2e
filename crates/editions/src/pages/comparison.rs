//! Two versions of a service, line by line.

use super::{Studio, enter, frame, refused};
use crate::{Change, Part, changes, text};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use counter::{Fault, Frame, Visit};
use kernel::{Language, Problem, Purpose, Thing, Words, words};
use rights::pages::SignedIn;
use serde::Deserialize;
use services::Texts;

words! {
    TITLE { en: "What is different", cy: "Yr hyn sy'n wahanol" }
    BETWEEN { en: "From version {from} to version {to}", cy: "O fersiwn {from} i fersiwn {to}" }
    PROPOSED { en: "From version {from} to what is proposed", cy: "O fersiwn {from} i'r hyn a gynigir" }
    SAME { en: "Nothing is different.", cy: "Does dim yn wahanol." }
    ENGLISH { en: "Definition, in English", cy: "Diffiniad, yn Saesneg" }
    WELSH { en: "Welsh", cy: "Cymraeg" }
    TESTS { en: "Tests", cy: "Profion" }
    GONE { en: "Taken out at line {line}", cy: "Tynnwyd allan ar linell {line}" }
    NEW { en: "New at line {line}", cy: "Newydd ar linell {line}" }
    LEFT_OUT { en: "{count} lines are the same", cy: "Mae {count} llinell yr un fath" }
}

/// Which versions.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    from: u32,
    to: u32,
}

#[derive(Template)]
#[template(path = "editions/comparison.html")]
struct ComparisonPage {
    frame: Frame,
    between: String,
    texts: Vec<(&'static str, Vec<Shown>)>,
}

/// A stretch of lines as it is shown.
struct Shown {
    class: &'static str,
    sign: &'static str,
    /// What became of it, for whoever hears the page.
    says: Option<String>,
    left_out: Option<String>,
    lines: Vec<String>,
}

impl ComparisonPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `/desk/services/{id}/comparison?from=1&to=2`.
pub(super) async fn editions(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let Ok(Query(asked)) = asked else { return Err(Problem::NotFound(Thing::Page).into()) };
    let read = async {
        enter(&signed_in)?;
        let scope = signed_in.staff.scope(Purpose::Administration);
        let mut tx = studio.hall.station.begin(&scope).await?;
        let before = text(&mut tx, &id, asked.from).await?;
        let after = text(&mut tx, &id, asked.to).await?;
        tx.leave().await?;
        Ok((before, after))
    };
    let (from, to) = (asked.from.to_string(), asked.to.to_string());
    let between = BETWEEN.fill(visit.language, &[("from", &from), ("to", &to)]);
    let back = format!("/desk/services/{id}");
    draw(&studio, &visit, &signed_in, (between, back), read.await)
}

/// The version that a proposal was begun from, its texts, and those of the proposal.
async fn proposal_changes(
    studio: &Studio,
    signed_in: &SignedIn,
    id: &str,
) -> Result<(u32, (Texts, Texts)), Problem> {
    let proposal = super::proposal(studio, signed_in, id).await?;
    let from = proposal.begun_from.ok_or(Problem::NotFound(Thing::Page))?;
    let scope = signed_in.staff.scope(Purpose::Administration);
    let mut tx = studio.hall.station.begin(&scope).await?;
    let before = text(&mut tx, &proposal.service, from).await?;
    tx.leave().await?;
    Ok((from, (before, proposal.texts())))
}

/// `/desk/proposals/{id}/comparison`.
pub(super) async fn proposal(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let back = format!("/desk/proposals/{id}");
    match proposal_changes(&studio, &signed_in, &id).await {
        Ok((from, texts)) => {
            let between = PROPOSED.fill(visit.language, &[("from", &from.to_string())]);
            draw(&studio, &visit, &signed_in, (between, back), Ok(texts))
        }
        Err(problem) => refused(&studio, &visit, &signed_in, problem),
    }
}

fn draw(
    studio: &Studio,
    visit: &Visit,
    signed_in: &SignedIn,
    (between, back): (String, String),
    texts: Result<(Texts, Texts), Problem>,
) -> Result<Response, Fault> {
    let (before, after) = match texts {
        Ok(texts) => texts,
        Err(problem) => return refused(studio, visit, signed_in, problem),
    };
    let language = visit.language;
    let welsh = |texts: &Texts| texts.welsh.clone().unwrap_or_default();
    let shown = |words: Words, before: &str, after: &str| {
        let parts = changes(before, after);
        (words.say(language), parts.into_iter().map(|part| shown(part, language)).collect())
    };
    let frame = frame(&studio.hall, visit, signed_in, TITLE.say(language));
    Ok(counter::page(&ComparisonPage {
        frame: frame.with_back(visit.href(&back)),
        between,
        texts: vec![
            shown(ENGLISH, &before.english, &after.english),
            shown(WELSH, &welsh(&before), &welsh(&after)),
            shown(TESTS, &before.tests, &after.tests),
        ],
    }))
}

fn shown(part: Part, language: Language) -> Shown {
    let line = part.line.to_string();
    let says = |words: Words| Some(words.fill(language, &[("line", &line)]));
    let (class, sign, says) = match part.change {
        Change::Same => ("bl-change", " ", None),
        Change::Gone => ("bl-change bl-change--gone", "−", says(GONE)),
        Change::New => ("bl-change bl-change--new", "+", says(NEW)),
    };
    let count = part.left_out.to_string();
    let left_out = (part.left_out > 0).then(|| LEFT_OUT.fill(language, &[("count", &count)]));
    Shown { class, sign, says, left_out, lines: part.lines }
}
