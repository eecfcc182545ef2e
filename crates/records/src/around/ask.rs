//! A saved query, asked of one record.

use super::{Asked, Seer, Walked, seer};
use crate::protection::{Head, admit};
use crate::query::{Query, QueryStep};
use crate::read::Neighbour;
use crate::window::{Span, Window};
use kernel::{EntityId, Instant, Problem};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::BTreeMap;

/// Links of one role of one record that are followed.
const FOLLOWED: i64 = 200;
/// Records from which a further step is taken.
const BETWEEN: usize = 100;
/// Records that a query finds.
const ANSWERS: usize = 200;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asking<'a> {
    /// The query.
    pub query: &'a Query,
    /// Of which record.
    pub start: EntityId,
    /// What was chosen for its parameters, in their order; what is missing is as the query has it.
    pub chosen: Vec<Span>,
    /// From when to when, in place of the parameters.
    pub window: Option<Window>,
}

/// A record that was found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which one, as whoever asks may see it.
    pub other: Neighbour,
    /// How it is reached, the newest way first.
    pub ways: Vec<Vec<Walked>>,
}

impl Answer {
    /// When the newest link to it was so.
    #[must_use]
    pub fn newest(&self) -> Option<Instant> {
        self.ways.iter().filter_map(|way| way.last()).map(|walked| walked.since).max()
    }
}

/// What a query found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Of which record it was asked.
    pub head: Head,
    /// What was found, the newest first.
    pub answers: Vec<Answer>,
    /// Whether there is more than was followed.
    pub more: bool,
}

/// Asks a query of a record. The journal has what was asked, why, and how much was found.
pub async fn ask(tx: &mut Tx<'_>, staff: &Staff, asking: &Asking<'_>) -> Result<Found, Problem> {
    let (head, by) = admit(tx, staff, asking.start, Right::ReadRecords).await?;
    if !asking.query.fits(head.form) {
        return Err(Problem::Conflict("this query is not asked of such a record"));
    }
    let mut seer = Seer::of(tx, staff).await?;
    let start = seer.start(tx, head.id).await?;
    let mut more = false;
    let mut ways = vec![(start, Vec::new())];
    for (place, step) in asking.query.steps.iter().enumerate() {
        let last = place + 1 == asking.query.steps.len();
        more |= walk(tx, &mut seer, &mut ways, (asking, step, last)).await?;
        ways.retain(|(at, _)| *at != start);
    }
    let mut answers = together(&seer, ways);
    more |= answers.len() > ANSWERS;
    answers.truncate(ANSWERS);
    let spans: Vec<String> = asking.chosen.iter().map(|span| span.code()).collect();
    let details = json!({
        "query": asking.query.id, "chosen": spans, "from_to": asking.window.is_some(),
        "found": answers.len(), "rests_on": by,
    });
    let entry = Entry::new(Act::Consultation, "records_queried", "record", head.id);
    tx.journal(entry.with(details)).await?;
    Ok(Found { head, answers, more })
}

/// A way so far: where it is, and how it came there.
type Way = (EntityId, Vec<Walked>);

/// One step on from where the ways are. Says whether some was left out.
async fn walk(
    tx: &mut Tx<'_>,
    seer: &mut Seer<'_>,
    ways: &mut Vec<Way>,
    (asking, step, last): (&Asking<'_>, &QueryStep, bool),
) -> Result<bool, Problem> {
    let mut from: Vec<EntityId> = ways.iter().map(|(at, _)| *at).collect();
    from.sort_unstable();
    from.dedup();
    let many = from.len() > BETWEEN;
    from.truncate(BETWEEN);
    let window = window(tx.now(), asking, step);
    let asked = Asked { roles: &step.roles, window, limit: FOLLOWED + 1 };
    let found = seer.along(tx, &from, &asked).await?;
    let mut on: Vec<Way> = Vec::new();
    let mut followed: BTreeMap<_, i64> = BTreeMap::new();
    for taken in &found {
        *followed.entry((taken.top, taken.role.code(), taken.outward)).or_default() += 1;
        let Some(walked) = seer.walked(taken) else { continue };
        if !fits(step, &walked.to, last) {
            continue;
        }
        for (_, so_far) in ways.iter().filter(|(at, _)| *at == taken.top) {
            if !so_far.iter().any(|it: &Walked| it.to.id() == taken.shown) {
                on.push((taken.shown, [so_far.as_slice(), &[walked.clone()]].concat()));
            }
        }
    }
    *ways = on;
    Ok(many || followed.values().any(|count| *count > FOLLOWED))
}

/// Whether a step leads to such a record. One that is closed is at the end only, and whatever is asked
/// for: its form is not told.
fn fits(step: &QueryStep, to: &Neighbour, last: bool) -> bool {
    match to {
        Neighbour::Open(head) => step.to.is_empty() || step.to.contains(&head.form),
        Neighbour::Closed { .. } => last,
    }
}

fn window(now: Instant, asking: &Asking<'_>, step: &QueryStep) -> Window {
    let Some(within) = &step.within else { return Window::all(now) };
    let chosen = asking.query.span(within, &asking.chosen).map(|span| span.until(now));
    asking.window.or(chosen).unwrap_or_else(|| Window::all(now))
}

/// The ways by where they lead, the newest first.
fn together(seer: &Seer<'_>, ways: Vec<Way>) -> Vec<Answer> {
    let mut by_end: BTreeMap<EntityId, Vec<Vec<Walked>>> = BTreeMap::new();
    for (at, way) in ways {
        by_end.entry(at).or_default().push(way);
    }
    let answer = |(id, ways)| Some(Answer { other: seer.at(id)?.clone(), ways });
    let mut answers: Vec<Answer> = by_end.into_iter().filter_map(answer).collect();
    answers.sort_by_key(|it| std::cmp::Reverse(it.newest()));
    answers
}

impl Seer<'_> {
    /// The record from which links are followed, for one that was admitted: the one under which it is
    /// shown, if that opens as well.
    pub(super) async fn start(
        &mut self,
        tx: &mut Tx<'_>,
        id: EntityId,
    ) -> Result<EntityId, Problem> {
        let top = seer::top(tx, id).await?;
        self.look(tx, [id, top]).await?;
        Ok(if self.opens(top) { top } else { id })
    }
}
