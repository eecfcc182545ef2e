//! Conversations, against a real PostgreSQL.

#[cfg(test)]
mod desk;
#[cfg(test)]
mod files_added;
#[cfg(test)]
mod need_to_know;
#[cfg(test)]
mod person;
#[cfg(test)]
mod recording;
#[cfg(test)]
mod sharing;
#[cfg(test)]
mod world;
