//! Shared blocks: compiled once, used by many services.

use super::questions::{self, Asked};
use super::{Common, Desk, checks};
use crate::assess::Rule;
use crate::definition::{RawRule, Shared};
use crate::page::Notice;
use crate::question::Question;
use kernel::{Said, Told, words};

words! {
    CONTINUE { en: "Continue", cy: "Parhau" }
}

/// A compiled block.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) id: String,
    pub(crate) title: Said,
    pub(crate) body: Told,
    pub(crate) onward: Option<Said>,
    pub(crate) to: Option<String>,
    pub(crate) needs: Told,
    pub(crate) takes: Told,
    pub(crate) still: Told,
    pub(crate) asked: Asked,
    pub(crate) rules: Vec<Rule>,
}

impl Block {
    /// The block as an interruption.
    pub(crate) fn notice(&self) -> Notice {
        Notice {
            title: self.title.clone(),
            body: self.body.clone(),
            onward: self.onward.clone().unwrap_or_else(|| CONTINUE.into()),
        }
    }
}

/// Compiles a block. Its conditions see its own questions only.
pub(crate) fn block(desk: &mut Desk<'_>, raw: &Shared, common: &Common) -> Block {
    checks::slug(desk, &raw.id, "id");
    let title = desk.said("title", &raw.title);
    let body = desk.maybe_said("body", raw.body.as_ref());
    let onward = desk.maybe_said("onward", raw.onward.as_ref());
    let told = |said: Option<Said>| said.as_ref().map(Told::read).unwrap_or_default();
    let needs = told(desk.maybe_said("needs", raw.needs.as_ref()));
    let takes = told(desk.maybe_said("takes", raw.takes.as_ref()));
    let still = told(desk.maybe_said("still", raw.still.as_ref()));
    if let Some(to) = &raw.to
        && !["https://", "tel:", "sms:"].iter().any(|kind| to.starts_with(kind))
    {
        desk.find(to.place, format!("`{}` is not an address", to.value), "begin it with https://");
    }
    let later: Vec<&str> = raw.questions.iter().map(|question| question.id.as_str()).collect();
    let around = questions::Around { earlier: &[], later: &later, group: None, common };
    let asked = questions::asked(desk, "questions", &raw.questions, around);
    let known: Vec<&Question> = asked.questions.iter().collect();
    let rules = rules(desk, &raw.assess, &known, common);
    Block {
        id: raw.id.value.clone(),
        title,
        body: told(body),
        onward,
        to: raw.to.as_ref().map(|to| to.value.clone()),
        needs,
        takes,
        still,
        asked,
        rules,
    }
}

/// Compiles hints.
pub(super) fn rules(
    desk: &mut Desk<'_>,
    raw: &[RawRule],
    known: &[&Question],
    common: &Common,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (number, rule) in raw.iter().enumerate() {
        let because = desk.said(&format!("assess.{}.because", number + 1), &rule.because);
        if let Some(flag) = &rule.flag {
            desk.look_up("flag", flag, &common.flags);
        }
        if let Some(team) = &rule.team {
            desk.look_up("team", team, &common.teams);
        }
        if let Some(when) =
            questions::condition(desk, &rule.when, questions::Around::all(known, common))
        {
            let flag = rule.flag.as_ref().map(|flag| flag.value.clone());
            let team = rule.team.as_ref().map(|team| team.value.clone());
            rules.push(Rule { when, flag, priority: rule.priority, team, because });
        }
    }
    rules
}
