//! From the text of a definition to a query, or to what is wrong with it, in words for whoever wrote it.

use super::{Parameter, Query, QueryStep, Text, Within};
use crate::form::{Family, Form};
use crate::role::Role;
use crate::window::Span;
use kernel::{Language, Words, words};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Steps that a query has at most.
const STEPS: usize = 4;

words! {
    NOT_TOML {
        en: "This is not written as a query is: {what}",
        cy: "Nid yw hwn wedi'i ysgrifennu fel ymholiad: {what}"
    }
    NO_NAME { en: "Give it a name in English and in Welsh", cy: "Rhowch enw iddo yn Gymraeg ac yn Saesneg" }
    NO_START { en: "Say of what records it is asked", cy: "Dywedwch am ba gofnodion y gofynnir" }
    NO_STEPS { en: "Give it one to four steps", cy: "Rhowch un i bedwar cam iddo" }
    NO_FORM { en: "There is no kind of record called {what}", cy: "Nid oes math o gofnod o'r enw {what}" }
    NO_ROLE { en: "There is no role called {what}", cy: "Nid oes rôl o'r enw {what}" }
    NO_ROLES { en: "Step {n} follows no role", cy: "Nid yw cam {n} yn dilyn unrhyw rôl" }
    DEAD_END {
        en: "In step {n}, {what} leads nowhere from there",
        cy: "Yng ngham {n}, nid yw {what} yn arwain i unman oddi yno"
    }
    UNREACHED {
        en: "Step {n} never leads to {what}",
        cy: "Nid yw cam {n} byth yn arwain at {what}"
    }
    NO_SPAN {
        en: "{what} is neither a length of time, like P28D, nor a parameter",
        cy: "Nid yw {what} yn hyd o amser, fel P28D, nac yn baramedr"
    }
}

/// What is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    words: Words,
    what: String,
    step: usize,
}

impl Fault {
    fn of(words: Words, what: impl Into<String>) -> Self {
        Self { words, what: what.into(), step: 0 }
    }

