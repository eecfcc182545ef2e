//! The rules, as tables.

use super::{Load, Rule, Tuned, crowd, gone, hours, idle, kin, says, street, volume};
use crate::deed::{Deed, What};
use kernel::{AccountId, Email, Instant, Language, Postcode};
use rights::Role;
use rights::interests::{Relation, Token};
use station::secrets::ServerKey;
use uuid::Uuid;

fn who(number: u128) -> AccountId {
    AccountId::new(Uuid::from_u128(number))
}

fn at(time: &str) -> Instant {
    Instant::new(format!("2026-06-04T{time}:00Z").parse().unwrap())
}

fn deed(account: u128, time: &str, id: &str, what: What) -> Deed {
    let (thing, thing_id) = ("contact".to_owned(), id.to_owned());
    Deed { account: who(account), at: at(time), thing, thing_id, what }
}

fn looks(account: u128, ids: impl IntoIterator<Item = usize>) -> Vec<Deed> {
    ids.into_iter().map(|id| deed(account, "10:00", &id.to_string(), What::Looked)).collect()
}

fn tuned(first: u32, second: u32) -> Tuned {
    Tuned { on: true, first, second }
}

#[test]
fn a_record_from_ones_own_street_is_found_and_one_from_elsewhere_is_not() {
    let key = ServerKey::new([7; 32]);
    let home = Token::of_postcode(&key, &Postcode::parse("HU1 2AA").unwrap());
    let away = Token::of_postcode(&key, &Postcode::parse("HU1 2AB").unwrap());
    let mail = Token::of_email(&key, &Email::parse("sam@example.test").unwrap());
    let (near, far) = ([mail, home], [mail, away]);
    let about = |id: &str| Some(if id == "near" { &near[..] } else { &far[..] });
    let day = [
        deed(1, "09:00", "far", What::Looked),
        deed(1, "10:00", "near", What::Looked),
        deed(1, "11:00", "near", What::Looked),
    ];
    let lives_there = [(home, Relation::Home)];
    let found = street(&day, &lives_there, about, tuned(1, 0)).unwrap();
    assert_eq!((found.account, found.at), (Some(who(1)), at("11:00")));
    assert_eq!(found.record, Some(("contact".to_owned(), "near".to_owned())));
    let said = says(Rule::OwnStreet, &found.facts, Language::English);
    assert_eq!(
        said,
        "They opened records of people who share the postcode of their home. Records on that day: 1."
    );
    // Twice the same record is one; who lives elsewhere is nobody's neighbour; off is off.
    assert!(street(&day, &lives_there, about, tuned(2, 0)).is_none());
    assert!(street(&day, &[(home, Relation::Family)], about, tuned(1, 0)).is_none());
    assert!(street(&day[..1], &lives_there, about, tuned(1, 0)).is_none());
    let off = Tuned { on: false, ..tuned(1, 0) };
    assert!(street(&day, &lives_there, about, off).is_none());
    let tried = [deed(1, "10:00", "near", What::Refused(Vec::new()))];
    assert!(street(&tried, &lives_there, about, tuned(1, 0)).is_none());
}

#[test]
fn whoever_tries_what_is_about_them_or_those_close_to_them_is_found() {
    for (by, found) in [
        (vec!["own-record"], true),
        (vec!["need-to-know", "family-record"], true),
        (vec!["conflict-of-interests"], true),
        (vec!["need-to-know"], false),
        (vec![], false),
    ] {
        let by = by.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let day = [deed(1, "10:00", "a", What::Refused(by.clone()))];
        assert_eq!(kin(&day, tuned(1, 0)).is_some(), found, "{by:?}");
        assert!(kin(&day, tuned(2, 0)).is_none(), "{by:?}");
    }
}

#[test]
fn a_crowd_is_of_those_who_looked_and_did_nothing() {
    let mut deeds: Vec<Deed> =
        (1..=5).map(|one| deed(one, "10:00", "star", What::Looked)).collect();
    let found = crowd(&deeds, at("12:00"), tuned(5, 7)).unwrap();
    assert_eq!((found.account, found.facts["count"].as_u64()), (None, Some(5)));
    assert!(crowd(&deeds, at("12:00"), tuned(6, 7)).is_none());
    let later = at("12:00").plus(jiff::SignedDuration::from_hours(8 * 24));
    assert!(crowd(&deeds, later, tuned(5, 7)).is_none(), "long ago");
    deeds.push(deed(5, "11:00", "star", What::Worked));
    assert!(crowd(&deeds, at("12:00"), tuned(5, 7)).is_none(), "one of them answered");
    let again = [deed(1, "09:00", "star", What::Looked), deed(1, "10:00", "star", What::Looked)];
    assert!(crowd(&again, at("12:00"), tuned(2, 7)).is_none(), "one person twice");
}

