//! A member of staff opens a record: everything that is known of it, as far as their sight goes.

use crate::field::Field;
use crate::link::Link;
use crate::protection::{Head, admit};
use crate::statement::Statement;
use crate::{shown, store};
use kernel::{EntityId, Problem};
use rights::protection::Sight;
use rights::{Right, Staff};
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Links of one record on one page.
pub const LINKS: usize = 200;

/// The record at the other end of a link, or in a list, as whoever looks may see it.
#[derive(Clone, Debug)]
pub enum Neighbour {
    /// It opens to them.
    Open(Box<Head>),
    /// It exists, and no more of it is said than whom to ask.
    Closed {
        /// Its id, under which its door stands.
        id: EntityId,
        /// Whom to ask.
        ask: String,
    },
}

impl Neighbour {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> EntityId {
        match self {
            Self::Open(head) => head.id,
            Self::Closed { id, .. } => *id,
        }
    }
}

/// A link, read from one of its ends.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The link.
    pub link: Link,
    /// Whether it begins at the record that is looked at.
    pub outward: bool,
    /// The other end.
    pub other: Neighbour,
}

/// A record with all that is known of it.
#[derive(Clone, Debug)]
pub struct View {
    /// The record under which it is shown.
    pub head: Head,
    /// Those that count as the same one, this one first; only itself where it was never merged.
    pub same: Vec<Head>,
    /// What is known of it, in the order of the fields and the newest first, what was taken back too.
    pub statements: Vec<Statement>,
    /// What it is linked to, the newest first; no more than [`LINKS`].
    pub links: Vec<Joined>,
    /// Whether there are more links than are given.
    pub more_links: bool,
    /// What is usually known of such a thing and is missing.
    pub missing: Vec<Field>,
}

/// Opens a record for a member of staff. The journal has it in the same transaction.
pub async fn read(tx: &mut Tx<'_>, staff: &Staff, entity: EntityId) -> Result<View, Problem> {
    let (asked_for, by) = admit(tx, staff, entity, Right::ReadRecords).await?;
    let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
    let same = same_as(tx, staff, &mut sight, asked_for).await?;
    let ids: Vec<EntityId> = same.iter().map(|head| head.id).collect();
    // Whoever looks at one of several that count as one sees them all.
    let seen =
        |id: &EntityId| Entry::new(Act::Consultation, "record_seen", "record", id).with(by.clone());
    tx.journal_all(&ids.iter().map(seen).collect::<Vec<_>>()).await?;
    let statements = store::statements::of(tx, &ids).await?;
    let (links, more_links) = links(tx, staff, &mut sight, &ids).await?;
    let head = same.first().cloned().ok_or(Problem::NotFound(kernel::Thing::Record))?;
    let stands =
        |field: &Field| statements.iter().any(|it| it.field == *field && it.ended.is_none());
    let missing = Field::expected(head.form).iter().copied().filter(|it| !stands(it)).collect();
    Ok(View { head, same, statements, links, more_links, missing })
}

/// The records that count as the same one, as far as somebody may see them: the one under which all
/// are shown first.
async fn same_as(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    asked_for: Head,
) -> Result<Vec<Head>, Problem> {
    let ids = store::merged::same_as(tx, asked_for.id).await?;
    if ids.len() < 2 {
        return Ok(vec![asked_for]);
    }
    let mut heads = store::entities::heads(tx, &ids).await?;
    let mut same = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(head) = heads.remove(&id) else { continue };
        if head.id == asked_for.id || sight.admits(tx, staff, (head.form.kind(), &head.kept)) {
            same.push(head);
        }
    }
    Ok(same)
}

/// What some records are linked to, as far as somebody may see it: what is hidden from them is not
/// there, and what is restricted is a line that says whom to ask.
async fn links(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    ids: &[EntityId],
) -> Result<(Vec<Joined>, bool), Problem> {
    let found = store::links::of(tx, ids, LINKS + 1).await?;
    let more = found.len() > LINKS;
    let far = |link: &Link| if ids.contains(&link.src) { link.dst } else { link.src };
    let others: BTreeSet<EntityId> = found.iter().map(far).collect();
    let others: Vec<EntityId> = others.into_iter().collect();
    let seen = shown::in_place_of(tx, staff, sight, &others).await?;
    let mut joined = Vec::new();
    for link in found.into_iter().take(LINKS) {
        let outward = ids.contains(&link.src);
        let other = far(&link);
        if ids.contains(&other) {
            continue;
        }
        if let Some(other) = seen.get(&other).cloned() {
            joined.push(Joined { link, outward, other });
        }
    }
    Ok((joined, more))
}

/// Records by their ids, as somebody may see them. Those that they may not know of are not in it.
pub(crate) async fn neighbours(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    ids: &[EntityId],
) -> Result<BTreeMap<EntityId, Neighbour>, Problem> {
    let heads = store::entities::heads(tx, ids).await?;
    let mut seen = BTreeMap::new();
    for (id, head) in heads {
        if let Some(neighbour) = neighbour(tx, staff, sight, head) {
            seen.insert(id, neighbour);
        }
    }
    Ok(seen)
}

/// A record as somebody may see it: open, closed with whom to ask, or not at all.
pub(crate) fn neighbour(
    tx: &Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    head: Head,
) -> Option<Neighbour> {
    if sight.admits(tx, staff, (head.form.kind(), &head.kept)) {
        return Some(Neighbour::Open(Box::new(head)));
    }
    let list = head.kept.protection.restricted.as_ref().filter(|list| !list.hidden)?;
    let ask = list.ask.clone();
    // What else stands in the way is told to nobody: that it is about them, or how it is marked.
    let mut unrestricted = head.kept.clone();
    unrestricted.protection.restricted = None;
    let would_open = sight.admits(tx, staff, (head.form.kind(), &unrestricted));
    would_open.then_some(Neighbour::Closed { id: head.id, ask })
}
