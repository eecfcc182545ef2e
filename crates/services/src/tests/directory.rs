//! The partner directory: faults sown into it are found, at their line, with a remedy.

use super::sample::{KITES, files};
use crate::findings::Finding;
use crate::{Catalogue, OutcomeKind, PageKind, Weight};
use jiff::civil::date;

const DIRECTORY: &str = r#"api: bluelamp.dev/directory/v1
id: makers
checked: "2026-06-04"
source: https://example.test
forces: [humberside]
partners:
  north:
    name: Northmoor Council
    for: [kitemakers]
    council: E06000001
    web: https://council.example
    phone: 01632 960001
    hours: At any time
    languages: [en, cy]
"#;

const WELSH: &str = r"api: bluelamp.dev/translation/v1
service: { id: makers, locale: cy }
partners.north.name: { src: NAME, text: Cyngor Northmoor }
partners.north.hours: { src: HOURS, text: Ar unrhyw adeg }
";

/// The kites with a directory, and the page of its role with all that it must say.
fn with(directory: &str) -> Vec<(String, String)> {
    let print = crate::welsh::fingerprint;
    let welsh =
        WELSH.replace("NAME", &print("Northmoor Council")).replace("HOURS", &print("At any time"));
    let more = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let told = [("needs", "A kite"), ("takes", "A day"), ("still", "You can still tell us")];
    let mut all = files(KITES);
    let role = all.iter_mut().filter(|(path, _)| path.ends_with("partners/kitemakers.yaml"));
    for (_, text) in role {
        text.extend(told.map(|(key, said)| format!("{key}: {said}\n")));
    }
    all.push(more("services/directory/makers.yaml", directory));
    all.push(more("services/directory/makers.cy.yaml", &welsh));
    all
}

fn compiled(files: Vec<(String, String)>) -> Result<Catalogue, Vec<Finding>> {
    let (catalogue, mut findings) = super::sample::compile(files);
    findings.retain(|finding| finding.weight != Weight::LookAgain);
    catalogue.ok_or(findings)
}

#[test]
fn a_directory_without_fault_names_who_deals_with_it() {
    let catalogue = compiled(with(DIRECTORY)).unwrap_or_else(|found| panic!("{found:#?}"));
    assert!(catalogue.directory().has("kitemakers"));
    let service = catalogue.get("kites").unwrap();
    let redirects = service.pages.iter().filter_map(|page| match &page.kind {
        PageKind::Outcome(outcome) if outcome.kind == OutcomeKind::Redirect => {
            outcome.redirect.as_deref()
        }
        _ => None,
    });
    let told: Vec<_> = redirects.map(|it| (it.role.as_str(), it.question.as_str())).collect();
    assert_eq!(told, [("kitemakers", "abroad")]);
}

#[test]
fn faults_of_the_directory_are_found() {
    for (from, to, at, problem) in [
        ("for: [kitemakers]", "for: [kitemaker]", "kitemaker]", "there is no role `kitemaker`"),
        ("https://council", "http://council", "http:", "is not an address"),
        ("01632 960001", "ask for Sam", "Sam", "is not a telephone number"),
        ("council: E06000001", "council: Hull", "Hull", "is not the code of a council"),
        ("council: E06000001", "nation: scotland", "scotland", "is not a land of ours"),
        ("languages: [en, cy]", "languages: [fr]", "fr", "is not a language of the directory"),
        ("\"2026-06-04\"", "\"last week\"", "last week", "is not a date"),
        ("name: Northmoor", "name: Southmoor", "name:", "has changed since it was translated"),
        ("id: makers", "id: mekers", "mekers", "is called makers.yaml"),
        ("web:", "wep:", "wep:", "unknown field `wep`"),
    ] {
        let directory = DIRECTORY.replacen(from, to, 1);
        let line = directory.lines().position(|line| line.contains(at)).unwrap() + 1;
        let findings = compiled(with(&directory)).err().unwrap_or_default();
        let shown = || findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n");
        let found = findings.iter().find(|finding| finding.problem.contains(problem));
        let found = found.unwrap_or_else(|| panic!("nothing says {problem:?}:\n{}", shown()));
        assert!(!found.remedy.is_empty(), "{found}");
        // What is wrong with a translation stands beside it.
        if found.path.ends_with("makers.yaml") {
            assert_eq!(found.line, u64::try_from(line).unwrap(), "{found}");
        }
    }
}

#[test]
fn a_role_that_nobody_has_and_a_page_that_says_too_little_are_found() {
    let mut nobody = with(DIRECTORY);
    nobody.push((
        "services/partners/nobody.yaml".to_owned(),
        "api: bluelamp.dev/block/v1\nid: nobody\ntitle: Nobody\n".to_owned(),
    ));
    let findings = compiled(nobody).unwrap_err();
    assert!(
        findings.iter().any(|it| it.problem.contains("nobody in the directory is for `nobody`"))
    );
    let mut short = with(DIRECTORY);
    for (_, text) in short.iter_mut().filter(|(path, _)| path.contains("partners/kitemakers")) {
        *text = text.replace("still: You can still tell us\n", "");
    }
    let findings = compiled(short).unwrap_err();
    assert!(findings.iter().any(|it| it.problem.contains("that they can still report to us")));
}

#[test]
fn facts_that_nobody_looked_at_for_a_year_are_stale() {
    let catalogue = compiled(with(DIRECTORY)).unwrap_or_else(|found| panic!("{found:#?}"));
    assert!(catalogue.stale(date(2027, 6, 4)).is_empty());
    let stale = catalogue.stale(date(2027, 6, 5));
    assert_eq!(stale.len(), 1);
    assert!(stale.iter().all(|it| it.line == 3 && it.problem.contains("2026-06-04")), "{stale:?}");
}

#[test]
fn redirects_ask_later_questions_and_sensitive_ones_pass_nothing_on() {
    let redirect = "{ to: kitemakers, keep_door_open: true }";
    for (to, problem) in [
        (
            "{ to: kitemakers, keep_door_open: true, pass: true, ask: [abroad] }",
            "no later question",
        ),
        ("{ to: kitemakers, keep_door_open: true, lookup: abroad }", "asks for no place"),
    ] {
        let findings = compiled(files(&KITES.replacen(redirect, to, 1))).unwrap_err();
        assert!(findings.iter().any(|it| it.problem.contains(problem)), "{findings:#?}");
    }
    let passes = KITES
        .replacen(redirect, "{ to: kitemakers, keep_door_open: true, pass: true }", 1)
        .replacen("sensitivity: ordinary", "sensitivity: high", 1);
    let findings = compiled(files(&passes)).unwrap_err();
    assert!(findings.iter().any(|it| it.problem.contains("would pass answers")), "{findings:#?}");
}
