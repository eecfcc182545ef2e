//! Chance that is the same on every machine.

/// A stream of numbers that look random, by `SplitMix64`.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream of a seed and a place in it; the streams of two places have nothing to do with each other.
    #[must_use]
    pub fn of(seed: u64, place: u64) -> Self {
        let mut dice = Self(
            seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ place.wrapping_mul(0xd1b5_4a32_d192_ed03),
        );
        dice.0 = dice.roll();
        dice
    }

    /// The next 64 bits.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from nought to below `end`; nought for an empty range.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from(((self.roll() >> 32) * u64::from(end)) >> 32).unwrap_or_default()
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: u16, last: u16) -> u16 {
        let width = u32::from(last.saturating_sub(first)) + 1;
        first + u16::try_from(self.below(width)).unwrap_or_default()
    }

    /// Whether what happens so many times in ten thousand happens now.
    pub fn happens(&mut self, in_ten_thousand: u32) -> bool {
        self.below(10_000) < in_ten_thousand
    }

    /// One of several; what is empty gives the default.
    pub fn pick<T: Copy + Default>(&mut self, things: &[T]) -> T {
        let place = self.below(u32::try_from(things.len()).unwrap_or(u32::MAX));
        things.get(usize::try_from(place).unwrap_or_default()).copied().unwrap_or_default()
    }

    /// A place among weights that were summed up: the first sum above the number rolled.
    pub fn weighed(&mut self, sums: &[u32]) -> usize {
        let rolled = self.below(sums.last().copied().unwrap_or_default());
        sums.partition_point(|sum| *sum <= rolled)
    }
}