    /// What is wrong, for whoever wrote it.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        self.words.fill(language, &[("what", &self.what), ("n", &self.step.to_string())])
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Text,
    start: Vec<String>,
    #[serde(default)]
    parameters: BTreeMap<String, WrittenParameter>,
    steps: Vec<WrittenStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParameter {
    en: String,
    cy: String,
    default: String,
    most: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    #[serde(default)]
    out: Vec<String>,
    #[serde(default)]
    back: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    within: Option<String>,
}

/// Reads a definition, and checks that each step can lead from what the one before it reaches.
pub(crate) fn read(id: &str, text: &str) -> Result<Query, Fault> {
    let written: Written =
        toml::from_str(text).map_err(|error| Fault::of(NOT_TOML, error.message()))?;
    if written.name.en.trim().is_empty() || written.name.cy.trim().is_empty() {
        return Err(Fault::of(NO_NAME, ""));
    }
    let start = forms(&written.start)?;
    if start.is_empty() {
        return Err(Fault::of(NO_START, ""));
    }
    if written.steps.is_empty() || written.steps.len() > STEPS {
        return Err(Fault::of(NO_STEPS, ""));
    }
    let parameters =
        written.parameters.into_iter().map(parameter).collect::<Result<Vec<_>, _>>()?;
    let mut at: Vec<Family> = families(&start);
    let mut steps = Vec::with_capacity(written.steps.len());
    for (place, written) in written.steps.iter().enumerate() {
        let step = step(written, &parameters).map_err(|it| Fault { step: place + 1, ..it })?;
        at = leads(&step, &at).map_err(|it| Fault { step: place + 1, ..it })?;
        steps.push(step);
    }
    Ok(Query { id: id.to_owned(), name: written.name, start, parameters, steps })
}

fn parameter((name, written): (String, WrittenParameter)) -> Result<Parameter, Fault> {
    let span = |text: String| Span::parse(&text).ok_or_else(|| Fault::of(NO_SPAN, text));
    let label = Text { en: written.en, cy: written.cy };
    Ok(Parameter { name, label, default: span(written.default)?, most: span(written.most)? })
}

fn step(written: &WrittenStep, parameters: &[Parameter]) -> Result<QueryStep, Fault> {
    let role = |(code, outward): (&String, bool)| {
        let role = Role::of_code(code).ok_or_else(|| Fault::of(NO_ROLE, code.clone()))?;
        Ok((role, outward))
    };
    let out = written.out.iter().map(|code| (code, true));
    let back = written.back.iter().map(|code| (code, false));
    let roles = out.chain(back).map(role).collect::<Result<Vec<_>, Fault>>()?;
    if roles.is_empty() {
        return Err(Fault::of(NO_ROLES, ""));
    }
    let within = |text: &String| {
        let chosen = parameters.iter().position(|it| it.name == *text).map(Within::Chosen);
        let within = chosen.or_else(|| Span::parse(text).map(Within::Fixed));
        within.ok_or_else(|| Fault::of(NO_SPAN, text.clone()))
    };
    let within = written.within.as_ref().map(within).transpose()?;
    Ok(QueryStep { roles, to: forms(&written.to)?, within })
}

/// The families that a step reaches from some.
fn leads(step: &QueryStep, at: &[Family]) -> Result<Vec<Family>, Fault> {
    let mut reached = Vec::new();
    for (role, outward) in &step.roles {
        let joins = |here: Family, there: Family| {
            if *outward { role.joins(here, there) } else { role.joins(there, here) }
        };
        let there = |there: &&Family| at.iter().any(|here| joins(*here, **there));
        let found: Vec<Family> = Family::ALL.iter().filter(there).copied().collect();
        if found.is_empty() {
            return Err(Fault::of(DEAD_END, role.code()));
        }
        reached.extend(found);
    }
    if let Some(never) = step.to.iter().find(|form| !reached.contains(&form.family())) {
        return Err(Fault::of(UNREACHED, never.code()));
    }
    if step.to.is_empty() { Ok(reached) } else { Ok(families(&step.to)) }
}

fn forms(codes: &[String]) -> Result<Vec<Form>, Fault> {
    let form = |code: &String| Form::of_code(code).ok_or_else(|| Fault::of(NO_FORM, code.clone()));
    codes.iter().map(form).collect()
}

fn families(forms: &[Form]) -> Vec<Family> {
    forms.iter().map(|form| form.family()).collect()
}

#[cfg(test)]
mod tests {
    use super::read;
    use kernel::Language;

    const HEAD: &str = "name = { en = \"A\", cy = \"B\" }\nstart = [\"person\"]\n";

    fn check(rest: &str, fault: &str) {
        let found = read("x", &format!("{HEAD}{rest}")).map_err(|it| it.say(Language::English));
        assert!(found.as_ref().is_err_and(|it| it.contains(fault)), "{rest}: {found:?}");
    }

    #[test]
    fn what_is_wrong_with_a_query_is_said_before_it_is_kept() {
        check("steps = []", "one to four steps");
        check("[[steps]]\nout = [\"lives_on\"]", "no role called lives_on");
        check("[[steps]]\nto = [\"person\"]", "Step 1 follows no role");
        check("[[steps]]\nout = [\"happened_at\"]", "happened_at leads nowhere");
        check("[[steps]]\nback = [\"lives_at\"]", "lives_at leads nowhere");
        check("[[steps]]\nout = [\"lives_at\"]\nto = [\"crime\"]", "never leads to crime");
        check("[[steps]]\nout = [\"lives_at\"]\nwithin = \"lately\"", "lately is neither");
        check("[[steps]]\nout = [\"lives_at\"]\nto = [\"spaceship\"]", "called spaceship");
        check("[[steps]]\nout = [\"lives_at\"]\nsql = \"drop\"", "unknown field");
        let two = "[[steps]]\nout = [\"lives_at\"]\n[[steps]]\nout = [\"lives_at\"]";
        check(two, "In step 2, lives_at leads nowhere");
    }
}
