//! Records, against a real PostgreSQL.

#[cfg(test)]
mod apart;
#[cfg(test)]
mod around;
#[cfg(test)]
mod duplicate;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod finding;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod like;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod seeing;
#[cfg(test)]
mod suggesting;
#[cfg(test)]
mod warning;
#[cfg(test)]
mod world;
