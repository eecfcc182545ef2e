//! What is written down of assessments.

#[cfg(test)]
mod assessments;
