//! The answers as people read them, for the check page and the desk.

use crate::Answers;
use crate::accept::national_phone;
use crate::condition::Moment;
use crate::journey::{Gait, walk};
use crate::page::PageKind;
use crate::question::{Kind, Question};
use crate::reading::{date, money};
use crate::service::Service;
use kernel::{Instant, Language, words};

words! {
    NOT_PROVIDED { en: "Not provided", cy: "Heb ei ddarparu" }
}

/// A section of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummarySection {
    /// Its title.
    pub title: String,
    /// The address of its first page.
    pub page: String,
    /// Its answers, in the order they were asked.
    pub rows: Vec<SummaryRow>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    /// What was asked, shortened where the definition says so.
    pub label: String,
    /// The answer, line by line; "Not provided" when it was left blank.
    pub lines: Vec<String>,
    /// Whether it was answered.
    pub provided: bool,
    /// Whether the lines are the person's own words, and so in the language in which they told us.
    pub own_words: bool,
    /// The question's id.
    pub question: String,
    /// The address of the page on which to change it.
    pub page: String,
}

/// The answers of a report, or of a draft that is ready to be checked, section by section. What is not on the way never shows.
#[must_use]
pub fn summary(
    service: &Service,
    answers: &Answers,
    language: Language,
    now: Instant,
) -> Vec<SummarySection> {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Told);
    let mut sections: Vec<(String, SummarySection)> = Vec::new();
    for step in &walked.steps {
        if !matches!(step.page.kind, PageKind::Questions) {
            continue;
        }
        let row = |question: &&Question| row(question, answers, language, &step.page.slug);
        let rows: Vec<SummaryRow> = step.questions.iter().map(row).collect();
        let section = &step.page.section;
        match sections.iter_mut().find(|(id, _)| *id == section.id) {
            Some((_, known)) => known.rows.extend(rows),
            None => sections.push((
                section.id.clone(),
                SummarySection {
                    title: section.title.say(language).to_owned(),
                    page: step.page.slug.clone(),
                    rows,
                },
            )),
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn row(question: &Question, answers: &Answers, language: Language, page: &str) -> SummaryRow {
    let lines = lines(question, answers, language);
    let provided = !lines.is_empty();
    SummaryRow {
        label: question.label(language).to_owned(),
        lines: if provided { lines } else { vec![NOT_PROVIDED.say(language).to_owned()] },
        provided,
        own_words: provided && question.kind.is_own_words(),
        question: question.id.clone(),
        page: page.to_owned(),
    }
}

fn lines(question: &Question, answers: &Answers, language: Language) -> Vec<String> {
    let values = answers.list(&question.id);
    let label = |value: &str| {
        question.choice(value).map_or(value, |choice| choice.label.say(language)).to_owned()
    };
    let line = |value: &str| match question.kind {
        Kind::Date(_) => date::written(value, language),
        Kind::Money => money::written(value),
        Kind::Phone => national_phone(value),
        kind if kind.is_one_of() || kind.is_several_of() => label(value),
        _ => value.to_owned(),
    };
    if question.kind.has_lines() {
        return values.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    }
    values.into_iter().map(line).collect()
}
