//! What a fault of the database means to whoever asked.

use kernel::Problem;
use sqlx::Error;

/// Turns a fault of the database into a problem: `Busy` when the same request may succeed later
/// (it is starting, stopping, full or out of reach), `Broken` otherwise.
#[must_use]
pub fn problem(error: Error) -> Problem {
    match &error {
        Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed => {
            Problem::Busy
        }
        // A reply cut off in the middle.
        Error::Protocol(_) | Error::Tls(_) => Problem::Busy,
        Error::Database(told) if told.code().is_some_and(|code| passes(&code)) => {
            let code = told.code().unwrap_or_default();
            tracing::warn!(%code, "the database cannot serve now");
            Problem::Busy
        }
        _ => Problem::broken(error),
    }
}

/// Whether a fault of this SQLSTATE is none of what was asked: connection exceptions, insufficient
/// resources (a full disk), operator intervention (shutting down, crashed, starting up), deadlock and
/// serialisation failures, and the system under it (a file that cannot be read or written).
fn passes(code: &str) -> bool {
    ["08", "53", "57", "40", "58"].iter().any(|class| code.starts_with(class))
}

#[cfg(test)]
mod tests {
    use super::passes;

    #[test]
    fn whoever_meets_a_disk_that_fails_is_told_to_send_again() {
        for (what, code) in [
            ("a file cannot be read or written", "58030"),
            ("the disk is full", "53100"),
            ("another process of the database crashed", "57P02"),
        ] {
            assert!(passes(code), "{what}");
        }
        assert!(!passes("23505"), "what is there already is there when it is sent again");
        assert!(!passes("42501"), "a right that is missing");
    }
}
