//! Whole journeys through the real program, over HTTP and in Chromium where a person would.

#[cfg(test)]
mod adding;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod api;
#[cfg(test)]
mod auditor;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod bicycle;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod caller;
#[cfg(test)]
mod calls;
#[cfg(test)]
mod canaries;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod components;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod finding_an_address;
#[cfg(test)]
mod footage;
#[cfg(test)]
mod handed_over;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod in_haste;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod need_to_know;
#[cfg(test)]
mod new_services;
#[cfg(test)]
mod on_record;
#[cfg(test)]
mod own_street;
#[cfg(test)]
mod packaging;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod person;
#[cfg(test)]
mod pin;
#[cfg(test)]
mod power;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod provider;
#[cfg(test)]
mod publishing;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod several;
#[cfg(test)]
mod sheet;
#[cfg(test)]
mod stalking;
#[cfg(test)]
mod strangers;
#[cfg(test)]
mod systems;
#[cfg(test)]
mod taken_away;
#[cfg(test)]
mod traces;

#[cfg(test)]
use proving::server;
