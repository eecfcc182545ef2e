//! Proofs that somebody can check without us: that an entry is in a log (C2SP tlog-proof), and that
//! a log only grew.

use super::checkpoint::Checkpoint;
use super::merkle::{self, Hash, Node, Span};
use super::tiles::{Tile, TileId, node_of};
use crate::store;
use crate::tx::Tx;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kernel::{Problem, Thing};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What proves that an entry is in its force's log.
#[derive(Clone, Debug)]
pub struct Inclusion {
    /// The place of the entry.
    pub place: u64,
    /// What was sealed, byte for byte.
    pub entry: String,
    /// The hashes from the leaf's sibling up.
    pub path: Vec<Hash>,
    /// The newest signed checkpoint.
    pub checkpoint: String,
}

/// What proves that a log only grew.
#[derive(Clone, Debug)]
pub struct Consistency {
    /// The hashes of RFC 6962, section 2.1.2.
    pub path: Vec<Hash>,
    /// The newest signed checkpoint, up to which it is proven.
    pub checkpoint: String,
}

/// Proves that an entry is in the log of the scope's force. `NotFound` while it is not sealed.
pub async fn prove(tx: &mut Tx<'_>, entry: Uuid) -> Result<Inclusion, Problem> {
    let absent = || Problem::NotFound(Thing::Entry);
    let place = store::ledger::place(tx, entry).await?.ok_or_else(absent)?;
    let placed = store::ledger::entries(tx, place, 1).await?.pop().ok_or_else(absent)?;
    let (checkpoint, signed) = newest(tx).await?;
    let path = hashes(tx, &merkle::inclusion(place, signed.size)).await?;
    let entry = placed.entry.bytes(tx.scope().force());
    Ok(Inclusion { place, entry, path, checkpoint })
}

/// Proves that the log of the scope's force grew from `old` entries to what it is. `NotFound` when
/// it never had as many.
pub async fn agree(tx: &mut Tx<'_>, old: u64) -> Result<Consistency, Problem> {
    let (checkpoint, signed) = newest(tx).await?;
    if old > signed.size {
        return Err(Problem::NotFound(Thing::Entry));
    }
    let path = hashes(tx, &merkle::consistency(old, signed.size)).await?;
    Ok(Consistency { path, checkpoint })
}

/// A tile of the log of the scope's force, as wide as it is asked for.
pub async fn tile(tx: &mut Tx<'_>, id: TileId, width: u64) -> Result<Tile, Problem> {
    let absent = || Problem::NotFound(Thing::Entry);
    let (_, mut tile) = store::ledger::tiles(tx, &[id]).await?.pop().ok_or_else(absent)?;
    let width = usize::try_from(width).map_err(Problem::broken)?;
    if tile.len() < width {
        return Err(absent());
    }
    tile.truncate(width);
    Ok(tile)
}

impl Inclusion {
    /// The proof as a file, `.tlog-proof`. What was sealed is its extra data.
    #[must_use]
    pub fn text(&self) -> String {
        let extra = STANDARD.encode(&self.entry);
        self.write(&format!("extra {extra}\n"))
    }

    /// The same without what was sealed, for whoever may not read it or has it already.
    #[must_use]
    pub fn without_entry(&self) -> String {
        self.write("")
    }

    fn write(&self, extra: &str) -> String {
        let path: String = self.path.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
        let (place, checkpoint) = (self.place, &self.checkpoint);
        format!("c2sp.org/tlog-proof@v1\n{extra}index {place}\n{path}\n{checkpoint}")
    }
}

/// The newest checkpoint: its note, and what it says.
async fn newest(tx: &mut Tx<'_>) -> Result<(String, Checkpoint), Problem> {
    let note = store::ledger::newest_checkpoint(tx).await?;
    let note = note.ok_or(Problem::NotFound(Thing::Entry))?;
    let force = tx.scope().force().clone();
    let signed = Checkpoint::open(&note, &force, tx.station().log_keys());
    let signed =
        signed.ok_or_else(|| Problem::broken("a checkpoint that no key of ours signed"))?;
    Ok((note, signed))
}

/// The hashes of these spans, from the tiles that have them.
async fn hashes(tx: &mut Tx<'_>, spans: &[Span]) -> Result<Vec<Hash>, Problem> {
    let nodes: Vec<Node> = spans.iter().flat_map(|span| span.nodes()).collect();
    let ids: BTreeSet<TileId> = nodes.iter().map(|node| TileId::of(*node)).collect();
    let ids: Vec<TileId> = ids.into_iter().collect();
    let tiles: HashMap<TileId, Tile> = store::ledger::tiles(tx, &ids).await?.into_iter().collect();
    let hash = |node: Node| node_of(tiles.get(&TileId::of(node))?, node);
    let hashes: Option<Vec<Hash>> = spans.iter().map(|span| span.hash(hash)).collect();
    hashes.ok_or_else(|| Problem::broken("the log lacks a tile; `bluelamp doctor` says which"))
}
