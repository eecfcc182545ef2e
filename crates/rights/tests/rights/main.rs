//! Accounts and sessions.

#[cfg(test)]
mod pages;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod two_people;
