//! Looking through what was sealed of the journal since the last look, for what is unusual.
//!
//! It goes by the order of the log, so that each entry is looked at once, whenever it was committed and
//! whichever process looks; what it counted and what it found are durable together with how far it came.

use crate::deed::{Deed, What};
use crate::patterns::{
    Hours, Load, Rule, Suspicion, Tuned, crowd, gone, hours, idle, kin, street, volume,
};
use crate::records::Records;
use crate::{looks, rules, store};
use jiff::civil::Date;
use kernel::{AccountId, Actor, ForceId, Instant, Problem, Purpose};
use rights::interests::{self, Relation, Token};
use serde_json::json;
use station::journal::{self, Period};
use station::{Act, Entry, Scope, Station, Tx, Upkeep};
use std::collections::btree_map::Entry as Known;
use std::collections::{BTreeMap, BTreeSet};

/// The most entries that are looked through in one transaction.
const BATCH: usize = 1000;
/// The most of what one person did on a day that rules are asked about.
const DAY: usize = 5000;
/// The most of what was done with one record.
const RECORD: usize = 500;

/// How rules are set.
type Set = [(Rule, Tuned)];

/// Looks through the journal of every force. Returns how many findings are new.
pub async fn watch_all(station: &Station, records: &Records) -> Result<usize, Problem> {
    let mut found = 0;
    for force in station.forces().iter() {
        found += watch(station, records, &force.id).await?;
    }
    Ok(found)
}

/// Looks through what was sealed of a force's journal since the last look. Returns how many findings are
/// new; none while another process is at it.
pub async fn watch(
    station: &Station,
    records: &Records,
    force: &ForceId,
) -> Result<usize, Problem> {
    let scope = Scope::new(force.clone(), Actor::System("watch_looks"), Purpose::Oversight);
    let mut found = 0;
    loop {
        let mut tx = station.begin(&scope).await?;
        let Some(new) = watch_once(&mut tx, records).await? else {
            tx.leave().await?;
            return Ok(found);
        };
        if new == 0 {
            tx.commit_upkeep(Upkeep::Watching).await?;
        } else {
            tx.commit().await?;
        }
        found += new;
    }
}

/// The next entries; nothing when there are none.
async fn watch_once(tx: &mut Tx<'_>, records: &Records) -> Result<Option<usize>, Problem> {
    let Some(place) = store::rules::hold_place(tx).await? else { return Ok(None) };
    let entries = journal::sealed_from(tx, place, BATCH).await?;
    if entries.is_empty() {
        return Ok(None);
    }
    let looked_through = i64::try_from(entries.len()).map_err(Problem::broken)?;
    store::rules::set_place(tx, place + looked_through).await?;
    let deeds = ours(tx, entries.iter().filter_map(Deed::of).collect()).await?;
    count(tx, &deeds).await?;
    let mut new = 0;
    for suspicion in suspect(tx, records, &deeds).await? {
        if let Some(id) = store::findings::put(tx, &suspicion).await? {
            let details = json!({ "rule": suspicion.rule.code(), "account": suspicion.account });
            let entry = Entry::new(Act::Combination, "unusual_pattern_found", "finding", id);
            tx.journal(entry.with(details)).await?;
            new += 1;
        }
    }
    Ok(Some(new))
}

/// The deeds of those who work here. Whoever reads what is shared works for another force, which looks
/// after what its own people do.
async fn ours(tx: &mut Tx<'_>, mut deeds: Vec<Deed>) -> Result<Vec<Deed>, Problem> {
    let people = deeds.iter().map(|deed| deed.account).collect();
    let known = looks::names_of(tx, people).await?;
    deeds.retain(|deed| known.contains_key(&deed.account));
    Ok(deeds)
}

/// Adds what was opened to the days of whoever opened it.
async fn count(tx: &mut Tx<'_>, deeds: &[Deed]) -> Result<(), Problem> {
    let mut days: BTreeMap<(Date, AccountId), Hours> = BTreeMap::new();
    for deed in deeds.iter().filter(|deed| deed.what == What::Looked) {
        let at = deed.at.in_london();
        let hours = days.entry((at.date(), deed.account)).or_default();
        if let Some(hour) = usize::try_from(at.hour()).ok().and_then(|it| hours.get_mut(it)) {
            *hour += 1;
        }
    }
    for ((day, account), hours) in &days {
        store::days::add(tx, *account, &day.to_string(), hours).await?;
    }
    if days.is_empty() {
        return Ok(());
    }
    store::days::forget(tx, &tx.now().in_london().date().to_string()).await
}

