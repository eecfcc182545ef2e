//! The words that every part of Bluelamp shares.
//!
//! Ids, forces, actors, purposes, time, languages, references, postcodes and the one error type of
//! domain verbs live here, so that no two crates spell them differently. Values are checked when
//! they are made: a [`ForceId`], a [`Reference`] or a [`Postcode`] that exists is well formed.
//!
//! *Invariant:* no input or output, no web, no database. The feature `db` adds the database
//! representation of the newtypes and nothing else.
//!
//! It does not know what a report, a contact or a page is.

mod actor;
mod clock;
mod email;
mod force;
mod id;
mod language;
mod phone;
mod postcode;
mod problem;
mod reference;
mod registration;
mod safe_times;
mod said;

pub use actor::{Actor, Purpose};
pub use clock::{Clock, FixedClock, Instant};
pub use email::{Email, NotAnEmail};
pub use force::{Force, ForceId, Forces, LocalService, LocalText, NotAForceId, Offer, Theme};
pub use id::{
    AccountId, AgreementId, AlertId, AssessmentId, BlobId, CallId, CandidateId, CaseId, ClientId,
    ClusterId, ContactId, DispatchId, EntityId, EventId, FindingId, GlassId, HandoverId, HoldId,
    JobId, JournalId, LinkId, MarkerId, MergeId, MessageId, PasskeyId, PolicyId, ReportId,
    RequestId, SessionId, StatementId,
};
pub use language::{Language, Words, placeholders_agree};
pub use phone::{NotAPhone, Phone};
pub use postcode::{NotAPostcode, Postcode};
pub use problem::{FieldProblem, Problem, Reason, Thing};
pub use reference::{
    ALPHABET, AccessCode, Letters, NotACode, NotAReference, NotLetters, Reference,
};
pub use registration::{NotARegistration, Registration};
pub use safe_times::{TimeWindow, next_safe_time};
pub use said::{Block, Piece, Said, Told};
