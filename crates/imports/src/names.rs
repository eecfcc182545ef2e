//! Names: made of what the source says, legal here, and each its own.

use super::form::Form;
use super::report::Report;
use std::collections::BTreeSet;

/// Names of questions and pages that mean something else here.
const TAKEN: [&str; 26] = [
    "now",
    "today",
    "answer",
    "item",
    "onward",
    "true",
    "false",
    "null",
    "in",
    "csrf",
    "size",
    "has",
    "check",
    "sent",
    "save",
    "tasks",
    "start",
    "return",
    "leave",
    "danger",
    "happening_now",
    "emergency",
    "call-999",
    "as",
    "for",
    "if",
];

/// Lower-case letters, digits and underscores, beginning with a letter.
pub(super) fn underscored(text: &str, most: usize) -> String {
    made(text, '_', most)
}

/// Lower-case letters, digits and hyphens, beginning with a letter.
pub(super) fn hyphened(text: &str, most: usize) -> String {
    made(text, '-', most)
}

fn made(text: &str, between: char, most: usize) -> String {
    let mut name = String::new();
    for c in text.chars().take(500) {
        let c = match c {
            'â' | 'à' | 'á' | 'ä' => 'a',
            'ê' | 'è' | 'é' | 'ë' => 'e',
            'î' | 'ì' | 'í' | 'ï' => 'i',
            'ô' | 'ò' | 'ó' | 'ö' => 'o',
            'û' | 'ù' | 'ú' | 'ü' => 'u',
            'ŵ' | 'Ŵ' => 'w',
            'ŷ' | 'Ŷ' => 'y',
            '\'' | '’' => continue,
            c => c.to_ascii_lowercase(),
        };
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with(between) {
            name.push(between);
        }
    }
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        name = format!("n{between}{name}");
    }
    name.truncate(most);
    name.trim_end_matches(between).to_owned()
}

/// The name itself when nobody has it, else the next with a number.
pub(super) fn free(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let between = if wanted.contains('-') { '-' } else { '_' };
    let mut name = wanted.to_owned();
    let mut number = 2_usize;
    while is_taken(&name) {
        name = format!("{wanted}{between}{number}");
        number += 1;
    }
    name
}

/// A free name that means nothing else here.
pub(super) fn unreserved(wanted: &str, between: char, is_taken: impl Fn(&str) -> bool) -> String {
    let taken = |name: &str| TAKEN.contains(&name) || is_taken(name);
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut number = 2_usize;
    loop {
        let name = format!("{wanted}{between}{number}");
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}

/// The ids of the questions, in their order.
pub(super) fn questions(form: &Form) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut ids = Vec::new();
    for question in &form.questions {
        let id = unreserved(&underscored(&question.name, 32), '_', |name| taken.contains(name));
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// The id of a draft: of its title or file, and of no definition that there is.
pub(super) fn service(name: &str, beside: &[(String, String)], report: &mut Report) -> String {
    let wanted = hyphened(name, 50);
    let is_taken = |name: &str| {
        let file = format!("{name}.yaml");
        beside.iter().any(|(path, _)| path.rsplit('/').next() == Some(&file))
    };
    let id = unreserved(&wanted, '-', is_taken);
    if id == wanted {
        report.imported("the form", format!("as `{id}`"));
    } else {
        report.repaired("the form", format!("`{wanted}` is taken; took `{id}`"));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{hyphened, underscored, unreserved};

    #[test]
    fn a_name_is_legal_whatever_it_was() {
        for (text, name) in [
            ("/Do-you have/", "do_you_have"),
            ("4 Year Plan", "n_4_year_plan"),
            ("Ŷ’s tŷ", "ys_ty"),
            ("", "n"),
            ("日本", "n"),
        ] {
            assert_eq!(underscored(text, 30), name, "{text}");
        }
        assert_eq!(hyphened("/where/is-it", 8), "where-is");
        assert_eq!(unreserved("check", '-', |name| name == "check-2"), "check-3");
    }
}
