//! Against another implementation of the same standard, at every size up to where nothing new comes.

use super::{Growing, Hash, Node, Span, consistency, inclusion, is_consistent, leaf_hash, root_of};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;

const MANY: u64 = 130;

fn entry(place: u64) -> Vec<u8> {
    format!("entry {place}").into_bytes()
}

fn node(node: Node) -> Hash {
    let from = node.place << node.height;
    let leaves = (from..from + (1 << node.height)).map(|place| leaf_hash(&entry(place)));
    Growing::of(&leaves.collect::<Vec<_>>()).root()
}

fn hashes(spans: &[Span]) -> Vec<Hash> {
    spans.iter().map(|span| span.hash(|part| Some(node(part))).unwrap()).collect()
}

fn root(size: u64) -> Hash {
    Span { from: 0, to: size }.hash(|part| Some(node(part))).unwrap()
}

#[test]
fn every_root_and_every_proof_is_what_another_implementation_gives() {
    let mut oracle: MemoryBackedTree<Sha256, Vec<u8>> = MemoryBackedTree::new();
    let mut growing = Growing::default();
    for size in 1..=MANY {
        oracle.push(entry(size - 1));
        growing.push(leaf_hash(&entry(size - 1)));
        let theirs = oracle.root();
        assert_eq!(theirs.as_bytes().as_slice(), root(size), "root of {size}");
        assert_eq!(growing.root(), root(size), "growing to {size}");
        for place in 0..size {
            let ours = hashes(&inclusion(place, size)).concat();
            let proof = oracle.prove_inclusion(usize::try_from(place).unwrap());
            assert_eq!(proof.as_bytes(), ours, "{place} in {size}");
        }
        for old in 1..size {
            let ours = hashes(&consistency(old, size)).concat();
            let added = usize::try_from(size - old).unwrap();
            let proof = oracle.prove_consistency(added);
            assert_eq!(proof.as_bytes(), ours, "{old} in {size}");
        }
    }
}

#[test]
fn a_proof_holds_for_its_own_entry_and_tree_alone() {
    for size in 1..40 {
        for place in 0..size {
            let path = hashes(&inclusion(place, size));
            let proves = |place, leaf, path: &[Hash]| root_of(leaf, place, size, path);
            let leaf = leaf_hash(&entry(place));
            assert_eq!(proves(place, leaf, &path), Some(root(size)));
            assert_ne!(proves(place, leaf_hash(b"another"), &path), Some(root(size)));
            for other in (0..=size).filter(|other| *other != place) {
                assert_ne!(proves(other, leaf, &path), Some(root(size)), "{other} for {place}");
            }
            for part in 0..path.len() {
                let mut changed = path.clone();
                changed[part][7] ^= 1;
                assert_ne!(proves(place, leaf, &changed), Some(root(size)));
                changed.remove(part);
                assert_eq!(proves(place, leaf, &changed), None);
            }
        }
    }
}

#[test]
fn a_tree_that_was_rewritten_is_not_consistent() {
    for new in 1..40 {
        for old in 1..=new {
            let proof = hashes(&consistency(old, new));
            assert!(is_consistent((old, root(old)), (new, root(new)), &proof), "{old} {new}");
            let forged = leaf_hash(b"forged");
            assert!(!is_consistent((old, forged), (new, root(new)), &proof), "{old} {new}");
            assert!(!is_consistent((old, root(old)), (new, forged), &proof), "{old} {new}");
            for part in 0..proof.len() {
                let mut changed = proof.clone();
                changed[part][0] ^= 1;
                assert!(!is_consistent((old, root(old)), (new, root(new)), &changed));
            }
        }
    }
}
