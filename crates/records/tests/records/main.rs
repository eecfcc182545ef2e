//! Records, against a real PostgreSQL.

#[cfg(test)]
mod keeping;
#[cfg(test)]
mod seeing;
#[cfg(test)]
mod warning;
#[cfg(test)]
mod world;
