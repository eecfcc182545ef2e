//! Files, against a real PostgreSQL and a real folder.

#[cfg(test)]
mod checking;
#[cfg(test)]
mod owning;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod town;
