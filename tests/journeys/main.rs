//! Whole journeys through the real program, over HTTP and in Chromium where a person would.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod bicycle;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod caller;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod person;
#[cfg(test)]
mod sheet;

#[cfg(test)]
use proving::server;
