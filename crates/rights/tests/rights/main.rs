//! Accounts, sessions and identity providers.

#[cfg(test)]
mod pages;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod two_people;
