//! A group of services: what a force offers in it.

use super::Hall;
use super::offer::offered_in;
use super::unknown::no_force;
use crate::Group;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::{Fault, Frame, Visit};
use kernel::{Force, Problem, Thing};

struct Entry {
    href: String,
    title: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "services/group.html")]
struct GroupPage {
    frame: Frame,
    title: &'static str,
    services: Vec<Entry>,
}

/// `/{force}/{group}/`: the services of the group. One in which the force offers nothing is not
/// found, as one that does not exist.
pub(super) async fn show(
    State(hall): State<Hall>,
    visit: Visit,
    Path((segment, group)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let Some(force) = visit.force.as_ref().filter(|force| force.id.as_str() == segment) else {
        return no_force(&visit, &segment);
    };
    let group = Group::of_slug(&group).ok_or(Problem::NotFound(Thing::Page))?;
    let services = entries(&hall, &visit, force, group);
    if services.is_empty() {
        return Err(Problem::NotFound(Thing::Page).into());
    }
    let title = group.title(visit.language);
    let frame = Frame::new(&visit, title).with_back(visit.home_href());
    Ok(counter::cacheable(counter::page(&GroupPage { frame, title, services })))
}

fn entries(hall: &Hall, visit: &Visit, force: &Force, group: Group) -> Vec<Entry> {
    offered_in(&hall.catalogue(), force, group)
        .map(|service| Entry {
            href: visit.href(&format!("/{}/{}/{}", force.id, group.slug(), service.slug)),
            title: service.title(visit.language).to_owned(),
            summary: service.summary(visit.language).to_owned(),
        })
        .collect()
}
