//! A new release of the open data takes the place of the old as a whole, or not at all.

use station::clock::StationClock;
use station::forces::whereabouts::{Gazetteer, Whereabouts};
use station::places::{self, BadLine, BadRow, Files, LoadFault, Loaded, Source};
use station::testing::{Town, forces};

const GOOD: &str = "pcds,doterm,pfa,lat,long
HU1 3AA,,E23000012,53.74,-0.33
HU1 3AB,200903,E23000012,53.74,-0.33
TS9 5AA,,E23000013,54.47,-1.18
";
const SQUARE: &str = r#"{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"PFA25CD": "E23000012"}, "geometry": {"type": "Polygon",
    "coordinates": [[[-0.7, 53.4], [-0.2, 53.4], [-0.2, 53.9], [-0.7, 53.9], [-0.7, 53.4]]]}}]}"#;

async fn load(town: &Town, csv: Option<&str>, geojson: Option<&str>) -> Result<Loaded, LoadFault> {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let files = Files {
        postcodes: csv.map(|text| file("postcodes.csv", text)),
        boundaries: geojson.map(|text| file("areas.geojson", text)),
        allow_fewer: false,
    };
    places::load(town.owner_url(), &files, &StationClock::default(), &mut |_| {}).await
}

async fn found(town: &Town, typed: &str) -> (String, Source) {
    let found = places::find(&town.station, &Gazetteer::new(&forces()), typed).await;
    let whereabouts = match found.whereabouts {
        Whereabouts::One(force) => force.id.to_string(),
        Whereabouts::Perhaps(force) => format!("{}?", force.id),
        other => format!("{other:?}"),
    };
    (whereabouts, found.source)
}

#[tokio::test]
async fn without_data_the_files_of_the_forces_answer() {
    let town = Town::new(vec![]).await;
    assert_eq!(found(&town, "HU1 3AA").await, ("humberside".to_owned(), Source::Files));
    assert_eq!(places::status(&town.station).await.unwrap(), []);
    town.station.close().await;
    assert_eq!(found(&town, "HU1 3AA").await, ("humberside".to_owned(), Source::Files));
}

#[tokio::test]
async fn rows_that_cannot_be_used_are_passed_over_and_named_by_their_line() {
    let town = Town::new(vec![]).await;
    let csv = format!("{GOOD}HU1,,E23000012,53.74,-0.33\nHU1 3AA,,E23000012,53.74,-0.33\n");
    let counted = load(&town, Some(&csv), None).await.unwrap().postcodes.unwrap();
    assert_eq!((counted.entries, counted.passed_over), (3, 2));
    let named = [(5, BadRow::NotAPostcode), (6, BadRow::Twice)];
    assert_eq!(counted.first, named.map(|(line, why)| BadLine { line, why }));
    let status = places::status(&town.station).await.unwrap();
    let told: Vec<_> = status.iter().map(|it| (&*it.kind, &*it.name, it.entries)).collect();
    assert_eq!(told, [("postcodes", "postcodes.csv", 3)]);
    let (force, source) = found(&town, "TS9 5AA").await;
    assert_eq!((&*force, source), ("cleveland", Source::Directory { ended: None }));
    let (force, source) = found(&town, "HU1 9ZZ").await;
    assert_eq!((&*force, source), ("humberside?", Source::Unlisted));
    let (_, source) = found(&town, "HU1 3AB").await;
    let Source::Directory { ended: Some(month) } = source else { panic!("{source:?}") };
    assert_eq!((month.year(), month.month()), (2009, 3));
}

#[tokio::test]
async fn a_file_that_is_broken_leaves_everything_as_it_was() {
    let town = Town::new(vec![]).await;
    load(&town, Some(GOOD), Some(SQUARE)).await.unwrap();
    let whole = places::status(&town.station).await.unwrap();
    let open = SQUARE.replace(", [-0.7, 53.4]]]", "]]");
    let metres = SQUARE.replace("-0.2, 53.4", "509000, 428000");
    let other = GOOD.replace("E23000012", "E23000020");
    for (csv, geojson, says) in [
        (Some("name,place\nx,y\n"), None, "no column pcds, pcd7 or pcd and no column pfa"),
        (Some("pcds,pfa\nHU1 3AA,E23000020\n"), None, "1 entries where 3 are loaded"),
        (Some("pcds,pfa\nHU1,E23000020\nHU1 3AA,E23000020\n"), None, "line 2 has no postcode"),
        (Some(&*other), Some(&*open), "does not end where it begins"),
        (Some(&*other), Some(&*metres), "British National Grid"),
        (Some(&*other), Some("{"), "cannot be read as GeoJSON"),
    ] {
        let fault = load(&town, csv, geojson).await.unwrap_err().to_string();
        assert!(fault.contains(says), "{says}: {fault}");
        assert_eq!(found(&town, "HU1 3AA").await.0, "humberside", "{says}");
        assert_eq!(found(&town, "53.74, -0.33").await.0, "humberside", "{says}");
        assert_eq!(places::status(&town.station).await.unwrap(), whole, "{says}");
    }
    assert_eq!(town.count("select count(*) from pg_class where relname like '%_next%'").await, 0);
}

#[tokio::test]
async fn a_new_release_replaces_the_old_with_its_rights_and_its_description() {
    let town = Town::new(vec![]).await;
    for code in ["E23000012", "E23000020", "E23000012"] {
        let csv = GOOD.replace("E23000012", code);
        load(&town, Some(&csv), Some(SQUARE)).await.unwrap();
        let wanted = if code == "E23000020" { "lincolnshire" } else { "humberside" };
        assert_eq!(found(&town, "HU1 3AA").await.0, wanted);
    }
    let described = "select count(*) from pg_class where oid in
         ('station.postcodes'::regclass, 'station.borders'::regclass)
         and obj_description(oid) like '%replaced as a whole.'";
    assert_eq!(town.count(described).await, 2);
    let silent = "select count(*) from pg_attribute where attrelid in
         ('station.postcodes'::regclass, 'station.borders'::regclass)
         and attnum > 0 and col_description(attrelid, attnum) is null";
    assert_eq!(town.count(silent).await, 0);
    let indexes = "select count(*) from pg_indexes where indexname in
         ('postcodes_pkey', 'borders_extent')";
    assert_eq!(town.count(indexes).await, 2);
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    let refused = sqlx::query("delete from station.postcodes").execute(tx.connection()).await;
    assert!(refused.unwrap_err().to_string().contains("permission denied"));
}
