//! The words themselves, in both languages: each text goes by the rules of how we write to people,
//! and the Welsh says all that the English says.

use crate::definition::At;
use crate::findings::{File, Finding};
use crate::rule::Rule;
use std::collections::BTreeSet;
use wording::{Remark, Role, Subject};

/// What is to be changed in an English text.
pub(super) fn of_english(file: &File, key: &str, text: &At<String>) -> Vec<Finding> {
    let role = role(key);
    wording::english(text, role).into_iter().map(|remark| finding(file, text, remark)).collect()
}

/// What is to be changed in a Welsh text that is up to date.
pub(super) fn of_welsh(file: &File, key: &str, (en, text): (&str, &At<String>)) -> Vec<Finding> {
    let cy = text.trim();
    let mut findings: Vec<Finding> =
        wording::welsh(text, role(key)).into_iter().map(|it| finding(file, text, it)).collect();
    if cy.is_empty() || placeholders(cy) != placeholders(en) {
        let problem = format!("the Welsh of `{key}` is empty or lost a {{placeholder}}");
        let remedy = "say all that the English says";
        findings.push(file.finding(text.place, problem, remedy).of(Rule::WELSH));
    } else if let Some(lost) = links(en).difference(&links(cy)).next() {
        let problem = format!("the Welsh of `{key}` lost the link to {lost}");
        let remedy = format!("put a link to {lost} into it");
        findings.push(file.finding(text.place, problem, remedy).of(Rule::WELSH));
    } else if cy == en && has_words(en) {
        let problem = format!("the Welsh of `{key}` is the English");
        let remedy = "translate it, unless it is a name";
        let finding = file.finding(text.place, problem, remedy).of(Rule::WELSH_SAME);
        findings.push(finding.doubtful());
    }
    findings
}

fn finding(file: &File, text: &At<String>, remark: Remark) -> Finding {
    let rule = match remark.subject {
        Subject::Word => Rule::WORDS,
        Subject::Number => Rule::NUMBERS,
        Subject::Length => Rule::LENGTH,
        Subject::Hint => Rule::HINT,
        Subject::Choice => Rule::CHOICES,
    };
    let place = file.within(text.place, text, remark.at);
    let finding = file.finding(place, remark.problem, remark.remedy).of(rule);
    if remark.look_again { finding.doubtful() } else { finding }
}

/// What a text is to its reader, by where it stands.
fn role(key: &str) -> Role {
    let mut parts = key.rsplit('.');
    let last = parts.next().unwrap_or_default();
    match (last, parts.next()) {
        ("because", _) => Role::Staff,
        ("hint", _) => Role::Hint,
        ("missing", _) | (_, Some("validate")) => Role::Error,
        (_, Some("options")) => Role::Choice,
        (_, Some("flags" | "teams")) => Role::Staff,
        ("ask" | "title" | "heading" | "short" | "more" | "one" | "onward" | "unit", _) => {
            Role::Heading
        }
        _ => Role::Body,
    }
}

/// The names in curly brackets.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect();
    names.sort_unstable();
    names
}

/// The numbers and pages that links lead to. A page may have a Welsh one of its own, so of these the
/// number counts.
fn links(text: &str) -> BTreeSet<String> {
    let addresses = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let mut pages = 0;
    addresses
        .map(|(address, _)| {
            if address.starts_with("tel:") || address.starts_with("sms:") {
                return address.to_owned();
            }
            pages += 1;
            format!("page {pages}")
        })
        .collect()
}

/// Whether a text is more than a name or a number.
fn has_words(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    words.count() >= 1 || text.chars().filter(|c| c.is_alphabetic()).count() >= 4
}
