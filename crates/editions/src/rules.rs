//! Who may do what with a service. Pure.

use kernel::{AccountId, ForceId, Problem, Reason};
use rights::{Right, Staff};
use services::Reach;

/// Somebody who decided or wrote something, as colleagues knew them then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their force.
    pub force: ForceId,
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
}

impl Person {
    pub(crate) fn of(staff: &Staff) -> Self {
        let (force, account) = (staff.force().clone(), staff.account());
        Self { force, account, name: staff.name().to_owned() }
    }

    /// Whether it is the same person.
    #[must_use]
    pub fn is(&self, staff: &Staff) -> bool {
        self.force == *staff.force() && self.account == staff.account()
    }
}

/// Whether somebody's right in their own force, or for all of them, covers a reach.
pub(crate) fn covers(own: &ForceId, everywhere: bool, reach: &Reach) -> bool {
    let at_home = match reach {
        Reach::Everywhere => false,
        Reach::At(forces) => !forces.is_empty() && forces.iter().all(|force| force == own),
    };
    everywhere || at_home
}

/// Refuses, unless somebody has a right and it covers a reach.
pub(crate) fn may(staff: &Staff, right: Right, reach: &Reach) -> Result<(), Problem> {
    staff.require(right)?;
    if covers(staff.force(), staff.may(Right::PublishEverywhere), reach) {
        return Ok(());
    }
    Err(Problem::Refused(Reason::NotYourRole))
}

/// Why nobody approves their own proposal.
pub(crate) const OWN: &str = "nobody approves what they wrote themselves";
/// Why an approval comes too late.
pub(crate) const CHANGED: &str = "it was changed since you read it";

#[cfg(test)]
mod tests {
    use super::covers;
    use kernel::ForceId;
    use services::Reach;

    #[test]
    fn a_force_decides_for_itself_and_a_publisher_for_all() {
        let force = |id: &str| ForceId::parse(id).unwrap();
        let at = |ids: &[&str]| Reach::At(ids.iter().map(|id| force(id)).collect());
        for (reach, at_home, everywhere) in [
            (at(&["humberside"]), true, true),
            (at(&["cumbria"]), false, true),
            (at(&["cumbria", "humberside"]), false, true),
            (at(&[]), false, true),
            (Reach::Everywhere, false, true),
        ] {
            assert_eq!(covers(&force("humberside"), false, &reach), at_home, "{reach:?}");
            assert_eq!(covers(&force("humberside"), true, &reach), everywhere, "{reach:?}");
        }
    }
}
