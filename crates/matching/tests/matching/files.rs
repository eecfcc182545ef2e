//! Files of people.

use matching::{Model, People};
use std::fmt::Write;

const HEADER: &str = "rec_id,given_name,surname,date_of_birth,address,postcode";

fn fault(file: &str) -> String {
    People::read(file.as_bytes()).err().map(|fault| fault.to_string()).unwrap_or_default()
}

#[test]
fn a_fault_names_its_line_and_its_column() {
    for (file, wanted) in [
        ("", "line 1, column rec_id"),
        ("given_name,surname\nJo,Smith\n", "line 1, column rec_id"),
        ("rec_id,colour\n1,red\n", "line 1: the header names nothing to compare"),
        ("rec_id,surname,surname\n1,a,b\n", "line 1, column surname: the header names it twice"),
        (
            &format!("{HEADER}\n1,Jo,Smith,1987-06-05,,\n,Al,Brown,,,\n"),
            "line 3, column rec_id: it is empty",
        ),
        (
            &format!("{HEADER}\n1,Jo,Smith,5/6/1987,,\n"),
            "line 2, column date_of_birth: “5/6/1987” is no date",
        ),
        (
            &format!("{HEADER}\n1,Jo,\"Smith\nJones\",,,\n2,Al\n"),
            "line 4: 2 values, where the header names 6",
        ),
        (
            &format!("{HEADER}\n1,Jo,,,,\n2,Al,,,,\n1,Di,,,,\n"),
            "line 4, column rec_id: 1 is there twice",
        ),
    ] {
        assert!(fault(file).starts_with(wanted), "{file}: {}", fault(file));
    }
}

#[test]
fn columns_may_be_few_and_in_any_order_and_dates_without_hyphens() {
    let file = "\u{feff}Surname,colour,REC_ID,date_of_birth\r\nSmith,red,1,19870605\r\nSmith,,2,1987-06-05\r\n";
    assert_eq!(People::read(file.as_bytes()).unwrap().len(), 2);
    assert_eq!(People::read(format!("{HEADER}\n").as_bytes()).unwrap().len(), 0);
    // A date that is in no calendar is a slip, and no fault of the file.
    assert_eq!(fault(&format!("{HEADER}\n1,Jo,Smith,19871632,,\n2,Al,Brown,0000-00-00,,\n")), "");
}

#[test]
fn across_two_files_only_pairs_across_count() {
    let person = "Wilhelmina,Wicksleywell,1964-05-21,\"45 Beech Terrace, Radport\",AE12 2AB";
    let file = |ids: &[&str]| {
        let lines: Vec<String> = ids.iter().map(|id| format!("{id},{person}")).collect();
        format!("{HEADER}\n{}\n", lines.join("\n"))
    };
    let people =
        People::read_linked(file(&["z1", "z2"]).as_bytes(), file(&["a1"]).as_bytes()).unwrap();
    let pairs = people.pairs(&Model::default(), 0.5);
    let mut written = Vec::new();
    people.write_pairs(&pairs, &mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    let mut lines: Vec<&str> = written.lines().collect();
    lines.sort_unstable();
    let starts: Vec<String> =
        lines.iter().map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(starts, ["rec_id_a rec_id_b", "z1 a1", "z2 a1"]);

    let clusters = people.clusters(&Model::default(), &pairs, 0.5);
    let mut written = Vec::new();
    people.write_clusters(&clusters, &mut written).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), "rec_id,cluster_id\nz1,1\nz2,1\na1,1\n");
}

#[test]
fn what_is_written_where_something_had_to_be_makes_nobody_the_same() {
    let mut file = String::from("rec_id,given_name,surname,sex,phone,email,identifier\n");
    for number in 0..400_u32 {
        let name = |from: u32| ["Ada", "Bela", "Cleo", "Dora"][usize::try_from(from % 4).unwrap()];
        write!(file, "{number},{}{number},{}{number}son,F,", name(number), name(number / 4))
            .unwrap();
        writeln!(file, "00000000000,none@example.com,UNKNOWN").unwrap();
    }
    let people = People::read(file.as_bytes()).unwrap();
    let model = people.learn();
    assert_eq!(people.pairs(&model, model.threshold()), []);
}

#[test]
fn the_truth_of_a_town_is_mostly_found() {
    let mut file =
        String::from("rec_id,given_name,surname,date_of_birth,sex,address,postcode,phone\n");
    let records: Vec<townsfolk::Record> = townsfolk::Town::new(11, 2_000).into_records().collect();
    for (place, one) in records.iter().enumerate() {
        write!(file, "{place},{},{},", one.given_name, one.surname).unwrap();
        write!(file, "{},{},\"{}\",", one.date_of_birth, one.sex, one.address).unwrap();
        writeln!(file, "{},{}", one.postcode, one.phone).unwrap();
    }
    let people = People::read(file.as_bytes()).unwrap();
    let model = people.learn();
    let pairs = people.pairs(&model, model.threshold());
    let person = |record| {
        let place: usize = std::str::from_utf8(people.id(record)).unwrap().parse().unwrap();
        records[place].person
    };
    let right = pairs.iter().filter(|pair| person(pair.one) == person(pair.other)).count();
    let mut sizes = std::collections::HashMap::new();
    for record in &records {
        *sizes.entry(record.person).or_insert(0) += 1;
    }
    let all: usize = sizes.values().map(|size| size * (size - 1) / 2).sum();
    assert!(right * 100 > pairs.len() * 96, "{right} of {} pairs are right", pairs.len());
    assert!(right * 100 > all * 94, "{right} of {all} pairs are found");
}
