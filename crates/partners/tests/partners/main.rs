//! What is passed to others, and what is counted, on a real database.

// So marked, what helpers assert may stop the test that uses them.
#[cfg(test)]
mod counting;
#[cfg(test)]
mod handing_over;
#[cfg(test)]
mod world;
