//! Units and operations: what accounts belong to by an id that policies and records name.

use crate::{Account, Staff, epoch, store};
use kernel::{Instant, Problem, Thing};
use policy::Right;
use serde_json::json;
use station::{Act, Entry, Tx};

/// What sort of group it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// A unit, such as a contact centre.
    Unit,
    /// An operation: whoever works on it reads what belongs to it.
    Operation,
}

impl GroupKind {
    /// As the journal and addresses call it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Operation => "operation",
        }
    }
}

/// A unit or an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What accounts, records and policies call it; it never changes.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// When it ended; nobody joins it since.
    pub ended_at: Option<Instant>,
}

/// Whether a text can be an id: 2 to 40 lower-case letters, digits and hyphens.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (2..=40).contains(&text.len()) && text.bytes().all(letter) && !text.starts_with('-')
}

/// Whether a text can be a name, in characters.
#[must_use]
pub fn is_name(text: &str) -> bool {
    (1..=100).contains(&text.trim().chars().count())
}

/// Those of the force, the living first.
pub async fn list(tx: &mut Tx<'_>, kind: GroupKind) -> Result<Vec<Group>, Problem> {
    store::groups::list(tx, kind).await
}

/// One of the force, with whoever belongs to it.
pub async fn one(
    tx: &mut Tx<'_>,
    kind: GroupKind,
    id: &str,
) -> Result<(Group, Vec<Account>), Problem> {
    let found = list(tx, kind).await?.into_iter().find(|group| group.id == id);
    let group = found.ok_or(Problem::NotFound(Thing::Setting))?;
    let (unit, operation) = match kind {
        GroupKind::Unit => (Some(id), None),
        GroupKind::Operation => (None, Some(id)),
    };
    Ok((group, store::accounts::members(tx, unit, operation).await?))
}

/// Makes one.
pub async fn make(
    tx: &mut Tx<'_>,
    staff: &Staff,
    kind: GroupKind,
    (id, name): (&str, &str),
) -> Result<(), Problem> {
    staff.require_now(Right::ManageAccounts)?;
    if !is_id(id) || !is_name(name) {
        return Err(Problem::Conflict("not an id, or not a name"));
    }
    if !store::groups::insert(tx, kind, (id, name.trim())).await? {
        return Err(Problem::Conflict("there is one of that id"));
    }
    let entry = Entry::new(Act::Collection, "group_made", kind.code(), id);
    tx.journal(entry.with(json!({ "name": name.trim() }))).await
}

/// Calls it something else.
pub async fn rename(
    tx: &mut Tx<'_>,
    staff: &Staff,
    kind: GroupKind,
    (id, name): (&str, &str),
) -> Result<(), Problem> {
    staff.require_now(Right::ManageAccounts)?;
    if !is_name(name) {
        return Err(Problem::Conflict("not a name"));
    }
    if !store::groups::rename(tx, kind, (id, name.trim())).await? {
        return Err(Problem::NotFound(Thing::Setting));
    }
    let entry = Entry::new(Act::Alteration, "group_renamed", kind.code(), id);
    tx.journal(entry.with(json!({ "name": name.trim() }))).await
}

/// Ends it. Whoever belonged to it does not any more, from their next request on.
pub async fn end(tx: &mut Tx<'_>, staff: &Staff, kind: GroupKind, id: &str) -> Result<(), Problem> {
    staff.require_now(Right::ManageAccounts)?;
    if !store::groups::end(tx, kind, id).await? {
        return Err(Problem::NotFound(Thing::Setting));
    }
    let left = store::groups::take_from_all(tx, kind, id).await?;
    let entry = Entry::new(Act::Alteration, "group_ended", kind.code(), id);
    tx.journal(entry.with(json!({ "members": left }))).await?;
    epoch::changed(tx).await
}

#[cfg(test)]
mod tests {
    use super::{is_id, is_name};

    #[test]
    fn an_id_is_short_and_plain_and_a_name_says_something() {
        for good in ["contact-centre", "a1", "op-2026"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "a", "-a", "Contact", "a b", "é1", &"a".repeat(41)] {
            assert!(!is_id(bad), "{bad}");
        }
        assert!(is_name("Operation Larch") && !is_name("  ") && !is_name(&"x".repeat(101)));
    }
}
