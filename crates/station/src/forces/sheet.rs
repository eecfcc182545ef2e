//! A force's file as it was written: every value with its place, so that findings can point at it.

use super::finding::Finding;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;

/// A value with its place in the text.
pub(super) type Text = Spanned<String>;

/// What a file says, as written.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Written {
    pub(super) letters: Text,
    pub(super) legal_name: Text,
    pub(super) name: Local,
    pub(super) short_name: Local,
    pub(super) site: Text,
    #[serde(default)]
    pub(super) hosts: Vec<Text>,
    pub(super) staff_domains: Vec<Text>,
    pub(super) covers: Local,
    #[serde(default)]
    pub(super) area_code: Option<Text>,
    pub(super) areas: Vec<Text>,
    #[serde(default)]
    pub(super) postcode_areas: Vec<Text>,
    #[serde(default)]
    pub(super) shared_postcode_areas: Vec<Text>,
    pub(super) languages: Spanned<Vec<Text>>,
    #[serde(default)]
    pub(super) railways: Option<Spanned<bool>>,
    pub(super) theme: Theme,
    #[serde(default)]
    pub(super) offer: Offer,
    #[serde(default)]
    pub(super) welcome: Option<Local>,
    #[serde(default)]
    pub(super) hand_in: Option<Local>,
    #[serde(default)]
    pub(super) services: BTreeMap<String, Slots>,
}

/// What is added to a service.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Slots {
    #[serde(default)]
    pub(super) start: Option<Local>,
    #[serde(default)]
    pub(super) next: Option<Local>,
    #[serde(default)]
    pub(super) support: Option<Local>,
}

impl Slots {
    /// Each slot with its name, filled or not.
    pub(super) fn all(&self) -> [(&'static str, Option<&Local>); 3] {
        let slots = [("start", &self.start), ("next", &self.next), ("support", &self.support)];
        slots.map(|(name, slot)| (name, slot.as_ref()))
    }
}

/// A force's own text in two languages.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Local {
    pub(super) en: Text,
    #[serde(default)]
    pub(super) cy: Option<Text>,
}

/// Colours and badge.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Theme {
    pub(super) brand: Text,
    pub(super) accent: Text,
    pub(super) badge: Text,
}

/// What is switched on.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Offer {
    #[serde(default)]
    pub(super) without: Vec<Text>,
}

/// One file: its id, its text, and what it says.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) id: String,
    text: String,
    pub(super) written: Written,
}

impl Sheet {
    /// Reads the file. Finds all keys that are unknown or missing, then the first wrong value.
    pub(super) fn read(id: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let table = DeTable::parse(text).map_err(|error| vec![unreadable(id, text, &error)])?;
        let mut findings = Vec::new();
        check_keys(table.get_ref(), FILE, &mut |span, problem, remedy| {
            findings.push(finding(id, text, span, problem, remedy));
        });
        if !findings.is_empty() {
            return Err(findings);
        }
        let written = toml::from_str(text).map_err(|error| vec![unreadable(id, text, &error)])?;
        Ok(Self { id: id.to_owned(), text: text.to_owned(), written })
    }

    /// A finding at a place of this file.
    pub(super) fn finding(&self, at: Range<usize>, problem: String, remedy: String) -> Finding {
        finding(&self.id, &self.text, Some(at), problem, remedy)
    }

    /// A finding about the file as a whole.
    pub(super) fn finding_nowhere(&self, problem: String, remedy: String) -> Finding {
        finding(&self.id, &self.text, None, problem, remedy)
    }
}

/// The path that a finding names.
pub(super) fn file_of(id: &str) -> String {
    format!("forces/{id}.toml")
}

fn finding(
    id: &str,
    text: &str,
    at: Option<Range<usize>>,
    problem: String,
    remedy: String,
) -> Finding {
    let line = at.map(|span| 1 + text.bytes().take(span.start).filter(|b| *b == b'\n').count());
    Finding { file: file_of(id), line, problem, remedy }
}

fn unreadable(id: &str, text: &str, error: &toml::de::Error) -> Finding {
    let remedy = "write it as the other files in `forces/` do: text in quotes, lists in brackets";
    finding(id, text, error.span(), error.message().replace('\n', ", "), remedy.to_owned())
}

/// A key that a file may have; `inside` lists those of its table.
struct Key {
    name: &'static str,
    required: bool,
    inside: &'static [Self],
    /// Whether the keys of its table are names, each with a table of its own.
    each: bool,
}

const fn must(name: &'static str) -> Key {
    Key { name, required: true, inside: &[], each: false }
}

const fn may(name: &'static str) -> Key {
    Key { name, required: false, inside: &[], each: false }
}

impl Key {
    const fn table(self, inside: &'static [Self]) -> Self {
        Self { inside, ..self }
    }

    const fn each(self, inside: &'static [Self]) -> Self {
        Self { inside, each: true, ..self }
    }
}

const SLOTS: &[Key] =
    &[may("start").table(LOCAL), may("next").table(LOCAL), may("support").table(LOCAL)];

const LOCAL: &[Key] = &[must("en"), may("cy")];

const FILE: &[Key] = &[
    must("letters"),
    must("legal_name"),
    must("name").table(LOCAL),
    must("short_name").table(LOCAL),
    must("site"),
    may("hosts"),
    must("staff_domains"),
    must("covers").table(LOCAL),
    may("area_code"),
    must("areas"),
    may("postcode_areas"),
    may("shared_postcode_areas"),
    must("languages"),
    may("railways"),
    must("theme").table(&[must("brand"), must("accent"), must("badge")]),
    may("offer").table(&[may("without")]),
    may("welcome").table(LOCAL),
    may("hand_in").table(LOCAL),
    may("services").each(SLOTS),
];

/// Reports keys that are unknown, with the nearest known one, and keys that are missing.
fn check_keys(
    found: &DeTable<'_>,
    known: &'static [Key],
    report: &mut dyn FnMut(Option<Range<usize>>, String, String),
) {
    for (key, value) in found {
        let name = key.get_ref().as_ref();
        let Some(as_known) = known.iter().find(|known| known.name == name) else {
            report(Some(key.span()), format!("unknown key `{name}`"), nearest(name, known));
            continue;
        };
        let Some(inner) = value.get_ref().as_table().filter(|_| !as_known.inside.is_empty()) else {
            continue;
        };
        let mut within = |span: Option<Range<usize>>, problem: String, remedy| {
            report(span.or_else(|| Some(key.span())), format!("in `{name}`: {problem}"), remedy);
        };
        if as_known.each {
            let tables = inner.values().filter_map(|value| value.get_ref().as_table());
            tables.for_each(|table| check_keys(table, as_known.inside, &mut within));
        } else {
            check_keys(inner, as_known.inside, &mut within);
        }
    }
    for key in known.iter().filter(|key| key.required && !found.contains_key(key.name)) {
        let problem = format!("`{}` is missing", key.name);
        report(None, problem, format!("add a line `{} = …`", key.name));
    }
}

fn nearest(name: &str, known: &'static [Key]) -> String {
    let likeness = |key: &&Key| strsim::jaro_winkler(name, key.name);
    match known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b))) {
        Some(key) if likeness(&key) > 0.7 => format!("did you mean `{}`?", key.name),
        _ => {
            let names: Vec<_> = known.iter().map(|key| key.name).collect();
            format!("use one of {}", names.join(", "))
        }
    }
}
