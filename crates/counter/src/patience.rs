//! A growing pause before the answer to a wrong access code.
//!
//! A code has more than fifty-five bits, so guessing leads nowhere; the pause keeps somebody who
//! tries anyway from being quick about it. It is counted by reference, because the public has no
//! other name, and delays refusals only: whoever holds the right code is let in at once, however
//! often others failed. Each process counts for itself, and forgets.

use jiff::SignedDuration;
use kernel::{Instant, Reference};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The pause after the first failure; each further one doubles it.
const FIRST: Duration = Duration::from_millis(100);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(2);
/// After this time without a failure a reference is as good as new.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// How many references are remembered: about half a megabyte.
const MOST: usize = 4096;

/// What failed lately.
#[derive(Debug, Default)]
pub struct Patience(Mutex<HashMap<Reference, Failures>>);

#[derive(Clone, Copy, Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Patience {
    /// Counts a failure and waits as long as it costs.
    #[expect(clippy::disallowed_methods, reason = "the pause itself is what is wanted here")]
    pub async fn wait(&self, reference: Reference, now: Instant) {
        tokio::time::sleep(self.failed(reference, now)).await;
    }

    /// Counts a failure and says how long its answer is to wait.
    fn failed(&self, reference: Reference, now: Instant) -> Duration {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, failures| now.since(failures.last) < FORGOTTEN_AFTER);
            if all.len() >= MOST {
                all.clear();
            }
        }
        let failures = all.entry(reference).or_insert(Failures { count: 0, last: now });
        if now.since(failures.last) >= FORGOTTEN_AFTER {
            failures.count = 0;
        }
        *failures = Failures { count: failures.count.saturating_add(1), last: now };
        pause(failures.count)
    }
}

/// The pause of the so-manieth failure.
fn pause(count: u32) -> Duration {
    let doubled = count.saturating_sub(1).min(10);
    FIRST.saturating_mul(1 << doubled).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::{FORGOTTEN_AFTER, MOST, Patience};
    use kernel::{Instant, Letters, Reference};
    use std::time::Duration;

    fn reference(number: u16) -> Reference {
        let [high, low] = number.to_be_bytes();
        let random = [high / 25, high % 25, low / 25, low % 25, 0, 0, 0];
        Reference::from_random(Letters::parse("HUM").unwrap(), random)
    }

    fn now() -> Instant {
        Instant::new("2026-06-04T08:14:00Z".parse().unwrap())
    }

    #[test]
    fn each_failure_costs_more_up_to_two_seconds_and_only_its_own_reference() {
        let patience = Patience::default();
        let waits: Vec<u128> =
            (0..7).map(|_| patience.failed(reference(1), now()).as_millis()).collect();
        assert_eq!(waits, [100, 200, 400, 800, 1600, 2000, 2000]);
        assert_eq!(patience.failed(reference(2), now()), Duration::from_millis(100));
    }

    #[test]
    fn what_failed_long_ago_is_forgotten() {
        let patience = Patience::default();
        patience.failed(reference(1), now());
        let later = now().plus(FORGOTTEN_AFTER);
        assert_eq!(patience.failed(reference(1), later), Duration::from_millis(100));
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let patience = Patience::default();
        for number in 0..10_000 {
            patience.failed(reference(number), now());
        }
        assert!(patience.0.lock().unwrap().len() <= MOST);
    }
}
