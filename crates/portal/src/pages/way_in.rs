//! The way in: a reference and its access code.

use super::Portal;
use super::following::Following;
use super::handed_over::HandedOver;
use kernel::{AccessCode, Clock, Problem, Purpose, Reference, Thing};
use station::Scope;

/// What a reference and an access code open.
pub(super) enum Opened {
    /// A report.
    Report(Box<Following>),
    /// What was passed to another body.
    Handover(Box<HandedOver>),
}

/// Looks up what a reference and an access code open, as they were typed: a report, or what was
/// passed to another body.
///
/// Whatever is wrong with them, the answer is the same `NotFound`. What cannot be a reference or a
/// code is refused without looking: that anybody can work out for themselves.
pub(super) async fn look_up(
    portal: &Portal,
    reference: &str,
    code: &str,
) -> Result<Opened, Problem> {
    let absent = || Problem::NotFound(Thing::Report);
    let station = &portal.hall.station;
    let reference = Reference::parse(reference).map_err(|_| absent())?;
    let code = AccessCode::parse(code).map_err(|_| absent())?;
    let force = station.forces().by_letters(reference.letters()).ok_or_else(absent)?;
    let mut tx = station.begin(&Scope::public(force.id.clone(), Purpose::Following)).await?;
    let now = station.real();
    let mut found = reports::look_up(&mut tx, &reference, &code).await.map(|report| {
        Opened::Report(Box::new(Following::new(force.id.clone(), report, reference, now)))
    });
    if let Err(Problem::NotFound(_)) = found {
        let passed = partners::look_up(&mut tx, &reference, &code).await;
        found = passed.map(|(id, opens)| {
            let held = HandedOver::new(&force.id, (id, &opens), reference, now);
            Opened::Handover(Box::new(held))
        });
    }
    tx.leave().await?;
    match found {
        Ok(opened) => Ok(opened),
        Err(problem) => {
            if matches!(problem, Problem::NotFound(_)) {
                portal.patience.wait(reference, station.real()).await;
            }
            Err(problem)
        }
    }
}
