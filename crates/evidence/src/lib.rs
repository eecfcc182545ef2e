//! Files that people send with what they tell us: kept bit for bit, looked at with care.
//!
//! The verbs of the [`Vault`]: [`Vault::begin`], [`Vault::resume`] (and through [`Receiving`] writing,
//! pausing and finishing), [`Vault::remove`], [`Vault::list`]; for the report [`attach`],
//! [`attach_all`], [`sent_by`] and [`unknown`]; for staff [`of_report`], [`Vault::open`] and [`Vault::open_preview`]; in the background
//! [`Vault::check_due`] and [`Vault::forget_ended`]. It publishes [`FileReceived`].
//!
//! [`pages`] are what other crates' pages take files in with: the protocol tus 1.0, and a plain form.
//!
//! *Invariants:* the bytes that were sent are never changed; nothing is acknowledged before it is
//! durable, and what is durable is gone on with after any break; a check never refuses a file, it puts
//! it aside for a person; whoever does not hold the token that a file was sent with learns nothing of
//! it; no file is ever a condition of a report.
//!
//! It does not know what a report or a draft is: it holds their ids and tokens.

mod bell;
mod check;
mod file;
pub mod invariants;
mod limits;
pub mod pages;
mod receive;
mod reports;
mod scanner;
mod store;
mod vault;

pub mod claims;
pub mod preview;

pub use bell::{Bell, jobs, work};
pub use claims::Claims;
pub use file::{Details, File, FileId, Kind, Owner, State, Why};
pub use limits::{Limits, NotTaken};
pub use receive::{FileReceived, NewFile, Received, Receiving, Standing};
pub use reports::{attach, attach_all, of_report, sent_by, unknown};
pub use scanner::Scanner;
pub use vault::{Settings, Vault};
