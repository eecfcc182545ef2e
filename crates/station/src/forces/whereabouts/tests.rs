use super::{Body, Gazetteer, Whereabouts, find};
use crate::forces::{Finding, check, data_tests};
use kernel::Forces;

/// What is found, in few words: the forces' ids, and a mark for the kind of answer.
fn told(found: Whereabouts) -> String {
    match found {
        Whereabouts::One(force) => force.id.to_string(),
        Whereabouts::Perhaps(force) => format!("{}?", force.id),
        Whereabouts::Railway(force) => format!("railway: {}", force.id),
        Whereabouts::Elsewhere(body) => body.place().en.to_owned(),
        Whereabouts::Unknown => "unknown".to_owned(),
        Whereabouts::Several { forces, beyond } => {
            let ids = forces.iter().map(|force| force.id.to_string());
            ids.chain(beyond.map(|body| body.place().en.to_owned())).collect::<Vec<_>>().join(" | ")
        }
    }
}

#[track_caller]
fn all(questions: &[(&str, &str)]) {
    let gazetteer = Gazetteer::new(&data_tests::forces());
    for (typed, expected) in questions {
        assert_eq!(told(gazetteer.find(typed)), *expected, "{typed}");
    }
}

#[test]
fn a_postcode_of_one_force_leads_to_it() {
    all(&[
        ("HU1 3AA", "humberside"),
        ("hu13aa", "humberside"),
        ("HU", "humberside"),
        ("m1 1ae", "greater-manchester"),
        ("SW1A 1AA", "metropolitan"),
        ("ct1", "kent"),
        ("TR21 0LL", "devon-and-cornwall"),
        ("LL57", "north-wales"),
        ("MK42 9AA", "bedfordshire"),
        ("MK9 1AA", "thames-valley"),
        ("OL13 8AA", "lancashire"),
        ("WV16 4AA", "west-mercia"),
        ("10 Silver Street, Hull HU1 3AA", "humberside"),
    ]);
}

#[test]
fn a_postcode_that_forces_share_asks_for_a_choice() {
    all(&[
        ("SA31 1AA", "dyfed-powys | south-wales"),
        ("EC1A 1BB", "city-of-london | metropolitan"),
        ("E1 6AN", "city-of-london | metropolitan"),
        ("E2 6AN", "metropolitan"),
        ("YO15", "humberside | north-yorkshire"),
        ("TS9 5AA", "cleveland | north-yorkshire"),
        ("TS1 1AA", "cleveland"),
        ("NP16 5AA", "gloucestershire | gwent"),
        ("CH", "cheshire | merseyside | north-wales"),
        ("LD", "dyfed-powys | west-mercia"),
    ]);
}

#[test]
fn a_postcode_beyond_the_forces_points_on() {
    all(&[
        ("EH1 1AA", "Scotland"),
        ("g1 1aa", "Scotland"),
        ("ZE1 0AA", "Scotland"),
        ("DG1 1AA", "Scotland"),
        ("TD1 1AA", "Scotland"),
        ("TD15 1AA", "northumbria | Scotland"),
        ("TD", "northumbria | Scotland"),
        ("BT1 1AA", "Northern Ireland"),
        ("im1 1aa", "The Isle of Man"),
        ("JE2 3AA", "Jersey"),
        ("GY9 3AA", "Guernsey"),
        ("XX1 1AA", "unknown"),
        ("BF1 1AA", "unknown"),
    ]);
}

#[test]
fn a_name_leads_to_its_force_however_it_is_typed() {
    all(&[
        ("Humberside Police", "humberside"),
        ("humberside", "humberside"),
        ("HEDDLU GOGLEDD CYMRU", "north-wales"),
        ("gmp", "greater-manchester"),
        ("the Met", "metropolitan"),
        ("Met Police", "metropolitan"),
        ("City of London", "city-of-london"),
        ("Devon and Cornwall", "devon-and-cornwall"),
        ("Leeds City Council", "west-yorkshire"),
        ("London Borough of Hackney", "metropolitan"),
        ("Ynys Mon", "north-wales"),
        ("Sir Gâr", "dyfed-powys"),
        ("y fenni", "gwent"),
        ("kings lynn", "norfolk"),
        ("St. Helens", "merseyside"),
        ("Stoke on Trent", "staffordshire"),
        ("North Lincolnshire", "humberside"),
        ("Lincolnshire", "lincolnshire"),
        ("Hull, East Yorkshire", "humberside"),
        ("Richmond, North Yorkshire", "north-yorkshire"),
        ("14 London Road, Hull", "humberside"),
        ("Bournemouth, Christchurch and Poole", "dorset"),
    ]);
}

#[test]
fn a_name_that_forces_share_asks_for_a_choice() {
    all(&[
        ("London", "city-of-london | metropolitan"),
        ("Richmond", "metropolitan | north-yorkshire"),
        ("Newcastle", "northumbria | staffordshire"),
        ("Gillingham", "dorset | kent"),
        ("Cymru", "dyfed-powys | gwent | north-wales | south-wales"),
        ("Yorkshire", "humberside | north-yorkshire | south-yorkshire | west-yorkshire"),
        ("Bangor", "north-wales | Northern Ireland"),
        ("Leeds, Hull", "humberside | west-yorkshire"),
    ]);
}

