//! The queries of a force: the national ones, and its own, which whoever keeps its records writes.

use super::reading::Fault;
use super::{Query, national, reading};
use crate::store;
use kernel::{AccountId, Instant, Problem, Thing};
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};

/// Queries that a force may have of its own.
const MOST: usize = 200;
/// Characters of a definition.
const LONGEST: usize = 8_000;

/// A query as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The query.
    pub query: Query,
    /// Its definition, as it was written.
    pub definition: String,
    /// Who wrote it and when; nothing for a national one.
    pub made: Option<(AccountId, Instant)>,
}

/// All queries that can be asked at the desk of a force: its own first. One that this program no longer
/// understands is left out.
pub async fn queries(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Kept>, Problem> {
    staff.require(Right::ReadRecords)?;
    let own = store::queries::standing(tx).await?;
    let read = |(id, definition, by, at): (String, String, AccountId, Instant)| {
        let query = reading::read(&id, &definition).ok()?;
        Some(Kept { query, definition, made: Some((by, at)) })
    };
    let own = own.into_iter().filter_map(read);
    let national = national::all().iter().map(|query| Kept {
        query: query.clone(),
        definition: national::text(&query.id).unwrap_or_default().to_owned(),
        made: None,
    });
    Ok(own.chain(national).collect())
}

/// One of them.
pub async fn query(tx: &mut Tx<'_>, staff: &Staff, id: &str) -> Result<Kept, Problem> {
    let all = queries(tx, staff).await?;
    all.into_iter().find(|it| it.query.id == id).ok_or(Problem::NotFound(Thing::Setting))
}

/// Keeps a query of the force's own, in the place of the one that had its name. The inner result says what
/// is wrong with it.
pub async fn keep_query(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, definition): (&str, &str),
) -> Result<Result<Query, Fault>, Problem> {
    staff.require(Right::KeepRecords)?;
    if !is_name(id) || national::text(id).is_some() || definition.len() > LONGEST {
        return Err(Problem::Conflict("this cannot be the name of a query of one's own"));
    }
    let query = match reading::read(id, definition) {
        Ok(query) => query,
        Err(fault) => return Ok(Err(fault)),
    };
    if store::queries::standing(tx).await?.len() >= MOST {
        return Err(Problem::Conflict("a force has no more than two hundred queries"));
    }
    store::queries::end(tx, id, staff.account()).await?;
    store::queries::insert(tx, (id, definition), staff.account()).await?;
    let entry = Entry::new(Act::Alteration, "query_kept", "records", id);
    tx.journal(entry.with(json!({ "steps": query.steps.len() }))).await?;
    Ok(Ok(query))
}

/// Takes a query of the force's own away. What was asked with it stays in the journal.
pub async fn take_query_away(tx: &mut Tx<'_>, staff: &Staff, id: &str) -> Result<(), Problem> {
    staff.require(Right::KeepRecords)?;
    if !store::queries::end(tx, id, staff.account()).await? {
        return Err(Problem::NotFound(Thing::Setting));
    }
    tx.journal(Entry::new(Act::Alteration, "query_taken_away", "records", id)).await
}

/// Small letters, digits and hyphens, a letter first.
fn is_name(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (2..=60).contains(&id.len())
        && id.bytes().all(fits)
        && id.bytes().next().is_some_and(|it| it.is_ascii_lowercase())
}
