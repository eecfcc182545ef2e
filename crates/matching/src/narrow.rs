//! Numbers of one width as those of another. What does not fit becomes the largest that does: nothing
//! here is ever that large.

/// A count as an index.
pub(crate) fn slot(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// An index as a count.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A count for arithmetic.
pub(crate) fn real(number: usize) -> f64 {
    f64::from(count(number))
}

/// The lower half of a hash.
pub(crate) fn low(hash: u64) -> u32 {
    u32::try_from(hash & 0xffff_ffff).unwrap_or_default()
}

/// The upper half of a hash.
pub(crate) fn high(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// A number with fewer digits; what is too small or large stays at the end of its range.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "there is no other way to f32"
)]
pub(crate) fn single(number: f64) -> f32 {
    number as f32
}

/// A weight as a whole number of half bits above a hundred and twenty below nought.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it stays at the ends of the range"
)]
pub(crate) fn halves(bits: f32) -> u32 {
    ((bits + 120.0) * 2.0).round() as u32
}
