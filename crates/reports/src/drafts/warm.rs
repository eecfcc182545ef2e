//! Drafts that were just written or read, still sealed, so that looking at the next page of a form
//! need not ask the database.
//!
//! A browser says which state of its draft it saw saved. What is warm is shown only when it is that
//! state, so that nobody is shown less than what we acknowledged to them, however many servers
//! there are; and for a minute at most, whatever the browser says. Writing never trusts it: a draft
//! is written over only in the state that was read.

use super::{Lookup, Sealed, Stamp};
use jiff::SignedDuration;
use kernel::{Clock, Instant};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;

/// How much memory warm drafts may take together, in bytes.
const ROOM: u64 = 12 * 1024 * 1024;
/// How many drafts of the usual size that is.
const USUAL: usize = 8 * 1024;
/// How long a draft stays warm after it was written or read.
const STAYS: SignedDuration = SignedDuration::from_secs(60);

/// The drafts that are warm.
#[derive(Clone)]
pub(crate) struct Warm(Arc<Cache<Lookup, Arc<Kept>, Bytes>>);

struct Kept {
    sealed: Sealed,
    since: Instant,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<Lookup, Arc<Kept>> for Bytes {
    fn weight(&self, _: &Lookup, kept: &Arc<Kept>) -> u64 {
        // What a draft takes beside its bytes, roughly.
        u64::try_from(kept.sealed.bytes.len()).unwrap_or(u64::MAX).saturating_add(200)
    }
}

impl Warm {
    pub(crate) fn empty() -> Self {
        Self(Arc::new(Cache::with_weighter(USUAL, ROOM, Bytes)))
    }

    /// The draft in the state that the browser saw, if it is warm and has not ended.
    pub(super) fn get(&self, lookup: &Lookup, seen: Stamp, clock: &dyn Clock) -> Option<Sealed> {
        let kept = self.0.get(lookup)?;
        let age = clock.real().since(kept.since);
        let fits = kept.sealed.stamp() == Some(seen)
            && kept.sealed.ends_at > clock.now()
            && (SignedDuration::ZERO..STAYS).contains(&age);
        fits.then(|| kept.sealed.clone())
    }

    pub(super) fn put(&self, lookup: Lookup, sealed: Sealed, clock: &dyn Clock) {
        self.0.insert(lookup, Arc::new(Kept { sealed, since: clock.real() }));
    }

    pub(crate) fn forget(&self, lookup: &Lookup) {
        self.0.remove(lookup);
    }
}

#[cfg(test)]
mod tests {
    use super::{Sealed, Stamp, Warm};
    use jiff::{SignedDuration, Timestamp};
    use kernel::{FixedClock, Instant};
    use std::sync::Arc;

    fn after(minutes: i64) -> FixedClock {
        FixedClock(Instant::new(Timestamp::UNIX_EPOCH).plus(SignedDuration::from_mins(minutes)))
    }

    fn sealed(byte: u8) -> Sealed {
        Sealed { bytes: Arc::from(vec![byte; 100]), ends_at: after(60).0 }
    }

    #[test]
    fn only_the_state_that_the_browser_saw_is_shown_and_only_for_a_minute() {
        let warm = Warm::empty();
        warm.put([1; 32], sealed(7), &after(0));
        for (lookup, seen, minutes, shown) in [
            (1, 7, 0, true),
            (1, 8, 0, false),
            (2, 7, 0, false),
            (1, 7, 1, false),
            // The clock was set back.
            (1, 7, -1, false),
        ] {
            let found = warm.get(&[lookup; 32], Stamp([seen; 24]), &after(minutes));
            assert_eq!(found.is_some(), shown, "{lookup} {seen} {minutes}");
        }
        warm.forget(&[1; 32]);
        assert!(warm.get(&[1; 32], Stamp([7; 24]), &after(0)).is_none());
    }

    #[test]
    fn a_draft_that_has_ended_is_not_shown() {
        let warm = Warm::empty();
        warm.put([1; 32], sealed(7), &after(60));
        assert!(warm.get(&[1; 32], Stamp([7; 24]), &after(60)).is_none());
    }

    #[test]
    fn ever_so_many_drafts_take_no_more_than_their_room() {
        let warm = Warm::empty();
        for number in 0..60_000_u32 {
            let mut lookup = [0; 32];
            lookup[..4].copy_from_slice(&number.to_be_bytes());
            warm.put(lookup, sealed(1), &after(0));
        }
        assert!(warm.0.weight() <= super::ROOM);
        assert!(warm.0.len() > 20_000);
    }
}
