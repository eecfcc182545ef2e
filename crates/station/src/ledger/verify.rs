//! Verifying: everything that is stored compared with everything else, the first difference named.

use super::checkpoint::Checkpoint;
use super::merkle::Growing;
use super::tiles::{Edge, Tile, TileId, WIDTH};
use crate::store;
use crate::tx::Tx;
use kernel::Problem;
use std::collections::VecDeque;
use uuid::Uuid;

/// How many rows are looked at at a time.
const STRIDE: i64 = 1024;

/// A log in which all is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub entries: u64,
    /// How many signed checkpoints.
    pub checkpoints: u64,
}

/// The first thing of a log that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The place of the entry in the log: of a tile or a checkpoint, the last that it covers.
    pub place: u64,
    /// The journal entry there, where it can be said.
    pub entry: Option<Uuid>,
    /// What is wrong, in words for whoever repairs it.
    pub what: String,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "entry {}", self.place)?;
        if let Some(entry) = self.entry {
            write!(f, " (journal {entry})")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Verifies the log of the scope's force, from its first entry to what waits to be sealed.
pub async fn verify(tx: &mut Tx<'_>) -> Result<Result<Verified, Broken>, Problem> {
    // What was seen outside first: what is inside is at least as new.
    let seen = tx.station().witness().last(tx.scope().force(), tx.station().log_keys());
    store::ledger::hold_still(tx).await?;
    let mut walk = Walk::default();
    loop {
        let placed = store::ledger::entries(tx, walk.growing.size(), STRIDE).await?;
        if placed.is_empty() {
            break;
        }
        for one in placed {
            if let Err(broken) = walk.step(tx, one).await? {
                return Ok(Err(broken));
            }
        }
    }
    walk.end(tx, seen).await
}

/// The way along a log: what it should be, as far as it has been walked.
#[derive(Default)]
struct Walk {
    growing: Growing,
    edge: Edge,
    last: Option<Uuid>,
    tiles: usize,
    checkpoints: u64,
    /// Checkpoints that are read and not reached yet.
    ahead: VecDeque<(u64, String)>,
    read_to: u64,
}

impl Walk {
    fn broken<T>(&self, what: impl Into<String>) -> Result<T, Broken> {
        let place = self.growing.size().saturating_sub(1);
        Err(Broken { place, entry: self.last, what: what.into() })
    }

    async fn step(
        &mut self,
        tx: &mut Tx<'_>,
        placed: store::ledger::Placed,
    ) -> Result<Result<(), Broken>, Problem> {
        let place = self.growing.size();
        if placed.place != place {
            let what = "the entry is missing from the log".to_owned();
            return Ok(Err(Broken { place, entry: None, what }));
        }
        let leaf = placed.entry.leaf(tx.scope().force());
        self.last = Some(placed.entry.id);
        self.growing.push(leaf);
        self.edge.push(leaf);
        for (id, tile) in self.edge.take_full() {
            if let Err(broken) = self.compare(tx, id, &tile).await? {
                return Ok(Err(broken));
            }
        }
        self.checkpoint(tx).await
    }

    /// Compares a tile with the stored one.
    async fn compare(
        &mut self,
        tx: &mut Tx<'_>,
        id: TileId,
        wanted: &Tile,
    ) -> Result<Result<(), Broken>, Problem> {
        self.tiles += 1;
        let stored = stored(tx, id).await?;
        let differs = match difference(wanted, &stored) {
            None if wanted.len() == stored.len() => return Ok(Ok(())),
            None => wanted.len().min(stored.len()),
            Some(place) => place,
        };
        if id.level == 0 {
            return self.entry_differs(tx, id, differs).await.map(Err);
        }
        let path = id.path(WIDTH);
        Ok(self.broken(format!("tile {path} is not what the entries below it give")))
    }

    /// The entry behind a hash of a tile of leaves is not as it was sealed.
    async fn entry_differs(
        &self,
        tx: &mut Tx<'_>,
        id: TileId,
        inside: usize,
    ) -> Result<Broken, Problem> {
        let inside = u64::try_from(inside).map_err(Problem::broken)?;
        let place = (id.place * WIDTH + inside).min(self.growing.size().saturating_sub(1));
        let there = store::ledger::entries(tx, place, 1).await?;
        let entry = there.first().map(|placed| placed.entry.id);
        let tile = id.path(WIDTH);
        let what = format!("the journal entry is not what was sealed in tile {tile}");
        Ok(Broken { place, entry, what })
    }

    /// The first entry since the last full tile that is not as it was sealed, if there is one.
    async fn differs_at_edge(&self, tx: &mut Tx<'_>) -> Result<Option<Broken>, Problem> {
        let last = self.edge.last().next().filter(|(id, tile)| id.level == 0 && !is_full(tile));
        let Some((id, tile)) = last else { return Ok(None) };
        match difference(tile, &stored(tx, id).await?) {
            Some(inside) => self.entry_differs(tx, id, inside).await.map(Some),
            None => Ok(None),
        }
    }

    /// Compares what was signed at this size, if anything was.
    async fn checkpoint(&mut self, tx: &mut Tx<'_>) -> Result<Result<(), Broken>, Problem> {
        let size = self.growing.size();
        if self.ahead.is_empty() && self.read_to < size {
            let from = self.read_to;
            self.ahead.extend(store::ledger::checkpoints(tx, from, STRIDE).await?);
            // Nothing more below the next one that was read, or for as long as the log is walked.
            self.read_to = self.ahead.back().map_or(u64::MAX, |(size, _)| *size);
        }
        let Some((_, note)) = self.ahead.pop_front_if(|(at, _)| *at == size) else {
            return Ok(Ok(()));
        };
        self.checkpoints += 1;
        let force = tx.scope().force().clone();
        let wanted = Checkpoint { size, root: self.growing.root() };
        Ok(match Checkpoint::open(&note, &force, tx.station().log_keys()) {
            Some(signed) if signed == wanted => Ok(()),
            Some(_) => match self.differs_at_edge(tx).await? {
                Some(broken) => Err(broken),
                None => self.broken("the entries up to here are not those that were signed"),
            },
            None => self.broken("the checkpoint here is not signed by a key of ours"),
        })
    }

    /// What is left when every entry was walked.
    async fn end(
        mut self,
        tx: &mut Tx<'_>,
        seen: Result<Option<Checkpoint>, String>,
    ) -> Result<Result<Verified, Broken>, Problem> {
        let size = self.growing.size();
        let last: Vec<(TileId, Tile)> =
            self.edge.last().map(|(id, tile)| (id, tile.clone())).collect();
        for (id, tile) in last.iter().filter(|(_, tile)| !is_full(tile)) {
            if let Err(broken) = self.compare(tx, *id, tile).await? {
                return Ok(Err(broken));
            }
        }
        if store::ledger::count_tiles(tx).await? != self.tiles {
            return Ok(self.broken("there are tiles that no entry leads to"));
        }
        let force = tx.scope().force().clone();
        let keys = tx.station().log_keys();
        let newest = store::ledger::newest_checkpoint(tx).await?;
        let newest = newest.and_then(|note| Checkpoint::open(&note, &force, keys));
        if newest.map_or(0, |signed| signed.size) != size {
            return Ok(self.broken("the newest checkpoint is not that of the last entry"));
        }
        match seen {
            Err(what) => return Ok(self.broken(what)),
            Ok(Some(seen)) if seen.size > size => {
                return Ok(self.broken(format!("the log once had {} entries", seen.size)));
            }
            Ok(Some(seen)) if seen.size == size && seen.root != self.growing.root() => {
                return Ok(self.broken("the log is not the one that was seen from outside"));
            }
            Ok(_) => {}
        }
        if let Some(entry) = store::ledger::left_out(tx).await? {
            let what = "the journal entry is not in the log and does not wait for it".to_owned();
            return Ok(Err(Broken { place: size, entry: Some(entry), what }));
        }
        Ok(Ok(Verified { entries: size, checkpoints: self.checkpoints }))
    }
}

async fn stored(tx: &mut Tx<'_>, id: TileId) -> Result<Tile, Problem> {
    let tile = store::ledger::tiles(tx, &[id]).await?.pop();
    Ok(tile.map(|(_, tile)| tile).unwrap_or_default())
}

/// Where two tiles differ first, as far as both go.
fn difference(one: &Tile, other: &Tile) -> Option<usize> {
    one.iter().zip(other).position(|(one, other)| one != other)
}

fn is_full(tile: &Tile) -> bool {
    u64::try_from(tile.len()).is_ok_and(|width| width >= WIDTH)
}
