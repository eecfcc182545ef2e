//! The rooms of administration, as a browser sees them.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod agreements;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod refusing;
#[cfg(test)]
mod systems;
#[cfg(test)]
mod world;
