//! Records, against a real PostgreSQL.

#[cfg(test)]
mod around;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod seeing;
#[cfg(test)]
mod world;