#[test]
fn what_is_only_close_to_a_name_is_asked_about() {
    all(&[
        ("Manchestr", "greater-manchester?"),
        ("Sheffeild", "south-yorkshire?"),
        ("Humbersde", "humberside?"),
        ("Wight", "hampshire?"),
        ("Barrow", "cumbria?"),
        ("Leeds city centre", "west-yorkshire?"),
        ("newport isle of wight", "hampshire?"),
        ("M62", "greater-manchester?"),
        ("near Aberystwyth", "dyfed-powys?"),
    ]);
}

#[test]
fn the_railway_has_its_own_force_everywhere() {
    all(&[
        ("on the train", "railway: btp"),
        ("Leeds station", "railway: btp"),
        ("Hull railway station, HU1 3AA", "railway: btp"),
        ("trên", "railway: btp"),
        ("gorsaf Abertawe", "railway: btp"),
        ("British Transport Police", "railway: btp"),
        ("btp", "railway: btp"),
        ("Glasgow Subway", "railway: btp"),
        ("Station Road, Hull", "humberside"),
    ]);
}

#[test]
fn a_place_beyond_the_forces_points_on() {
    all(&[
        ("Scotland", "Scotland"),
        ("yr Alban", "Scotland"),
        ("Edinburgh", "Scotland"),
        ("Edinbrugh", "Scotland"),
        ("Belfast", "Northern Ireland"),
        ("PSNI", "Northern Ireland"),
        ("Bangor, Northern Ireland", "Northern Ireland"),
        ("isle of man", "The Isle of Man"),
        ("St Helier", "Jersey"),
        ("Sark", "Guernsey"),
        ("Glasgow", "Scotland"),
        ("Glasgwo", "Scotland"),
        ("Douglas", "The Isle of Man"),
        ("Douglas, Isle of Man", "The Isle of Man"),
        ("Dumfries & Galloway", "Scotland"),
        ("Argyll & Bute", "Scotland"),
    ]);
}

#[test]
fn the_forces_of_guarded_sites_are_known_by_their_names() {
    all(&[
        ("Ministry of Defence Police", "Defence sites"),
        ("Ministry of Defense Police", "Defence sites"),
        ("MOD police", "Defence sites"),
        ("mdp", "Defence sites"),
        ("Heddlu'r Weinyddiaeth Amddiffyn", "Defence sites"),
        ("Civil Nuclear Constabulary", "Civil nuclear sites"),
        ("Civil Nuclear Police", "Civil nuclear sites"),
        ("cnc", "Civil nuclear sites"),
        ("Heddlu Niwclear Sifil", "Civil nuclear sites"),
        ("Cwnstabliaeth Niwclear Sifil", "Civil nuclear sites"),
    ]);
}

#[test]
fn and_is_typed_as_a_word_or_as_its_sign() {
    all(&[
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Avon&Somerset", "avon-and-somerset"),
        ("Bath & North East Somerset", "avon-and-somerset"),
    ]);
}

#[test]
fn what_says_nothing_is_not_guessed_at() {
    all(&[
        ("", "unknown"),
        (" ,.; ", "unknown"),
        ("police", "unknown"),
        ("north", "unknown"),
        ("Isle of", "unknown"),
        ("London Road", "unknown"),
        ("my street", "unknown"),
        ("999", "unknown"),
        ("Atlantis", "unknown"),
        ("🚓🚓", "unknown"),
        ("<script>alert(1)</script>", "unknown"),
    ]);
    let long = "Leeds ".repeat(100_000);
    assert_eq!(told(find(&data_tests::forces(), &long)), "west-yorkshire?");
}

#[test]
fn every_name_in_a_force_s_file_finds_it() {
    let forces = data_tests::forces();
    let gazetteer = Gazetteer::new(&forces);
    for force in forces.iter() {
        let names = force.areas.iter().chain([&force.name.en, &force.short_name.en]);
        for name in names.chain(&force.name.cy).chain([&force.letters.as_str().to_owned()]) {
            let found = match gazetteer.find(name) {
                Whereabouts::One(one) | Whereabouts::Railway(one) => one.id == force.id,
                Whereabouts::Several { forces, .. } => forces.contains(force),
                _ => false,
            };
            assert!(found, "{name} of {}: {}", force.id, told(gazetteer.find(name)));
        }
    }
}

#[test]
fn without_a_railway_force_a_station_is_just_a_place() -> Result<(), Vec<Finding>> {
    let one = data_tests::files().into_iter().filter(|(id, _)| id == "humberside");
    let alone = one.map(|(id, text)| (id, text.replace("\"DN\", \"YO\"", "")));
    let forces = check(alone)?;
    assert_eq!(told(find(&forces, "Hull station")), "humberside?");
    assert_eq!(find(&Forces::default(), "EH1 1AA"), Whereabouts::Elsewhere(Body::Scotland));
    Ok(())
}
