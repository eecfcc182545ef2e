//! The way in: a reference and its access code.

use super::Portal;
use super::following::Following;
use kernel::{AccessCode, Clock, Problem, Purpose, Reference, Thing};
use station::Scope;

/// Looks up the report of a reference and an access code as they were typed.
///
/// Whatever is wrong with them, the answer is the same `NotFound`. What cannot be a reference or a
/// code is refused without looking: that anybody can work out for themselves.
pub(super) async fn look_up(
    portal: &Portal,
    reference: &str,
    code: &str,
) -> Result<Following, Problem> {
    let absent = || Problem::NotFound(Thing::Report);
    let station = &portal.hall.station;
    let reference = Reference::parse(reference).map_err(|_| absent())?;
    let code = AccessCode::parse(code).map_err(|_| absent())?;
    let force = station.forces().by_letters(reference.letters()).ok_or_else(absent)?;
    let mut tx = station.begin(&Scope::public(force.id.clone(), Purpose::Following)).await?;
    let found = reports::look_up(&mut tx, &reference, &code).await;
    tx.leave().await?;
    match found {
        Ok(report) => Ok(Following::new(force.id.clone(), report, reference, station.real())),
        Err(problem) => {
            if matches!(problem, Problem::NotFound(_)) {
                portal.patience.wait(reference, station.real()).await;
            }
            Err(problem)
        }
    }
}
