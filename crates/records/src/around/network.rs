//! A network: what is linked to a record, and what to that, to three steps.

use super::{Asked, Seer, Step};
use crate::link::Confidence;
use crate::protection::{Head, admit};
use crate::read::Neighbour;
use crate::role::Role;
use crate::store;
use crate::window::Window;
use kernel::{EntityId, Instant, LinkId, Problem};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Records in a network.
pub const NODES: usize = 500;
/// Links that are followed of the record in the middle, and of any other.
const WIDEST: (usize, usize) = (100, 40);
/// Links that are looked at in one step of the whole network.
const LOOKED_AT: usize = 2_000;

/// How far, by what and when.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Steps from the middle: one to three; nought is three.
    pub steps: u8,
    /// Only by these roles; none for all.
    pub roles: Vec<Role>,
    /// Only what was so at some time in it.
    pub window: Option<Window>,
}

/// A record of a network.
#[derive(Clone, Debug)]
pub struct Node {
    /// The record, as whoever looks may see it.
    pub record: Neighbour,
    /// Steps from the middle.
    pub distance: u8,
    /// Whether it is linked to more than is shown.
    pub cut: bool,
}

/// A link of a network, or several that say the same.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Where it begins: a place among the nodes.
    pub from: usize,
    /// Where it leads.
    pub to: usize,
    /// In what role.
    pub role: Role,
    /// Since when, or when: of the newest.
    pub since: Instant,
    /// Until when, of the newest.
    pub until: Option<Instant>,
    /// How sure the newest is.
    pub confidence: Confidence,
    /// How many links say so.
    pub links: u32,
}

/// What is around a record.
#[derive(Clone, Debug)]
pub struct Network {
    /// The record in the middle.
    pub head: Head,
    /// The records: the middle first, then the nearest.
    pub nodes: Vec<Node>,
    /// How they are linked.
    pub edges: Vec<Edge>,
    /// Whether some were left out because there are too many.
    pub cut: bool,
}

/// What is around a record, as far as somebody may see it. The journal has it.
pub async fn network(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (start, limits): (EntityId, &Limits),
) -> Result<Network, Problem> {
    let (head, by) = admit(tx, staff, start, Right::ReadRecords).await?;
    let mut seer = Seer::of(tx, staff).await?;
    let middle = seer.start(tx, head.id).await?;
    let mut growing = Growing::from(middle, &seer);
    let steps = if (1..=3).contains(&limits.steps) { limits.steps } else { 3 };
    for distance in 1..=steps {
        growing.grow(tx, &mut seer, (distance, limits)).await?;
    }
    let Growing { nodes, edges, cut, .. } = growing;
    let mut edges: Vec<Edge> = edges.into_values().collect();
    edges.sort_by_key(|it| (it.from, it.to, it.role));
    let details = json!({
        "steps": steps, "roles": limits.roles.iter().map(|it| it.code()).collect::<Vec<_>>(),
        "windowed": limits.window.is_some(), "found": nodes.len().saturating_sub(1), "rests_on": by,
    });
    let entry = Entry::new(Act::Consultation, "network_seen", "record", head.id);
    tx.journal(entry.with(details)).await?;
    Ok(Network { head, nodes, edges, cut })
}

impl Limits {
    /// The roles that are followed, for a query, and when.
    pub(super) fn asked(&self, now: Instant) -> (Vec<(Role, bool)>, Window) {
        let all = if self.roles.is_empty() { Role::ALL } else { self.roles.as_slice() };
        let roles = all.iter().map(|role| (*role, true)).collect();
        (roles, self.window.unwrap_or_else(|| Window::all(now)))
    }
}

/// A network as it grows outwards.
struct Growing {
    nodes: Vec<Node>,
    places: HashMap<EntityId, usize>,
    edges: BTreeMap<(usize, usize, Role), Edge>,
    counted: HashSet<LinkId>,
    outermost: Vec<EntityId>,
    cut: bool,
}

impl Growing {
    fn from(middle: EntityId, seer: &Seer<'_>) -> Self {
        let record = seer.at(middle).cloned();
        let nodes = record.map(|record| Node { record, distance: 0, cut: false });
        Self {
            nodes: nodes.into_iter().collect(),
            places: HashMap::from([(middle, 0)]),
            edges: BTreeMap::new(),
            counted: HashSet::new(),
            outermost: vec![middle],
            cut: false,
        }
    }

    /// One step further. What is linked to more than fits is cut there, and says so.
    async fn grow(
        &mut self,
        tx: &mut Tx<'_>,
        seer: &mut Seer<'_>,
        (distance, limits): (u8, &Limits),
    ) -> Result<(), Problem> {
        let from: Vec<EntityId> =
            std::mem::take(&mut self.outermost).into_iter().filter(|id| seer.opens(*id)).collect();
        if from.is_empty() {
            return Ok(());
        }
        let widest = if distance == 1 {
            WIDEST.0
        } else {
            let room = NODES.saturating_sub(self.nodes.len()) * 3;
            (room / from.len()).clamp(6, WIDEST.1)
        };
        let (roles, window) = limits.asked(tx.now());
        let limit = i64::try_from(widest + 1).map_err(Problem::broken)?;
        let asked = Asked { roles: &roles, window, limit };
        let found = store::steps::around(tx, seer, &from, (&asked, None)).await?;
        let steps = self.narrow(found, widest);
        let steps = seer.admits(tx, steps).await?;
        for step in &steps {
            self.add(seer, step, distance);
        }
        Ok(())
    }

    /// The newest of each record, as many as are followed.
    fn narrow(&mut self, found: Vec<Step>, widest: usize) -> Vec<Step> {
        let mut of: HashMap<EntityId, usize> = HashMap::new();
        let mut kept = Vec::new();
        for step in found {
            let count = of.entry(step.top).or_default();
            *count += 1;
            if *count <= widest && kept.len() < LOOKED_AT {
                kept.push(step);
            } else if let Some(node) =
                self.places.get(&step.top).and_then(|place| self.nodes.get_mut(*place))
            {
                node.cut = true;
            }
        }
        kept
    }

    fn add(&mut self, seer: &Seer<'_>, step: &Step, distance: u8) {
        let Some(here) = self.places.get(&step.top).copied() else { return };
        let there = match self.places.get(&step.shown).copied() {
            Some(there) => there,
            None if self.nodes.len() >= NODES => {
                self.cut = true;
                return;
            }
            None => {
                let Some(record) = seer.at(step.shown).cloned() else { return };
                let there = self.nodes.len();
                self.nodes.push(Node { record, distance, cut: false });
                self.places.insert(step.shown, there);
                self.outermost.push(step.shown);
                there
            }
        };
        let (from, to) = if step.outward { (here, there) } else { (there, here) };
        // A link is met from both of its ends.
        if self.counted.insert(step.link) {
            let &Step { role, since, until, confidence, .. } = step;
            let new = Edge { from, to, role, since, until, confidence, links: 0 };
            self.edges.entry((from, to, role)).or_insert(new).links += 1;
        }
    }
}
