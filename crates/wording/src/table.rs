//! The words that we do not use, and what to say instead.
//!
//! To add one, add a line: the words in lower case, what to do, and whether it may be right where it
//! stands. A word that is part of a name (`Victim Support`) is left alone.

use crate::{Remark, Subject, Text, Word};

/// A word or several that we do not use.
pub(crate) struct Entry {
    words: &'static str,
    instead: &'static str,
    /// Whether it can be right, so that a person decides.
    may_be_right: bool,
}

const fn never(words: &'static str, instead: &'static str) -> Entry {
    Entry { words, instead, may_be_right: false }
}

const fn seldom(words: &'static str, instead: &'static str) -> Entry {
    Entry { words, instead, may_be_right: true }
}

/// Where a word is right after all.
const RIGHT: [&str; 4] = ["only just", "just after", "just before", "just now"];

pub(crate) const ENGLISH: [Entry; 61] = [
    never("please", "take it out: “please” makes it a favour"),
    never("in order to", "write “to”"),
    never("e.g", "write “for example”"),
    never("eg", "write “for example”"),
    never("i.e", "write “that is”"),
    never("ie", "write “that is”"),
    never("etc", "say what else there is, or “and so on”"),
    never("via", "write “by”, “through” or “with”"),
    never("n.b", "take it out and say it where it belongs"),
    never("per annum", "write “a year”"),
    never("alleged", "say what happened"),
    never("allegedly", "say what happened"),
    never("allegation", "write “report” or “what happened”"),
    never("perpetrator", "write “the person who did this”"),
    never("offender", "write “the person who did this”"),
    never("why did you", "ask “What happened?”: a why lays blame"),
    never("why didn't you", "ask “What happened?”: a why lays blame"),
    never("why did you not", "ask “What happened?”: a why lays blame"),
    never("satisfactory", "say what is well, in other words"),
    never("non-compliant", "say what is missing"),
    never("simply", "take it out: it may not be simple to the reader"),
    never("obviously", "take it out: it may not be obvious to the reader"),
    never("utilise", "write “use”"),
    never("purchase", "write “buy”"),
    never("commence", "write “start”"),
    never("prior to", "write “before”"),
    never("in the event that", "write “if”"),
    never("with regard to", "write “about”"),
    never("regarding", "write “about”"),
    never("notwithstanding", "write “even if”"),
    never("forthwith", "write “now”"),
    never("hereby", "take it out"),
    never("herein", "write “here”"),
    never("persons", "write “people”"),
    never("individuals", "write “people”"),
    never("complainant", "write “the person who told us”"),
    seldom("as soon as possible", "of what we do, say by when: a promise that a clock can check"),
    never("in due course", "say by when: a promise that a clock can check"),
    never("don't", "write “do not”: the “not” is easily missed"),
    never("can't", "write “cannot”: the “not” is easily missed"),
    never("won't", "write “will not”: the “not” is easily missed"),
    never("isn't", "write “is not”: the “not” is easily missed"),
    never("aren't", "write “are not”: the “not” is easily missed"),
    never("doesn't", "write “does not”: the “not” is easily missed"),
    never("didn't", "write “did not”: the “not” is easily missed"),
    never("wasn't", "write “was not”: the “not” is easily missed"),
    never("weren't", "write “were not”: the “not” is easily missed"),
    never("haven't", "write “have not”: the “not” is easily missed"),
    never("hasn't", "write “has not”: the “not” is easily missed"),
    never("couldn't", "write “could not”: the “not” is easily missed"),
    never("wouldn't", "write “would not”: the “not” is easily missed"),
    never("shouldn't", "write “should not”: the “not” is easily missed"),
    seldom("just", "take it out, unless it means a moment ago"),
    seldom("victim", "write “you”, or “the person it happened to”"),
    seldom("victims", "write “people it happened to”"),
    seldom("claims", "write “says”; of insurance it is right"),
    seldom("domestic", "name what happens: of abuse this word makes it small"),
    seldom("incident", "write “what happened”: of abuse this word makes it small"),
    seldom("incidents", "write “what happened”: of abuse this word makes it small"),
    seldom("historic", "write when it was: nothing that hurts is historic"),
    seldom("suspect", "write “the person who did this”; as a verb it is right"),
];

