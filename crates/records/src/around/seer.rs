//! Whoever looks: what they may see is asked once for each record, and remembered while they look.

use super::{Asked, Step, Walked};
use crate::form::Form;
use crate::read::{Neighbour, neighbours};
use crate::store;
use kernel::{AccountId, EntityId, Problem};
use rights::protection::{Kept, Protection, Sight};
use rights::{Right, Staff};
use station::Tx;
use std::collections::{BTreeMap, BTreeSet};

/// Whoever looks at links.
pub(crate) struct Seer<'a> {
    staff: &'a Staff,
    sight: Sight,
    forms: Vec<String>,
    seen: BTreeMap<EntityId, Option<Neighbour>>,
}

impl<'a> Seer<'a> {
    /// A member of staff who reads records.
    pub(crate) async fn of(tx: &mut Tx<'_>, staff: &'a Staff) -> Result<Self, Problem> {
        let mut sight = Sight::of(tx, staff, Right::ReadRecords).await?;
        let plain = Kept { protection: Protection::NONE, about: Vec::new() };
        let mut opens = |form: &&Form| sight.admits(tx, staff, (form.kind(), &plain));
        let forms = Form::ALL.iter().filter(&mut opens).map(|it| it.code().to_owned()).collect();
        Ok(Self { staff, sight, forms, seen: BTreeMap::new() })
    }

    /// Who it is, for a query.
    pub(crate) const fn account(&self) -> AccountId {
        self.sight.account()
    }

    /// Whom what they see must not be about, for a query.
    pub(crate) fn barred(&self) -> &[Vec<u8>] {
        self.sight.barred()
    }

    /// What they are vetted for, for a query.
    pub(crate) fn markings(&self) -> &[String] {
        self.sight.markings()
    }

    /// The forms of which they read what nothing particular stands against, for a query.
    pub(crate) fn forms(&self) -> &[String] {
        &self.forms
    }

    /// Looks at records, so that [`Self::at`] knows of them.
    pub(crate) async fn look(
        &mut self,
        tx: &mut Tx<'_>,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> Result<(), Problem> {
        let new = ids.into_iter().filter(|id| !self.seen.contains_key(id));
        let new: BTreeSet<EntityId> = new.collect();
        if new.is_empty() {
            return Ok(());
        }
        let new: Vec<EntityId> = new.into_iter().collect();
        let mut found = neighbours(tx, self.staff, &mut self.sight, &new).await?;
        // An erased record is a place that nothing points at any more.
        let stands = |it: &Neighbour| match it {
            Neighbour::Open(head) => head.erased_at.is_none(),
            Neighbour::Closed { .. } => true,
        };
        self.seen.extend(new.iter().map(|id| (*id, found.remove(id).filter(stands))));
        Ok(())
    }

    /// A record that was looked at, as they may see it.
    pub(crate) fn at(&self, id: EntityId) -> Option<&Neighbour> {
        self.seen.get(&id).and_then(Option::as_ref)
    }

    /// Whether it opens to them.
    pub(crate) fn opens(&self, id: EntityId) -> bool {
        matches!(self.at(id), Some(Neighbour::Open(_)))
    }

    /// Of steps those that they may see, both ends looked at.
    pub(crate) async fn admits(
        &mut self,
        tx: &mut Tx<'_>,
        mut steps: Vec<Step>,
    ) -> Result<Vec<Step>, Problem> {
        self.look(tx, steps.iter().flat_map(|it| [it.near, it.far, it.shown])).await?;
        steps.retain(|it| self.admits_one(it));
        Ok(steps)
    }

    /// Whether they may see a step whose ends were looked at. A record that was merged is open when both
    /// it and the one under which it is shown are.
    pub(crate) fn admits_one(&self, step: &Step) -> bool {
        step.shown != step.top
            && (step.near == step.top || self.opens(step.near))
            && (step.far == step.shown || self.opens(step.far))
            && self.at(step.shown).is_some()
    }

    /// The steps of some roles that they may see.
    pub(crate) async fn along(
        &mut self,
        tx: &mut Tx<'_>,
        from: &[EntityId],
        asked: &Asked<'_>,
    ) -> Result<Vec<Step>, Problem> {
        let steps = store::steps::along(tx, self, from, asked).await?;
        self.admits(tx, steps).await
    }

    /// A step as it is shown.
    pub(crate) fn walked(&self, step: &Step) -> Option<Walked> {
        let &Step { role, outward, since, until, confidence, shown, .. } = step;
        let to = self.at(shown)?.clone();
        Some(Walked { role, outward, since, until, confidence, to })
    }
}

/// The record under which one is shown. Nothing changes for one that was never merged.
pub(crate) async fn top(tx: &mut Tx<'_>, id: EntityId) -> Result<EntityId, Problem> {
    Ok(store::merged::golden(tx, &[id]).await?.get(&id).copied().unwrap_or(id))
}
