//! Addresses by their postcode. They belong to no force.

use crate::addresses::Address;
use crate::faults::problem;
use crate::station::Station;
use kernel::{Postcode, Problem};

/// More than any postcode has.
const MOST: i64 = 500;

/// The addresses of a postcode.
pub(crate) async fn at(station: &Station, postcode: &Postcode) -> Result<Vec<Address>, Problem> {
    sqlx::query_as!(
        Address,
        "select uprn, line1, line2, town, postcode from station.addresses
         where postcode = $1 limit $2",
        postcode.as_str(),
        MOST
    )
    .fetch_all(station.pool())
    .await
    .map_err(problem)
}

/// Whether any are loaded.
pub(crate) async fn any(station: &Station) -> Result<bool, Problem> {
    let any =
        sqlx::query_scalar!(r#"select exists (select from station.addresses) as "any_loaded!""#);
    any.fetch_one(station.pool()).await.map_err(problem)
}
