//! The real files in `forces/`, and the faults that must be found in such files.

use super::colour::Colour;
use super::{Finding, check, codes, parse};
use kernel::{Forces, Language};
use std::collections::BTreeSet;
use std::path::Path;

/// Every file: id and text.
pub(super) fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forces");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| {
            let id = path.file_stem().unwrap().to_string_lossy().into_owned();
            (id, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// All forces, as the files say.
pub(super) fn forces() -> Forces {
    check(files()).unwrap_or_else(|findings| panic!("{}", shown(&findings)))
}

fn shown(findings: &[Finding]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn all_forty_four_forces_are_well_formed() {
    assert_eq!(forces().iter().count(), 44);
}

#[test]
fn every_force_has_letters_of_its_own() {
    let forces = forces();
    let letters: BTreeSet<_> = forces.iter().map(|force| force.letters).collect();
    assert_eq!(letters.len(), forces.iter().count());
}

#[test]
fn every_force_but_the_railways_has_a_police_area_of_its_own_in_the_open_data() {
    let forces = forces();
    let codes: BTreeSet<_> = forces.iter().filter_map(|force| force.area_code.as_ref()).collect();
    assert_eq!(codes.len(), 43);
    for force in forces.iter() {
        assert_eq!(force.area_code.is_none(), force.railways, "{}", force.id);
    }
}

#[test]
fn white_words_stand_out_from_every_header_and_every_link_from_the_paper() {
    for force in forces().iter() {
        let contrast = |text| Colour::parse(text).unwrap().contrast(Colour::WHITE);
        assert!(contrast(&force.theme.brand) >= 7.0, "{}", force.id);
        assert!(contrast(&force.theme.accent) >= 4.5, "{}", force.id);
    }
}

#[test]
fn every_force_has_its_names_and_what_it_covers_in_welsh() {
    let forces = forces();
    for force in forces.iter() {
        let told = [&force.name, &force.short_name, &force.covers];
        assert!(told.iter().all(|local| local.cy.is_some()), "{}", force.id);
        assert!(force.name.text(Language::Welsh).starts_with("Heddlu "), "{}", force.id);
    }
    let welsh = forces.iter().filter(|force| force.languages.contains(&Language::Welsh));
    assert_eq!(welsh.count(), 4);
}

#[test]
fn every_postcode_area_of_england_and_wales_is_somebody_s() {
    let forces = forces();
    for area in codes::ENGLAND_AND_WALES {
        let claimed = forces.iter().any(|force| {
            let all = force.postcode_areas.iter().chain(&force.shared_postcode_areas);
            all.clone().any(|code| code == area) || area == "TD" && all.clone().any(|c| c == "TD15")
        });
        assert!(claimed, "{area}");
    }
}

#[test]
fn only_the_railways_force_has_no_territory() {
    let forces = forces();
    let railways: Vec<_> = forces.iter().filter(|force| force.railways).collect();
    assert_eq!(railways.len(), 1);
    assert!(railways.iter().all(|force| force.postcode_areas.is_empty()));
}

/// A small force without a fault.
const SOUND: &str = r##"letters = "TST"
legal_name = "Testshire Constabulary"
name = { en = "Testshire Police", cy = "Heddlu Swydd Test" }
short_name = { en = "Testshire", cy = "Swydd Test" }
site = "https://www.testshire.example"
hosts = ["testshire.example"]
staff_domains = ["testshire.example"]
languages = ["en", "cy"]
covers = { en = "Testshire", cy = "Swydd Test" }
areas = ["Testshire"]
postcode_areas = ["HU"]
shared_postcode_areas = ["TD"]
theme = { brand = "#1b4a75", accent = "#1d70b8", badge = "TST" }
offer = { without = ["bicycle-theft"] }
welcome = { en = "Hello.", cy = "Helô." }
services.lost-kites.start = { en = "Look up.", cy = "Edrychwch i fyny." }
"##;

#[test]
fn a_sound_file_is_read_whole() {
    let force = parse("testshire", SOUND).unwrap_or_else(|found| panic!("{}", shown(&found)));
    assert_eq!(force.id.as_str(), "testshire");
    assert_eq!(force.letters.as_str(), "TST");
    assert_eq!(force.languages, [Language::English, Language::Welsh]);
    assert_eq!(force.offer.without, ["bicycle-theft"]);
    assert_eq!(force.welcome.unwrap().text(Language::Welsh), "Helô.");
    let start = force.services["lost-kites"].start.as_ref().unwrap();
    assert_eq!(start.text(Language::Welsh), "Edrychwch i fyny.");
    assert!(!force.railways);
}

/// What stands in the sound file, what stands there instead, and the finding after the file's name.
const FAULTS: &[(&str, &str, &str)] = &[
    (
        "\"TST\"\nlegal",
        "\"Tst\"\nlegal",
        "1: `Tst` is not three capital letters – choose three capitals",
    ),
    (
        "areas = [\"Test",
        "area_code = \"E12000003\"\nareas = [\"Test",
        "10: `E12000003` is not the code of a police area – write it as",
    ),
    ("letters", "leters", "1: unknown key `leters` – did you mean `letters`?"),
    ("hosts", "staff_domain", "6: unknown key `staff_domain` – did you mean `staff_domains`?"),
    ("hosts", "zzz", "6: unknown key `zzz` – use one of letters, legal_name"),
    ("brand =", "brnad =", "13: in `theme`: unknown key `brnad` – did you mean `brand`?"),
    (
        "site = \"https://www.testshire.example\"\n",
        "",
        " `site` is missing – add a line `site = …`",
    ),
    (
        "badge",
        "accent_2 = 1, badge",
        "13: in `theme`: unknown key `accent_2` – did you mean `accent`?",
    ),
    (
        "https://www",
        "http://www",
        "5: `http://www.testshire.example` is not a secure address – begin",
    ),
    (
        "https://www.testshire.example",
        "https://",
        "5: `https://` has no proper host name – write it as",
    ),
    (
        "hosts = [\"test",
        "hosts = [\"https://test",
        "6: `https://testshire.example` is not a host name – write",
    ),
    (
        "staff_domains = [\"testshire.example\"]",
        "staff_domains = []",
        " no one could be known as the force's own staff – add",
    ),
    ("\"cy\"]", "\"fr\"]", "8: there is no language `fr` – use `en`"),
    ("\"en\", \"cy\"]", "\"en\", \"en\"]", "8: `en` is there twice – leave one out"),
    ("[\"en\", \"cy\"]", "[]", "8: no language is served – name at least one"),
    (
        ", cy = \"Heddlu Swydd Test\"",
        "",
        "3: `name` has no Welsh, but the force serves people in Welsh – add `name.cy`",
    ),
    (
        "covers = { en = \"Testshire\", cy = \"Swydd Test\" }",
        "covers = { en = \"Testshire\" }",
        "9: `covers` has no Welsh",
    ),
    (", cy = \"Helô.\"", "", "15: `welcome` has no Welsh"),
    (", cy = \"Edrychwch i fyny.\"", "", "16: `start` has no Welsh"),
    (
        "services.lost-kites.start",
        "services.lost-kites.strat",
        "16: in `services`: unknown key `strat` – did you mean `start`?",
    ),
    ("\"Testshire Constabulary\"", "\" \"", "2: the text is empty – write it"),
    ("\"Testshire Constabulary\"", "\"Testshire \"", "2: `Testshire` has stray spaces"),
    (
        "areas = [\"Testshire\"]\npost",
        "areas = [\"Test\", \"test\"]\npost",
        "10: `test` is there twice",
    ),
    (
        "[\"HU\"]",
        "[\"hu\"]",
        "11: `hu` is not a postcode area or an outward code – write it in capitals",
    ),
    ("[\"HU\"]", "[\"HV\"]", "11: there is no postcode area `HV` – take one"),
    (
        "[\"HU\"]",
        "[\"EH\"]",
        "11: there is no postcode area `EH` – take one that lies in England or Wales",
    ),
    ("[\"HU\"]", "[\"TD\"]", "12: `TD` is there twice"),
    (
        "areas = [\"Testshire\"]\npost",
        "areas = []\npost",
        " nobody could find the force by where they are – fill",
    ),
    (
        "hosts",
        "railways = true\nhosts",
        "12: `HU` is claimed, but railways run everywhere – leave postcodes out",
    ),
    ("#1b4a75", "#1b4a7", "13: `#1b4a7` is not a colour – write it as"),
    (
        "#1b4a75",
        "#aabbcc",
        "13: white words on `brand` cannot be read: contrast 1.96 to 1 – choose a darker colour",
    ),
    ("#1d70b8", "#ffdd00", "13: links in `accent` on white cannot be read"),
    (
        "badge = \"TST\"",
        "badge = \"TESTS\"",
        "13: `TESTS` does not fit the badge – choose one to four letters",
    ),
    (
        "\"bicycle-theft\"",
        "\"Bicycle theft\"",
        "14: `Bicycle theft` is not a service's id – write the id",
    ),
    ("\"HU\"]", "3]", "11: invalid type: integer"),
    ("letters = \"TST\"", "letters = \"TST", "1: invalid"),
];

#[test]
fn each_fault_in_a_file_is_found_with_its_line_and_remedy() {
    for (right, wrong, finding) in FAULTS {
        let file = SOUND.replacen(right, wrong, 1);
        assert_ne!(file, SOUND, "{right}");
        let found = shown(&parse("testshire", &file).expect_err(wrong));
        assert!(found.contains(&format!("testshire.toml:{finding}")), "{wrong}:\n{found}");
    }
}

#[test]
fn a_file_may_not_take_an_address_of_the_platform() {
    let found = shown(&parse("desk", SOUND).unwrap_err());
    assert!(found.starts_with("forces/desk.toml: not a force's id"), "{found}");
}

#[test]
fn all_faults_of_a_file_are_told_at_once_in_the_order_of_its_lines() {
    let file = SOUND.replace("TST", "tst1").replace("https", "http").replace("HU", "hu");
    let lines: Vec<_> = parse("x1", &file).unwrap_err().iter().map(|found| found.line).collect();
    assert_eq!(lines, [Some(1), Some(5), Some(11), Some(13)]);
}

#[test]
fn faults_between_files_are_found_with_their_remedies() {
    let other = SOUND
        .replace("TST", "OTH")
        .replace("Testshire", "Othershire")
        .replace("testshire", "othershire")
        .replace("HU", "YO");
    let pair = |other: &str| {
        check([("a1".to_owned(), SOUND.to_owned()), ("b1".to_owned(), other.to_owned())])
    };
    assert!(pair(&other).is_ok(), "{}", shown(&pair(&other).unwrap_err()));
    for (right, wrong, finding) in [
        ("\"OTH\"\n", "\"TST\"\n", "b1.toml:1: forces/a1.toml has the letters `TST` too – choose"),
        (
            "\"Othershire Police\"",
            "\"Testshire Police\"",
            "b1.toml:3: forces/a1.toml has the name `Testshire Police` too – give",
        ),
        (
            "hosts = [\"other",
            "hosts = [\"test",
            "b1.toml:6: forces/a1.toml has the host `testshire.example` too",
        ),
        (
            "staff_domains = [\"other",
            "staff_domains = [\"test",
            "b1.toml:7: forces/a1.toml has the staff domain `testshire.example` too",
        ),
        (
            "[\"YO\"]",
            "[\"HU\"]",
            "b1.toml:11: forces/a1.toml has the postcode area `HU` too – move",
        ),
        (
            "[\"TD\"]",
            "[\"HU\"]",
            "b1.toml:12: `HU` is another force's own in forces/a1.toml – leave",
        ),
        ("[\"TD\"]", "[\"LS\"]", "b1.toml:12: `LS` is shared with nobody – move it to"),
        ("leg", "shrt = 1\nleg", "b1.toml:2: unknown key `shrt`"),
    ] {
        let file = other.replacen(right, wrong, 1);
        assert_ne!(file, other, "{right}");
        let found = shown(&pair(&file).unwrap_err());
        assert!(found.contains(&format!("forces/{finding}")), "{wrong}:\n{found}");
    }
    assert!(pair(&other.replace("[\"TD\"]", "[\"HU3\"]")).is_ok());
}

#[test]
fn one_force_at_most_has_the_railways_and_each_is_given_once() {
    let rail = |letters: &str| {
        let text = SOUND.replace(
            "postcode_areas = [\"HU\"]\nshared_postcode_areas = [\"TD\"]",
            "railways = true",
        );
        text.replace("TST", letters).replace("testshire.", &letters.to_lowercase())
    };
    let two = [("a1".to_owned(), rail("AAA")), ("b1".to_owned(), rail("BBB"))];
    let found = shown(&check(two).unwrap_err());
    assert!(found.contains("b1.toml:11: forces/a1.toml polices the railways already"), "{found}");
    let twice = [("a1".to_owned(), rail("AAA")), ("a1".to_owned(), rail("AAA"))];
    let found = shown(&check(twice).unwrap_err());
    assert!(found.contains("forces/a1.toml: the force is given more than once"), "{found}");
    let found = shown(&check([]).unwrap_err());
    assert!(found.starts_with("forces/: there is no force"), "{found}");
}
