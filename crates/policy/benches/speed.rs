//! How quick decisions are: `cargo bench -p bluelamp-policy`. Nothing fails by being slow here; the
//! figures and what they must be stand in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use kernel::ForceId;
use policy::{Circumstances, Kind, Person, Policies, Record, Right, Role};
use std::time::{Duration, Instant};

fn main() {
    let (Ok(policies), Ok(force)) = (Policies::national(), ForceId::parse("humberside")) else {
        std::process::exit(1)
    };
    let mut ada = Person::nobody(force.clone());
    ada.roles = vec![Role::ContactOperator];
    ada.units = vec!["hull".to_owned(), "control-room".to_owned()];
    ada.operations = vec!["heron".to_owned()];
    let usual = Circumstances::usual();
    let plain = Record::plain(Kind::Contact, force.clone());
    let closed = Record { restricted: true, ..plain.clone() };
    for (what, record) in [("allowed", &plain), ("refused", &closed)] {
        let decide = || policies.decide(&ada, Right::ReadContacts, record, &usual).allowed;
        say(&format!("decision, {what}"), &mut timed(20_000, decide));
    }
    let list = || {
        (0..50)
            .filter(|_| policies.decide(&ada, Right::ReadContacts, &plain, &usual).allowed)
            .count()
    };
    say("list of 50", &mut timed(1000, list));
    say("rights of somebody", &mut timed(1000, || policies.rights_of(&ada)));
    say("compiling", &mut timed(50, Policies::national));
}

fn timed<T>(times: usize, mut doing: impl FnMut() -> T) -> Vec<Duration> {
    let once = |_| {
        let started = Instant::now();
        std::hint::black_box(doing());
        started.elapsed()
    };
    (0..times).map(once).collect()
}

fn say(what: &str, took: &mut [Duration]) {
    took.sort_unstable();
    let at = |part: usize| took.get(took.len() * part / 100).copied().unwrap_or_default();
    println!("{what:22} p50 {:>10.2?}  p99 {:>10.2?}", at(50), at(99));
}
