//! Cases: what is suggested as one event, and what is not.

use super::{Ground, Scale, compare};
use crate::alike::Traits;
use jiff::SignedDuration;
use kernel::{EntityId, Instant};

fn id(number: u128) -> EntityId {
    EntityId::new(uuid::Uuid::from_u128(number))
}

/// A collision at a place, told at 8:40.
fn told() -> Traits {
    Traits {
        at: Instant::new("2026-06-04T07:40:00Z".parse().unwrap()),
        kind: "road-collision".to_owned(),
        postcode: Some("HU1 1AA".to_owned()),
        point: None,
        places: vec![id(1)],
        things: vec![id(2)],
        tellers: vec![id(3)],
        words: [10, 11, 12, 13].into_iter().collect(),
    }
}

fn later(minutes: i64) -> Traits {
    let told = told();
    Traits { at: told.at.plus(SignedDuration::from_mins(minutes)), ..told }
}

/// Of another, no more is known than when and what kind.
fn bare(minutes: i64) -> Traits {
    Traits {
        postcode: None,
        places: vec![],
        things: vec![],
        tellers: vec![],
        words: std::iter::empty().collect(),
        ..later(minutes)
    }
}

fn check(other: &Traits, asked: bool, because: &[Ground]) {
    let alike = compare(&told(), other, &Scale::NATIONAL);
    let back = compare(other, &told(), &Scale::NATIONAL);
    assert_eq!(alike, back, "whichever comes first");
    assert_eq!(alike.bits >= Scale::NATIONAL.ask, asked, "{alike:?}");
    for ground in because {
        assert!(alike.grounds.iter().any(|(it, _)| it == ground), "{ground:?}: {alike:?}");
    }
}

#[test]
fn what_is_told_again_within_minutes_of_the_same_place_is_asked_about() {
    check(&later(4), true, &[Ground::Minutes(4), Ground::SamePlace, Ground::SameThing]);
    let place = Traits { places: vec![id(1)], ..bare(4) };
    check(&place, true, &[Ground::SamePlace, Ground::SameKind]);
    let postcode = Traits { postcode: told().postcode, ..bare(4) };
    check(&postcode, true, &[Ground::SamePostcode]);
}

#[test]
fn words_in_common_make_up_for_a_place_that_nobody_named() {
    let words = Traits { words: told().words, kind: "phone".to_owned(), ..bare(6) };
    check(&words, false, &[Ground::Words(4), Ground::OtherKind]);
    check(&Traits { kind: told().kind, ..words }, true, &[Ground::Words(4)]);
}

#[test]
fn a_time_and_a_kind_alone_are_not_enough() {
    check(&bare(0), false, &[Ground::Minutes(0), Ground::SameKind]);
    let teller = Traits { tellers: vec![id(3)], ..bare(10) };
    check(&teller, false, &[Ground::SameTeller]);
}

#[test]
fn nothing_makes_up_for_an_hour_between() {
    check(&later(61), false, &[Ground::SamePlace, Ground::SameThing]);
}

#[test]
fn points_count_by_how_far_they_are_apart() {
    let here = Traits { point: Some((53.7443, -0.3325)), places: vec![], ..told() };
    let metres = |longitude| {
        let there = Traits { point: Some((53.7443, longitude)), places: vec![id(9)], ..bare(3) };
        compare(&here, &there, &Scale::NATIONAL).grounds
    };
    assert!(matches!(metres(-0.3330).as_slice(), [_, (Ground::Metres(30..=36), _), ..]));
    assert!(matches!(metres(-0.3500).as_slice(), [_, (Ground::Far(1000..=1300), _), ..]));
}

#[test]
fn other_vehicles_speak_against_it() {
    let others = Traits { things: vec![id(7)], postcode: told().postcode, ..bare(20) };
    check(&others, false, &[Ground::OtherThings, Ground::SamePostcode]);
}
