//! Faults sown into a good definition: each is found, at its line, with a remedy.

use super::sample::{KITES, compile, files};
use crate::findings::Finding;

/// Changes the definition, compiles it, and expects a finding at the line of `at`.
fn check(from: &str, to: &str, at: &str, problem: &str) {
    assert!(KITES.contains(from), "the sample has no {from:?}");
    let definition = KITES.replacen(from, to, 1);
    let line = definition.lines().position(|line| line.contains(at)).map_or(0, |line| line + 1);
    let findings = compile(files(&definition)).err().unwrap_or_default();
    let shown = || findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n");
    let found = findings.iter().find(|finding| finding.problem.contains(problem));
    let found = found.unwrap_or_else(|| panic!("nothing says {problem:?}:\n{}", shown()));
    assert_eq!(found.line, u64::try_from(line).unwrap(), "{found}");
    assert!(!found.remedy.is_empty() && found.path == "services/kites.yaml", "{found}");
}

#[test]
fn the_sample_itself_has_no_fault() {
    super::sample::catalogue(KITES);
}

#[test]
fn faults_of_writing_are_found() {
    for (from, to, at, problem) in [
        ("title: Report", "titel: Report", "titel:", "unknown field `titel`"),
        ("type: yes_no", "type: yesno", "yesno", "unknown variant `yesno`"),
        ("version: 1", "version: one", "version: one", "not a whole number"),
        ("required: false", "required: no", "required: no", "boolean"),
        ("abandoned: PT24H", "abandoned: 1 day", "1 day", "not a length of time"),
        ("service/v1", "service/v2", "service/v2", "not the language of this file"),
        ("id: kites", "id: dragons", "id: dragons", "is called kites.yaml"),
        ("\"no\": No colour", "no: No colour", "no: No colour", "`no` without quotes"),
        ("id: lost_on", "id: Lost-On", "Lost-On", "cannot name a question"),
        ("id: lost_on", "id: now", "id: now", "cannot name a question"),
        ("  - id: lost-on", "  - id: check", "id: check", "address of a page of ours"),
        ("hint: As much as you want", "hint: As much as you want.", "hint:", "full stop"),
        ("ask: Tell us more", "ask: Please tell us more", "ask: Please", "please"),
    ] {
        check(from, to, at, problem);
    }
}

#[test]
fn a_field_that_is_missing_is_found() {
    let definition = KITES.replace("summary: Tell us that a kite flew away\n", "");
    let findings = compile(files(&definition)).unwrap_err();
    assert!(findings.iter().any(|finding| finding.problem == "missing field `summary`"));
}

#[test]
fn faults_of_conditions_are_found() {
    let when = "when: colour == 'red'\n    questions";
    for (condition, problem) in [
        ("color == 'red'", "unknown name `color`"),
        ("true || typo", "unknown name `typo`"),
        ("colour == 'rde'", "`colour` has no option `rde`"),
        ("colour in ['red', 'blue']", "`colour` has no option `blue`"),
        ("parts == 'tail'", "`parts` is asked later"),
        ("lost_on < today", "`lost_on` is asked later"),
        ("colour", "one option where true or false"),
        ("colour > 'red'", "have no order"),
        ("colour == 3", "can never be"),
        ("danger && colour == 'red'", "one option where true or false"),
        ("nosuch(colour)", "`nosuch` does not take"),
        ("colour.size() > 2", "may not have been answered"),
        ("colour == 'red' &&", "does not parse"),
        ("[1].all(a, [1].all(b, a == b))", "one loop inside another"),
        ("colour == 'red' && colour == 'no'", "is never true"),
        ("colour != null && abroad == 'yes' && abroad == 'no'", "is never true"),
    ] {
        let to = format!("when: \"{condition}\"\n    questions");
        check(when, &to, &format!("when: \"{condition}"), problem);
    }
    let deep = format!("when: {}true{}\n    questions", "(".repeat(200), ")".repeat(200));
    check(when, &deep, "((((", "nests deeper");
    let long = format!("when: colour == 'red' {}\n    questions", "|| colour == 'red' ".repeat(40));
    check(when, &long, "|| colour", "500 are allowed");
}

#[test]
fn a_condition_is_found_at_its_character() {
    let definition = KITES.replace("when: colour == 'red'\n", "when: colour == 'red' || tpyo\n");
    let findings = compile(files(&definition)).unwrap_err();
    let finding = findings.iter().find(|finding| finding.problem.contains("tpyo")).unwrap();
    let line = definition.lines().nth(usize::try_from(finding.line).unwrap() - 1).unwrap();
    assert_eq!(finding.column, u64::try_from(line.find("tpyo").unwrap()).unwrap() + 1);
    assert!(finding.drawn().contains("tpyo"));
}

