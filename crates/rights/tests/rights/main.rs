//! Accounts and sessions.

#[cfg(test)]
mod codes;
#[cfg(test)]
mod devices;
#[cfg(test)]
mod guessing;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod letting_in;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod two_people;
#[cfg(test)]
mod you;
