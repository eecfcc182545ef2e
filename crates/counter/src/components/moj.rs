//! Components of the Ministry of Justice's design system, for the desk and for a person's own page:
//! what happened, what was said, lists that are narrowed down, and what is done to many at once.
//!
//! The templates are ours and give the classes and attributes that its styles and scripts go by.
//! Where its markup is not good enough, ours says so at the place: a name that no element may carry
//! stands on one that may, a moment is machine-readable, and a state is in words beside its colour.
//!
//! What we leave out, and why, is in `moj-left-out.toml`.
//!
//! Its styles are on the pages of the desk; its scripts are not loaded, and nothing here needs them.
//! They speak English in places, so whoever loads them looks at these places first.

mod bars;
mod fields;
mod filter;
mod history;
mod notices;
mod panels;
mod tables;

pub use bars::{ButtonMenu, IdentityBar, NotificationBadge, OrganisationSwitcher};
pub use fields::{AddAnother, AnotherItem, DatePicker};
pub use filter::{ChosenFilters, Filter};
pub use history::{Message, Messages, Timeline, TimelineEntry};
pub use notices::{Alert, Banner};
pub use panels::{Edge, InterruptionCard, TicketPanel};
pub use tables::{Column, MultiSelect, Order, Selectable, SortableTable};

#[cfg(test)]
pub(super) mod tests;
