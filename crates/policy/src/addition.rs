//! What a force adds to the national policies, and within what.

use crate::{Fault, Right};
use cedar_policy::{ActionConstraint, Effect, Policy};
use kernel::ForceId;

/// A text of policies that a force added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The force that added it.
    pub force: ForceId,
    /// What it is called; unique in its force.
    pub name: String,
    /// The policies, in the Cedar language.
    pub text: String,
}

/// The rights that a force may give to more of its own people than the nation does. It may forbid
/// whatever it likes.
#[derive(Clone, Copy, Debug)]
pub struct Delegable;

impl Delegable {
    /// They are those that touch the force's own daily work, and none that watches others or says
    /// who may do what.
    pub const RIGHTS: [Right; 11] = [
        Right::ReadContacts,
        Right::AnswerContacts,
        Right::RestrictRecords,
        Right::BreakGlass,
        Right::ReadRecords,
        Right::WriteRecords,
        Right::MarkRecords,
        Right::MergeRecords,
        Right::SeeCounts,
        Right::SeeAccounts,
        Right::SeePolicies,
    ];
}

/// Refuses what is not a force's to permit.
pub(crate) fn within_what_is_national(place: &str, policy: &Policy) -> Result<(), Fault> {
    if policy.effect() == Effect::Forbid {
        return Ok(());
    }
    let names: Vec<String> = match policy.action_constraint() {
        ActionConstraint::Any => Vec::new(),
        ActionConstraint::Eq(action) => vec![action.id().unescaped().to_owned()],
        ActionConstraint::In(actions) => {
            actions.iter().map(|action| action.id().unescaped().to_owned()).collect()
        }
    };
    let delegable = |name: &String| Delegable::RIGHTS.iter().any(|right| right.code() == name);
    if !names.is_empty() && names.iter().all(delegable) {
        return Ok(());
    }
    let may = Delegable::RIGHTS.map(Right::code).join(", ");
    let id = policy.id();
    Err(Fault::new(
        place,
        format!("{id} permits what a force does not give; name actions of these: {may}"),
    ))
}
