//! The SQL of editions, decisions and proposals.

pub(crate) mod decisions;
pub(crate) mod editions;
pub(crate) mod proposals;

use kernel::{ForceId, Problem};
use services::Reach;

/// A reach as it is stored: no list is every force.
pub(crate) fn stored(reach: &Reach) -> Option<Vec<String>> {
    match reach {
        Reach::Everywhere => None,
        Reach::At(forces) => Some(forces.iter().map(ToString::to_string).collect()),
    }
}

/// The reach of a stored list.
pub(crate) fn reach(forces: Option<Vec<String>>) -> Result<Reach, Problem> {
    let Some(forces) = forces else { return Ok(Reach::Everywhere) };
    let forces = forces.iter().map(|force| ForceId::parse(force));
    Ok(Reach::At(forces.collect::<Result<_, _>>().map_err(Problem::broken)?))
}

/// A version as it is stored.
pub(crate) fn version(version: u32) -> Result<i32, Problem> {
    i32::try_from(version).map_err(Problem::broken)
}
