//! The station's clock: real time, moved forward by the demo alone.

use jiff::{SignedDuration, Timestamp};
use kernel::{Clock, Instant};
use std::sync::atomic::{AtomicI64, Ordering};

/// Real time plus what the demo world added. Every process reads the addition from the database.
#[derive(Debug, Default)]
pub struct StationClock {
    ahead_seconds: AtomicI64,
}

impl StationClock {
    /// Sets how many seconds `now` is ahead of real time.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.ahead_seconds.store(seconds, Ordering::Relaxed);
    }
}

impl Clock for StationClock {
    fn now(&self) -> Instant {
        let ahead = SignedDuration::from_secs(self.ahead_seconds.load(Ordering::Relaxed));
        self.real().plus(ahead)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
    fn real(&self) -> Instant {
        Instant::new(Timestamp::now())
    }
}
