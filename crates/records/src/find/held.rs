//! What may be meant, held against what is known of it.

use super::board::{Board, THROUGH, Way};
use super::evidence::{Why, fits, fits_when, fits_where};
use super::query::Term;
use crate::form::Family;
use crate::protection::Head;
use crate::statement::Statement;
use kernel::EntityId;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of records: their heads, and their statements that stand.
#[derive(Debug, Default)]
pub(crate) struct Known {
    heads: BTreeMap<EntityId, Head>,
    statements: BTreeMap<EntityId, Vec<Statement>>,
    open: BTreeSet<EntityId>,
}

/// A record with what it is worth and why.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) id: EntityId,
    pub(crate) score: f32,
    pub(crate) why: Vec<Why>,
    family: u8,
}

impl Weighed {
    /// The better one first; of equals people before things before what happened before where, then the newest.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let better = other.score.total_cmp(&self.score);
        better.then(self.family.cmp(&other.family)).then(other.id.cmp(&self.id))
    }
}

impl Known {
    /// Of some records; only what is open leads from one to another.
    pub(crate) fn new(
        heads: BTreeMap<EntityId, Head>,
        all: Vec<Statement>,
        open: BTreeSet<EntityId>,
    ) -> Self {
        let mut statements: BTreeMap<EntityId, Vec<Statement>> = BTreeMap::new();
        for statement in all.into_iter().filter(|it| it.ended.is_none()) {
            statements.entry(statement.entity).or_default().push(statement);
        }
        Self { heads, statements, open }
    }

    /// What a record is worth: each term by itself, or by what it is linked to. Nothing where a place was
    /// asked for and it is not there.
    pub(crate) fn weigh(&self, id: EntityId, terms: &[Term], board: &Board) -> Option<Weighed> {
        let (mut score, mut why) = (0.0, Vec::new());
        for (place, term) in terms.iter().enumerate() {
            let ways = board.ways(id).iter().filter(|way| way.term == place);
            let own = self.fits(id, term);
            let linked = ways.filter_map(|way| self.by_way(way, term));
            let best = own.into_iter().chain(linked);
            let best = best.max_by(|one, other| one.0.total_cmp(&other.0));
            if best.is_none() && term.is_place() {
                return None;
            }
            if let Some((worth, reason)) = best {
                score += worth;
                why.push(reason);
            }
        }
        let family = match self.heads.get(&id)?.form.family() {
            Family::Person => 0,
            Family::Object => 1,
            Family::Organisation => 2,
            Family::Event => 3,
            Family::Location => 4,
        };
        (score > 0.0).then_some(Weighed { id, score, why, family })
    }

    fn by_way(&self, way: &Way, term: &Term) -> Option<(f32, Why)> {
        let open = |id| self.heads.get(id).filter(|_| self.open.contains(id)).cloned();
        let through: Option<Vec<Head>> = way.through.iter().map(open).collect();
        let (worth, why) = self.fits(*way.through.last()?, term)?;
        Some((worth * THROUGH, Why { through: through?, ..why }))
    }

    /// The best reason for a term in a record itself.
    fn fits(&self, id: EntityId, term: &Term) -> Option<(f32, Why)> {
        let head = self.heads.get(&id)?;
        let asked = || term.said.clone();
        let why =
            |how, field, value| Why { asked: asked(), how, field, value, through: Vec::new() };
        let statements = self.statements.get(&id).map(Vec::as_slice).unwrap_or_default();
        let by_value = term.senses.iter().flat_map(|sense| {
            statements.iter().filter_map(move |it| {
                let how = fits(sense, head.form, (it.field, &it.value))?;
                Some((sense, how, Some(it.field), it.value.clone()))
            })
        });
        let by_time = term.senses.iter().filter_map(|sense| {
            let (how, day) = fits_when(sense, head)?;
            Some((sense, how, None, day))
        });
        let by_place = term
            .senses
            .iter()
            .filter_map(|sense| Some((sense, super::How::Within, None, fits_where(sense, head)?)));
        let all = by_value.chain(by_time).chain(by_place);
        let worth = all.map(|(sense, how, field, value)| {
            (sense.weight() * how.good(), why(how, field, value))
        });
        worth.max_by(|one, other| one.0.total_cmp(&other.0))
    }
}
