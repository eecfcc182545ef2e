//! One description among those that are known.

use crate::{home, siobhan};
use matching::{Description, Index, Model};

fn known() -> Index {
    let mut index = Index::new(Model::default());
    index.insert(7, &siobhan());
    for number in 0..300_u32 {
        let somebody = Description {
            given_names: vec![format!("Given{number}")],
            surnames: vec!["Brown".into()],
            phones: vec!["01632 960000".into()],
            ..Description::default()
        };
        index.insert(u128::from(number) + 100, &somebody);
    }
    index
}

fn ids(index: &Index, wanted: &Description) -> Vec<u128> {
    index.candidates(wanted, 5).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn somebody_is_found_by_what_is_known_of_them() {
    let index = known();
    let heard = Description {
        given_names: vec!["Shivaun".into()],
        surnames: vec!["Oneil".into()],
        births: siobhan().births,
        ..Description::default()
    };
    assert_eq!(ids(&index, &heard), [7]);
    let by_phone = Description { phones: vec!["+447700900123".into()], ..Description::default() };
    assert_eq!(ids(&index, &by_phone), [7]);
    assert!(ids(&index, &Description::default()).is_empty());
}

#[test]
fn every_address_and_every_name_finds_them() {
    let mut index = known();
    let mut both = siobhan();
    both.surnames.push("Patel".into());
    both.homes.push(home("9 Quarry Road, Radby", "AE7 4QQ"));
    index.insert(8, &both);
    let moved = Description {
        given_names: vec!["Siobhan".into()],
        surnames: vec!["Patel".into()],
        homes: vec![home("9 Quarry Rd", "AE7 4QQ")],
        ..Description::default()
    };
    assert_eq!(ids(&index, &moved).first(), Some(&8));
}

#[test]
fn who_is_replaced_or_taken_out_is_gone() {
    let mut index = known();
    let before = index.len();
    let other = Description {
        given_names: vec!["Zebedee".into()],
        surnames: vec!["Quill".into()],
        ..Description::default()
    };
    index.insert(7, &other);
    assert_eq!(index.len(), before);
    assert!(ids(&index, &siobhan()).is_empty());
    assert_eq!(ids(&index, &other), [7]);
    assert!(index.remove(7));
    assert!(!index.remove(7));
    assert_eq!((index.len(), index.frequencies().people()), (before - 1, 300));
    assert!(ids(&index, &other).is_empty());
}

#[test]
fn what_a_crowd_shares_does_not_make_finding_slow() {
    let by_crowd = Description { phones: vec!["01632 960000".into()], ..Description::default() };
    assert!(known().candidates(&by_crowd, 1_000).len() <= 100);
}

#[test]
fn many_read_at_once() {
    let index = known();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(ids(&index, &siobhan()), [7]));
        }
    });
}
