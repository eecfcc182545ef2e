//! What people are called in place of their given name.

use crate::dice::Dice;
use std::collections::HashMap;

/// Given names and what people make of them.
pub(crate) struct PetNames(HashMap<&'static str, Vec<&'static str>>);

impl Default for PetNames {
    fn default() -> Self {
        let lines = include_str!("../names/pet_names.txt").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.collect()))
        });
        Self(rows.collect())
    }
}

impl PetNames {
    /// One of the pet names of a name, if it has any.
    pub(crate) fn of(&self, name: &str, dice: &mut Dice) -> Option<&'static str> {
        self.0.get(name).map(|names| dice.pick(names))
    }
}
