//! The services engine: what people can do here, as data, and the way through each of it.
//!
//! A service is a definition in `services/`: an emergency gate, triage, pages of questions with
//! conditions, hints, a receipt; its Welsh and its tests stand beside it. [`Catalogue::compile`]
//! reads and checks everything once; what is wrong is a [`Finding`] with a place and a remedy.
//! After that nothing can fail: [`journey`] is a pure function of a service and its answers, and so
//! are [`read`], [`check_submission`], [`prune`], [`summary`], [`assess`] and [`contact_wishes`].
//!
//! *Invariants:*
//! - No current page is stored. An answer counts only while its question is on the way; conditions
//!   do not see the others, and [`prune`] takes them away.
//! - The web form, the API and the way ask one function whether a value answers a question.
//! - Every way ends, and every page has one before it: a condition looks only at earlier questions.
//! - Nobody is turned away: from every outcome a person can go back, or on.
//! - A string without its Welsh does not compile.
//!
//! A service is published in editions: a [`Catalogue`] has every one that somebody may still need, and
//! what each force offers now; a [`Shelf`] holds the catalogue, and can be given another while the
//! program runs. What was told is read in the edition that it was told in.
//!
//! [`pages`] shows it: the national home, a force's home, its groups and where each service begins,
//! and the same to programs.
//!
//! On a call a question can stay open: see [`WhyOpen`] and [`gaps`].
//!
//! Time comes in as an argument. The engine knows no database, no web and no force; only the pages
//! know the web and who offers what.

mod accept;
mod answers;
mod assess;
mod catalogue;
mod compile;
mod composed;
mod condition;
mod confirmation;
mod definition;
mod edition;
mod faults;
mod files;
mod findings;
mod gaps;
mod group;
mod journey;
mod later;
mod page;
pub mod pages;
mod question;
mod reading;
mod rule;
mod schema;
mod service;
mod shelf;
mod slots;
mod standing;
mod submission;
mod summary;
mod tasks;
#[cfg(test)]
mod tests;
mod texts;
mod trials;
mod unwritten;
mod welsh;
mod wishes;

pub use answers::{Answers, Item, ONWARD, is_blank};
pub use assess::{Hints, Priority, assess};
pub use catalogue::{Catalogue, Offer, embedded_files, review};
pub use composed::{Composed, Part, PartForm};
pub use confirmation::{NextStep, next_steps, promise};
pub use definition::SERVICE_API;
pub use edition::{Beside, Edition, Texts, compile_edition};
pub use findings::{Finding, Weight};
pub use gaps::{GAPS, Gap, WhyOpen, gap_label, gaps};
pub use group::Group;
pub use journey::{End, Journey, Step, journey, prune};
pub use later::{LATER, adds_later, files_later};
pub use page::{Notice, Outcome, OutcomeKind, PageDef, PageKind, Redirect, Repeat, Section, Spot};
pub use question::{Attachments, Choice, FileSort, Kind, Limits, Precision, Question};
pub use reading::{Form, Reading, read, read_apart};
pub use rule::Rule;
pub use schema::{answers_schema, definition_json, language_schema};
pub use service::{Equality, Keeping, LocalSlot, Sensitivity, Service, ServiceKind, Slug};
pub use shelf::Shelf;
pub use slots::{local_text, slot_faults};
pub use standing::{Closed, Decided, Decision, Reach};
pub use submission::{Complete, check_submission};
pub use summary::{SummaryCard, SummaryRow, SummarySection, summary};
pub use tasks::{Task, TaskState, tasks};
pub use texts::free_texts;
pub use trials::{TestResult, run_tests};
pub use unwritten::{is_to_write, to_write};
pub use wishes::{ContactWishes, Maps, Way, contact_wishes};

/// Questions, of which item, with what is wrong with their answers.
pub(crate) type Problems<'a> = Vec<(&'a Question, Option<Item<'a>>, accept::Fault)>;
