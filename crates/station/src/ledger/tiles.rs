//! Tiles: how a tree's hashes are kept and given out, in the format of C2SP's tlog-tiles.
//!
//! A tile holds up to 256 hashes of one level; level `n` has the nodes of height `8 n`. All but the
//! last tile of a level are full, and a full tile never changes.

use super::merkle::{Growing, Hash, Node};
use std::collections::BTreeMap;

/// How many hashes a full tile holds.
pub(super) const WIDTH: u64 = 256;
/// How many levels of the tree one level of tiles spans.
const HEIGHT: u32 = 8;

/// Which tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Its level, 0 for the leaves.
    pub level: u32,
    /// Its place on the level, from the left.
    pub place: u64,
}

/// The hashes of a tile.
pub type Tile = Vec<Hash>;

impl TileId {
    /// The tile that has the hashes which a node's is made of.
    #[must_use]
    pub const fn of(node: Node) -> Self {
        let first = node.place << (node.height % HEIGHT);
        Self { level: node.height / HEIGHT, place: first / WIDTH }
    }

    /// How many hashes the tile has in a tree of `size` entries.
    #[must_use]
    pub const fn width_in(self, size: u64) -> u64 {
        let on_level = match size.checked_shr(self.level * HEIGHT) {
            Some(nodes) => nodes,
            None => 0,
        };
        let before = self.place.saturating_mul(WIDTH);
        let here = on_level.saturating_sub(before);
        if here > WIDTH { WIDTH } else { here }
    }

    /// The last part of its address: `0/x001/234`, and `.p/12` behind it when it has 12 hashes yet.
    #[must_use]
    pub fn path(self, width: u64) -> String {
        let mut groups = vec![format!("{:03}", self.place % 1000)];
        let mut rest = self.place / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.reverse();
        let partial = if width < WIDTH { format!(".p/{width}") } else { String::new() };
        format!("{}/{}{partial}", self.level, groups.join("/"))
    }

    /// The tile and the width that such an address asks for.
    #[must_use]
    pub fn parse(address: &str) -> Option<(Self, u64)> {
        let (path, width) = match address.split_once(".p/") {
            Some((path, width)) => {
                (path, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?)
            }
            None => (address, WIDTH),
        };
        let (level, groups) = path.split_once('/')?;
        let place = groups.replace(['x', '/'], "").parse().ok()?;
        let id = Self { level: level.parse().ok().filter(|level| *level < HEIGHT)?, place };
        // There is one way to write an address.
        (id.path(width) == address).then_some((id, width))
    }
}

/// The hash of a node from the hashes of its tile. `None` when the tile does not have them yet.
#[must_use]
pub(super) fn node_of(tile: &[Hash], node: Node) -> Option<Hash> {
    let count = 1_u64 << (node.height % HEIGHT);
    let from = usize::try_from((node.place * count) % WIDTH).ok()?;
    let to = from.checked_add(usize::try_from(count).ok()?)?;
    Some(Growing::of(tile.get(from..to)?).root())
}

/// The right edge of a tree: the last tile of each level, where it grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Edge {
    levels: BTreeMap<u32, (u64, Tile)>,
    full: Vec<(TileId, Tile)>,
}

impl Edge {
    /// The edge of these tiles: the last of each level.
    #[must_use]
    pub(super) fn of(last: Vec<(TileId, Tile)>) -> Self {
        let levels = last.into_iter().map(|(id, tile)| (id.level, (id.place, tile)));
        Self { levels: levels.collect(), full: Vec::new() }
    }

    /// How many entries the tree has.
    #[must_use]
    pub(super) fn size(&self) -> u64 {
        let last = self.levels.get(&0);
        last.map_or(0, |(place, tile)| place * WIDTH + u64::try_from(tile.len()).unwrap_or(WIDTH))
    }

    /// Adds an entry.
    pub(super) fn push(&mut self, leaf: Hash) {
        self.push_at(0, leaf);
    }

    fn push_at(&mut self, level: u32, hash: Hash) {
        let (place, tile) = self.levels.entry(level).or_default();
        if is_full(tile) {
            *place += 1;
            tile.clear();
        }
        tile.push(hash);
        if is_full(tile) {
            self.full.push((TileId { level, place: *place }, tile.clone()));
            let root = Growing::of(tile).root();
            self.push_at(level + 1, root);
        }
    }

    /// The tiles that have become full since the last call.
    pub(super) fn take_full(&mut self) -> Vec<(TileId, Tile)> {
        std::mem::take(&mut self.full)
    }

    /// The last tile of each level.
    pub(super) fn last(&self) -> impl Iterator<Item = (TileId, &Tile)> {
        self.levels
            .iter()
            .map(|(level, (place, tile))| (TileId { level: *level, place: *place }, tile))
    }

    /// The hash of a node at the edge.
    #[must_use]
    pub(super) fn node(&self, node: Node) -> Option<Hash> {
        let id = TileId::of(node);
        let (place, tile) = self.levels.get(&id.level)?;
        (*place == id.place).then(|| node_of(tile, node)).flatten()
    }
}

fn is_full(tile: &Tile) -> bool {
    u64::try_from(tile.len()).is_ok_and(|width| width >= WIDTH)
}

#[cfg(test)]
mod tests {
    use super::super::merkle::{Growing, Span, leaf_hash};
    use super::{Edge, TileId};

    #[test]
    fn a_tile_has_one_address() {
        for (level, place, width, path) in [
            (0, 0, 256, "0/000"),
            (0, 0, 1, "0/000.p/1"),
            (1, 67, 255, "1/067.p/255"),
            (0, 1234, 256, "0/x001/234"),
            (2, 1_234_067, 12, "2/x001/x234/067.p/12"),
        ] {
            let id = TileId { level, place };
            assert_eq!(id.path(width), path);
            assert_eq!(TileId::parse(path), Some((id, width)));
        }
        for path in [
            "",
            "0",
            "0/",
            "0/0",
            "0/1234",
            "0/x000/001",
            "9/000",
            "0/000.p/256",
            "0/000.p/0",
            "0/000.p/",
            "-1/000",
            "0/x1/234",
            "0/001/234",
            "0/000.p/01",
        ] {
            assert_eq!(TileId::parse(path), None, "{path}");
        }
    }

    #[test]
    fn the_edge_has_what_the_next_root_is_made_of() {
        let (mut edge, mut growing) = (Edge::default(), Growing::default());
        for place in 0..70_000_u32 {
            edge.push(leaf_hash(&place.to_be_bytes()));
            growing.push(leaf_hash(&place.to_be_bytes()));
            let size = u64::from(place) + 1;
            if size < 600 || size % 997 == 0 || size.is_power_of_two() {
                let root = Span { from: 0, to: size }.hash(|node| edge.node(node));
                assert_eq!(root, Some(growing.root()), "{size}");
                assert_eq!(edge.size(), size);
                for (id, tile) in edge.last() {
                    assert_eq!(
                        u64::try_from(tile.len()).unwrap(),
                        id.width_in(size),
                        "{id:?} {size}"
                    );
                }
            }
        }
        // 273 full tiles of leaves, and the first of the level above.
        assert_eq!(edge.take_full().len(), 274);
    }
}
