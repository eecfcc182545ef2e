//! The catalogue as people and programs meet it: whole requests through the counter.

mod choosing_a_force;
mod offered_by_a_force;
mod starting;
// So marked, what these helpers assert may stop the test that uses them.
#[cfg(test)]
mod catalogue_by_api;
#[cfg(test)]
mod every_page;
#[cfg(test)]
mod town;
