//! Many records at once: of an older system, or of the demo world. They are what one by one would have
//! made of them, without asking the database about each.

use crate::form::Form;
use crate::index::{self, Beside, Nearby};
use crate::link::NewLink;
use crate::open::{New, certainty};
use crate::statement::{NewStatement, Statement};
use crate::{By, store};
use kernel::{EntityId, Problem, StatementId};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Records that are loaded together, with the links between them, and to those that are there.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Records, each under the id that it gets unless the same is there by its number.
    pub records: Vec<(EntityId, New)>,
    /// Links, each with its reason to be right: roles are checked against the forms of this batch.
    pub links: Vec<NewLink>,
}

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Records that are new.
    pub records: usize,
    /// Links that are new.
    pub links: usize,
}

/// A record as it is stored at once.
pub(crate) struct Row<'a> {
    pub(crate) id: EntityId,
    pub(crate) new: &'a New,
    pub(crate) identity: Option<String>,
    pub(crate) beside: Beside,
}

/// Loads records and links, for the program alone, with one journal entry for the batch. What is the same
/// by its number as a record that is there, or comes before it, is that record. A batch whose records are
/// all there already was loaded before: nothing is loaded.
pub async fn load(tx: &mut Tx<'_>, by: By<'_>, batch: &Batch) -> Result<Loaded, Problem> {
    By::is_the_program(tx)?;
    check(batch)?;
    let mut met = BTreeSet::new();
    let once = batch.records.iter().filter(|(id, _)| met.insert(*id));
    let mut rows: Vec<Row<'_>> = once.map(|(id, new)| row(tx, *id, new)).collect();
    beside_each_other(&mut rows, &batch.links);
    store::load::go_by_indexes(tx).await?;
    let new = store::load::insert(tx, &rows).await?;
    let entry = Entry::new(Act::Collection, "records_loaded", "records", "batch");
    if new.is_empty() && !rows.is_empty() {
        tx.journal(entry.with(json!({ "records": 0, "links": 0 }))).await?;
        return Ok(Loaded::default());
    }
    let same = same(tx, &rows, &new).await?;
    let added = |row: &&Row<'_>| new.contains(&row.id);
    let statements: Vec<(EntityId, &[NewStatement])> =
        rows.iter().filter(added).map(|row| (row.id, row.new.statements.as_slice())).collect();
    store::statements::insert_all(tx, by.account(), &statements).await?;
    let at = |id: EntityId| same.get(&id).copied().unwrap_or(id);
    let links = batch.links.iter().map(|link| NewLink {
        src: at(link.src),
        dst: at(link.dst),
        ..link.clone()
    });
    let links: Vec<NewLink> = links.filter(|link| link.src != link.dst).collect();
    store::load::link(tx, &links).await?;
    // What is linked within the batch was told already whom it is about.
    let crosses = |it: &&NewLink| !(new.contains(&it.src) && new.contains(&it.dst));
    let mut touched: Vec<EntityId> =
        links.iter().filter(crosses).flat_map(|it| [it.src, it.dst]).collect();
    touched.sort_unstable();
    touched.dedup();
    let new: Vec<EntityId> = new.into_iter().collect();
    index::loaded(tx, (&new, &touched)).await?;
    let loaded = Loaded { records: new.len(), links: links.len() };
    let details = json!({ "records": loaded.records, "links": loaded.links });
    tx.journal(entry.with(details)).await?;
    Ok(loaded)
}

/// Whom the people and the events of a batch are about, by what they are linked to in it: people first,
/// since events are about them.
fn beside_each_other(rows: &mut [Row<'_>], links: &[NewLink]) {
    let places: HashMap<EntityId, usize> =
        rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    for nearby in [Nearby::What, Nearby::Who] {
        for link in links {
            let (whose, of) = match nearby {
                Nearby::What if index::tells_of(link.role) => (link.src, link.dst),
                Nearby::Who => (link.dst, link.src),
                _ => continue,
            };
            let Some(of) = places.get(&of).and_then(|place| rows.get(*place)) else { continue };
            let tokens = of.beside.about.clone();
            let row = places.get(&whose).and_then(|place| rows.get_mut(*place));
            if let Some(row) = row.filter(|row| index::known_by(row.new.form) == nearby) {
                row.beside.about.extend(tokens);
            }
        }
    }
}

/// Refuses a batch that says what cannot be said.
fn check(batch: &Batch) -> Result<(), Problem> {
    let forms: HashMap<EntityId, Form> =
        batch.records.iter().map(|(id, new)| (*id, new.form)).collect();
    let fits = |(_, new): &(EntityId, New)| new.statements.iter().all(|it| it.field.fits(new.form));
    let joins = |link: &NewLink| match (forms.get(&link.src), forms.get(&link.dst)) {
        (Some(src), Some(dst)) => link.role.joins(src.family(), dst.family()),
        _ => true,
    };
    if !batch.records.iter().all(fits) || !batch.links.iter().all(joins) {
        return Err(Problem::Conflict("this cannot be said of such a thing"));
    }
    Ok(())
}

fn row<'a>(tx: &Tx<'_>, id: EntityId, new: &'a New) -> Row<'a> {
    let said = |it: &NewStatement| statement(tx, id, it);
    let statements: Vec<Statement> = new.statements.iter().filter_map(said).collect();
    let beside = index::beside(tx.station().key(), new.form, &statements);
    Row { id, new, identity: index::identity(new.form, &new.statements), beside }
}

/// A statement as it will stand.
fn statement(tx: &Tx<'_>, entity: EntityId, new: &NewStatement) -> Option<Statement> {
    let read = new.field.reading().read(&new.said)?;
    Some(Statement {
        // Which comes first does not matter among those that are made at once.
        id: StatementId::new(entity.uuid()),
        entity,
        field: new.field,
        value: read.value,
        said: new.said.clone(),
        certainty: certainty(new.certainty, read.whole),
        nature: new.nature,
        valid: new.valid,
        source: new.source,
        origin: new.origin.clone(),
        made_at: tx.now(),
        made_by: None,
        ended: None,
    })
}

/// Under which record those are that were there already, by their number.
async fn same(
    tx: &mut Tx<'_>,
    rows: &[Row<'_>],
    new: &BTreeSet<EntityId>,
) -> Result<BTreeMap<EntityId, EntityId>, Problem> {
    let known = rows.iter().filter(|row| !new.contains(&row.id));
    let known = known.filter_map(|row| Some((row.id, row.new.form, row.identity.as_deref()?)));
    let known: Vec<(EntityId, Form, &str)> = known.collect();
    if known.is_empty() {
        return Ok(BTreeMap::new());
    }
    let same = store::load::of_identities(tx, &known).await?;
    Ok(same)
}
