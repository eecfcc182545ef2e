//! How long work of our own waits for the database.
//!
//! A network that swallows everything and resets nothing leaves a question without an answer until
//! TCP gives up, a quarter of an hour later. Whoever reports is told after ten seconds; what works in
//! the background lets go by itself and tries again.

use kernel::Problem;
use std::time::Duration;
use tokio::time::timeout;

/// For one piece of background work: longer than a mail server takes.
pub(crate) const FOR_WORK: Duration = Duration::from_secs(30);

/// Does something within a time; after it the connection is let go, and it is `Busy`.
pub(crate) async fn within<T>(
    length: Duration,
    doing: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    timeout(length, doing).await.map_err(|_late| Problem::Busy)?
}

#[cfg(test)]
mod tests {
    use super::within;
    use kernel::Problem;
    use std::time::Duration;

    #[tokio::test]
    async fn work_without_an_answer_is_let_go_and_may_be_tried_again() {
        let silence = std::future::pending::<Result<(), Problem>>();
        assert!(matches!(within(Duration::from_millis(5), silence).await, Err(Problem::Busy)));
        let done = within(Duration::from_secs(30), async { Ok::<_, Problem>(7) }).await;
        assert!(matches!(done, Ok(7)));
    }
}
