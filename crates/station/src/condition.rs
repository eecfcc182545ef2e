//! In what condition the building is: what waits longer than it should, whether the clocks agree,
//! whether there is room. It looks, and changes nothing.

use crate::database::{self, Version};
use crate::scope::Scope;
use crate::station::Station;
use crate::store;
use jiff::SignedDuration;
use kernel::{Actor, Clock, ForceId, Problem, Purpose};
use std::path::Path;

/// How long a job may wait after its time.
const FOR_JOBS: SignedDuration = SignedDuration::from_mins(5);
/// How long a message may be on its way after its time.
const FOR_MESSAGES: SignedDuration = SignedDuration::from_mins(1);
/// How long a journal entry may wait to be sealed.
const FOR_SEALING: SignedDuration = SignedDuration::from_mins(1);

/// What of a force waits longer than it should, or was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Whose it is.
    pub force: ForceId,
    /// Jobs that failed too often.
    pub given_up: i64,
    /// Jobs that have been due for more than five minutes.
    pub waiting: i64,
    /// Messages that have been due for more than a minute and have not left.
    pub unsent: i64,
    /// Journal entries that have waited to be sealed for more than a minute.
    pub unsealed: i64,
}

/// What waits, for every force.
pub async fn backlogs(station: &Station) -> Result<Vec<Backlog>, Problem> {
    let mut backlogs = Vec::new();
    for force in station.forces().iter() {
        let scope = Scope::new(force.id.clone(), Actor::System("doctor"), Purpose::Administration);
        let mut tx = station.begin(&scope).await?;
        let now = tx.now();
        let before = [FOR_JOBS, FOR_MESSAGES, FOR_SEALING].map(|length| now.plus(-length));
        backlogs.push(store::health::backlog(&mut tx, &force.id, before).await?);
        tx.leave().await?;
    }
    Ok(backlogs)
}

/// How far the database's clock is ahead of ours; less than nothing when it is behind.
pub async fn clocks_apart(station: &Station) -> Result<SignedDuration, Problem> {
    let theirs = store::health::clock(station).await?;
    Ok(theirs.since(station.real()))
}

/// Which PostgreSQL this is.
pub async fn version(url: &str) -> Result<Version, Problem> {
    database::version(url).await
}

/// How many bytes we may still write where a folder lies.
pub fn room(folder: &Path) -> Result<u64, Problem> {
    let room = nix::sys::statvfs::statvfs(folder).map_err(Problem::broken)?;
    Ok(room.blocks_available().saturating_mul(room.fragment_size()))
}
