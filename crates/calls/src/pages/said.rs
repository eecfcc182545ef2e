//! What was said so far, in short, each with the way back to it.

use super::{At, Open};
use kernel::{Language, words};
use services::{SummaryRow, WhyOpen};

words! {
    OPEN { en: "Not answered: {why}", cy: "Heb ei ateb: {why}" }
}

/// One thing that was said, or that stays open.
pub(super) struct Said {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) open: bool,
    pub(super) href: String,
}

/// Everything that was said, in the order of the script.
pub(super) fn said(at: &At<'_>, open: &Open) -> Vec<Said> {
    let answers = &open.call.account.draft.answers;
    let sections = services::summary(&open.service, answers, at.visit.language, open.now);
    let mut said = Vec::new();
    for section in &sections {
        said.extend(section.rows.iter().filter_map(|row| one(at, open, None, row)));
        for card in &section.cards {
            let rows = card.rows.iter();
            said.extend(rows.filter_map(|row| one(at, open, Some(card.title.as_str()), row)));
        }
    }
    said
}

fn one(at: &At<'_>, open: &Open, card: Option<&str>, row: &SummaryRow) -> Option<Said> {
    let item = open.service.spot(&row.page)?.item;
    let why = open.call.account.draft.answers.left_open(item, &row.question);
    if !row.provided && why.is_none() {
        return None;
    }
    let text = match why {
        Some(why) => why_open(why, at.visit.language),
        None => row.lines.join("\n"),
    };
    let label = match card {
        Some(card) => format!("{card}: {}", row.label),
        None => row.label.clone(),
    };
    let href = at.href(open.id(), &format!("/pages/{}", row.page));
    Some(Said { label, text, open: why.is_some(), href })
}

/// That a question stays open, and why.
pub(super) fn why_open(why: WhyOpen, language: Language) -> String {
    OPEN.fill(language, &[("why", why.name().say(language))])
}
