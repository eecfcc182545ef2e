//! What is wrong with a text: the compiler's findings, its own tests, and what must stay as it was
//! because people rely on it.

use jiff::civil::Date;
use services::{Beside, Catalogue, Edition, Finding, Service, TestResult, Texts, compile_edition};

/// Something to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// In which of the texts: `yaml`, `cy.yaml` or `test.yaml`, or a shared file's path.
    pub file: String,
    /// The line, from 1; 0 when the text as a whole is meant.
    pub line: u64,
    /// The column, from 1.
    pub column: u64,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

/// What came of looking at a text.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What is wrong. Where the English is well, this is about the Welsh alone.
    pub remarks: Vec<Remark>,
    /// How its own tests went, where it compiles.
    pub tests: Vec<TestResult>,
    /// The service, where its English compiles.
    pub edition: Option<Edition>,
}

impl Checked {
    /// Whether it can be published as it is.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.remarks.is_empty() && self.is_sound()
    }

    /// Whether it can be published in a crisis: all is well but the Welsh.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.edition.is_some() && self.tests.iter().all(|test| test.failures.is_empty())
    }
}

/// Looks at a text as it would be published beside what is offered now. It takes some milliseconds of
/// computing and touches nothing.
#[must_use]
pub fn check(catalogue: &Catalogue, id: &str, written: &Texts) -> Checked {
    let beside = Beside { catalogue, shared: catalogue.shared() };
    let whole = compile_edition(id, written, beside, None);
    // The day does not matter here: it is said when it is published.
    let english = || compile_edition(id, written, beside, Some(Date::MAX));
    let (edition, findings) = match whole {
        Ok(edition) => (Some(edition), Vec::new()),
        Err(findings) => (english().ok(), findings),
    };
    let mut remarks: Vec<Remark> = findings.iter().map(|finding| remark(id, finding)).collect();
    // The definition first: what is wrong in it makes faults in the others.
    remarks.sort_by_key(|remark| (place_of(&remark.file), remark.line));
    let Some(edition) = edition else { return Checked { remarks, tests: Vec::new(), edition } };
    let kept = what_stays(catalogue, &edition.service, &written.english);
    let edition = Some(edition).filter(|_| kept.is_empty());
    remarks.extend(kept);
    let tests = edition.as_ref().map(Edition::run_tests).unwrap_or_default();
    Checked { remarks, tests, edition }
}

fn remark(id: &str, finding: &Finding) -> Remark {
    let own = format!("services/{id}.");
    Remark {
        file: finding.path.strip_prefix(&own).unwrap_or(&finding.path).to_owned(),
        line: finding.line,
        column: finding.column,
        problem: finding.problem.clone(),
        remedy: finding.remedy.clone(),
    }
}

fn place_of(file: &str) -> u8 {
    match file {
        "yaml" => 0,
        "cy.yaml" => 1,
        _ => 2,
    }
}

/// What people rely on: an address stays with its service, and a version says one thing for ever.
fn what_stays(catalogue: &Catalogue, service: &Service, english: &str) -> Vec<Remark> {
    let at = |key: &str, problem: String, remedy: String| {
        let line = english.lines().position(|line| line.starts_with(&format!("{key}:")));
        let line = line.and_then(|line| u64::try_from(line + 1).ok()).unwrap_or_default();
        Remark { file: "yaml".to_owned(), line, column: 1, problem, remedy }
    };
    let mut remarks = Vec::new();
    if let Some(other) = catalogue.taken(service) {
        let problem = format!("`{other}` has this address already");
        remarks.push(at("slug", problem, "choose another slug".to_owned()));
    }
    let Some(before) = catalogue.editions(&service.id).last() else { return remarks };
    let before = &before.service;
    let opaque = |service: &Service| service.opaque.clone().unwrap_or_default();
    let opaque = (opaque(before), opaque(service));
    for (key, was, is) in [
        ("group", before.group.slug(), service.group.slug()),
        ("slug", before.slug.as_str(), service.slug.as_str()),
        ("opaque", opaque.0.as_str(), opaque.1.as_str()),
    ] {
        // A service may become sensitive, and then has an address that says nothing as well.
        if was != is && !was.is_empty() {
            let problem = "people have the address of this service, so it stays".to_owned();
            remarks.push(at(key, problem, format!("write `{key}: {was}`")));
        }
    }
    if service.version <= before.version {
        let problem = format!("version {} was published already", service.version);
        remarks.push(at("version", problem, format!("write `version: {}`", before.version + 1)));
    }
    remarks
}

/// A definition with another version in the place of its own.
pub(crate) fn with_version(english: &str, version: u32) -> String {
    with_line(english, "version", &version.to_string())
}

/// A definition with another value of a key of its own.
pub(crate) fn with_line(english: &str, key: &str, value: &str) -> String {
    let mut done = false;
    let line = |line: &str| {
        if !done && line.starts_with(&format!("{key}:")) {
            done = true;
            let end = if line.ends_with('\n') { "\n" } else { "" };
            return format!("{key}: {value}{end}");
        }
        line.to_owned()
    };
    english.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{check, with_version};
    use services::{Catalogue, Texts};

    fn texts(change: impl Fn(&str) -> String) -> (Catalogue, Texts) {
        let catalogue = Catalogue::embedded().unwrap();
        let texts = catalogue.texts("bicycle-theft").unwrap();
        let texts = Texts { english: change(&texts.english), ..texts.clone() };
        (catalogue, texts)
    }

    fn problems(change: impl Fn(&str) -> String) -> Vec<String> {
        let (catalogue, texts) = texts(change);
        let checked = check(&catalogue, "bicycle-theft", &texts);
        checked.remarks.into_iter().map(|remark| remark.problem).collect()
    }

    #[test]
    fn the_next_version_of_a_whole_text_can_be_published() {
        let (catalogue, texts) = texts(|english| with_version(english, 2));
        let checked = check(&catalogue, "bicycle-theft", &texts);
        assert!(checked.is_whole() && !checked.tests.is_empty(), "{:?}", checked.remarks);
    }

    #[test]
    fn a_version_says_one_thing_for_ever_and_an_address_stays() {
        assert_eq!(problems(str::to_owned), ["version 1 was published already"]);
        let moved = |english: &str| {
            with_version(english, 2).replace("\nslug: bicycle-theft", "\nslug: bike-theft")
        };
        assert_eq!(problems(moved), ["people have the address of this service, so it stays"]);
    }

    #[test]
    fn words_without_their_welsh_are_sound_and_not_whole() {
        let changed = |english: &str| {
            with_version(english, 2).replace("title: Report a stolen bicycle", "title: Bicycles")
        };
        let (catalogue, texts) = texts(changed);
        let checked = check(&catalogue, "bicycle-theft", &texts);
        assert!(checked.is_sound() && !checked.is_whole());
        assert!(checked.remarks.iter().all(|remark| remark.file == "cy.yaml"), "{checked:?}");
    }

    #[test]
    fn a_text_that_does_not_compile_says_where_and_what_to_do() {
        let (catalogue, texts) = texts(|english| with_version(english, 2));
        let broken = texts.english.replace("\ngate: emergency", "\ngate: emergenci");
        let checked = check(&catalogue, "bicycle-theft", &Texts { english: broken, ..texts });
        assert!(!checked.is_sound());
        let remark = &checked.remarks[0];
        assert_eq!((remark.file.as_str(), remark.line), ("yaml", 28));
        assert_eq!(remark.remedy, "did you mean `emergency`?");
    }
}