#[test]
fn faults_of_shape_are_found() {
    for (from, to, at, problem) in [
        ("  - id: parts\n", "  - id: colour\n", "", "the page `colour` is already"),
        ("      - id: parts\n", "      - id: colour\n", "", "the question `colour` is already"),
        ("gate: emergency\n", "", "id: kites", "does not begin with the emergency questions"),
        ("gate: emergency", "gate: emergancy", "emergancy", "there is no block `emergancy`"),
        ("flag: red", "flag: rde", "flag: rde", "there is no flag `rde`"),
        (
            "  kite: The kite\n",
            "  kite: The kite\n  more: More\n",
            "more: More",
            "no page stands in the section",
        ),
        (
            "    section: kite\n    outcome",
            "    section: kit\n    outcome",
            "section: kit",
            "there is no section `kit`",
        ),
        ("    heading: What happened?\n", "", "id: story", "several questions has no heading"),
        (
            "exclusive: none",
            "exclusive: nothing",
            "exclusive: nothing",
            "no checkbox of this question",
        ),
        ("max: 50", "max: 500000", "      - id: story", "not between 1 and 20000"),
        (
            "type: textarea",
            "type: textarea\n        maps: person.name",
            "maps:",
            "cannot map to that",
        ),
        (
            "      within: PT48H",
            "      when: colour == 'red'",
            "id: kites",
            "nothing of what happens next",
        ),
    ] {
        if at.is_empty() {
            let definition = KITES.replacen(from, to, 1);
            let findings = compile(files(&definition)).unwrap_err();
            assert!(findings.iter().any(|finding| finding.problem.contains(problem)), "{problem}");
        } else {
            check(from, to, at, problem);
        }
    }
}

#[test]
fn an_outcome_that_leaves_a_person_alone_is_found() {
    let redirect = "redirect: { to: kitemakers, keep_door_open: true }";
    for (to, at, problem) in [
        ("redirect: { to: kitemaker, keep_door_open: true }", "redirect", "no partner `kitemaker`"),
        ("redirect: { to: call-999, keep_door_open: true }", "redirect", "no address to go to"),
        ("redirect: { to: kitemakers, keep_door_open: false }", "redirect", "a person to turn to"),
        ("redirect: { to: kitemakers }", "redirect", "missing field `keep_door_open`"),
        ("stop: kitemakers", "stop:", "no number to call"),
        ("interrupt: nowhere", "interrupt:", "no block `nowhere`"),
        ("interrupt: call-999\n        continue: true", "when: abroad", "must lead to one place"),
        (
            "service: { id: dragons, page: call-999, offer_stay: true }",
            "service:",
            "no service `dragons`",
        ),
        (
            "service: { id: kites, page: call-999, offer_stay: true, carry: [colours] }",
            "id: kites",
            "`colours` cannot be carried",
        ),
    ] {
        check(redirect, to, at, problem);
    }
}

#[test]
fn a_sensitive_service_must_be_able_to_hide() {
    let high = "sensitivity: high";
    for problem in ["no opaque slug", "no neutral title", "no interruption"] {
        check("sensitivity: ordinary", high, "id: kites", problem);
    }
    let telling = "sensitivity: high\nneutral_title: Reporting something\nopaque: kites";
    let definition = KITES.replace("title: Report a lost kite", "title: Reporting a kite");
    let definition = definition.replace("sensitivity: ordinary", telling);
    let findings = compile(files(&definition)).unwrap_err();
    for problem in ["repeats the title", "`kites` says something"] {
        assert!(findings.iter().any(|finding| finding.problem.contains(problem)), "{problem}");
    }
}

#[test]
fn whoever_stays_anonymous_must_not_be_asked_who_they_are() {
    let anonymous = "anonymous: { allowed: true }\nsensitivity: ordinary";
    check("sensitivity: ordinary", anonymous, "id: kites", "can choose to stay anonymous");
    let definition = KITES.replace("sensitivity: ordinary", anonymous).replace(
        "type: radios\n        ask: What colour is it?",
        "type: radios\n        maps: contact.may\n        ask: What colour is it?",
    );
    let named = definition.replace(
        "type: text\n        ask: How",
        "type: full_name\n        maps: person.name\n        ask: How",
    );
    let findings = compile(files(&named)).unwrap_err();
    assert!(
        findings.iter().any(|f| f.problem.contains("`tail_length` is asked of people who stay"))
    );
}

#[test]
fn welsh_that_is_missing_stale_or_left_over_is_found() {
    let head = "api: bluelamp.dev/translation/v1\nservice: { id: kites, locale: cy }\n";
    for (overlay, path, problem) in [
        (String::new(), "services/kites.cy.yaml", "unexpected end"),
        (head.to_owned(), "services/kites.yaml", "`title` has no Welsh"),
        (
            format!("{head}title: {{ src: 00000000, text: Barcud }}\n"),
            "services/kites.cy.yaml",
            "has changed since",
        ),
        (
            format!("{head}titel: {{ src: 00000000, text: Barcud }}\n"),
            "services/kites.cy.yaml",
            "translates nothing",
        ),
        (
            format!("{head}confirmation.next.1: {{ src: 6c26afd4, text: Chwilio }}\n"),
            "services/kites.cy.yaml",
            "confirmation.next.1",
        ),
        (head.replace("kites", "dragons"), "services/kites.cy.yaml", "belongs to something else"),
    ] {
        let mut files = files(KITES);
        files.push(("services/kites.cy.yaml".to_owned(), overlay.clone()));
        let findings = compile(files).unwrap_err();
        let found = findings.iter().find(|f| f.problem.contains(problem) && f.path == path);
        assert!(found.is_some(), "{overlay}: {findings:#?}");
    }
    let mut files = files(KITES);
    files.retain(|(path, _)| path.contains("kites"));
    let findings = crate::Catalogue::compile(files).unwrap_err();
    assert!(findings.iter().any(|finding| finding.problem == "there is no Welsh"));
}

#[test]
fn a_service_without_tests_of_its_own_is_found() {
    let mut files = files(KITES);
    files.retain(|(path, _)| !path.contains(".test."));
    let findings = compile(files).unwrap_err();
    assert!(findings.iter().any(|finding| finding.problem.contains("no tests of its own")));
}
