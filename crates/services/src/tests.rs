//! What the engine as a whole must hold, proven over made-up definitions, over the real ones, and
//! over answers at random.

mod at_random;
mod back_and_change;
mod by_hand;
mod directory;
mod faults;
mod promises;
mod read;
pub(crate) mod sample;
mod several;
