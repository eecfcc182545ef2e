//! The town that the rules of this crate are tried in: two forces, one with a host of its own.

use crate::{Address, Counter, CounterSettings, NEUTRAL_SITE, PublicUrl, Visit, address};
use kernel::{FixedClock, Force, ForceId, Forces, Instant, Letters, LocalText, Theme};
use std::sync::Arc;

fn text(en: &str, cy: Option<&str>) -> LocalText {
    LocalText { en: en.to_owned(), cy: cy.map(str::to_owned) }
}

fn force(id: &str, letters: &str, name: LocalText, hosts: &[&str]) -> Force {
    Force {
        id: ForceId::parse(id).unwrap(),
        letters: Letters::parse(letters).unwrap(),
        legal_name: name.en.clone(),
        short_name: name.clone(),
        name,
        site: format!("https://{id}.example"),
        hosts: hosts.iter().map(|host| (*host).to_owned()).collect(),
        staff_domains: Vec::new(),
        covers: text("The shire", None),
        areas: Vec::new(),
        postcode_areas: Vec::new(),
        shared_postcode_areas: Vec::new(),
        area_code: None,
        languages: Vec::new(),
        railways: false,
        theme: Theme {
            brand: "#0a2342".to_owned(),
            accent: "#1a65a6".to_owned(),
            badge: letters.to_owned(),
        },
        offer: kernel::Offer::default(),
        welcome: None,
        hand_in: None,
        services: std::collections::BTreeMap::new(),
    }
}

/// Northshire has a Welsh name and its own host, Southshire neither.
pub(crate) fn town() -> Forces {
    let north = text("Northshire Police", Some("Heddlu Swydd y Gogledd"));
    Forces::new(vec![
        force("northshire", "NSH", north, &["online.northshire.example"]),
        force("southshire", "SSH", text("Southshire Police", None), &[]),
    ])
}

pub(crate) fn northshire() -> Arc<Force> {
    town().get("northshire").unwrap().clone()
}

pub(crate) fn counter(public_url: &str) -> Counter {
    let now = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
    Counter::new(CounterSettings {
        forces: Arc::new(town()),
        public_url: PublicUrl::parse(public_url).unwrap(),
        demo: false,
        clock: Arc::new(FixedClock(now)),
        leave_to: NEUTRAL_SITE.to_owned(),
        secret: [9; 32],
    })
}

/// A visit of a path, with nothing in the browser.
pub(crate) fn visit(path: &str) -> Visit {
    let counter = counter("https://police.example");
    let address: Address = address::read(&counter.forces, None, path, None).address;
    Visit::new(address, "abc".into(), None, counter)
}
