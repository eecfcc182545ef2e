//! What is shown in the place of a record that counts as one with others: the same for all who see the
//! same of them, and consistent for each.

use crate::protection::Head;
use crate::read::{Neighbour, neighbour};
use crate::store;
use kernel::{EntityId, Problem};
use rights::Staff;
use rights::protection::Sight;
use station::Tx;
use std::collections::BTreeMap;

/// What stands for each of some records in a list, a path or a picture. The record itself is asked about
/// first: where it is hidden from somebody, nothing stands for it, even if others that count as one with
/// it are open to them. Where it is open, the one under which they see the group stands for it.
pub(crate) async fn in_place_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    ids: &[EntityId],
) -> Result<BTreeMap<EntityId, Neighbour>, Problem> {
    let groups = store::merged::groups(tx, ids).await?;
    let mut wanted: Vec<EntityId> = ids.to_vec();
    wanted.extend(groups.values().flatten());
    wanted.sort();
    wanted.dedup();
    let heads = store::entities::heads(tx, &wanted).await?;
    let mut shown = BTreeMap::new();
    for id in ids {
        let Some(own) = heads.get(id) else { continue };
        let Some(stands) = neighbour(tx, staff, sight, own.clone()) else { continue };
        let stands = match (&stands, groups.get(id)) {
            (Neighbour::Open(_), Some(group)) => {
                let first =
                    first_open(tx, staff, sight, group.iter().filter_map(|it| heads.get(it)));
                first.map_or(stands, |head| Neighbour::Open(Box::new(head)))
            }
            _ => stands,
        };
        shown.insert(*id, stands);
    }
    Ok(shown)
}

/// The first of a group that somebody may open; the one under which all are shown comes first.
fn first_open<'h>(
    tx: &Tx<'_>,
    staff: &Staff,
    sight: &mut Sight,
    mut group: impl Iterator<Item = &'h Head>,
) -> Option<Head> {
    group.find(|head| sight.admits(tx, staff, (head.form.kind(), &head.kept))).cloned()
}
