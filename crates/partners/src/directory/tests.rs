use super::{Area, At, Both, Directory, Nation, Partner, Resolution};
use kernel::ForceId;

fn force(id: &str) -> ForceId {
    ForceId::parse(id).unwrap()
}

fn partner(id: &str, role: &str, area: Area) -> Partner {
    Partner {
        id: id.to_owned(),
        name: Both { en: id.to_owned(), cy: id.to_owned() },
        roles: vec![role.to_owned()],
        area,
        web: "https://council.example".to_owned(),
        phone: None,
        hours: None,
        tongues: Vec::new(),
        checked: jiff::civil::date(2026, 11, 26),
        source: "https://council.example".to_owned(),
    }
}

fn directory() -> Directory {
    let council = |code: &str, forces: &[&str]| Area::Council {
        code: code.to_owned(),
        forces: forces.iter().map(|id| force(id)).collect(),
    };
    Directory::new([
        partner("northmoor", "noise", council("E06000001", &["north"])),
        partner("lowmoor", "noise", council("E06000002", &["north", "west"])),
        partner("glyn", "noise", council("W06000001", &["glyn"])),
        partner("rivers-england", "pollution", Area::Nation(Nation::England)),
        partner("rivers-wales", "pollution", Area::Nation(Nation::Wales)),
        partner("fraud", "fraud", Area::Everywhere),
    ])
}

fn told(resolution: &Resolution<'_>) -> String {
    match resolution {
        Resolution::One(one) => one.id.clone(),
        Resolution::Choose(some) => {
            some.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(" | ")
        }
        Resolution::Nobody => "-".to_owned(),
    }
}

#[test]
fn the_council_of_the_place_is_found_and_else_those_of_the_force_are_offered() {
    let directory = directory();
    for (role, who, area, council, found) in [
        ("noise", "north", Some("E23000001"), Some("E06000001"), "northmoor"),
        ("noise", "north", Some("E23000001"), None, "lowmoor | northmoor"),
        ("noise", "west", Some("E23000002"), None, "lowmoor"),
        // The place decides, whichever force was asked.
        ("noise", "west", Some("E23000002"), Some("E06000001"), "northmoor"),
        // A council that the directory does not have is not taken for another.
        ("noise", "north", Some("E23000001"), Some("E06000099"), "-"),
        ("noise", "south", Some("E23000003"), None, "-"),
        // Railways run through every council.
        ("noise", "rail", None, None, "glyn | lowmoor | northmoor"),
        ("pollution", "north", Some("E23000001"), None, "rivers-england"),
        ("pollution", "glyn", Some("W15000001"), None, "rivers-wales"),
        ("pollution", "rail", None, Some("W06000001"), "rivers-wales"),
        ("pollution", "rail", None, None, "rivers-england | rivers-wales"),
        ("fraud", "south", Some("E23000003"), Some("E06000099"), "fraud"),
        ("nosuch", "north", Some("E23000001"), None, "-"),
    ] {
        let force = force(who);
        let at = At { force: &force, force_area: area, council };
        assert_eq!(told(&directory.resolve(role, at)), found, "{role} {who} {council:?}");
    }
}

#[test]
fn only_who_may_be_chosen_is_chosen() {
    let (directory, north) = (directory(), force("north"));
    let at = At { force: &north, force_area: Some("E23000001"), council: Some("E06000099") };
    for (role, id, chosen) in [
        ("noise", "northmoor", true),
        ("noise", "glyn", false),
        ("noise", "fraud", false),
        ("fraud", "fraud", true),
        ("fraud", "northmoor", false),
    ] {
        assert_eq!(directory.chosen(role, at, id).is_some(), chosen, "{role} {id}");
    }
}
