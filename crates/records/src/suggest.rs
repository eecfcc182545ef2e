//! The search for records of the same one, over everybody: at night, or when somebody asks. What is found is
//! for people to decide; what is beyond doubt the program joins where the force lets it, and that is taken
//! back like any other decision.

use crate::description::{described, file};
use crate::merge::{NewMerge, merge};
use crate::suggestion::{Band, Found, evidence};
use crate::{By, review, store};
use jiff::SignedDuration;
use kernel::{Actor, EntityId, ForceId, Instant, Language, Problem, Purpose, Words, words};
use matching::{Description, Frequencies, Model, People, Scored};
use rights::second::says_something;
use rights::{Right, Staff};
use serde_json::{Value, json};
use station::jobs::{Doing, Job};
use station::{Act, Entry, Scope, Station, Tx, Upkeep};
use std::collections::{BTreeMap, BTreeSet};

words! {
    BEYOND_DOUBT { en: "By strong identifiers, name and date of birth together", cy: "Yn ôl dynodwyr cryf, enw a dyddiad geni gyda'i gilydd" }
}

/// The job.
const MATCH: &str = "match_people";
/// People in one piece of what is read, and pairs in one of what is stored.
const PIECE: i64 = 5_000;
const PAIRS: usize = 500;
/// From how many people on there is enough to learn from; below that what was learnt elsewhere is used.
const ENOUGH_TO_LEARN: usize = 20_000;
/// The probability from which on a pair is looked at closely. What is worth asking about says the comparison.
const WORTH_A_LOOK: f64 = 0.03;
/// What the program joins in one night.
const MOST_JOINED: i64 = 10_000;
/// At least so long lies between two nights.
const A_NIGHT: SignedDuration = SignedDuration::from_hours(20);

/// How far a search is, or was when it ended.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// When it began.
    pub began_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// How many pairs were looked at closely.
    pub compared: i64,
    /// How many people there were.
    pub of_all: i64,
    /// How many pairs are for a person to look at, or were found anew.
    pub found: i64,
    /// How many the program joined.
    pub joined: i64,
    /// Whether the force lets the program join.
    pub automatic: bool,
}

/// The search, as a job.
pub(crate) fn matching_people() -> Job {
    Job::new(MATCH, |tx, _| searching(tx))
}

fn searching<'t>(tx: &'t mut Tx<'_>) -> Doing<'t> {
    Box::pin(search(tx))
}

/// Begins the night's work of a force, once a night: how long people are kept, and who is there twice.
pub async fn begin_night(station: &Station, force: &ForceId) -> Result<(), Problem> {
    let scope =
        Scope::new(force.clone(), Actor::System("records_at_night"), Purpose::RecordKeeping);
    let mut tx = station.begin(&scope).await?;
    let now = tx.now();
    if !store::runs::begin(&mut tx, now.plus(-A_NIGHT)).await? {
        return tx.leave().await;
    }
    tx.later(review::WORK_OUT, &json!({}), now).await?;
    tx.later(MATCH, &json!({}), now).await?;
    tx.commit_upkeep(Upkeep::Jobs).await
}

/// Begins a search now, because somebody asks for it.
pub async fn search_now(tx: &mut Tx<'_>, staff: &Staff) -> Result<(), Problem> {
    staff.require(Right::MergeRecords)?;
    let now = tx.now();
    // One search at a time: one that has begun within the hour is still at it, or has just ended.
    if store::runs::begin(tx, now.plus(SignedDuration::from_mins(-1))).await? {
        tx.later(MATCH, &json!({}), now).await?;
    }
    let entry = Entry::new(Act::Combination, "records_search_begun", "records", "suggestions");
    tx.journal(entry).await
}

/// How far the search is.
pub async fn run(tx: &mut Tx<'_>, staff: &Staff) -> Result<Option<Run>, Problem> {
    staff.require(Right::MergeRecords)?;
    store::runs::last(tx).await
}

/// Says whether the program may join what is the same beyond doubt. It is off until somebody who keeps the
/// records says otherwise.
pub async fn let_program_join(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (on, why): (bool, &str),
) -> Result<(), Problem> {
    staff.require(Right::MergeRecords)?;
    staff.require(Right::KeepRecords)?;
    if !says_something(why) {
        return Err(Problem::Conflict("switched without a reason"));
    }
    store::runs::automatic(tx, on).await?;
    let entry = Entry::new(Act::Alteration, "automatic_merging_set", "records", "suggestions");
    tx.journal(entry.with(json!({ "on": on, "why": why }))).await
}

