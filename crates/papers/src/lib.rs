//! Paper: what people take with them, as a tagged PDF that a screen reader can follow.
//!
//! A [`Paper`] is typed content: headings, paragraphs, lists, answers, boxes to tick and lines to
//! write on. [`print()`] makes a file of it, off the threads that serve people, one or two at a time, and
//! no longer than [`MOST_PAGES`]; [`shows`] says whether every sign of a text can be drawn.
//!
//! *Invariants:*
//! - What people wrote is data: there is no mark-up in which it could say anything else.
//! - Every file states its language and its title, has its headings, lists and order tagged, and is
//!   held against PDF/UA-1 while it is written. One that does not meet it is not given out.
//! - A sign that the typeface does not have is a small square, with the sign itself as its text.
//! - Nothing of a paper is kept once it is printed.
//!
//! It does not know what a report or a service is, nor where a paper goes.

mod clean;
mod draw;
mod face;
mod layout;
mod lines;
mod paper;
mod press;
mod structure;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod tests;

pub use clean::shows;
pub use paper::{Answer, Block, Cells, Colour, Paper, Text, Tick};
pub use press::{MOST_PAGES, print};
