//! How often each system may ask: what it was given, in this process.

use governor::clock::Clock;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use kernel::ClientId;
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

/// What each system asked lately: kept by the station. There are as many as were let in.
#[derive(Default)]
pub(crate) struct Limits(Mutex<HashMap<(ClientId, u32), Arc<DefaultDirectRateLimiter>>>);

impl Limits {
    /// Counts a request. Fails with the seconds after which the next may come.
    pub(crate) fn count(&self, client: ClientId, rate_per_minute: u32) -> Result<(), u64> {
        let limiter = self.of(client, rate_per_minute);
        limiter.check().map_err(|until| {
            let wait = until.wait_time_from(limiter.clock().now());
            wait.as_secs() + 1
        })
    }

    fn of(&self, client: ClientId, rate_per_minute: u32) -> Arc<DefaultDirectRateLimiter> {
        let rate = NonZeroU32::new(rate_per_minute).unwrap_or(NonZeroU32::MIN);
        let new = || Arc::new(RateLimiter::direct(Quota::per_minute(rate)));
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry((client, rate_per_minute)).or_insert_with(new).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;
    use kernel::ClientId;

    #[test]
    fn who_asked_as_often_as_it_may_waits_and_others_do_not() {
        let limits = Limits::default();
        let (busy, other) = (ClientId::new(uuid(1)), ClientId::new(uuid(2)));
        for _ in 0..5 {
            assert_eq!(limits.count(busy, 5), Ok(()));
        }
        let wait = limits.count(busy, 5).unwrap_err();
        assert!((1..=13).contains(&wait), "{wait}");
        assert_eq!(limits.count(other, 5), Ok(()));
    }

    fn uuid(number: u128) -> sqlx::types::Uuid {
        sqlx::types::Uuid::from_u128(number)
    }
}
