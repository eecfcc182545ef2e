//! The picture of a network: a column a step, from left to right, in an order that is always the same. What a
//! record is says its shape and its words, not its colour alone. Whoever does not see it reads the lists.

use super::super::{facts, seen};
use askama::Template;
use kernel::words;
use records::{Family, Neighbour, Network, Node};
use rights::pages::At;

words! {
    ALT { en: "A picture of the links. The lists under it say the same.", cy: "Llun o'r cysylltiadau. Mae'r rhestrau oddi tano yn dweud yr un peth." }
    CLOSED { en: "Restricted", cy: "Cyfyngedig" }
}

/// From one column to the next, and from one row to the next.
const COLUMN: usize = 320;
const ROW: usize = 56;
/// Characters of a name.
const NAME: usize = 30;
/// Links up to which each says what it is in the picture too.
const WORDS: usize = 40;

/// The picture.
#[derive(Template)]
#[template(path = "holdings/network.svg.html")]
pub(super) struct Picture {
    width: usize,
    height: usize,
    alt: &'static str,
    lines: Vec<Stroke>,
    marks: Vec<Mark>,
}

/// A link.
struct Stroke {
    from: (usize, usize),
    to: (usize, usize),
    middle: (usize, usize),
    words: Option<String>,
    role: String,
}

/// A record.
struct Mark {
    x: usize,
    y: usize,
    shape: &'static str,
    form: String,
    name: String,
}

impl Picture {
    pub(super) fn of(at: &At<'_>, network: &Network) -> Self {
        let places = places(network);
        let say = network.edges.len() <= WORDS;
        let lines = network.edges.iter().filter_map(|edge| {
            let (from, to) = (*places.get(edge.from)?, *places.get(edge.to)?);
            let role = edge.role.name().say(at.language()).to_owned();
            let middle = beside_names(from, to);
            Some(Stroke { from, to, middle, words: say.then(|| role.clone()), role })
        });
        let marks = network.nodes.iter().zip(&places).map(|(node, place)| mark(at, node, *place));
        let most = |of: fn(&(usize, usize)) -> usize| places.iter().map(of).max().unwrap_or(0);
        Self {
            width: most(|place| place.0) + COLUMN,
            height: most(|place| place.1) + ROW,
            alt: at.say(ALT),
            lines: lines.collect(),
            marks: marks.collect(),
        }
    }
}

/// Where each record stands: in the column of its distance, next to what it hangs on.
fn places(network: &Network) -> Vec<(usize, usize)> {
    let nearer = |place: usize| {
        let distance = network.nodes.get(place).map(|node| node.distance)?;
        let ends = network.edges.iter().filter_map(move |edge| match place {
            it if it == edge.from => Some(edge.to),
            it if it == edge.to => Some(edge.from),
            _ => None,
        });
        ends.filter(|it| network.nodes.get(*it).is_some_and(|node| node.distance < distance)).min()
    };
    let mut rows = vec![0_usize; network.nodes.len()];
    let deepest = network.nodes.iter().map(|node| node.distance).max().unwrap_or(0);
    for distance in 0..=deepest {
        let in_column = |(_, node): &(usize, &Node)| node.distance == distance;
        let column = network.nodes.iter().enumerate().filter(in_column).map(|(place, _)| place);
        let mut column: Vec<(usize, usize)> = column
            .map(|place| (nearer(place).and_then(|it| rows.get(it).copied()).unwrap_or(0), place))
            .collect();
        column.sort_unstable();
        for (row, (_, place)) in column.into_iter().enumerate() {
            if let Some(of) = rows.get_mut(place) {
                *of = row;
            }
        }
    }
    let column = |node: &Node| usize::from(node.distance) * COLUMN + ROW / 2;
    network.nodes.iter().zip(rows).map(|(node, row)| (column(node), row * ROW + ROW / 2)).collect()
}

/// Where the words of a line stand: past the name of the mark on its left.
fn beside_names(from: (usize, usize), to: (usize, usize)) -> (usize, usize) {
    let (left, right) = if from.0 <= to.0 { (from, to) } else { (to, from) };
    (
        usize::midpoint(left.0, right.0).midpoint(right.0),
        usize::midpoint(left.1, right.1).midpoint(right.1),
    )
}

fn mark(at: &At<'_>, node: &Node, (x, y): (usize, usize)) -> Mark {
    let (shape, form, name) = match &node.record {
        Neighbour::Open(head) => {
            let shape = match head.form.family() {
                Family::Person => "person",
                Family::Object => "object",
                Family::Location => "location",
                Family::Event => "event",
                Family::Organisation => "organisation",
            };
            let label = facts::label(head, at.language());
            (shape, seen::form(at, &node.record), label)
        }
        Neighbour::Closed { .. } => ("closed", at.say(CLOSED).to_owned(), String::new()),
    };
    let mut short: String = name.chars().take(NAME).collect();
    if short != name {
        short.push('…');
    }
    Mark { x, y, shape, form, name: short }
}
