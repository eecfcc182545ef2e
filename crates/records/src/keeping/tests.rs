//! Who is kept how long.

use super::{Kept, Nominal, Notice, Retention, kept};
use crate::retention::national;
use crate::role::Role;
use kernel::Instant;

fn at(text: &str) -> Instant {
    Instant::new(format!("{text}T12:00:00Z").parse().unwrap())
}

fn notice(role: Role, category: &str, day: &str) -> Notice {
    let (category, at) = (category.to_owned(), at(day));
    Notice { role, category, at, only_told: false, open: false }
}

fn nominal(born: Option<&str>, notices: Vec<Notice>) -> Nominal {
    Nominal {
        born: born.map(|it| it.parse().unwrap()),
        opened_at: at("2010-01-01"),
        notices,
        by_hand: None,
        kept_until: None,
    }
}

fn judged(of: &Nominal) -> Kept {
    kept(of, &national().unwrap(), at("2026-11-27"))
}

#[track_caller]
fn check(of: &Nominal, retention: Retention, review: &str, not_before: Option<&str>) {
    let judged = judged(of);
    let day = |it: Instant| it.in_london().date().to_string();
    assert_eq!(judged.retention, retention);
    assert_eq!(day(judged.review_at), review);
    assert_eq!(judged.not_before.map(day).as_deref(), not_before);
}

#[test]
fn the_gravest_of_what_somebody_is_suspected_of_says_how_long() {
    let theft = || notice(Role::Suspect, "bicycle theft", "2020-03-01");
    let robbery = || notice(Role::Suspect, "robbery", "2015-03-01");
    let rape = || notice(Role::Offender, "rape", "2012-03-01");
    let born = Some("1980-06-01");
    check(&nominal(born, vec![theft()]), Retention::Other, "2026-03-01", None);
    // The clear period begins anew whenever they come to notice, whatever for.
    check(&nominal(born, vec![robbery(), theft()]), Retention::Serious, "2030-03-01", None);
    let all = vec![rape(), robbery(), theft()];
    check(&nominal(born, all), Retention::PublicProtection, "2030-03-01", Some("2080-06-01"));
}

#[test]
fn victims_and_witnesses_are_kept_by_what_they_went_through_and_do_not_begin_anew_as_offenders() {
    let victim = notice(Role::Victim, "bicycle theft", "2021-01-01");
    check(&nominal(None, vec![victim.clone()]), Retention::Rest, "2027-01-01", None);
    let theft = notice(Role::Suspect, "bicycle theft", "2018-01-01");
    check(&nominal(None, vec![victim, theft]), Retention::Other, "2024-01-01", None);
    let undetected = Notice { open: true, ..notice(Role::Witness, "murder", "2021-01-01") };
    check(&nominal(None, vec![undetected]), Retention::Rest, "2027-01-01", Some("2121-01-01"));
}

#[test]
fn whoever_only_told_us_something_is_kept_for_a_short_time() {
    let told = Notice { only_told: true, ..notice(Role::Reported, "", "2025-01-01") };
    check(&nominal(None, vec![told]), Retention::Contact, "2027-01-01", None);
    check(&nominal(None, Vec::new()), Retention::Contact, "2012-01-01", None);
}

#[test]
fn somebody_who_is_still_missing_is_not_erased() {
    let missing = Notice { open: true, ..notice(Role::MissingIn, "", "2021-01-01") };
    check(&nominal(None, vec![missing]), Retention::Rest, "2027-01-01", Some("2121-01-01"));
}

#[test]
fn nothing_that_a_child_under_ten_did_is_an_offence_and_somebody_looks_soon() {
    let theft = notice(Role::Suspect, "robbery", "2026-01-01");
    let child = nominal(Some("2017-06-01"), vec![theft]);
    check(&child, Retention::Rest, "2027-01-01", None);
    assert!(judged(&child).child);
    let ten = nominal(Some("2015-06-01"), vec![notice(Role::Suspect, "robbery", "2026-01-01")]);
    check(&ten, Retention::Serious, "2036-01-01", None);
    assert!(!judged(&ten).child);
}

#[test]
fn a_review_keeps_until_its_day_and_a_person_may_choose_the_group() {
    let theft = notice(Role::Suspect, "bicycle theft", "2015-03-01");
    let kept = Nominal { kept_until: Some(at("2031-03-01")), ..nominal(None, vec![theft.clone()]) };
    check(&kept, Retention::Other, "2031-03-01", None);
    let by_hand = Nominal { by_hand: Some(Retention::Serious), ..nominal(None, vec![theft]) };
    check(&by_hand, Retention::Serious, "2025-03-01", None);
    assert!(judged(&by_hand).by_hand);
}
