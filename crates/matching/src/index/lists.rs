//! The caller's ids, and the names that many share.

use super::face::Face;
use crate::name::Name;
use crate::names::hash;
use crate::narrow::{count, slot};
use crate::table::Table;

/// The caller's ids, each with the first of its faces.
#[derive(Debug, Default)]
pub(super) struct Owners {
    ids: Vec<u128>,
    faces: Vec<u32>,
    places: Table,
    free: Vec<u32>,
}

impl Owners {
    pub(super) fn len(&self) -> usize {
        self.ids.len() - self.free.len()
    }

    /// A place for an id that has none.
    pub(super) fn add(&mut self, id: u128) -> u32 {
        let place = self.free.pop().unwrap_or(count(self.ids.len()));
        if let (Some(old), Some(face)) =
            (self.ids.get_mut(slot(place)), self.faces.get_mut(slot(place)))
        {
            (*old, *face) = (id, Face::NONE);
        } else {
            self.ids.push(id);
            self.faces.push(Face::NONE);
        }
        let ids = &self.ids;
        self.places.insert(of(id), place, |place| ids.get(slot(place)).map_or(0, |id| of(*id)));
        place
    }

    pub(super) fn begin(&mut self, place: u32, face: u32) {
        self.faces.get_mut(slot(place)).into_iter().for_each(|first| *first = face);
    }

    /// Takes an id out; the first of its faces.
    pub(super) fn take(&mut self, id: u128) -> Option<u32> {
        let is_it = |place: &u32| self.ids.get(slot(*place)) == Some(&id);
        let place = self.places.under(of(id)).find(is_it)?;
        self.places.remove(of(id), place);
        self.free.push(place);
        self.faces.get(slot(place)).copied()
    }

    pub(super) fn id(&self, place: u32) -> Option<u128> {
        self.ids.get(slot(place)).copied()
    }
}

fn of(id: u128) -> u32 {
    hash(&id.to_le_bytes())
}

/// Names, each once, for as long as the index lives.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<Name>,
    places: Table,
}

impl Names {
    /// The place of a name, which is kept when it is new.
    pub(super) fn place(&mut self, name: &Name) -> u32 {
        let is_it = |place: &u32| self.names.get(slot(*place)).is_some_and(|known| known.is(name));
        if let Some(place) = self.places.under(name.whole).find(is_it) {
            return place;
        }
        let place = count(self.names.len());
        let mut kept = name.clone();
        kept.chances = crate::name::Chances::default();
        self.names.push(kept);
        let names = &self.names;
        self.places
            .insert(name.whole, place, |place| names.get(slot(place)).map_or(0, |name| name.whole));
        place
    }

    pub(super) fn name(&self, place: u32) -> Option<&Name> {
        self.names.get(slot(place))
    }
}
