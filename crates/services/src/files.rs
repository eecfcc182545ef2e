//! The files of a catalogue: what each is by its path, read into its type.

use crate::definition::{
    At, BLOCK_API, DIRECTORY_API, Definition, FLAGS_API, FlagList, LIST_API, OptionList, Place,
    RawDirectory, SERVICE_API, Shared, TEAMS_API, TeamList,
};
use crate::edition::Texts;
use crate::findings::{File, Finding, suggestion};
use crate::rule::Rule;
use crate::service::Service;
use crate::trials::TestCase;
use crate::welsh::{Overlay, TRANSLATION_API};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a catalogue is made of, read but not yet compiled. The keys are names of files without
/// their endings; overlays are kept by the path of what they translate.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) services: BTreeMap<String, (File, Definition)>,
    pub(crate) blocks: BTreeMap<String, (File, Shared)>,
    pub(crate) directory: BTreeMap<String, (File, RawDirectory)>,
    pub(crate) flags: Option<(File, FlagList)>,
    pub(crate) teams: Option<(File, TeamList)>,
    pub(crate) lists: BTreeMap<String, (File, OptionList)>,
    pub(crate) overlays: BTreeMap<String, (File, Overlay)>,
    pub(crate) tests: BTreeMap<String, (File, Vec<At<TestCase>>)>,
    /// Services that stand beside these files, already compiled.
    pub(crate) neighbours: Vec<Arc<Service>>,
    /// Whether a service may be without its Welsh: everything is said in English then.
    pub(crate) in_english_alone: bool,
}

impl Files {
    /// Sorts and reads files. What cannot be read is a finding.
    pub(crate) fn read(
        files: impl IntoIterator<Item = (String, String)>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut sorted = Self::default();
        for (path, text) in files {
            if let Some(name) = path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml"))
            {
                let file = File { path: path.clone(), text: text.into() };
                sorted.take(name, &file, findings);
            }
        }
        sorted
    }

    fn take(&mut self, name: &str, file: &File, findings: &mut Vec<Finding>) {
        let folder = file.path.rsplit('/').nth(1).unwrap_or_default();
        if let Some(name) = name.strip_suffix(".cy") {
            if let Some(overlay) = parse::<Overlay>(file, findings) {
                is_api(file, &overlay.api, TRANSLATION_API, findings);
                let right = overlay.of.id == name && overlay.of.locale == kernel::Language::Welsh;
                if !right {
                    let problem = "the overlay says it belongs to something else";
                    let remedy = format!("write `service: {{ id: {name}, locale: cy }}`");
                    findings.push(file.finding(overlay.of.place, problem, remedy));
                }
                let beside = file.path.replace(".cy.yaml", ".yaml");
                self.overlays.insert(beside, (file.clone(), overlay));
            }
        } else if let Some(name) = name.strip_suffix(".test") {
            if let Some(tests) = parse(file, findings) {
                self.tests.insert(name.to_owned(), (file.clone(), tests));
            }
        } else if folder == "blocks" || folder == "partners" {
            if let Some(block) = parse::<Shared>(file, findings) {
                is_api(file, &block.api, BLOCK_API, findings);
                is_named(file, &block.id, name, findings);
                self.blocks.insert(name.to_owned(), (file.clone(), block));
            }
        } else if folder == "directory" {
            if let Some(directory) = parse::<RawDirectory>(file, findings) {
                is_api(file, &directory.api, DIRECTORY_API, findings);
                is_named(file, &directory.id, name, findings);
                self.directory.insert(name.to_owned(), (file.clone(), directory));
            }
        } else if folder == "lists" {
            if let Some(list) = parse::<OptionList>(file, findings) {
                is_api(file, &list.api, LIST_API, findings);
                is_named(file, &list.id, name, findings);
                self.lists.insert(name.to_owned(), (file.clone(), list));
            }
        } else if name == "teams" {
            if let Some(teams) = parse::<TeamList>(file, findings) {
                is_api(file, &teams.api, TEAMS_API, findings);
                self.teams = Some((file.clone(), teams));
            }
        } else if name == "flags" {
            if let Some(flags) = parse::<FlagList>(file, findings) {
                is_api(file, &flags.api, FLAGS_API, findings);
                self.flags = Some((file.clone(), flags));
            }
        } else if let Some(service) = parse::<Definition>(file, findings) {
            is_api(file, &service.api, SERVICE_API, findings);
            is_named(file, &service.id, name, findings);
            self.services.insert(name.to_owned(), (file.clone(), service));
        }
    }

