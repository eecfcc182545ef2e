//! Accounts, sessions and identity providers.

#[cfg(test)]
mod agreeing;
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
mod machines;
#[cfg(test)]
mod managing;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod people;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod two_people;
#[cfg(test)]
mod you;