async fn search(tx: &mut Tx<'_>) -> Result<(), Problem> {
    let now = tx.now();
    let mut run = store::runs::last(tx).await?.unwrap_or(Run {
        began_at: now,
        ended_at: None,
        compared: 0,
        of_all: 0,
        found: 0,
        joined: 0,
        automatic: false,
    });
    let people = everybody(tx).await?;
    run.of_all = i64::try_from(people.len()).map_err(Problem::broken)?;
    tell(tx, &run).await?;
    let groups = store::merged::groups(tx, &people.keys().copied().collect::<Vec<_>>()).await?;
    let golden = |id: EntityId| groups.get(&id).and_then(|it| it.first()).copied().unwrap_or(id);
    let found = tokio::task::spawn_blocking(move || judged(&people)).await;
    let found = found.map_err(Problem::broken)??;
    let new: Vec<Found> =
        found.into_iter().filter(|it| golden(it.one) != golden(it.other)).collect();
    for some in new.chunks(PAIRS) {
        run.compared += i64::try_from(some.len()).map_err(Problem::broken)?;
        let stored = store::suggestions::keep(tx, some).await?;
        run.found += i64::try_from(stored).map_err(Problem::broken)?;
        tell(tx, &run).await?;
    }
    if run.automatic {
        run.joined = join(tx).await?;
    }
    run.ended_at = Some(tx.now());
    store::runs::note(tx, &run).await?;
    let entry = Entry::new(Act::Combination, "records_searched", "records", "suggestions");
    tx.journal(
        entry.with(json!({ "people": run.of_all, "found": run.found, "joined": run.joined })),
    )
    .await
}

/// Lets whoever waits see how far it is, whatever becomes of this transaction.
async fn tell(tx: &Tx<'_>, run: &Run) -> Result<(), Problem> {
    let mut aside = tx.station().begin(tx.scope()).await?;
    store::runs::note(&mut aside, run).await?;
    aside.commit_upkeep(Upkeep::Counts).await
}

async fn everybody(tx: &mut Tx<'_>) -> Result<BTreeMap<EntityId, Description>, Problem> {
    let (mut people, mut after) = (BTreeMap::new(), None);
    loop {
        let ids = store::descriptions::people(tx, after, PIECE).await?;
        people.extend(described(store::descriptions::of(tx, &ids).await?));
        match ids.last() {
            Some(last) => after = Some(*last),
            None => return Ok(people),
        }
    }
}

/// The pairs that are worth asking about, with the reasons.
fn judged(people: &BTreeMap<EntityId, Description>) -> Result<Vec<Found>, Problem> {
    let (whose, text) = file(people);
    let read = People::read(text.as_bytes()).map_err(|it| Problem::broken(it.to_string()))?;
    let model = if people.len() < ENOUGH_TO_LEARN { Model::default() } else { read.learn() };
    let mut frequencies = Frequencies::default();
    for it in people.values() {
        frequencies.note(it);
    }
    let owner = |line: u32| whose.get(usize::try_from(line).ok()?).copied();
    let mut seen: BTreeSet<(EntityId, EntityId)> = BTreeSet::new();
    let mut found = Vec::new();
    for pair in read.pairs(&model, WORTH_A_LOOK) {
        let Some((one, other)) = owner(pair.one).zip(owner(pair.other)) else { continue };
        if one == other || !seen.insert((one.min(other), one.max(other))) {
            continue;
        }
        let Some((this, that)) = people.get(&one).zip(people.get(&other)) else { continue };
        found.extend(as_found((one, other), &matching::compare(this, that, &model, &frequencies)));
    }
    Ok(found)
}

/// A judgement as it is stored; nothing where they are different.
pub(crate) fn as_found((one, other): (EntityId, EntityId), scored: &Scored) -> Option<Found> {
    let band = match scored.band {
        matching::Band::Same => Band::Same,
        matching::Band::Ask => Band::Ask,
        matching::Band::Different => return None,
    };
    let both = |words: Words| [Language::English, Language::Welsh].map(|it| words.say(it));
    let line = |it: &matching::Comparison| json!({ "field": both(it.field.words()), "finding": both(it.words()), "bits": it.bits });
    let said = scored.explanation.lines.iter().filter(|it| it.bits != 0.0);
    let explanation = Value::Array(said.map(line).collect());
    let (weight, probability) = (scored.weight, scored.probability);
    Some(Found { one, other, weight, probability, band, explanation })
}

/// Joins what is beyond doubt. What contradicts what somebody said, or counts as one by now, is left.
async fn join(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    let mut joined = 0;
    for pair in store::suggestions::beyond_doubt(tx, MOST_JOINED).await? {
        let (one, other) = (pair.found.one, pair.found.other);
        let why = BEYOND_DOUBT.say(Language::English).to_owned();
        let evidence = Some(evidence(&pair.found));
        let new = NewMerge { one, other, shown: one, why, evidence };
        match merge(tx, By::Program, &new).await {
            Ok(_) => joined += 1,
            Err(Problem::Conflict(_)) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(joined)
}
