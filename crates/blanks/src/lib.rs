//! Blanks: a service on paper, to be filled in with a pen and handed in.
//!
//! For whoever has no device or no printer and is helped at a front counter or a library, and for whoever
//! is in prison or in hospital. [`form`] makes the form of a service from its definition alone: every
//! question in its order with a number, its choices as boxes to tick, its conditions in words. The page
//! and the PDF are drawn from the same blocks.
//!
//! *Invariants:* what is asked on the web is asked on paper, once and in the same order; no condition is
//! left out; a form is the same for everybody, and says nothing of whoever looks at it.
//!
//! It does not know who fills a form in, nor how it comes back.

mod form;
pub mod pages;
mod saying;
mod terms;

#[cfg(test)]
mod tests;

pub use form::form;
