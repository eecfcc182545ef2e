//! No verb without words.

use super::said;
use kernel::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names in the same sentences that are no verbs: kinds of things, and fields of details.
const NO_VERBS: [&str; 4] = ["from_person", "log_key", "service_proposal", "thing_id"];

#[test]
fn every_verb_that_is_written_into_the_journal_has_words_in_both_languages() {
    let written = written();
    // The search itself works: verbs that are given in each way in which they are.
    for verb in ["report_submitted", "signed_out", "receipt_given_again", "journal_exported"] {
        assert!(written.contains(verb), "{verb} was not found in the tree");
    }
    let silent = |verb: &&String| said(verb, Language::English) == verb.replace('_', " ");
    let silent: Vec<&String> = written.iter().filter(silent).collect();
    assert!(silent.is_empty(), "write these into crates/oversight/src/verbs: {silent:?}");
}

#[test]
fn words_begin_as_a_sentence_does_and_are_not_the_same_in_both_languages() {
    let all = super::journey::WORDS.iter().chain(&super::house::WORDS);
    for (verb, english, welsh) in all.chain(&super::accounts::WORDS).chain(super::records::WORDS) {
        for words in [english, welsh] {
            assert!(words.starts_with(char::is_uppercase), "{verb}: {words}");
        }
        assert_ne!(english, welsh, "{verb}");
    }
}

/// Every verb in the sources of our crates.
fn written() -> BTreeSet<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeSet::new();
    for folder in fs::read_dir(crates).unwrap() {
        read(&folder.unwrap().path().join("src"), &mut found);
    }
    found
}

fn read(folder: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            read(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && !of_a_test(&path) {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            found.extend(verbs(text));
        }
    }
}

fn of_a_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests")
        || path.file_stem().is_some_and(|stem| stem == "tests")
}

/// The verbs of a source: the first name of an entry, the names beside a `verb`, and those of deeds and of
/// sessions that end.
fn verbs(text: &str) -> Vec<String> {
    let writes =
        ["Entry::new(Act", "Entry::new(act", "Entry::new(\n", "end_one(", "end_all(", "Deed {"];
    if !writes.iter().any(|it| text.contains(it)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in ["Entry::new(", "end_one(", "end_all(", "code: "] {
        for (place, _) in text.match_indices(at) {
            let sentence = text.get(place..).unwrap_or_default();
            let ends = if at == "code: " { '}' } else { ';' };
            let call = sentence.split(ends).next().unwrap_or_default();
            found.extend(names(call).into_iter().next());
        }
    }
    for sentence in text.split(';').filter(|it| says_verb(it)) {
        found.extend(names(sentence));
    }
    found.retain(|name| !NO_VERBS.contains(&name.as_str()));
    found
}

/// Whether a sentence binds a verb.
fn says_verb(sentence: &str) -> bool {
    ["let verb", "verb)", "(verb,", ", verb", "verb: "].iter().any(|it| sentence.contains(it))
}

/// The texts of a sentence that look like a verb in the past: several small words joined.
fn names(sentence: &str) -> Vec<String> {
    let quoted = sentence.split('"').skip(1).step_by(2);
    let small = |text: &&str| {
        text.contains('_') && text.chars().all(|it| it.is_ascii_lowercase() || it == '_')
    };
    quoted.filter(small).map(str::to_owned).collect()
}