#[test]
fn volume_is_measured_against_the_middle_one_of_the_same_role() {
    let load = |account, role, looks| Load { account: who(account), roles: vec![role], looks };
    let operator = Role::ContactOperator;
    let check = |looks, others: &[(Role, u32)], numbers: (u32, u32)| {
        let mut all = vec![load(1, operator, looks)];
        all.extend((2..).zip(others).map(|(id, (role, looks))| load(id, *role, *looks)));
        volume(&all, who(1), (at("10:00"), tuned(numbers.0, numbers.1)))
    };
    let shift = [(operator, 10), (operator, 9), (operator, 12)];
    assert!(check(40, &shift, (4, 30)).is_some());
    assert!(check(39, &shift, (4, 30)).is_none(), "less than four times ten");
    assert!(check(40, &shift, (4, 50)).is_none(), "too few to be much");
    assert!(check(400, &shift[..1], (4, 30)).is_none(), "one colleague is no measure");
    let detectives = [(Role::Detective, 1), (Role::Detective, 1)];
    assert!(check(400, &detectives, (4, 30)).is_none(), "others do other work");
    let found = check(50, &[(operator, 0), (operator, 0)], (4, 30)).unwrap();
    assert_eq!(found.facts["median"], 0);
}

#[test]
fn an_hour_is_unusual_when_nothing_was_done_in_it_or_beside_it() {
    let mut before = [0; 24];
    before[9] = 40;
    before[10] = 20;
    let check = |hour: usize, looks, numbers: (u32, u32)| {
        let mut today = [0; 24];
        today[hour] = looks;
        let tuned = tuned(numbers.0, numbers.1);
        hours((&before, &today), who(1), (at("10:00"), tuned))
    };
    for (hour, found) in [(3, true), (7, true), (8, false), (9, false), (11, false), (12, true)] {
        assert_eq!(check(hour, 3, (3, 50)).is_some(), found, "{hour}");
    }
    assert!(check(3, 2, (3, 50)).is_none(), "too few");
    assert!(check(3, 3, (3, 61)).is_none(), "too little is known of them");
    assert_eq!(check(3, 3, (3, 50)).unwrap().facts["hours"], "03:00");
    // Midnight is beside eleven at night.
    before = [0; 24];
    before[23] = 60;
    let mut today = [0; 24];
    today[0] = 5;
    assert!(hours((&before, &today), who(1), (at("10:00"), tuned(3, 50))).is_none());
}

#[test]
fn looking_without_working_is_found_by_its_share() {
    let mut day = looks(1, 0..20);
    assert!(idle(&day, tuned(20, 80)).is_some());
    assert!(idle(&day, tuned(21, 80)).is_none());
    day.extend((0..4).map(|id: usize| deed(1, "11:00", &id.to_string(), What::Worked)));
    assert_eq!(idle(&day, tuned(20, 80)).unwrap().facts["nothing"], 16);
    day.push(deed(1, "11:00", "4", What::Worked));
    assert!(idle(&day, tuned(20, 80)).is_none(), "fifteen of twenty");
}

#[test]
fn taking_much_just_before_one_leaves_is_found() {
    let mut day: Vec<Deed> = (0..5).map(|_| deed(1, "16:50", "file", What::TookOut)).collect();
    assert!(gone(&day, tuned(5, 10)).is_none(), "they are still there");
    day.push(deed(1, "17:00", "account", What::SignedOut));
    assert!(gone(&day, tuned(5, 10)).is_some());
    assert!(gone(&day, tuned(6, 10)).is_none());
    assert!(gone(&day, tuned(5, 9)).is_none(), "longer ago");
    let before = [deed(1, "09:00", "account", What::SignedOut)];
    assert!(gone(&[&before, &day[..5]].concat(), tuned(5, 10)).is_none(), "they came back");
}

#[test]
fn a_rule_is_known_by_its_code_and_says_all_that_it_found() {
    for rule in Rule::ALL {
        assert_eq!(Rule::of_code(rule.code()), Some(rule));
        let facts = serde_json::json!({
            "count": 5, "days": 7, "median": 2, "hours": "03:00", "nothing": 4, "minutes": 9,
        });
        for language in Language::ALL {
            let said = says(rule, &facts, language);
            assert!(!said.contains(['{', '}']), "{said}");
        }
    }
    assert_eq!(Rule::of_code("hunch"), None);
}