    /// Given files as what each service is written in, by its id, and what services share.
    pub(crate) fn sort_texts(
        &self,
        given: Vec<(String, String)>,
    ) -> (BTreeMap<String, Texts>, Vec<(String, String)>) {
        let mut texts: BTreeMap<String, Texts> = BTreeMap::new();
        let mut shared = Vec::new();
        for (path, text) in given {
            let name = path.rsplit('/').next().unwrap_or_default();
            let name = name.strip_suffix(".yaml").unwrap_or_default();
            let stem = name.strip_suffix(".cy").or_else(|| name.strip_suffix(".test"));
            let own = |(file, _): &(File, Definition)| {
                let folder =
                    |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
                folder(&file.path) == folder(&path)
            };
            let id = stem.unwrap_or(name);
            if !self.services.get(id).is_some_and(own) {
                shared.push((path, text));
                continue;
            }
            let texts = texts.entry(id.to_owned()).or_default();
            match name.strip_prefix(id) {
                Some(".cy") => texts.welsh = Some(text),
                Some(".test") => texts.tests = text,
                _ => texts.english = text,
            }
        }
        (texts, shared)
    }

    /// The overlay of a definition.
    pub(crate) fn overlay(&self, of: &File) -> Option<(&File, &Overlay)> {
        self.overlays.get(&of.path).map(|(file, overlay)| (file, overlay))
    }
}

fn is_api(file: &File, api: &At<String>, wanted: &str, findings: &mut Vec<Finding>) {
    if api.value != wanted {
        let problem = format!("`{}` is not the language of this file", api.value);
        findings.push(file.finding(api.place, problem, format!("write `api: {wanted}`")));
    }
}

fn is_named(file: &File, id: &At<String>, name: &str, findings: &mut Vec<Finding>) {
    if id.value != name {
        let problem = format!("the file of `{}` is called {name}.yaml", id.value);
        findings.push(file.finding(id.place, problem, format!("write `id: {name}` or rename it")));
    }
}

fn parse<T: DeserializeOwned>(file: &File, findings: &mut Vec<Finding>) -> Option<T> {
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    match serde_saphyr::from_str_with_options::<T>(&file.text, options) {
        Ok(value) => Some(value),
        Err(error) => {
            let place = error.location().map_or_else(Place::default, |at| {
                let byte = at.span().byte_offset().and_then(|byte| usize::try_from(byte).ok());
                Place { line: at.line(), column: at.column(), byte: byte.unwrap_or_default() }
            });
            let message = error.without_snippet().to_string();
            let message = message.lines().next().unwrap_or_default();
            let message = message.split(" at line ").next().unwrap_or_default().trim();
            let message = match message {
                "invalid u16" | "invalid u32" | "invalid u64" => "this is not a whole number",
                message => message,
            };
            let remedy = remedy(message);
            // The names that there are stand in the remedy.
            let problem = message
                .split(", expected ")
                .next()
                .and_then(|it| it.split(", set ").next())
                .unwrap_or(message);
            findings.push(file.finding(place, problem, remedy).of(Rule::UNREADABLE));
            None
        }
    }
}

/// What to do about a fault of the parser: the nearest of the names that it lists.
fn remedy(message: &str) -> String {
    let wrong = message.split('`').nth(1).unwrap_or_default();
    let listed = message.split_once("expected one of ").map(|(_, names)| names);
    match listed.filter(|_| message.contains("unknown")) {
        Some(names) => {
            let known: Vec<&str> = names.split(", ").map(|name| name.trim_matches('`')).collect();
            let list = format!("use one of: {}", known.join(", "));
            suggestion(wrong, known.iter().copied(), &list)
        }
        None if message.contains("duplicate") => "name each once".to_owned(),
        None => "see `bluelamp services schema` for the language".to_owned(),
    }
}
