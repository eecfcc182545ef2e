//! The network around a record: a picture, and the same as lists.

mod picture;

use super::door::or_door;
use super::when::Chosen;
use super::{Holdings, entity, facts, record_href, seen};
use axum::extract::{Path, State};
use axum::response::Response;
use counter::Kind::Desk;
use counter::Who::Staff;
use counter::components::Markup;
use counter::leaf::{Leaf, Line, Part};
use counter::{Fault, Routes, Visit};
use kernel::{EntityId, Problem, words};
use picture::Picture;
use records::{Edge, Limits, NODES, Neighbour, Network, Role, Span};
use rights::pages::{At, SignedIn};

words! {
    TITLE { en: "Network", cy: "Rhwydwaith" }
    ABOUT { en: "What {label} is linked to", cy: "Yr hyn y mae {label} yn gysylltiedig ag ef" }
    PICTURE { en: "Picture", cy: "Llun" }
    LISTS { en: "The same as lists", cy: "Yr un peth fel rhestrau" }
    AWAY { en: "Steps away: {n}", cy: "Camau i ffwrdd: {n}" }
    LINK { en: "{from} – {role} – {to}", cy: "{from} – {role} – {to}" }
    TIMES { en: "{n} times", cy: "{n} gwaith" }
    ALONE { en: "It is linked to nothing that you may see.", cy: "Nid yw'n gysylltiedig â dim y cewch ei weld." }
    CUT { en: "Only {n} records are shown. Choose fewer steps or a shorter time.", cy: "Dim ond {n} cofnod a ddangosir. Dewiswch lai o gamau neu amser byrrach." }
    WIDE { en: "These are linked to more than is shown", cy: "Mae'r rhain yn gysylltiedig â mwy nag a ddangosir" }
    OTHERWISE { en: "Show it otherwise", cy: "Ei ddangos fel arall" }
    STEPS { en: "Steps: {n}", cy: "Camau: {n}" }
    BACK { en: "Timeline", cy: "Llinell amser" }
    ALL_TIME { en: "All time", cy: "Drwy'r amser" }
    ONLY { en: "Only: {role}", cy: "Dim ond: {role}" }
}

pub(super) fn routes() -> Routes<Holdings> {
    Routes::new().get("/desk/records/{id}/network", Desk, Staff, show)
}

