//! Sealing: what waits gets its place in the log, and the log is signed.

use super::checkpoint::Checkpoint;
use super::merkle::Span;
use super::tiles::Edge;
use crate::figures;
use crate::patience::{FOR_WORK, within};
use crate::scope::Scope;
use crate::station::Station;
use crate::store;
use crate::tx::{Tx, Upkeep};
use kernel::{Actor, ForceId, Problem, Purpose};
use std::time::Duration;
use tokio::sync::watch;

/// How often the sealer looks.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// The most entries that are sealed under one signature.
const BATCH: i64 = 4096;

/// Seals what waits until told to stop. Several processes may do so: each force's log has one
/// sealer at a time.
pub async fn work(station: Station, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = tick.tick() => {}
            _ = stop.changed() => break,
        }
        if let Err(problem) = seal_all(&station).await {
            tracing::warn!(%problem, "the journal waits to be sealed");
        }
    }
}

/// Seals everything that waits, force by force. Returns how many entries were sealed.
pub async fn seal_all(station: &Station) -> Result<usize, Problem> {
    let mut sealed = 0;
    for force in within(FOR_WORK, store::ledger::forces_with_unsealed(station)).await? {
        loop {
            let now = within(FOR_WORK, seal(station, &force)).await?;
            sealed += now;
            if now == 0 {
                break;
            }
        }
    }
    Ok(sealed)
}

/// Seals entries of one force that wait. Returns how many; none when another process is at it.
pub async fn seal(station: &Station, force: &ForceId) -> Result<usize, Problem> {
    let scope = Scope::new(force.clone(), Actor::System("sealer"), Purpose::Administration);
    let mut tx = station.begin(&scope).await?;
    if !store::ledger::lock(&mut tx).await? {
        tx.leave().await?;
        return Ok(0);
    }
    let Some((sealed, checkpoint, note)) = seal_in(&mut tx).await? else {
        tx.leave().await?;
        return Ok(0);
    };
    tx.commit_upkeep(Upkeep::Sealing).await?;
    metrics::counter!(figures::SEALED).increment(u64::try_from(sealed).unwrap_or_default());
    // After the commit: what is seen outside was durable inside.
    station.witness().saw(force, checkpoint, &note)?;
    Ok(sealed)
}

async fn seal_in(tx: &mut Tx<'_>) -> Result<Option<(usize, Checkpoint, String)>, Problem> {
    let entries = store::ledger::take_unsealed(tx, BATCH).await?;
    if entries.is_empty() {
        return Ok(None);
    }
    let (force, keys) = (tx.scope().force().clone(), tx.station().log_keys().clone());
    let mut edge = Edge::of(store::ledger::edge(tx).await?);
    let before = edge.size();
    own_log(tx, &edge).await?;
    for entry in &entries {
        edge.push(entry.leaf(&force));
    }
    let size = edge.size();
    let root = Span { from: 0, to: size }.hash(|node| edge.node(node));
    let root = root.ok_or_else(|| Problem::broken("the log's edge is incomplete"))?;
    let checkpoint = Checkpoint { size, root };
    let note = checkpoint.sign(&force, &keys);
    let mut tiles = edge.take_full();
    tiles.extend(edge.last().map(|(id, tile)| (id, tile.clone())));
    tiles.sort_unstable_by_key(|(id, _)| *id);
    tiles.dedup_by_key(|(id, _)| *id);
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    store::ledger::seal(tx, before, &ids, &tiles, (size, &note)).await?;
    Ok(Some((entries.len(), checkpoint, note)))
}

/// Refuses to sign on top of what our keys did not sign, or of tiles that lead to another root.
async fn own_log(tx: &mut Tx<'_>, edge: &Edge) -> Result<(), Problem> {
    let force = tx.scope().force().clone();
    let newest = store::ledger::newest_checkpoint(tx).await?;
    let opened = newest.map(|note| Checkpoint::open(&note, &force, tx.station().log_keys()));
    let root = Span { from: 0, to: edge.size() }.hash(|node| edge.node(node));
    let fits = match opened {
        None => edge.size() == 0,
        Some(None) => false,
        Some(Some(signed)) => signed.size == edge.size() && Some(signed.root) == root,
    };
    if fits {
        return Ok(());
    }
    Err(Problem::broken(format!(
        "the log of {force} is not as it was signed; `bluelamp doctor` names the entry"
    )))
}
