//! What is wrong with a definition: where, what and how to put it right.

use crate::definition::Place;
use crate::rule::Rule;
use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};
use std::{fmt, sync::Arc};

/// What follows from a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// The definition is wrong, and does not compile.
    Fault,
    /// Something is not written yet, and nothing that is written is wrong. It does not compile.
    Unwritten,
    /// It may be right, and a person decides. It compiles.
    LookAgain,
}

/// One thing to put right in a definition file.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The file, as it was given to [`crate::Catalogue::compile`].
    pub path: String,
    /// The line, from 1; 0 when the file as a whole is meant.
    pub line: u64,
    /// The column, from 1; 0 when the file as a whole is meant.
    pub column: u64,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
    /// Which rule it is about.
    pub rule: Rule,
    /// What follows from it.
    pub weight: Weight,
    byte: usize,
    source: Arc<NamedSource<Arc<str>>>,
}

impl fmt::Display for Finding {
    /// One line, as compilers write it: `path:line:column: [code] problem (remedy)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, problem, remedy, rule, .. } = self;
        write!(f, "{path}:{line}:{column}: [{}] {problem} ({remedy})", rule.code)
    }
}

impl std::error::Error for Finding {}

impl Diagnostic for Finding {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let kind = if self.weight == Weight::LookAgain { "look again" } else { "error" };
        Some(Box::new(format!("{kind}[{}]", self.rule.code)))
    }

    fn severity(&self) -> Option<Severity> {
        Some(if self.weight == Weight::LookAgain { Severity::Warning } else { Severity::Error })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.remedy))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (self.line > 0).then(|| {
            let source: &dyn SourceCode = &*self.source;
            source
        })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::at_offset(self.byte, self.problem.clone());
        (self.line > 0).then(|| {
            let labels: Box<dyn Iterator<Item = LabeledSpan>> = Box::new(std::iter::once(label));
            labels
        })
    }
}

impl Finding {
    /// The finding, as one of a rule.
    pub(crate) fn of(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    /// The finding, as one that may be right.
    pub(crate) fn doubtful(self) -> Self {
        Self { weight: Weight::LookAgain, ..self }
    }

    /// Whether something is not written yet, and nothing that is written is wrong.
    #[must_use]
    pub const fn is_unwritten(&self) -> bool {
        matches!(self.weight, Weight::Unwritten)
    }

    /// The finding with the lines it is about drawn below it, for a terminal without colours.
    #[must_use]
    pub fn drawn(&self) -> String {
        let mut text = String::new();
        let theme = miette::GraphicalTheme::unicode_nocolor();
        let drawn =
            miette::GraphicalReportHandler::new_themed(theme).render_report(&mut text, self);
        if drawn.is_ok() { text } else { self.to_string() }
    }
}

/// A definition file: its path and its text.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: Arc<str>,
}

impl File {
    /// A fault at a place in this file.
    pub(crate) fn finding(
        &self,
        place: Place,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        Finding {
            path: self.path.clone(),
            line: place.line,
            column: place.column,
            problem: problem.into(),
            remedy: remedy.into(),
            rule: Rule::SHAPE,
            weight: Weight::Fault,
            byte: place.byte.min(self.text.len()),
            source: Arc::new(NamedSource::new(&self.path, Arc::clone(&self.text))),
        }
    }

    /// Something at a place that a person has yet to write.
    pub(crate) fn unwritten(
        &self,
        place: Place,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Finding {
        let finding = self.finding(place, problem, remedy);
        Finding { weight: Weight::Unwritten, rule: Rule::UNWRITTEN, ..finding }
    }

    /// The place of a byte of a text that is written at a place: over several lines, in quotes, or as
    /// a block, as YAML lets one write it.
    pub(crate) fn within(&self, place: Place, text: &str, byte: usize) -> Place {
        crate::definition::within(&self.text, place, text, byte)
    }

    /// Whether the scalar that begins at a place was written in quotes.
    pub(crate) fn is_quoted(&self, place: Place) -> bool {
        matches!(self.text.as_bytes().get(place.byte), Some(b'"' | b'\''))
    }
}

/// The nearest of some known names, when one is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, known)| *distance <= (known.chars().count() / 3).max(2))
        .min()
        .map(|(_, known)| known)
}

/// `did you mean …?` when a name is near, otherwise the given advice.
pub(crate) fn suggestion<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    nearest(name, known)
        .map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::{File, nearest};
    use crate::definition::Place;

    #[test]
    fn a_finding_names_the_place_and_draws_it() {
        let file = File { path: "services/x.yaml".into(), text: "id: x\ntitel: y\n".into() };
        let place = Place { line: 2, column: 1, byte: 6 };
        let finding = file.finding(place, "unknown field `titel`", "did you mean `title`?");
        assert_eq!(
            finding.to_string(),
            "services/x.yaml:2:1: [BL003] unknown field `titel` (did you mean `title`?)"
        );
        let drawn = finding.drawn();
        assert!(drawn.contains("titel: y") && drawn.contains("services/x.yaml:2:1"), "{drawn}");
    }

    #[test]
    fn only_a_near_name_is_suggested() {
        assert_eq!(nearest("titel", ["title", "slug"]), Some("title"));
        assert_eq!(nearest("colour", ["title", "slug"]), None);
    }
}
