//! Questions about equality: answered after sending, kept apart, never joined.

use crate::store;
use kernel::Problem;
use services::{Answers, Service};
use station::{Act, Entry, Tx, secrets};

/// Keeps what somebody said of themselves. Nothing in it leads to a report: the id is random, and no
/// nearer time than the month is kept.
pub async fn tell_apart(
    tx: &mut Tx<'_>,
    service: &Service,
    answers: &Answers,
) -> Result<(), Problem> {
    let value = serde_json::to_value(answers).map_err(Problem::broken)?;
    store::equality::insert(tx, &secrets::random::<16>()?, &service.id, &value).await?;
    tx.journal(Entry::new(Act::Collection, "equality_answered", "service", &service.id)).await
}
