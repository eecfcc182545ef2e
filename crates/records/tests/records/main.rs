//! Records, against a real PostgreSQL.

#[cfg(test)]
mod apart;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod seeing;
#[cfg(test)]
mod suggesting;
#[cfg(test)]
mod world;
