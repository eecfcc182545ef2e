//! Accounts and sessions.

#[cfg(test)]
mod agreeing;
#[cfg(test)]
mod machines;
#[cfg(test)]
mod managing;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod people;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod two_people;
