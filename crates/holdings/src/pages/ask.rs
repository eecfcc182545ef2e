//! A saved query, asked of one record: what was found, and how it has to do with it.

use super::door::or_door;
use super::when::{self, Chosen};
use super::{Holdings, OPENED_BY, entity, facts, record_href, seen};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::leaf::{Leaf, Line, Part};
use counter::{Fault, Form, Routes, Visit};
use kernel::{EntityId, Problem, words};
use records::{Answer, Asking, Found, Query, Span};
use rights::pages::{At, Attempt, Outcome, SignedIn};

words! {
    TITLE { en: "What was found", cy: "Yr hyn a ddarganfuwyd" }
    ABOUT { en: "{label}: {query}", cy: "{label}: {query}" }
    COUNT { en: "Found: {n}", cy: "Wedi'u darganfod: {n}" }
    NOTHING { en: "Nothing that you may see.", cy: "Dim y cewch ei weld." }
    MORE { en: "There is more than was followed. Choose a shorter time.", cy: "Mae mwy nag a ddilynwyd. Dewiswch amser byrrach." }
    ALSO { en: "in {n} other ways as well", cy: "mewn {n} ffordd arall hefyd" }
    BACK { en: "Timeline", cy: "Llinell amser" }
}

const ADDRESS: &str = "/desk/records/{id}/queries/{query}";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get(ADDRESS, Desk, Staff, show).post(ADDRESS, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((id, query)): Path<(String, String)>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match look(&at, (entity(&id)?, &query), &Attempt::default()).await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path((id, query)): Path<(String, String)>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match choose(&at, (entity(&id)?, &query), Attempt::of(form)).await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn choose(
    at: &At<'_>,
    (id, query): (EntityId, &str),
    mut attempt: Attempt,
) -> Result<Outcome, Problem> {
    at.staff().require(rights::Right::ReadRecords)?;
    let need = at.purpose.code();
    let mut tx = at.tx().await?;
    records::query(&mut tx, at.staff(), query).await?;
    tx.leave().await?;
    Ok(match when::typed(at, &mut attempt) {
        Some(days) => Outcome::Done(format!("/{id}/queries/{query}?need={need}&{days}")),
        None => Outcome::Shown(Box::new(look(at, (id, query), &attempt).await?)),
    })
}

async fn look(
    at: &At<'_>,
    (id, query): (EntityId, &str),
    attempt: &Attempt,
) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let query = records::query(&mut tx, at.staff(), query).await?.query;
    let usual = query.parameters.first().map_or(Span::days(28), |it| it.default);
    let chosen = Chosen::of(at, usual);
    let window = chosen.span.is_none().then(|| chosen.window(tx.now()));
    let spans = query.parameters.iter().map(|it| chosen.span.unwrap_or(it.default)).collect();
    let asking = Asking { query: &query, start: id, chosen: spans, window };
    let found = records::ask(&mut tx, at.staff(), &asking).await?;
    tx.commit().await?;
    Ok(page(at, (&query, &found), (chosen, attempt)))
}

fn page(
    at: &At<'_>,
    (query, found): (&Query, &Found),
    (chosen, attempt): (Chosen, &Attempt),
) -> Leaf {
    let (language, id) = (at.language(), found.head.id);
    let label = facts::label(&found.head, language);
    let name = query.name.say(language);
    let heading = at.fill(ABOUT, &[("label", &label), ("query", name)]);
    let mut leaf = at.wrong(at.leaf(TITLE, heading), attempt);
    if found.answers.is_empty() {
        leaf = leaf.text(at.say(NOTHING));
    } else {
        let lines = found.answers.iter().filter_map(|it| answer(at, it)).collect();
        leaf = leaf
            .text(at.fill(COUNT, &[("n", &found.answers.len().to_string())]))
            .part(Part::Links(lines));
    }
    if found.more {
        leaf = leaf.text(at.say(MORE));
    }
    let href = record_href(at, id, &format!("/queries/{}", query.id));
    let back = Line {
        href: record_href(at, id, "/timeline"),
        text: at.say(BACK).to_owned(),
        tag: None,
        about: None,
    };
    chosen.on(at, leaf, (&href, attempt)).part(Part::Links(vec![back]))
}

fn answer(at: &At<'_>, answer: &Answer) -> Option<Line> {
    let mut line = seen::line(at, answer.ways.first()?)?;
    if answer.ways.len() > 1 {
        let also = at.fill(ALSO, &[("n", &(answer.ways.len() - 1).to_string())]);
        line.about = line.about.map(|about| format!("{about}, {also}"));
    }
    Some(line)
}
