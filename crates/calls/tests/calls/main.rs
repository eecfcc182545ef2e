//! Calls against a real database: who takes one, what is kept, and what becomes of it.

#[cfg(test)]
mod ending;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod taking;
#[cfg(test)]
mod world;
