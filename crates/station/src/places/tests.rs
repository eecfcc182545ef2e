use super::{Entry, Listed, Month, Point, Source, Stretch, by_boundaries, by_directory, is_known};
use crate::forces::whereabouts::{Gazetteer, Whereabouts};
use crate::testing;
use kernel::Postcode;

/// A border from south to north at a longitude, as both sides have it.
fn border(longitude: f64, sides: [&str; 2]) -> Vec<Stretch> {
    let line = [50.0, 58.0].map(|latitude| Point { latitude, longitude }).to_vec();
    sides.map(|code| Stretch { area_code: code.to_owned(), line: line.clone() }).to_vec()
}

fn told(whereabouts: &Whereabouts) -> String {
    match whereabouts {
        Whereabouts::One(force) => force.id.to_string(),
        Whereabouts::Perhaps(force) => format!("{}?", force.id),
        Whereabouts::Elsewhere(body) => body.place().en.to_owned(),
        Whereabouts::Several { forces, beyond } => {
            let ids = forces.iter().map(|force| force.id.to_string());
            ids.chain(beyond.map(|body| body.place().en.to_owned())).collect::<Vec<_>>().join(" | ")
        }
        Whereabouts::Railway(_) => "railway".to_owned(),
        Whereabouts::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn a_listed_postcode_is_its_area_s_unless_a_border_is_near() {
    let gazetteer = Gazetteer::new(&testing::forces());
    let (humberside, lincolnshire) = ("E23000012", "E23000020");
    let near = border(-0.3, [humberside, lincolnshire]);
    for (postcode, code, longitude, around, found) in [
        // The rule of outward codes would say otherwise, and is not asked.
        ("DN1 1AA", humberside, Some(-0.3), vec![], "humberside"),
        ("TS9 5AA", "E23000013", None, vec![], "cleveland"),
        ("HU1 3AA", humberside, Some(-0.3005), near.clone(), "humberside | lincolnshire"),
        ("HU1 3AA", humberside, Some(-0.302), near.clone(), "humberside"),
        // Without its place no border can be near.
        ("HU1 3AA", humberside, None, near, "humberside"),
        ("TD15 1AA", "S99999999", Some(-2.0), vec![], "Scotland"),
        (
            "TD15 1AA",
            "S99999999",
            Some(-2.0),
            border(-2.0, ["E23000007", "S"]),
            "northumbria | Scotland",
        ),
        ("JE2 3AA", "L99999999", None, vec![], "Jersey"),
        ("GY1 1AA", "L99999999", None, vec![], "Guernsey"),
        ("HU1 3AA", "E23999999", None, vec![], "unknown"),
    ] {
        let point = longitude.map(|longitude| Point { latitude: 53.7, longitude });
        let listed = Listed { area_code: code.to_owned(), point, ended: None, around };
        let postcode = Postcode::parse(postcode).unwrap();
        let answer = by_directory(&gazetteer, &postcode, Entry::Listed(listed)).unwrap();
        assert_eq!(told(&answer.whereabouts), found, "{postcode:?} {code}");
        assert_eq!(answer.source, Source::Directory { ended: None });
    }
}

#[test]
fn an_old_postcode_is_said_to_be_old_and_a_missing_one_is_a_guess() {
    let gazetteer = Gazetteer::new(&testing::forces());
    let postcode = Postcode::parse("HU1 3AA").unwrap();
    let ended = Month::parse("199606");
    let listed = Listed { area_code: "E23000012".to_owned(), ended, ..Listed::default() };
    let answer = by_directory(&gazetteer, &postcode, Entry::Listed(listed)).unwrap();
    assert_eq!(answer.source, Source::Directory { ended });
    let answer = by_directory(&gazetteer, &postcode, Entry::Missing).unwrap();
    assert_eq!(told(&answer.whereabouts), "humberside?");
    assert_eq!(answer.source, Source::Unlisted);
    assert_eq!(by_directory(&gazetteer, &postcode, Entry::NoDirectory), None);
}

#[test]
fn a_point_is_the_area_s_that_it_is_in_and_shared_near_its_border() {
    let forces = testing::forces();
    let square = |code: &str, west: f64| {
        let corners = [(53.0, 0.0), (53.0, 1.0), (54.0, 1.0), (54.0, 0.0), (53.0, 0.0)];
        let ring = corners.map(|(latitude, east)| Point { latitude, longitude: west + east });
        Stretch::cut(code, &ring)
    };
    let land = [square("E23000020", -1.0), square("E23000012", 0.0)].concat();
    for (latitude, longitude, found) in [
        (53.5, -0.5, Some("lincolnshire")),
        (53.5, 0.5, Some("humberside")),
        (53.5, 0.0005, Some("humberside | lincolnshire")),
        (53.5, 1.0005, Some("humberside?")),
        (53.5, 1.1, None),
        (55.0, 0.5, None),
    ] {
        let answer = by_boundaries(&forces, Point { latitude, longitude }, &land);
        let answer = answer.map(|found| told(&found.whereabouts));
        assert_eq!(answer.as_deref(), found, "{latitude}, {longitude}");
    }
}

#[test]
fn codes_of_forces_and_of_other_lands_are_known() {
    let forces = testing::forces();
    for (code, known) in [
        ("E23000012", true),
        ("W15000003", true),
        ("S99999999", true),
        ("L99999999", true),
        ("E23999999", false),
    ] {
        assert_eq!(is_known(&forces, code), known, "{code}");
    }
}
