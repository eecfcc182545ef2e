//! Everything that a person answered, section by section.

use askama::Template;
use counter::components::{Content, Markup, SummaryCard, SummaryList, SummaryRow};
use kernel::{Instant, Language, Problem};
use reports::Report;
use services::{Service, SummarySection, summary};

/// A section of answers.
pub(super) struct Section {
    /// Its title; none when the form is no longer offered and nobody knows its sections.
    pub(super) title: Option<String>,
    /// The answers, and a card for each item of a repeat group.
    pub(super) lists: Vec<SummaryList>,
}

/// Lines as they were written.
#[derive(Template)]
#[template(path = "desk/written.html")]
struct Written<'a> {
    lines: String,
    lang: Option<&'a str>,
}

/// The answers in the language of the page. What the person wrote in their own words stays in
/// theirs.
pub(super) fn sections(
    service: Option<&Service>,
    report: &Report,
    now: Instant,
    language: Language,
) -> Result<Vec<Section>, Problem> {
    let lang = (report.language != language).then(|| report.language.code());
    let Some(service) = service else { return Ok(vec![as_stored(report, lang)?]) };
    let sections = summary(service, &report.answers, language, now).into_iter();
    sections.map(|section| self::section(section, lang)).collect()
}

fn section(section: SummarySection, lang: Option<&str>) -> Result<Section, Problem> {
    let mut lists = Vec::new();
    if !section.rows.is_empty() {
        lists.push(list(&section.rows, lang)?);
    }
    for card in &section.cards {
        let title = SummaryCard::new(card.title.as_str()).level(3);
        lists.push(list(&card.rows, lang)?.card(title));
    }
    Ok(Section { title: Some(section.title), lists })
}

fn list(rows: &[services::SummaryRow], lang: Option<&str>) -> Result<SummaryList, Problem> {
    let mut list = SummaryList::new();
    for row in rows {
        let lang = lang.filter(|_| row.own_words);
        list = list.row(SummaryRow::new(row.label.as_str(), written(&row.lines, lang)?));
    }
    Ok(list)
}

/// The answers by their names alone: better than nothing, when the form is no longer offered.
fn as_stored(report: &Report, lang: Option<&str>) -> Result<Section, Problem> {
    let mut list = SummaryList::new();
    for (question, value) in report.answers.iter().filter(|(_, value)| !value.is_null()) {
        let known = report.answers.list(question);
        let lines = if known.is_empty() {
            vec![value.to_string()]
        } else {
            known.into_iter().map(str::to_owned).collect()
        };
        list = list.row(SummaryRow::new(question.replace('_', " "), written(&lines, lang)?));
    }
    Ok(Section { title: None, lists: vec![list] })
}

fn written(lines: &[String], lang: Option<&str>) -> Result<Content, Problem> {
    let written = Written { lines: lines.join("\n"), lang };
    Ok(Markup::render(&written).map_err(Problem::broken)?.into())
}
