//! The pages of records, as a browser sees them.

#[cfg(test)]
mod record;
#[cfg(test)]
mod warning;
#[cfg(test)]
mod world;
