//! What a citizen tells us: drafts, and reports that are never lost.
//!
//! The verbs of the [`Intake`]: [`Intake::open`], [`Intake::save`], [`Intake::forget`] (what is still
//! being written), [`Intake::put_by`], [`Intake::open_ticket`] and [`Intake::point_to`] (what a person
//! saved to come back to on any device), [`Intake::send`] and [`Intake::submit`] (the report, durable
//! before it is acknowledged), [`Intake::take`] (the same for a caller). Beside them: [`aside`] (what
//! the browser keeps in our place),
//! [`show_receipt`], [`look_up`] (by reference and access code), [`read`] (for staff), [`note_copy`],
//! [`told_since`] (what a service was told, to compare), [`adding`] (files that come after the report).
//! It publishes [`ReportSubmitted`] and [`adding::FilesAdded`].
//!
//! [`pages`] are the form: questions, checking, sending and the receipt, and the same for programs.
//!
//! *Invariants:* a draft is sealed under a key that only the person's browser holds, or only their
//! reference and code give; there is one live copy of it; a report is never changed; the same key with
//! the same answers gives the same receipt, once; the access code is derived, never stored.
//!
//! It does not know who reads a report, or what is made of it.

pub mod adding;
pub mod aside;
mod call;
mod canonical;
pub mod drafts;
mod equality;
mod files;
mod intake;
pub mod invariants;
pub mod pages;
mod receipt;
mod report;
mod store;
mod submit;

pub use call::Call;
pub use equality::tell_apart;
pub use intake::Intake;
pub use receipt::{Receipt, look_up, show_receipt};
pub use report::{Report, note_copy, read, told_since};
pub use submit::{IdempotencyKey, NewReport, ReportSubmitted, Via};
