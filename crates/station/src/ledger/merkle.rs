//! The Merkle tree of RFC 6962, section 2.1, as arithmetic: which hashes a root and a proof are made
//! of, and whether a proof holds. Where the hashes are kept is not known here.

use crate::secrets::sha256;

/// A node's or a leaf's hash: SHA-256.
pub type Hash = [u8; 32];

/// The hash of an entry's bytes.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry].concat())
}

/// The hash of the node above two others.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left.as_slice(), right.as_slice()].concat())
}

/// The root of a tree without entries.
#[must_use]
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// The entries from `from` up to, and without, `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first entry.
    pub from: u64,
    /// The entry after the last.
    pub to: u64,
}

/// A complete subtree: `1 << height` entries, the `place`-th such from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// How far above the leaves.
    pub height: u32,
    /// Which one of its height, from the left.
    pub place: u64,
}

impl Span {
    const fn len(self) -> u64 {
        self.to.saturating_sub(self.from)
    }

    /// The two parts that RFC 6962 divides it into.
    const fn halves(self) -> (Self, Self) {
        let middle = self.from + largest_power_below(self.len());
        (Self { from: self.from, to: middle }, Self { from: middle, to: self.to })
    }

    /// The complete subtrees that it is made of, from the left. The span is one that a proof asks
    /// for: its beginning is a multiple of the power of two that is not below its length.
    #[must_use]
    pub fn nodes(self) -> Vec<Node> {
        let (mut nodes, mut from) = (Vec::new(), self.from);
        while from < self.to {
            let height = (self.to - from).ilog2();
            nodes.push(Node { height, place: from >> height });
            from += 1 << height;
        }
        nodes
    }

    /// Its hash, where `hash` gives those of its nodes. `None` when one is missing.
    pub fn hash(self, hash: impl FnMut(Node) -> Option<Hash>) -> Option<Hash> {
        if self.len() == 0 {
            return Some(empty_root());
        }
        let hashes: Option<Vec<Hash>> = self.nodes().into_iter().map(hash).collect();
        hashes?.into_iter().rev().reduce(|right, left| node_hash(&left, &right))
    }
}

/// The largest power of two that is smaller than a number above one.
const fn largest_power_below(number: u64) -> u64 {
    if number < 2 { 0 } else { 1 << (number - 1).ilog2() }
}

/// What proves that entry `place` stands in a tree of `size`: the spans whose hashes are its audit
/// path, from the leaf's sibling up.
#[must_use]
pub fn inclusion(place: u64, size: u64) -> Vec<Span> {
    let (mut span, mut path) = (Span { from: 0, to: size }, Vec::new());
    while span.len() > 1 && place < size {
        let (left, right) = span.halves();
        let (own, other) = if place < left.to { (left, right) } else { (right, left) };
        path.push(other);
        span = own;
    }
    path.reverse();
    path
}

/// What proves that the tree of `new` entries begins with the tree of `old`.
#[must_use]
pub fn consistency(old: u64, new: u64) -> Vec<Span> {
    if old == 0 || old >= new {
        return Vec::new();
    }
    let (mut span, mut whole, mut path) = (Span { from: 0, to: new }, true, Vec::new());
    while span.to != old {
        let (left, right) = span.halves();
        if old <= left.to {
            path.push(right);
            span = left;
        } else {
            path.push(left);
            (span, whole) = (right, false);
        }
    }
    if !whole {
        path.push(span);
    }
    path.reverse();
    path
}

/// The root that an audit path leads to, for the leaf at `place` of a tree of `size`. `None` when
/// the path does not fit the tree.
#[must_use]
pub fn root_of(leaf: Hash, place: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if place >= size {
        return None;
    }
    let spans = inclusion(place, size);
    if spans.len() != path.len() {
        return None;
    }
    Some(spans.iter().zip(path).fold(leaf, |own, (span, other)| {
        if span.from > place { node_hash(&own, other) } else { node_hash(other, &own) }
    }))
}

/// Whether a proof shows that the tree of `new` entries begins with that of `old`: trees as their
/// sizes and roots.
#[must_use]
pub fn is_consistent(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> bool {
    if old.0 > new.0 || proof.len() != consistency(old.0, new.0).len() {
        return false;
    }
    if old.0 == 0 || old.0 == new.0 {
        return old.0 != new.0 && old.1 == empty_root() || old == new;
    }
    let spans = consistency(old.0, new.0);
    // Where the old tree is a complete subtree, its root is not repeated in the proof.
    let known: Vec<(Span, Hash)> = if old.0.is_power_of_two() {
        let first = (Span { from: 0, to: old.0 }, old.1);
        std::iter::once(first).chain(spans.iter().copied().zip(proof.iter().copied())).collect()
    } else {
        spans.iter().copied().zip(proof.iter().copied()).collect()
    };
    let mut parts = known.into_iter();
    let Some((mut span, first)) = parts.next() else { return false };
    let (mut old_root, mut new_root) = (first, first);
    for (next, hash) in parts {
        if next.to == span.from {
            // To the left: in both trees.
            old_root = node_hash(&hash, &old_root);
            new_root = node_hash(&hash, &new_root);
            span.from = next.from;
        } else {
            new_root = node_hash(&new_root, &hash);
            span.to = next.to;
        }
    }
    old_root == old.1 && new_root == new.1
}

/// A tree that only grows, of which no more is kept than its next root needs.
#[derive(Clone, Debug, Default)]
pub struct Growing {
    size: u64,
    /// The complete subtrees, the largest first.
    parts: Vec<(u32, Hash)>,
}

impl Growing {
    /// The tree of these leaves, or of nodes of one height.
    #[must_use]
    pub fn of(leaves: &[Hash]) -> Self {
        let mut growing = Self::default();
        for leaf in leaves {
            growing.push(*leaf);
        }
        growing
    }

    /// How many entries it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry.
    pub fn push(&mut self, leaf: Hash) {
        let (mut height, mut hash) = (0, leaf);
        while let Some((_, left)) = self.parts.pop_if(|(other, _)| *other == height) {
            hash = node_hash(&left, &hash);
            height += 1;
        }
        self.parts.push((height, hash));
        self.size += 1;
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> Hash {
        let hashes = self.parts.iter().rev().map(|(_, hash)| *hash);
        hashes.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
    }
}

#[cfg(test)]
mod tests;
