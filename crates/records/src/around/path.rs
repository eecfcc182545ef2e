//! How two records are linked: the shortest ways between them, sought from both ends at once.

use super::network::Limits;
use super::{Asked, Seer, Step, Walked};
use crate::protection::{Head, admit};
use crate::store;
use kernel::{EntityId, Problem};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Steps that a way has at most.
pub const STEPS: usize = 4;
/// Ways that are shown.
const WAYS: usize = 20;
/// Links of one record that are followed in each direction.
const WIDEST: i64 = 40;
/// Records from which a further step is taken.
const BETWEEN: usize = 300;

/// How two records are linked.
#[derive(Clone, Debug)]
pub struct Paths {
    /// From this one.
    pub from: Head,
    /// To this one.
    pub to: Head,
    /// The shortest ways, all of the same length, as far as whoever looks may see them; none when there
    /// is none of at most [`STEPS`] steps.
    pub ways: Vec<Vec<Walked>>,
    /// Whether something was linked to more than was followed, so that there may be others.
    pub cut: bool,
}

/// The shortest ways between two records. What somebody may not see carries none for them. The journal
/// has it.
pub async fn paths(
    tx: &mut Tx<'_>,
    staff: &Staff,
    ((from, to), limits): ((EntityId, EntityId), &Limits),
) -> Result<Paths, Problem> {
    let (from, by) = admit(tx, staff, from, Right::ReadRecords).await?;
    let (to, by_other) = admit(tx, staff, to, Right::ReadRecords).await?;
    let mut seer = Seer::of(tx, staff).await?;
    let ends = (seer.start(tx, from.id).await?, seer.start(tx, to.id).await?);
    let mut search = Search { sides: [Side::at(ends.0), Side::at(ends.1)], cut: false };
    let steps =
        if ends.0 == ends.1 { Vec::new() } else { search.seek(tx, &mut seer, limits).await? };
    let walk = |way: &Vec<Step>| way.iter().map(|step| seer.walked(step)).collect();
    let ways: Vec<Vec<Walked>> = steps.iter().filter_map(walk).collect();
    let details = json!({
        "to": to.id, "found": ways.len(), "steps": ways.first().map(Vec::len),
        "rests_on": by, "rests_on_other": by_other,
    });
    let entry = Entry::new(Act::Consultation, "paths_sought", "record", from.id);
    tx.journal(entry.with(details)).await?;
    Ok(Paths { from, to, ways, cut: search.cut })
}

/// What was reached from one end.
struct Side {
    /// By how many steps.
    reached: HashMap<EntityId, usize>,
    /// By which steps, each from nearer to the end.
    by: HashMap<EntityId, Vec<Step>>,
    outermost: Vec<EntityId>,
    depth: usize,
}

impl Side {
    fn at(end: EntityId) -> Self {
        Self {
            reached: HashMap::from([(end, 0)]),
            by: HashMap::new(),
            outermost: vec![end],
            depth: 0,
        }
    }

    /// Takes in steps one further than before.
    fn take(&mut self, seer: &Seer<'_>, steps: Vec<Step>) {
        self.depth += 1;
        self.outermost.clear();
        for step in steps {
            let depth = *self.reached.entry(step.shown).or_insert(self.depth);
            if depth == self.depth {
                let by = self.by.entry(step.shown).or_default();
                if by.is_empty() && seer.opens(step.shown) {
                    self.outermost.push(step.shown);
                }
                by.push(step);
            }
        }
    }

    /// The ways from the end to a record, each in its order.
    fn ways_to(&self, id: EntityId) -> Vec<Vec<Step>> {
        let Some(steps) = self.by.get(&id) else { return vec![Vec::new()] };
        let mut ways = Vec::new();
        for step in steps {
            for mut way in self.ways_to(step.top) {
                way.push(*step);
                ways.push(way);
                if ways.len() >= WAYS {
                    return ways;
                }
            }
        }
        ways
    }
}

/// The search from both ends.
struct Search {
    sides: [Side; 2],
    cut: bool,
}

impl Search {
    /// The shortest ways, from the first end to the second.
    async fn seek(
        &mut self,
        tx: &mut Tx<'_>,
        seer: &mut Seer<'_>,
        limits: &Limits,
    ) -> Result<Vec<Vec<Step>>, Problem> {
        let (roles, window) = limits.asked(tx.now());
        let asked = Asked { roles: &roles, window, limit: WIDEST + 1 };
        loop {
            let [first, second] = &self.sides;
            let left = STEPS.saturating_sub(first.depth + second.depth);
            if left == 0 || first.outermost.is_empty() || second.outermost.is_empty() {
                return Ok(Vec::new());
            }
            let from_first = first.outermost.len() <= second.outermost.len();
            let (here, there) = if from_first { (first, second) } else { (second, first) };
            let mut from = here.outermost.clone();
            self.cut |= from.len() > BETWEEN;
            from.truncate(BETWEEN);
            // The last step has to arrive.
            let ends = (left == 1).then_some(&*there.outermost);
            let found = store::steps::around(tx, seer, &from, (&asked, ends)).await?;
            let (meet, on): (Vec<Step>, Vec<Step>) =
                found.into_iter().partition(|step| there.reached.contains_key(&step.shown));
            let meet = seer.admits(tx, meet).await?;
            if !meet.is_empty() {
                return Ok(self.join(&meet, from_first));
            }
            let on = seer.admits(tx, self.narrow(on)).await?;
            let [first, second] = &mut self.sides;
            if from_first { first } else { second }.take(seer, on);
        }
    }

    /// The newest of each record, as many as are followed.
    fn narrow(&mut self, steps: Vec<Step>) -> Vec<Step> {
        let mut of: HashMap<(EntityId, bool), i64> = HashMap::new();
        let all = steps.len();
        let within = |step: &Step| {
            let count = of.entry((step.top, step.outward)).or_default();
            *count += 1;
            *count <= WIDEST
        };
        let kept: Vec<Step> = steps.into_iter().filter(within).collect();
        self.cut |= kept.len() < all;
        kept
    }

    /// The ways over the steps at which both sides meet.
    fn join(&self, meet: &[Step], from_first: bool) -> Vec<Vec<Step>> {
        let [first, second] = &self.sides;
        let mut ways = BTreeMap::new();
        for step in meet {
            let step = if from_first { *step } else { flipped(step) };
            for before in first.ways_to(step.top) {
                for after in second.ways_to(step.shown) {
                    let back = after.iter().rev().map(flipped);
                    let way: Vec<Step> = before.iter().copied().chain([step]).chain(back).collect();
                    let over: Vec<EntityId> = way.iter().map(|it| it.shown).collect();
                    let roles: Vec<_> = way.iter().map(|it| (it.role, it.outward)).collect();
                    ways.entry((way.len(), over, roles)).or_insert(way);
                }
            }
        }
        let shortest = ways.keys().next().map_or(0, |(length, ..)| *length);
        let ways = ways.into_values().filter(|way| way.len() == shortest && is_simple(way));
        ways.take(WAYS).collect()
    }
}

/// Whether no record is met twice.
fn is_simple(way: &[Step]) -> bool {
    let mut met = HashSet::new();
    way.iter().all(|step| met.insert(step.shown))
}

/// The same step, read from its other end.
fn flipped(step: &Step) -> Step {
    let Step { top, near, far, shown, outward, .. } = *step;
    Step { top: shown, near: far, far: near, shown: top, outward: !outward, ..*step }
}
