//! Addresses are found by their postcode: in what was loaded, or at a provider; and nobody waits.

use kernel::Postcode;
use station::addresses::{self, Addresses, File};
use station::clock::StationClock;
use station::config::{Gazetteer, LookUpFor, Source};
use station::places::{self, BadRow, LoadFault};
use station::testing::Town;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const GOOD: &str = "\u{feff}POSTCODE,uprn,line1,line2,town
AA3 1AB,900000000010,10 Mill Lane,,Sampleton
aa31ab,900000000002,2 Mill Lane,Back\\slash,Sampleton
AA3 1AC,900000000003,Beacon House,,
";

fn postcode(text: &str) -> Postcode {
    Postcode::parse(text).unwrap()
}

async fn load(town: &Town, csv: &str) -> Result<places::Counted, LoadFault> {
    let content = csv.as_bytes();
    let file = File { name: "addresses.csv".to_owned(), content, allow_fewer: false };
    addresses::load(town.owner_url(), file, &StationClock::default(), &mut |_| {}).await
}

#[tokio::test]
async fn addresses_that_were_loaded_are_found_in_order_by_whoever_asks() {
    let town = Town::new(vec![]).await;
    let book = Addresses::open(&Gazetteer::default(), &town.station);
    assert!(!book.are_there(false).await, "none is loaded");
    let csv = format!("{GOOD}AA3 1AB,x,No number,,\nAA3 1AB,1,,,\n");
    let counted = load(&town, &csv).await.unwrap();
    assert_eq!((counted.entries, counted.passed_over), (3, 2));
    let why: Vec<BadRow> = counted.first.iter().map(|line| line.why).collect();
    assert_eq!(why, [BadRow::NotAUprn, BadRow::NoLine]);
    for sensitive in [false, true] {
        assert!(book.are_there(sensitive).await);
        let found = book.find(&postcode("aa3 1ab"), sensitive).await.unwrap();
        let lines: Vec<String> = found.iter().map(addresses::Address::in_one_line).collect();
        assert_eq!(lines, ["2 Mill Lane, Back\\slash, Sampleton", "10 Mill Lane, Sampleton"]);
        assert_eq!(book.find(&postcode("AA3 1ZZ"), sensitive).await.unwrap(), []);
    }
    let status = places::status(&town.station).await.unwrap();
    assert_eq!((status[0].kind.as_str(), status[0].entries), ("addresses", 3));
}

#[tokio::test]
async fn a_file_that_cannot_be_whole_leaves_the_addresses_that_were_there() {
    let town = Town::new(vec![]).await;
    load(&town, GOOD).await.unwrap();
    let fewer = "uprn,line1,postcode\n1,1 Mill Lane,AA3 1AB\n";
    assert!(matches!(load(&town, fewer).await, Err(LoadFault::Fewer { new: 1, loaded: 3 })));
    let without = load(&town, "uprn,line1\n").await;
    assert!(matches!(&without, Err(LoadFault::NoAddressColumns(names)) if *names == ["postcode"]));
    assert!(matches!(load(&town, "uprn,line1,postcode\n").await, Err(LoadFault::Unusable { .. })));
    let book = Addresses::open(&Gazetteer::default(), &town.station);
    assert_eq!(book.find(&postcode("AA3 1AB"), false).await.unwrap().len(), 2);
    town.station.close().await;
    assert!(!book.are_there(false).await, "a database that is gone has no addresses");
    assert_eq!(book.find(&postcode("AA3 1AB"), false).await, None);
}

/// A provider that answers this, and keeps what it was asked; one that says nothing at all when it is to
/// answer nothing.
async fn provider(
    status: &'static str,
    body: &'static str,
) -> (Gazetteer, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = asked.clone();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap_or_default();
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            heard.lock().unwrap().push(request.lines().next().unwrap_or_default().to_owned());
            if !status.is_empty() {
                let top = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
                stream.write_all(format!("{top}{body}").as_bytes()).await.unwrap();
            }
            open.push(stream);
        }
    });
    let gazetteer = Gazetteer {
        source: Source::OsPlaces,
        os_places_url: format!("http://{address}"),
        os_places_key: Some("a key".to_owned()),
        ..Gazetteer::default()
    };
    (gazetteer, asked)
}

const ANSWER: &str = r#"{"results": [{"DPA": {"UPRN": "900000000010", "BUILDING_NUMBER": "10",
    "THOROUGHFARE_NAME": "MILL LANE", "POST_TOWN": "SAMPLETON", "POSTCODE": "AA3 1AB"}}]}"#;

#[tokio::test]
async fn a_provider_is_asked_for_a_postcode_alone_and_on_sensitive_ground_only_when_told_to() {
    let town = Town::new(vec![]).await;
    let (gazetteer, asked) = provider("200 OK", ANSWER).await;
    let book = Addresses::open(&gazetteer, &town.station);
    assert!(book.are_there(false).await && !book.are_there(true).await);
    assert_eq!(book.find(&postcode("AA3 1AB"), true).await, None);
    assert!(asked.lock().unwrap().is_empty(), "a provider learnt of somebody on sensitive ground");
    let found = book.find(&postcode("AA3 1AB"), false).await.unwrap();
    assert_eq!(found[0].in_one_line(), "10 Mill Lane, Sampleton");
    let line = "GET /search/places/v1/postcode?postcode=AA3%201AB&dataset=DPA&key=a%20key HTTP/1.1";
    assert_eq!(*asked.lock().unwrap(), [line]);
    let told = Gazetteer { os_places_for: LookUpFor::Everything, ..gazetteer };
    let book = Addresses::open(&told, &town.station);
    assert_eq!(book.find(&postcode("AA3 1AB"), true).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_provider_that_is_silent_refuses_or_leads_elsewhere_keeps_nobody_waiting() {
    let town = Town::new(vec![]).await;
    for (status, body) in [
        ("", ""),
        ("429 Too Many Requests", ""),
        ("302 Found\r\nlocation: http://127.0.0.1:1/", ""),
        ("200 OK", "<html>"),
    ] {
        let (gazetteer, _) = provider(status, body).await;
        let begun = Instant::now();
        let book = Addresses::open(&gazetteer, &town.station);
        assert_eq!(book.find(&postcode("AA3 1AB"), false).await, None, "{status}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{status}");
    }
}