pub(crate) const WELSH: [Entry; 16] = [
    never("os gwelwch yn dda", "gadewch ef allan / take it out"),
    never("e.e", "ysgrifennwch “er enghraifft” / write it in full"),
    never("ee", "ysgrifennwch “er enghraifft” / write it in full"),
    never("h.y", "ysgrifennwch “hynny yw” / write it in full"),
    never("ayyb", "dywedwch beth arall / say what else there is"),
    never("honedig", "dywedwch beth ddigwyddodd / say what happened"),
    never("honiad", "ysgrifennwch “adroddiad” / write “report”"),
    never("pam wnaethoch chi", "gofynnwch “Beth ddigwyddodd?” / a why lays blame"),
    never("pam na wnaethoch chi", "gofynnwch “Beth ddigwyddodd?” / a why lays blame"),
    never("yn syml", "gadewch ef allan / take it out"),
    seldom("cyn gynted â phosibl", "dywedwch erbyn pryd / say by when"),
    seldom("dioddefwr", "ysgrifennwch “chi” / write “you”"),
    seldom("dioddefwyr", "ysgrifennwch “pobl” / write “people”"),
    seldom("domestig", "dywedwch beth sy’n digwydd / name what happens"),
    seldom("hanesyddol", "dywedwch pryd / write when it was"),
    seldom("digwyddiad", "ysgrifennwch “beth ddigwyddodd” / write “what happened”"),
];

/// Where a text uses words that we do not use.
pub(crate) fn remarks(text: &Text<'_>, table: &[Entry]) -> Vec<Remark> {
    let words = text.words();
    let plain: Vec<String> = words.iter().map(Word::plain).collect();
    let mut remarks = Vec::new();
    for entry in table {
        let wanted: Vec<&str> = entry.words.split(' ').collect();
        for at in 0..plain.len() {
            let here = plain.get(at..at + wanted.len());
            let found = here.is_some_and(|here| here.iter().eq(wanted.iter()));
            if found && !is_right(&plain, at) && !is_name(text, &words, at) {
                remarks.extend(words.get(at).map(|word| remark(entry, word)));
            }
        }
    }
    remarks.sort_by_key(|remark| remark.at);
    remarks
}

fn remark(entry: &Entry, word: &Word<'_>) -> Remark {
    let problem = format!("“{}” is not how we write to people", entry.words);
    let remark = Remark::new(Subject::Word, word.at, problem, entry.instead);
    remark.doubtful(entry.may_be_right)
}

/// Whether the words around make it right.
fn is_right(plain: &[String], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| plain.get(at)).map_or("", String::as_str);
    let before = format!("{} {}", word(at.checked_sub(1)), word(Some(at)));
    let after = format!("{} {}", word(Some(at)), word(at.checked_add(1)));
    RIGHT.contains(&before.as_str()) || RIGHT.contains(&after.as_str())
}

/// Whether a word is part of a name: it and a word beside it are capitals, and nothing but a blank
/// stands between them.
fn is_name(text: &Text<'_>, words: &[Word<'_>], at: usize) -> bool {
    let beside = |a: Option<usize>, b: Option<usize>| {
        let (a, b) = (a.and_then(|a| words.get(a))?, b.and_then(|b| words.get(b))?);
        let between = text.as_str().get(a.end()..b.at)?;
        Some(a.is_capital() && b.is_capital() && between == " ")
    };
    let here = Some(at);
    beside(at.checked_sub(1), here) == Some(true) || beside(here, at.checked_add(1)) == Some(true)
}

#[cfg(test)]
mod tests {
    use crate::{Role, english, welsh};

    #[test]
    fn words_that_hurt_or_hide_are_found_where_they_stand() {
        for (text, at, look_again) in [
            ("Please tell us", 0, false),
            ("Tell us, e.g. by phone", 9, false),
            ("Why did you leave it unlocked?", 0, false),
            ("We don’t need it", 3, false),
            ("Has the victim been told?", 8, true),
        ] {
            let remarks = english(text, Role::Body);
            assert_eq!((remarks[0].at, remarks[0].look_again), (at, look_again), "{remarks:?}");
            assert!(!remarks[0].remedy.is_empty());
        }
        assert_eq!(welsh("Rhowch eich enw, os gwelwch yn dda", Role::Hint)[0].at, 17);
    }

    #[test]
    fn a_name_and_a_moment_ago_are_left_alone() {
        for text in
            ["Ask Victim Support", "They have only just left", "See [us](https://please.uk)"]
        {
            assert_eq!(english(text, Role::Body), [], "{text}");
        }
    }
}
