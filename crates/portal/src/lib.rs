//! Back to the citizen: how a report is followed by the person who sent it.
//!
//! A reference and its access code open a report: [`routes`] gives the pages (`/track`, and
//! `/track/report` behind it: where it stands, what happened, messages both ways, what was sent),
//! [`api`] the same to programs. What may be seen and said is decided below: `reports::look_up`,
//! `contact::story`, `contact::write`.
//!
//! *Invariants:* an unknown reference and a wrong access code are the same answer; no access code
//! is ever in an address; whatever is shown of a report is in the journal first; no message that
//! was typed is lost, whatever goes wrong; until it is known that a report is not sensitive, its
//! pages are neutral and can be left quickly.
//!
//! Nothing is kept here. Who follows what is sealed in their own browser, ends by itself and opens
//! nothing but that one report. It does not know who reads a report or what they think of it.

mod pages;
mod standing;
mod step;

pub use pages::{api, routes};
