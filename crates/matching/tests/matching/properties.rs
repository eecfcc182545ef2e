//! What holds of all descriptions and of all files.

use matching::{Birth, Description, Frequencies, Home, Model, People, Sex, compare, names};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use townsfolk::Town;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "(Siobhan|Shivaun|John|Jon|Mary Jane|Mary|Jane|J)",
        "(Smith|Smyth|Smith-Jones|Jones|O'Neill|ONeil|de Silva)",
        "[0-9A-Z]{0,11}",
    ]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..3)
}

prop_compose! {
    fn birth()(year in 1980_u16..1984, month in 0_u8..=12, day in 0_u8..=31) -> Birth {
        Birth::new(year, month, day).unwrap_or(Birth::UNKNOWN)
    }
}

prop_compose! {
    fn description()(
        given_names in texts(),
        surnames in texts(),
        births in prop::collection::vec(birth(), 0..3),
        sex in prop::option::of(prop_oneof![Just(Sex::Female), Just(Sex::Male)]),
        homes in prop::collection::vec((text(), text()), 0..3),
        phones in texts(),
        emails in prop::collection::vec("(jo|al|smith)[0-9]{0,2}@example.(com|org)", 0..3),
        identifiers in texts(),
    ) -> Description {
        let homes = homes.into_iter().map(|(address, postcode)| Home { address, postcode }).collect();
        Description { given_names, surnames, births, sex, homes, phones, emails, identifiers }
    }
}

proptest! {
    #[test]
    fn a_comparison_is_the_same_from_both_sides(one in description(), other in description()) {
        let (model, mut frequencies) = (Model::default(), Frequencies::default());
        frequencies.note(&one);
        frequencies.note(&other);
        let (there, back) = (
            compare(&one, &other, &model, &frequencies),
            compare(&other, &one, &model, &frequencies),
        );
        prop_assert!((there.weight - back.weight).abs() < 1e-4, "{there:?} {back:?}");
        prop_assert_eq!(there.band, back.band);
    }

    #[test]
    fn an_explanation_sums_to_its_weight(one in description(), other in description()) {
        let scored = compare(&one, &other, &Model::default(), &Frequencies::default());
        prop_assert!((scored.explanation.sum() - scored.weight).abs() < 1e-9);
        prop_assert!(scored.weight.is_finite());
        prop_assert!((0.0..=1.0).contains(&scored.probability));
        prop_assert_eq!(scored, compare(&one, &other, &Model::default(), &Frequencies::default()));
    }

    #[test]
    fn what_was_counted_in_and_out_leaves_nothing(one in description(), other in description()) {
        let mut frequencies = Frequencies::default();
        frequencies.note(&one);
        let before = compare(&one, &one, &Model::default(), &frequencies);
        frequencies.note(&other);
        frequencies.forget(&other);
        prop_assert_eq!(before, compare(&one, &one, &Model::default(), &frequencies));
    }

    #[test]
    fn a_normalised_name_stays_as_it_is(name in "\\PC{0,30}") {
        let once = names::normalise(&name);
        prop_assert_eq!(names::normalise(&once), once.clone());
        prop_assert_eq!(names::keys(&name), names::keys(&once));
    }

    #[test]
    fn no_bytes_make_a_file_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut file = b"rec_id,given_name,surname,date_of_birth,address,phone\n".to_vec();
        file.extend(bytes);
        if let Ok(people) = People::read(&file) {
            let model = people.learn();
            let pairs = people.pairs(&model, 0.5);
            prop_assert_eq!(people.clusters(&model, &pairs, 0.5).len(), people.len());
        }
    }
}

/// The lines of a town.
fn town() -> Vec<String> {
    let records = Town::new(4, 700).into_records().enumerate();
    let lines = records.map(|(place, record)| {
        format!(
            "r{place},{},{},{},{},\"{}\",{},{},{},{}",
            record.given_name,
            record.surname,
            record.date_of_birth,
            record.sex,
            record.address,
            record.postcode,
            record.phone,
            record.email,
            record.identifier
        )
    });
    lines.collect()
}

type Groups = BTreeSet<BTreeSet<String>>;

/// Who was found to be one person, and what pairs weigh, whatever the order.
fn matched(lines: &[String]) -> Result<(Groups, BTreeSet<String>), Box<dyn std::error::Error>> {
    let header =
        "rec_id,given_name,surname,date_of_birth,sex,address,postcode,phone,email,identifier";
    let people = People::read(format!("{header}\n{}\n", lines.join("\n")).as_bytes())?;
    let model = people.learn();
    let pairs = people.pairs(&model, model.threshold());
    let mut groups: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    let clusters = people.clusters(&model, &pairs, model.threshold());
    for (record, cluster) in (0..).zip(clusters) {
        let id = String::from_utf8(people.id(record).to_vec())?;
        groups.entry(cluster).or_default().insert(id);
    }
    let mut written = Vec::new();
    people.write_pairs(&pairs, &mut written)?;
    let written = String::from_utf8(written)?.lines().map(str::to_owned).collect();
    Ok((groups.into_values().collect(), written))
}

#[test]
fn the_order_of_a_file_changes_nothing() -> Result<(), Box<dyn std::error::Error>> {
    let lines = town();
    let mut turned = lines.clone();
    turned.reverse();
    turned.rotate_left(333);
    let found = matched(&lines)?;
    assert!(found.1.len() > 300, "{} pairs", found.1.len());
    assert_eq!(found, matched(&lines)?);
    assert_eq!(found, matched(&turned)?);
    Ok(())
}
