//! Following a report, over whole requests, a real PostgreSQL and the real services.

mod coming_in;
mod reading;
mod writing;
// So marked, what these helpers assert may stop the test that uses them.
#[cfg(test)]
mod browser;
#[cfg(test)]
mod by_program;
#[cfg(test)]
mod town;
