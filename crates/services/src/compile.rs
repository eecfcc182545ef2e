//! From definitions to a catalogue: everything that can be wrong is found here, once, so that
//! walking a service cannot fail.

mod blocks;
mod checks;
mod directory;
mod pages;
mod questions;
mod reach;
mod repeats;
mod service;
mod worlds;

use crate::definition::{At, Place};
use crate::files::Files;
use crate::findings::{File, Finding, Weight, suggestion};
use crate::question::Choice;
use crate::rule::Rule;
use crate::service::Service;
use crate::welsh::Translator;
use kernel::Said;
use partners::Directory;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) use blocks::Block;
pub(crate) use directory::LookedAt;

/// What services share.
#[derive(Debug, Default)]
pub(crate) struct Common {
    pub(crate) blocks: BTreeMap<String, Block>,
    pub(crate) flags: BTreeMap<String, Said>,
    /// Who else deals with what.
    pub(crate) directory: Arc<Directory>,
    pub(crate) teams: BTreeMap<String, Said>,
    pub(crate) lists: BTreeMap<String, Vec<Choice>>,
    /// The ids of the services, for handing a person over to another one.
    pub(crate) services: BTreeSet<String>,
}

/// One definition while it is compiled: its file, its languages, its faults.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) file: &'a File,
    pub(crate) words: Translator<'a>,
    pub(crate) findings: Vec<Finding>,
}

impl<'a> Desk<'a> {
    fn new(files: &'a Files, file: &'a File) -> Self {
        let words = Translator::new(file, files.overlay(file), files.in_english_alone);
        Self { file, words, findings: Vec::new() }
    }

    fn find(&mut self, at: Place, problem: impl Into<String>, remedy: impl Into<String>) {
        self.findings.push(self.file.finding(at, problem, remedy));
    }

    /// A finding of a rule.
    fn tell(
        &mut self,
        rule: Rule,
        at: Place,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings.push(self.file.finding(at, problem, remedy).of(rule));
    }

    /// Something that may be right, and a person decides.
    fn look_again(
        &mut self,
        rule: Rule,
        at: Place,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings.push(self.file.finding(at, problem, remedy).of(rule).doubtful());
    }

    fn said(&mut self, key: &str, english: &At<String>) -> Said {
        self.words.said(key, english)
    }

    fn maybe_said(&mut self, key: &str, english: Option<&At<String>>) -> Option<Said> {
        english.map(|english| self.words.said(key, english))
    }

    /// The value of a name in a table, or a finding that suggests a near one.
    fn look_up<'t, T>(
        &mut self,
        what: &str,
        name: &At<String>,
        table: &'t BTreeMap<String, T>,
    ) -> Option<&'t T> {
        let found = table.get(&name.value);
        if found.is_none() {
            let known = table.keys().map(String::as_str);
            let remedy = suggestion(name, known, &format!("add it, or name a {what} that exists"));
            let problem = format!("there is no {what} `{}`", name.value);
            self.tell(Rule::UNKNOWN, name.place, problem, remedy);
        }
        found
    }

    fn finish(self) -> Vec<Finding> {
        let mut findings = self.findings;
        findings.extend(self.words.finish());
        findings
    }
}

/// What became of the files.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) services: Vec<Arc<Service>>,
    pub(crate) flags: BTreeMap<String, Said>,
    pub(crate) directory: Arc<Directory>,
    pub(crate) looked_at: Vec<LookedAt>,
}

/// Compiles everything. What may be right is left to [`review`]. The findings are in the order of
/// files and lines, each once.
pub(crate) fn compile(files: &Files, findings: Vec<Finding>) -> Result<Compiled, Vec<Finding>> {
    let (compiled, mut findings) = review(files, findings);
    findings.retain(|finding| finding.weight != Weight::LookAgain);
    if findings.is_empty() { Ok(compiled) } else { Err(findings) }
}

/// Compiles as much as can be, with everything that is to be put right or to be looked at again.
pub(crate) fn review(files: &Files, mut findings: Vec<Finding>) -> (Compiled, Vec<Finding>) {
    let neighbours = files.neighbours.iter().map(|service| &service.id);
    let known = files.services.keys().chain(neighbours).cloned().collect();
    let mut common = Common { services: known, ..Common::default() };
    common.flags = flags(files, &mut findings);
    common.teams = teams(files, &mut findings);
    common.lists = lists(files, &mut findings);
    for (name, (file, shared)) in &files.blocks {
        let mut desk = Desk::new(files, file);
        let block = blocks::block(&mut desk, shared, &common);
        common.blocks.insert(name.clone(), block);
        findings.extend(desk.finish());
    }
    let (directory, looked_at) = directory::directory(files, &mut findings);
    common.directory = directory;
    let mut services = Vec::new();
    for (file, definition) in files.services.values() {
        let mut desk = Desk::new(files, file);
        services.push(Arc::new(service::service(&mut desk, definition, &common)));
        if !files.tests.contains_key(&definition.id.value) {
            let remedy = format!("write {}", file.path.replace(".yaml", ".test.yaml"));
            let problem = "the service has no tests of its own";
            desk.findings
                .push(file.unwritten(Place::default(), problem, remedy).of(Rule::UNTESTED));
        }
        findings.extend(desk.finish());
    }
    let all = [services.as_slice(), &files.neighbours].concat();
    findings.extend(checks::across(files, &all));
    findings.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    findings.dedup_by_key(|finding| finding.to_string());
    let Common { flags, directory, .. } = common;
    (Compiled { services, flags, directory, looked_at }, findings)
}

fn teams(files: &Files, findings: &mut Vec<Finding>) -> BTreeMap<String, Said> {
    let Some((file, list)) = &files.teams else { return BTreeMap::new() };
    let mut desk = Desk::new(files, file);
    let team = |(id, title): &(At<String>, At<String>)| {
        (id.value.clone(), desk.said(&format!("teams.{}", id.value), title))
    };
    let teams = list.teams.0.iter().map(team).collect();
    findings.extend(desk.finish());
    teams
}

fn lists(files: &Files, findings: &mut Vec<Finding>) -> BTreeMap<String, Vec<Choice>> {
    let mut lists = BTreeMap::new();
    for (name, (file, list)) in &files.lists {
        let mut desk = Desk::new(files, file);
        let choices = questions::options(&mut desk, "", &list.options, &list.also);
        lists.insert(name.clone(), choices);
        findings.extend(desk.finish());
    }
    lists
}

fn flags(files: &Files, findings: &mut Vec<Finding>) -> BTreeMap<String, Said> {
    let Some((file, list)) = &files.flags else { return BTreeMap::new() };
    let mut desk = Desk::new(files, file);
    let flag = |(id, title): &(At<String>, At<String>)| {
        (id.value.clone(), desk.said(&format!("flags.{}", id.value), title))
    };
    let flags = list.flags.0.iter().map(flag).collect();
    findings.extend(desk.finish());
    flags
}
