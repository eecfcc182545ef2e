//! The other language of a definition: an overlay beside it, keyed by where the English stands, and
//! each entry with the fingerprint of the English that it translates. So a string that is missing,
//! left over or out of date is found, and no copy can drift.

use crate::definition::{At, Place};
use crate::findings::{File, Finding, suggestion};
use crate::rule::Rule;
use crate::unwritten::is_to_write;
use kernel::Said;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

mod wording;

/// What `api:` says in an overlay.
pub(crate) const TRANSLATION_API: &str = "bluelamp.dev/translation/v1";

/// The fingerprint of an English string: the first eight hexadecimal digits of its SHA-256.
pub(crate) fn fingerprint(english: &str) -> String {
    let digest = Sha256::digest(english.trim().as_bytes());
    let [a, b, c, d, ..] = digest.0;
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// The beginning of a text, enough to know it by.
fn start_of(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(60).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}

/// An overlay file.
#[derive(Clone, Debug)]
pub(crate) struct Overlay {
    pub(crate) api: At<String>,
    pub(crate) of: At<Of>,
    entries: BTreeMap<String, At<Translated>>,
}

/// Which definition an overlay belongs to.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Of {
    pub(crate) id: String,
    pub(crate) locale: kernel::Language,
}

#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Translated {
    src: String,
    text: At<String>,
}

impl<'de> Deserialize<'de> for Overlay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Overlay;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an overlay with `api`, `service` and strings")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Overlay, A::Error> {
                let (mut api, mut of, mut entries) = (None, None, BTreeMap::new());
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "api" => api = Some(map.next_value()?),
                        "service" => of = Some(map.next_value()?),
                        _ => {
                            entries.insert(key, map.next_value()?);
                        }
                    }
                }
                let missing = serde::de::Error::missing_field;
                let api = api.ok_or_else(|| missing("api"))?;
                let of = of.ok_or_else(|| missing("service"))?;
                Ok(Overlay { api, of, entries })
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Puts the Welsh beside each English string of one definition.
#[derive(Debug)]
pub(crate) struct Translator<'a> {
    english: &'a File,
    welsh: Option<(&'a File, &'a Overlay)>,
    asked: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl<'a> Translator<'a> {
    /// A definition and its overlay. Without one everything is said in English, which is a fault
    /// unless it `may_be_missing`.
    pub(crate) fn new(
        english: &'a File,
        welsh: Option<(&'a File, &'a Overlay)>,
        may_be_missing: bool,
    ) -> Self {
        let mut findings = Vec::new();
        if welsh.is_none() && !may_be_missing {
            let beside = english.path.replace(".yaml", ".cy.yaml");
            let remedy = format!("write {beside} beside it");
            findings.push(english.unwritten(Place::default(), "there is no Welsh", remedy));
        }
        Self { english, welsh, asked: BTreeSet::new(), findings }
    }

    /// A string in both languages. When the Welsh is missing a finding says so.
    pub(crate) fn said(&mut self, key: &str, english: &At<String>) -> Said {
        let en = english.trim().to_owned();
        if en.is_empty() {
            let problem = format!("`{key}` is empty");
            self.findings.push(self.english.finding(english.place, problem, "write what it says"));
        }
        if is_to_write(&en) {
            let problem = format!("`{key}` is not written yet");
            let remedy = "write it in our words";
            self.findings.push(self.english.unwritten(english.place, problem, remedy));
        }
        self.asked.insert(key.to_owned());
        self.findings.extend(wording::of_english(self.english, key, english));
        let Some((file, overlay)) = self.welsh else { return Said { cy: en.clone(), en } };
        let src = fingerprint(&en);
        let Some(entry) = overlay.entries.get(key) else {
            let problem = format!("`{key}` has no Welsh");
            let remedy = format!("add `{key}: {{ src: {src}, text: … }}` to {}", file.path);
            self.findings
                .push(self.english.finding(english.place, problem, remedy).of(Rule::WELSH));
            return Said { cy: en.clone(), en };
        };
        let cy = entry.text.trim().to_owned();
        if entry.src == src {
            self.findings.extend(wording::of_welsh(file, key, (&en, &entry.text)));
        } else {
            let problem = format!("the English of `{key}` has changed since it was translated");
            let remedy =
                format!("check the Welsh against “{}”, then write `src: {src}`", start_of(&en));
            self.findings.push(file.finding(entry.place, problem, remedy).of(Rule::WELSH));
        }
        Said { en, cy }
    }

    /// What was wrong, with the entries that translate nothing.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        if let Some((file, overlay)) = self.welsh {
            for (key, entry) in &overlay.entries {
                if !self.asked.contains(key) {
                    let known = self.asked.iter().map(String::as_str);
                    let remedy = suggestion(key, known, "take it out");
                    let problem = format!("`{key}` translates nothing");
                    self.findings.push(file.finding(entry.place, problem, remedy).of(Rule::WELSH));
                }
            }
        }
        self.findings
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn a_fingerprint_changes_with_the_words_and_not_with_the_space_around_them() {
        assert_eq!(fingerprint("Continue"), fingerprint(" Continue\n"));
        assert_ne!(fingerprint("Continue"), fingerprint("Continue now"));
        assert_eq!(fingerprint("abc"), "ba7816bf");
    }
}
