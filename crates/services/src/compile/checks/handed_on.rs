//! What must hold between services: addresses of their own, answers that fit where they are carried,
//! and nobody handed round in a circle.

use crate::definition::{Definition, Place, RawHandover};
use crate::files::Files;
use crate::findings::{File, Finding, suggestion};
use crate::group::Group;
use crate::page::PageKind;
use crate::question::Question;
use crate::rule::Rule;
use crate::service::Service;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What must hold between services.
pub(in super::super) fn across(files: &Files, services: &[Arc<Service>]) -> Vec<Finding> {
    let mut findings = slugs(files, services);
    for service in services {
        let Some((file, raw)) = files.services.get(&service.id) else { continue };
        for handover in handovers(raw) {
            if let Some(target) = services.iter().find(|it| it.id == handover.id.value) {
                findings.extend(carried(file, service, target, handover));
            }
            if leads_to(files, &handover.id, &service.id) {
                let problem =
                    format!("`{}` hands people back to `{}`", handover.id.value, service.id);
                let remedy = "let one of the two keep them: a person who is sent round gives up";
                findings.push(file.finding(handover.id.place, problem, remedy).of(Rule::LOOP));
            }
        }
    }
    findings.extend(tests(files, services));
    findings
}

fn slugs(files: &Files, services: &[Arc<Service>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut slugs: BTreeMap<(Group, &str), &str> = BTreeMap::new();
    for service in services {
        let own = std::iter::once(service.slug.as_str()).chain(service.opaque.as_deref());
        for slug in own {
            let Some(other) = slugs.insert((service.group, slug), &service.id) else { continue };
            let Some((file, raw)) = files.services.get(&service.id) else { continue };
            let place =
                raw.opaque.as_ref().filter(|it| it.value == slug).unwrap_or(&raw.slug).place;
            let problem = format!("`{other}` has the slug `{slug}` already");
            findings.push(file.finding(place, problem, "choose another slug"));
        }
    }
    findings
}

fn handovers(raw: &Definition) -> impl Iterator<Item = &RawHandover> {
    let asked = raw.triage.iter().chain(raw.pages.iter().flat_map(|page| &page.questions));
    asked.flat_map(|question| &question.outcome).filter_map(|outcome| outcome.service.as_ref())
}

/// Whether a service hands people to another one, at first or in the end.
fn leads_to(files: &Files, from: &str, to: &str) -> bool {
    let mut open = vec![from.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id.clone())
            && let Some((_, raw)) = files.services.get(&id)
        {
            open.extend(handovers(raw).map(|handover| handover.id.value.clone()));
        }
    }
    false
}

/// Answers that are carried: both services ask for them, in the same way.
fn carried(file: &File, from: &Service, to: &Service, handover: &RawHandover) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in &handover.carry {
        let (ours, theirs) = (from.question(name), to.question(name));
        if ours.is_none() || ours.map(|it| it.kind) != theirs.map(|it| it.kind) {
            let problem = format!("`{}` cannot be carried to `{}`", name.value, to.id);
            let known = from.questions().map(|question| question.id.as_str());
            let otherwise = "carry questions that both services ask in the same way";
            let remedy = suggestion(name, known.filter(|id| *id != name.value), otherwise);
            findings.push(file.finding(name.place, problem, remedy).of(Rule::CARRY));
        } else if let (Some(ours), Some(theirs)) = (ours, theirs)
            && let Some(lost) = ours.choices.iter().find(|it| theirs.choice(&it.value).is_none())
        {
            let problem = format!("`{}` of `{}` has no option `{}`", name.value, to.id, lost.value);
            let remedy = "carry questions that both services ask in the same way";
            findings.push(file.finding(name.place, problem, remedy).of(Rule::CARRY));
        }
    }
    let carried = |question: &&Question| handover.carry.iter().any(|it| it.value == question.id);
    let gate = from.pages.first().filter(|page| matches!(page.kind, PageKind::Questions));
    let mut again = gate.into_iter().flat_map(|page| &page.questions);
    if let Some(question) = again.find(|it| to.question(&it.id).is_some() && !carried(it)) {
        let problem = format!("`{}` asks `{}` again", to.id, question.id);
        let remedy = format!("add `{}` to `carry`", question.id);
        let place: Place = handover.id.place;
        findings.push(file.finding(place, problem, remedy).of(Rule::ASKED_TWICE).doubtful());
    }
    findings
}

/// Tests name a service, and questions that it has.
fn tests(files: &Files, services: &[Arc<Service>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, (file, tests)) in &files.tests {
        if !files.services.contains_key(name) {
            let place = tests.first().map(|test| test.place).unwrap_or_default();
            let problem = format!("there is no service `{name}` to test");
            let finding = file.finding(place, problem, "name the file after the service");
            findings.push(finding.of(Rule::UNKNOWN));
        }
        let Some(service) = services.iter().find(|service| service.id == *name) else { continue };
        for test in tests {
            let known = |name: &&str| {
                *name != crate::ONWARD
                    && service.question(name).is_none()
                    && service.repeat(name).is_none()
            };
            if let Some(unknown) = test.names().find(known) {
                let problem = format!("a test answers `{unknown}`, which nobody asks");
                let known = service.questions().map(|question| question.id.as_str());
                let remedy = suggestion(unknown, known, "name a question of the service");
                findings.push(file.finding(test.place, problem, remedy).of(Rule::UNKNOWN));
            }
        }
    }
    findings
}