/// What the rules say of whoever did something, of what was opened, and of those days.
async fn suspect(
    tx: &mut Tx<'_>,
    records: &Records,
    deeds: &[Deed],
) -> Result<Vec<Suspicion>, Problem> {
    let rules = rules::all(tx).await?;
    let declared = if deeds.is_empty() { Vec::new() } else { interests::all_of(tx).await? };
    let days: BTreeSet<(AccountId, Date)> =
        deeds.iter().map(|deed| (deed.account, deed.at.in_london().date())).collect();
    let mut found = Vec::new();
    let mut counted: BTreeMap<Date, Vec<Counted>> = BTreeMap::new();
    for (account, day) in days {
        let all = match counted.entry(day) {
            Known::Occupied(known) => known.into_mut(),
            Known::Vacant(unknown) => unknown.insert(counts_of(tx, day).await?),
        };
        let theirs = declared.iter().filter(|(its, ..)| *its == account);
        let theirs: Vec<(Token, Relation)> =
            theirs.map(|(_, token, relation)| (*token, *relation)).collect();
        found.extend(of_day(tx, records, (account, day), (&theirs, &rules)).await?);
        found.extend(of_counts(tx, (account, day), all, &rules).await?);
    }
    let opened = deeds.iter().filter(|deed| deed.what == What::Looked);
    let opened: BTreeSet<(&str, &str)> = opened.map(thing).collect();
    for (kind, id) in opened {
        let kind = if kind == "record" { "record" } else { "contact" };
        let done = journal::about(tx, &[(kind, id.to_owned())], None, RECORD).await?;
        let done = ours(tx, done.iter().filter_map(Deed::of).collect()).await?;
        found.extend(crowd(&done, tx.now(), rules::of(&rules, Rule::Crowd)));
    }
    Ok(found)
}

/// What the rules say of what somebody did on a day.
async fn of_day(
    tx: &mut Tx<'_>,
    records: &Records,
    (account, day): (AccountId, Date),
    (declared, rules): (&[(Token, Relation)], &Set),
) -> Result<Vec<Suspicion>, Problem> {
    let done = journal::by(tx, account, day_long(day)?, (None, DAY)).await?;
    let done: Vec<Deed> = done.iter().filter_map(Deed::of).collect();
    let lives = declared.iter().any(|(_, relation)| *relation == Relation::Home);
    let asked = if lives { opened(&done) } else { Vec::new() };
    let matters = records.about(tx, &asked).await?;
    let about = |id: &str| matters.get(id).map(Vec::as_slice);
    let tuned = |rule| rules::of(rules, rule);
    let found = [
        street(&done, declared, about, tuned(Rule::OwnStreet)),
        kin(&done, tuned(Rule::OwnOrFamily)),
        idle(&done, tuned(Rule::Idle)),
        gone(&done, tuned(Rule::Gone)),
    ];
    Ok(found.into_iter().flatten().collect())
}

/// What somebody opened on a day: how much, and when.
struct Counted {
    load: Load,
    hours: Hours,
}

/// What everybody opened on a day, with what they are there for.
async fn counts_of(tx: &mut Tx<'_>, day: Date) -> Result<Vec<Counted>, Problem> {
    let mut all = Vec::new();
    for one in store::days::of_all(tx, &day.to_string()).await? {
        let roles = rights::account_of(tx, one.account).await?.standing.roles;
        let load = Load { account: one.account, roles, looks: one.looks };
        all.push(Counted { load, hours: one.hours });
    }
    Ok(all)
}

/// What the rules say of how much somebody opened on a day, and when.
async fn of_counts(
    tx: &mut Tx<'_>,
    (account, day): (AccountId, Date),
    all: &[Counted],
    rules: &Set,
) -> Result<Vec<Suspicion>, Problem> {
    let Some(today) = all.iter().find(|one| one.load.account == account) else {
        return Ok(Vec::new());
    };
    let loads: Vec<Load> = all.iter().map(|one| one.load.clone()).collect();
    let mut before: Hours = [0; 24];
    for one in store::days::before(tx, account, &day.to_string()).await? {
        before.iter_mut().zip(one.hours).for_each(|(sum, more)| *sum += more);
    }
    let last = day_long(day)?.to.plus(-jiff::SignedDuration::from_secs(1)).min(tx.now());
    let tuned = |rule| (last, rules::of(rules, rule));
    let found = [
        volume(&loads, account, tuned(Rule::Volume)),
        hours((&before, &today.hours), account, tuned(Rule::Hours)),
    ];
    Ok(found.into_iter().flatten().collect())
}

/// What somebody opened, each once.
fn opened(done: &[Deed]) -> Vec<(&str, &str)> {
    let looked = done.iter().filter(|deed| deed.what == What::Looked);
    looked.map(thing).collect::<BTreeSet<_>>().into_iter().collect()
}

fn thing(deed: &Deed) -> (&str, &str) {
    (&deed.thing, &deed.thing_id)
}

/// A day of the calendar in London, from midnight to midnight.
pub(crate) fn day_long(day: Date) -> Result<Period, Problem> {
    let next = day.tomorrow().map_err(Problem::broken)?;
    Ok(Period { from: midnight(day)?, to: midnight(next)? })
}

/// The first moment of a day in London.
pub(crate) fn midnight(day: Date) -> Result<Instant, Problem> {
    let zoned = day.in_tz("Europe/London").map_err(Problem::broken)?;
    Ok(Instant::new(zoned.timestamp()))
}
