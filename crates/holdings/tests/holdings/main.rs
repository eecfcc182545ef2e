//! The pages of records, as a browser sees them.

#[cfg(test)]
mod merging;
#[cfg(test)]
mod record;
#[cfg(test)]
mod search;
#[cfg(test)]
mod world;
