//! Two descriptions held against each other.

use crate::{home, siobhan};
use kernel::Language;
use matching::{Band, Birth, Description, Field, Finding, Frequencies, Model, Scored, compare};

/// Among a hundred thousand whom nobody described.
fn among_many() -> Frequencies {
    let mut frequencies = Frequencies::default();
    let somebody = Description {
        given_names: vec!["Alex".into()],
        surnames: vec!["Brown".into()],
        ..Description::default()
    };
    (0..100_000).for_each(|_| frequencies.note(&somebody));
    frequencies
}

fn judged(one: &Description, other: &Description) -> Scored {
    compare(one, other, &Model::default(), &among_many())
}

fn finding(scored: &Scored, field: Field) -> Option<Finding> {
    scored.explanation.lines.iter().find(|line| line.field == field).map(|line| line.finding)
}

#[test]
fn a_name_spelt_as_it_is_heard_is_the_same_name() {
    let heard = Description {
        given_names: vec!["Shivaun".into()],
        surnames: vec!["Oneill".into()],
        phones: vec!["+44 7700 900123".into()],
        ..siobhan()
    };
    let scored = judged(&siobhan(), &heard);
    assert_eq!(finding(&scored, Field::GivenName), Some(Finding::Variant));
    assert_eq!(finding(&scored, Field::Surname), Some(Finding::Exact));
    assert_eq!(finding(&scored, Field::Phone), Some(Finding::Exact));
    assert_eq!(scored.band, Band::Same);
}

#[test]
fn a_twin_is_not_joined_without_asking() {
    let twin = Description {
        given_names: vec!["Niamh".into()],
        emails: vec!["niamh87@example.com".into()],
        identifiers: vec!["QQ654321A".into()],
        ..siobhan()
    };
    let scored = judged(&siobhan(), &twin);
    assert!(scored.probability < 0.1, "{scored:?}");
    assert_ne!(scored.band, Band::Same);
}

#[test]
fn a_son_who_bears_his_fathers_name_is_not_his_father() {
    let father = Description {
        given_names: vec!["Geraint".into()],
        surnames: vec!["Pugh".into()],
        births: Birth::parse("1955-02-11").into_iter().collect(),
        homes: vec![home("3 Heol Uchaf, Tregarth", "AE12 2AB")],
        ..Description::default()
    };
    let son =
        Description { births: Birth::parse("1984-09-27").into_iter().collect(), ..father.clone() };
    assert!(judged(&father, &son).probability < 0.25);
    assert_ne!(judged(&father, &son).band, Band::Same);
}

#[test]
fn a_move_and_a_marriage_leave_a_question_and_no_contradiction() {
    let married = Description {
        surnames: vec!["Patel".into()],
        homes: vec![home("9 Quarry Road, Radby", "AE7 4QQ")],
        phones: vec![],
        ..siobhan()
    };
    let scored = judged(&siobhan(), &married);
    assert_eq!(finding(&scored, Field::Surname), Some(Finding::DifferentOfWomen));
    assert!(scored.band >= Band::Ask && scored.probability > 0.5, "{scored:?}");
}

#[test]
fn an_earlier_address_counts_as_much_as_the_present_one() {
    let moved = Description {
        homes: vec![home("9 Quarry Road, Radby", "AE7 4QQ"), home("21 Chestnut St", "AC311SS")],
        ..siobhan()
    };
    assert_eq!(finding(&judged(&siobhan(), &moved), Field::Home), Some(Finding::Exact));
}

#[test]
fn a_rare_name_says_more_than_a_common_one() {
    let called = |given: &str, surname: &str| Description {
        given_names: vec![given.into()],
        surnames: vec![surname.into()],
        ..Description::default()
    };
    let weight = |person: &Description| judged(person, person).weight;
    assert!(weight(&called("Ferdiad", "Wicksleywell")) > weight(&called("Alex", "Brown")) + 5.0);
}

#[test]
fn another_official_number_speaks_against_and_forbids_joining_without_asking() {
    let other = Description { identifiers: vec!["QQ999999D".into()], ..siobhan() };
    let scored = judged(&siobhan(), &other);
    let line =
        scored.explanation.lines.iter().find(|line| line.field == Field::Identifier).unwrap();
    assert!(line.bits < -3.0, "{line:?}");
    assert_ne!(scored.band, Band::Same);
}

#[test]
fn every_line_has_words_in_both_languages() {
    for line in judged(&siobhan(), &siobhan()).explanation.lines {
        for language in Language::ALL {
            assert!(!line.words().say(language).is_empty(), "{line:?}");
            assert!(!line.field.words().say(language).is_empty(), "{line:?}");
        }
    }
}

#[test]
fn a_model_that_was_kept_is_the_same_model() {
    let model = Model::default();
    let kept = serde_json::to_string(&model).unwrap();
    assert_eq!(serde_json::from_str::<Model>(&kept).unwrap(), model);
}
