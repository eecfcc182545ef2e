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
