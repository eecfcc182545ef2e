//! What happened around a record, in a window, and what can be asked of it.

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
use records::{Kept, Repeat, Span, Timeline};
use rights::pages::{At, Attempt, Outcome, SignedIn};

words! {
    TITLE { en: "Timeline", cy: "Llinell amser" }
    ABOUT { en: "Timeline of {label}", cy: "Llinell amser {label}" }
    BACK { en: "The record", cy: "Y cofnod" }
    REPEATED { en: "{what}: {n} in {span}", cy: "{what}: {n} mewn {span}" }
    HAPPENED { en: "What happened", cy: "Beth ddigwyddodd" }
    LASTED { en: "What was so at the time", cy: "Beth oedd yn wir ar y pryd" }
    NOTHING { en: "Nothing that you may see.", cy: "Dim y cewch ei weld." }
    MORE { en: "There is more than is shown. Choose a shorter time.", cy: "Mae mwy nag a ddangosir. Dewiswch amser byrrach." }
    ASK { en: "Questions about it", cy: "Cwestiynau amdano" }
    NETWORK { en: "What it is linked to, step by step", cy: "Yr hyn y mae'n gysylltiedig ag ef, gam wrth gam" }
    PATH { en: "How it is linked to another record", cy: "Sut mae'n gysylltiedig â chofnod arall" }
}

const ADDRESS: &str = "/desk/records/{id}/timeline";

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get(ADDRESS, Desk, Staff, show).post(ADDRESS, Desk, Staff, post)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match look(&at, (entity(&id)?, &Attempt::default())).await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn post(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match choose(&at, entity(&id)?, Attempt::of(form)).await {
        Ok(outcome) => at.done(&OPENED_BY, Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn choose(at: &At<'_>, id: EntityId, mut attempt: Attempt) -> Result<Outcome, Problem> {
    at.staff().require(rights::Right::ReadRecords)?;
    Ok(match when::typed(at, &mut attempt) {
        Some(days) => Outcome::Done(format!("/{id}/timeline?need={}&{days}", at.purpose.code())),
        None => Outcome::Shown(Box::new(look(at, (id, &attempt)).await?)),
    })
}

async fn look(at: &At<'_>, (id, attempt): (EntityId, &Attempt)) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let chosen = Chosen::of(at, Span::days(28));
    let window = chosen.window(tx.now());
    let timeline = records::timeline(&mut tx, at.staff(), (id, window)).await?;
    let repeats = records::repeats(&mut tx, at.staff(), id).await?;
    let queries = records::queries(&mut tx, at.staff()).await?;
    tx.commit().await?;
    let label = facts::label(&timeline.head, at.language());
    let leaf = at.leaf(TITLE, at.fill(ABOUT, &[("label", &label)]));
    let leaf = at.wrong(leaf, attempt).parts(repeated(at, &repeats));
    let leaf = moments(at, leaf, &timeline);
    let leaf = chosen.on(at, leaf, (&record_href(at, id, "/timeline"), attempt));
    Ok(leaf.heading(at.say(ASK)).part(Part::Links(questions(at, &timeline, &queries))))
}

/// What happened again and again, as far as it counts as such.
fn repeated(at: &At<'_>, repeats: &[Repeat]) -> Vec<Part> {
    let held = repeats.iter().filter(|it| it.holds());
    let line = |it: &Repeat| {
        let (n, span) = (it.events.to_string(), seen::span(at, it.rule.span));
        let what = facts::capital(it.rule.name.say(at.language()));
        Part::Strong(at.fill(REPEATED, &[("what", &what), ("n", &n), ("span", &span)]))
    };
    held.map(line).collect()
}

fn moments(at: &At<'_>, mut leaf: Leaf, timeline: &Timeline) -> Leaf {
    if timeline.moments.is_empty() {
        return leaf.text(at.say(NOTHING));
    }
    for (words, happened) in [(HAPPENED, true), (LASTED, false)] {
        let of = timeline.moments.iter().filter(|it| it.happened == happened);
        let lines: Vec<Line> =
            of.filter_map(|it| seen::line(at, std::slice::from_ref(&it.walked))).collect();
        if !lines.is_empty() {
            leaf = leaf.heading(at.say(words)).part(Part::Links(lines));
        }
    }
    if timeline.more { leaf.text(at.say(MORE)) } else { leaf }
}

/// What can be asked of such a record.
fn questions(at: &At<'_>, timeline: &Timeline, queries: &[Kept]) -> Vec<Line> {
    let id = timeline.head.id;
    let line = |below: &str, text: String| Line {
        href: record_href(at, id, below),
        text,
        tag: None,
        about: None,
    };
    let fitting = queries.iter().filter(|it| it.query.fits(timeline.head.form));
    let asked = fitting.map(|it| {
        line(&format!("/queries/{}", it.query.id), it.query.name.say(at.language()).to_owned())
    });
    let others = [("/network", NETWORK), ("/path", PATH), ("", BACK)];
    asked.chain(others.map(|(below, words)| line(below, at.say(words).to_owned()))).collect()
}
