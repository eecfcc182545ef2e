//! When a page is met, written in CEL.

use super::cel::QUESTION;
use super::form::Atom;
use super::truths::{ALWAYS, Decision, NEVER, Truths};
use std::collections::BTreeMap;

/// What the language takes: characters, and levels of brackets.
const LONGEST: usize = 500;
const DEEPEST: usize = 10;

/// A truth in CEL; nothing for what is too long to be said.
pub(super) fn say(
    truths: &Truths,
    truth: usize,
    atoms: &[Result<Atom, String>],
    ids: &[String],
) -> Option<String> {
    match truth {
        ALWAYS => return Some("true".to_owned()),
        NEVER => return Some("false".to_owned()),
        _ => {}
    }
    let mut saying = Saying { truths, atoms, ids, done: BTreeMap::new() };
    let said = saying.say(truth)?;
    (depth(&said.text) <= DEEPEST).then_some(said.text)
}

#[derive(Clone, Debug)]
struct Said {
    text: String,
    is_or: bool,
}

impl Said {
    fn in_and(self) -> String {
        if self.is_or { format!("({})", self.text) } else { self.text }
    }
}

struct Saying<'a> {
    truths: &'a Truths,
    atoms: &'a [Result<Atom, String>],
    ids: &'a [String],
    done: BTreeMap<usize, Option<Said>>,
}

impl Saying<'_> {
    fn say(&mut self, truth: usize) -> Option<Said> {
        if let Some(done) = self.done.get(&truth) {
            return done.clone();
        }
        let decision = self.truths.decision(truth)?;
        let said = self.decision(decision).filter(|said| said.text.chars().count() <= LONGEST);
        self.done.insert(truth, said.clone());
        said
    }

    fn decision(&mut self, decision: Decision) -> Option<Said> {
        let (yes, no) = self.atom(decision.on)?;
        let and = |text: String| Said { text, is_or: false };
        let or = |text: String| Said { text, is_or: true };
        Some(match (decision.no, decision.yes) {
            (NEVER, ALWAYS) => and(yes),
            (ALWAYS, NEVER) => and(no),
            (NEVER, rest) => and(format!("{yes} && {}", self.say(rest)?.in_and())),
            (rest, NEVER) => and(format!("{no} && {}", self.say(rest)?.in_and())),
            (ALWAYS, rest) => or(format!("{no} || {}", self.say(rest)?.text)),
            (rest, ALWAYS) => or(format!("{yes} || {}", self.say(rest)?.text)),
            (otherwise, then) => {
                let (then, otherwise) = (self.say(then)?.in_and(), self.say(otherwise)?.in_and());
                or(format!("{yes} && {then} || {no} && {otherwise}"))
            }
        })
    }

    /// A comparison and its opposite.
    fn atom(&self, number: usize) -> Option<(String, String)> {
        let atom = self.atoms.get(number)?.as_ref().ok()?;
        let id = self.ids.get(atom.question)?;
        let yes = atom.cel.replace(QUESTION, id);
        let is_plain = yes.starts_with(&format!("{id} == "));
        let no = if is_plain { yes.replacen(" == ", " != ", 1) } else { format!("!({yes})") };
        Some((yes, no))
    }
}

fn depth(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}
