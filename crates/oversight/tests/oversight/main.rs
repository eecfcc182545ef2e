//! Who looked at what, as professional standards, colleagues and people meet it.

#[cfg(test)]
mod exporting;
#[cfg(test)]
mod following_up;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod tuning;
#[cfg(test)]
mod watching;
#[cfg(test)]
mod world;
