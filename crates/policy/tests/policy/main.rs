//! The policies, from outside.

#[cfg(test)]
mod additions;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod matrix;
