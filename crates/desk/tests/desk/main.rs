//! The desk as its people meet it, over whole requests and a real PostgreSQL.

#[cfg(test)]
mod answering;
#[cfg(test)]
mod files;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod queueing;
#[cfg(test)]
mod refusing;
#[cfg(test)]
mod sent_elsewhere;
#[cfg(test)]
mod taken_away;
#[cfg(test)]
mod warned;
#[cfg(test)]
mod world;
