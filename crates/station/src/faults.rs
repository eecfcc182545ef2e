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
        Error::Database(told) => match told.code().as_deref() {
            // Connection exceptions, insufficient resources (a full disk), operator intervention
            // (shutting down, crashed, starting up), deadlock and serialisation failures.
            Some(code) if ["08", "53", "57", "40"].iter().any(|class| code.starts_with(class)) => {
                tracing::warn!(code, "the database cannot serve now");
                Problem::Busy
            }
            _ => Problem::broken(error),
        },
        _ => Problem::broken(error),
    }
}