async fn show(
    State(holdings): State<Holdings>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = holdings.at(&visit, &signed_in);
    match look(&at, entity(&id)?).await {
        Ok(leaf) => Ok(counter::page(&leaf)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn look(at: &At<'_>, id: EntityId) -> Result<Leaf, Problem> {
    let mut tx = at.tx().await?;
    let windowed = at.asked("within").is_some();
    let chosen = Chosen::of(at, Span::months(24));
    let steps = at.asked("steps").and_then(|it| it.parse().ok()).unwrap_or(2);
    let role = at.asked("role").and_then(|code| Role::of_code(&code));
    let limits = Limits {
        steps,
        roles: role.into_iter().collect(),
        window: windowed.then(|| chosen.window(tx.now())),
    };
    let network = records::network(&mut tx, at.staff(), (id, &limits)).await?;
    tx.commit().await?;
    let label = facts::label(&network.head, at.language());
    let mut leaf = at.leaf(TITLE, at.fill(ABOUT, &[("label", &label)]));
    if network.edges.is_empty() {
        leaf = leaf.text(at.say(ALONE));
    } else {
        let picture = Picture::of(at, &network);
        let picture = Markup::render(&picture).map_err(Problem::broken)?;
        leaf = leaf.heading(at.say(PICTURE)).part(Part::Wide(picture));
        leaf = lists(at, leaf.heading(at.say(LISTS)), &network);
    }
    if network.cut {
        leaf = leaf.text(at.fill(CUT, &[("n", &NODES.to_string())]));
    }
    Ok(leaf.heading(at.say(OTHERWISE)).part(Part::Links(otherwise(at, &network, &limits))))
}

/// Every link once, under the distance of its farther end, and what was cut.
fn lists(at: &At<'_>, mut leaf: Leaf, network: &Network) -> Leaf {
    for distance in 1..=3 {
        let lines: Vec<Line> =
            network.edges.iter().filter_map(|edge| line(at, network, (edge, distance))).collect();
        if !lines.is_empty() {
            leaf =
                leaf.text(at.fill(AWAY, &[("n", &distance.to_string())])).part(Part::Links(lines));
        }
    }
    let wide: Vec<Line> = network
        .nodes
        .iter()
        .filter(|node| node.cut)
        .map(|node| Line {
            href: record_href(at, node.record.id(), "/network"),
            text: seen::name(at, &node.record),
            tag: None,
            about: None,
        })
        .collect();
    if wide.is_empty() { leaf } else { leaf.heading(at.say(WIDE)).part(Part::Links(wide)) }
}

fn line(at: &At<'_>, network: &Network, (edge, distance): (&Edge, u8)) -> Option<Line> {
    let (from, to) = (network.nodes.get(edge.from)?, network.nodes.get(edge.to)?);
    if from.distance.max(to.distance) != distance {
        return None;
    }
    let farther = if from.distance > to.distance { from } else { to };
    let (one, other) = (seen::name(at, &from.record), seen::name(at, &to.record));
    let role = edge.role.name().say(at.language());
    let text = at.fill(LINK, &[("from", &one), ("role", role), ("to", &other)]);
    let closed = |record: &Neighbour| matches!(record, Neighbour::Closed { .. });
    let mut about = vec![seen::form(at, &farther.record)];
    // Of what is closed not even the time is told.
    if !closed(&from.record) && !closed(&to.record) {
        about.push(seen::when(at, edge.role, (edge.since, edge.until)));
        if edge.links > 1 {
            about.push(at.fill(TIMES, &[("n", &edge.links.to_string())]));
        }
    }
    about.retain(|it| !it.is_empty());
    let href = record_href(at, farther.record.id(), "");
    Some(Line { href, text, tag: None, about: Some(about.join(", ")).filter(|it| !it.is_empty()) })
}

/// The same with other limits.
fn otherwise(at: &At<'_>, network: &Network, limits: &Limits) -> Vec<Line> {
    let id = network.head.id;
    let here = record_href(at, id, "/network");
    let within = at.asked("within").and_then(|it| Span::parse(&it));
    let with = |steps: u8, within: Option<Span>, role: Option<Role>| {
        let within = within.map(|it| format!("&within={}", it.code())).unwrap_or_default();
        let role = role.map(|it| format!("&role={}", it.code())).unwrap_or_default();
        format!("{here}&steps={steps}{within}{role}")
    };
    let line = |href, text| Line { href, text, tag: None, about: None };
    let role = limits.roles.first().copied();
    let steps = (1..=3)
        .filter(|n| *n != limits.steps)
        .map(|n| line(with(n, within, role), at.fill(STEPS, &[("n", &n.to_string())])));
    let spans = [Some(Span::days(28)), Some(Span::months(24)), None];
    let spans = spans.into_iter().filter(|it| *it != within).map(|span| {
        let text = span.map_or_else(|| at.say(ALL_TIME).to_owned(), |it| seen::span(at, it));
        line(with(limits.steps, span, role), text)
    });
    let mut roles: Vec<Role> = network.edges.iter().map(|edge| edge.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let only = roles.into_iter().filter(|it| role.is_none() && Some(*it) != role).map(|it| {
        let name = it.name().say(at.language());
        line(with(limits.steps, within, Some(it)), at.fill(ONLY, &[("role", name)]))
    });
    let back = line(record_href(at, id, "/timeline"), at.say(BACK).to_owned());
    steps.chain(spans).chain(only).chain([back]).collect()
}
