//! A form between its format and ours: pages, questions, conditions and the links between pages.

use services::{Kind, Precision};

/// The most pages, and the most questions of all of them, that are brought in.
pub(super) const MOST_PAGES: usize = 400;
pub(super) const MOST_QUESTIONS: usize = 1000;
/// The most links of a page, and the most named conditions.
pub(super) const MOST_LINKS: usize = 100;
pub(super) const MOST_CONDITIONS: usize = 2000;
/// The deepest nesting of a condition, and the most comparisons in one.
pub(super) const DEEPEST: usize = 24;
pub(super) const MOST_COMPARISONS: usize = 300;

/// A form.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    pub(super) name: Option<String>,
    /// What its start page said.
    pub(super) start: Option<String>,
    /// What it said happens next.
    pub(super) next: Option<String>,
    pub(super) sections: Vec<(String, String)>,
    pub(super) pages: Vec<Page>,
    pub(super) questions: Vec<Question>,
    /// The page where the way begins.
    pub(super) first: usize,
    /// Whether a link was refused, so that pages without a way to them may have had one.
    pub(super) broken: bool,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its path or number, as the source names it.
    pub(super) name: String,
    pub(super) title: String,
    /// The number of its section.
    pub(super) section: Option<usize>,
    /// What it tells.
    pub(super) told: Vec<String>,
    /// The numbers of its questions.
    pub(super) asks: Vec<usize>,
    /// Where it leads, the first whose test holds; nowhere is the end.
    pub(super) ways: Vec<Way>,
    /// A page that ours stand for already: start, summary, confirmation.
    pub(super) ours: bool,
}

/// A link to a page.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// The number of the page; `None` is the end.
    pub(super) to: Option<usize>,
    pub(super) when: Option<Test>,
}

/// A question.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) name: String,
    /// The name or id of its page's section, which conditions may put before its name.
    pub(super) section: Option<String>,
    /// The id by which newer forms refer to it.
    pub(super) key: Option<String>,
    pub(super) ask: String,
    pub(super) hint: Option<String>,
    pub(super) kind: Kind,
    /// A text that must be a number.
    pub(super) number: bool,
    pub(super) options: Vec<Choice>,
    /// The value of the option that excludes all others.
    pub(super) exclusive: Option<String>,
    pub(super) required: bool,
    pub(super) max: Option<usize>,
}

impl Question {
    /// How exact a date is, when it is not to the day.
    pub(super) const fn precision(&self) -> Option<Precision> {
        match self.kind {
            Kind::Date(precision) => Some(precision),
            _ => None,
        }
    }
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// What we call it.
    pub(super) value: String,
    pub(super) label: String,
    /// What the source calls it: its value, its text, its id.
    pub(super) known_as: Vec<String>,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Asks(Atom),
    /// What could not be said; its line is in the report.
    Unknown(String),
}

/// One comparison of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom {
    pub(super) question: usize,
    /// In CEL, with `?` where the question's id belongs.
    pub(super) cel: String,
}

impl Test {
    /// How many parts it has and how deeply they nest.
    pub(super) fn measure(&self) -> (usize, usize) {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                let inner = tests.iter().map(Self::measure);
                let (parts, depth) =
                    inner.fold((1, 0), |(n, d), (parts, depth)| (n + parts, d.max(depth)));
                (parts, depth + 1)
            }
            Self::Not(test) => {
                let (parts, depth) = test.measure();
                (parts + 1, depth + 1)
            }
            Self::Asks(_) | Self::Unknown(_) => (1, 1),
        }
    }
}
