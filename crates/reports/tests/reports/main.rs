//! Reports as people and programs send them: the verbs on a real database, the pages and the API
//! with the counter around them.

// So marked, what helpers assert may stop the test that uses them.
#[cfg(test)]
mod adding;
#[cfg(test)]
mod addresses;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod by_program;
#[cfg(test)]
mod by_program_refused;
#[cfg(test)]
mod changing;
#[cfg(test)]
mod coming_back;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod elsewhere;
#[cfg(test)]
mod handing_over;
#[cfg(test)]
mod in_flight;
#[cfg(test)]
mod in_parts;
mod keeping_a_copy;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod lost;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod same_page;
#[cfg(test)]
mod saving;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod sensitive;
#[cfg(test)]
mod site;
#[cfg(test)]
mod submitting;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod writing;
