//! Whose a police area's code is.

use crate::forces::whereabouts::{Body, Whereabouts, answer_of};
use kernel::{Force, Forces};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Who has an area.
pub(super) enum Area {
    /// A force.
    Force(Arc<Force>),
    /// The police of another land.
    Beyond(Body),
}

impl Area {
    /// Whose a code is; of a postcode in this area, which tells the Channel Islands apart.
    pub(super) fn of(forces: &Forces, code: &str, postcode_area: &str) -> Option<Self> {
        let own = forces.iter().find(|force| force.area_code.as_deref() == Some(code));
        let beyond = || Body::of_area_code(code, postcode_area).map(Self::Beyond);
        own.cloned().map(Self::Force).or_else(beyond)
    }
}

/// The answer for a place that may be in any of these areas.
pub(super) fn answer(
    forces: &Forces,
    codes: &BTreeSet<String>,
    postcode_area: &str,
    sure: bool,
) -> Whereabouts {
    let (mut own, mut beyond) = (BTreeSet::new(), None);
    for code in codes {
        match Area::of(forces, code, postcode_area) {
            Some(Area::Force(force)) => {
                own.insert(force.id.clone());
            }
            Some(Area::Beyond(body)) => beyond = Some(body),
            None => {}
        }
    }
    let named = forces.iter().filter(|force| own.contains(&force.id)).cloned();
    answer_of(named.collect(), beyond, sure)
}
