//! Records, against a real PostgreSQL.

#[cfg(test)]
mod finding;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod seeing;
#[cfg(test)]
mod world;
