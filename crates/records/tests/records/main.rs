//! Records, against a real PostgreSQL.

#[cfg(test)]
mod around;
#[cfg(test)]
mod duplicate;
#[cfg(test)]
mod finding;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod like;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod seeing;
#[cfg(test)]
mod warning;
#[cfg(test)]
mod world;
