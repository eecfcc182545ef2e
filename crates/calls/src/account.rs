//! What stands in a call: the answers so far, what is typed, and the caller's words.

use crate::words::{fitting, joined};
use kernel::{Instant, Language, Problem};
use reports::drafts::Draft;
use serde::{Deserialize, Serialize};
use services::{Answers, Gap, Service, WhyOpen};

/// What somebody has told so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// The answers, and what stands in the fields of pages that are not answered well.
    pub draft: Draft,
    /// The caller's own words, as they were written down.
    pub words: String,
    /// Grows with each change of the words, so that a window is known that has not seen them.
    pub words_seen: u32,
    /// What the report will hold, once the call is ended.
    pub(crate) last: Option<Last>,
}

/// What a call ends with. It is written down before the report is sent, so that however often that is
/// tried, it is the same report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Last {
    pub(crate) answers: Answers,
    gaps: Vec<(String, String)>,
}

impl Account {
    /// Nothing yet. Nobody on the telephone is told how to leave a page quickly.
    pub fn new(service: &Service, language: Language) -> Result<Self, Problem> {
        let mut draft = Draft::new(service, language)?;
        if let Some(page) = &service.about_leaving {
            draft.answers.go_on_from(page);
        }
        Ok(Self { draft, words: String::new(), words_seen: 0, last: None })
    }

    /// Takes the words that a window sends, which had seen them in some state. What another window
    /// wrote meanwhile stays.
    pub fn hear(&mut self, words: &str, seen: Option<u32>) {
        let words = if seen == Some(self.words_seen) {
            fitting(words)
        } else {
            fitting(&joined(&self.words, words))
        };
        if words != self.words {
            self.words = words;
            self.words_seen = self.words_seen.wrapping_add(1);
        }
    }

    /// Writes a line under the caller's words.
    pub(crate) fn note(&mut self, line: &str) {
        let words = joined(&self.words, &format!("{}\n{line}", self.words));
        self.hear(words.trim_start(), Some(self.words_seen));
    }

    /// Whether there is nothing in it that somebody could miss.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let told = self.draft.answers.iter().any(|(name, _)| name != services::ONWARD);
        !told && self.draft.typed.is_empty() && self.words.trim().is_empty()
    }

    /// What stays open if the call ended now; `why` of those that nobody gave a reason for.
    #[must_use]
    pub fn gaps(&self, service: &Service, why: WhyOpen, now: Instant) -> Vec<Gap> {
        services::gaps(service, &self.draft.answers, why, now)
    }

    /// What the report will hold: the answers on the way, past every outcome, for there is a report
    /// because the caller told it; and what stands in fields that could not be taken, among the words.
    pub(crate) fn end(&mut self, service: &Service, why: WhyOpen, now: Instant) {
        let gaps = self.gaps(service, why, now);
        for (label, text) in self.not_taken(service) {
            self.note(&format!("{label}: {text}"));
        }
        let mut answers = self.draft.answers.clone();
        let outcomes = service.pages.iter().filter(|page| {
            matches!(page.kind, services::PageKind::Outcome(_)) && !page.is_of_items()
        });
        outcomes.for_each(|page| answers.go_on_from(&page.id));
        let (answers, _) = services::prune(service, &answers, now);
        let gaps = gaps.into_iter().map(|gap| (gap.name, gap.why.code().to_owned())).collect();
        self.last = Some(Last { answers: answers.without_gaps(), gaps });
    }

    /// What was typed and could not be taken, with what was asked.
    fn not_taken(&self, service: &Service) -> Vec<(String, String)> {
        let mut texts: Vec<(String, String)> = Vec::new();
        for (slug, typed) in &self.draft.typed {
            let Some(spot) = service.spot(slug) else { continue };
            for question in &spot.page.questions {
                if self.draft.answers.get_in(spot.item, &question.id).is_some() {
                    continue;
                }
                let text = text_of(question, typed);
                if !text.is_empty() {
                    texts.push((question.label(self.draft.language).to_owned(), text));
                }
            }
        }
        texts
    }
}

/// What stands in the fields of a question, in one line.
pub(crate) fn text_of(question: &services::Question, typed: &[(String, String)]) -> String {
    let ours = typed.iter().filter(|(field, _)| question.owns(field));
    let texts = ours.map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" ")
}

impl Last {
    pub(crate) fn gaps(&self) -> Vec<Gap> {
        let gap = |(name, why): &(String, String)| Gap {
            name: name.clone(),
            why: WhyOpen::of_code(why).unwrap_or(WhyOpen::NotAsked),
        };
        self.gaps.iter().map(gap).collect()
    }
}
