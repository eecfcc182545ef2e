//! Whether the database answers.

use crate::faults::problem;
use crate::station::Station;
use kernel::Problem;

pub(crate) async fn ping(station: &Station) -> Result<(), Problem> {
    sqlx::query_scalar!(r#"select 1 as "one!""#)
        .fetch_one(station.pool())
        .await
        .map_err(problem)?;
    Ok(())
}
