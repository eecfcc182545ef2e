//! Jobs and messages: in the transaction, at least once, by one worker at a time.

use jiff::SignedDuration;
use kernel::{Language, Problem};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use station::dispatch::{Channel, NewDispatch, written};
use station::jobs::{Doing, Job, work_through};
use station::testing::Town;
use station::{Act, Entry, Event, Tx};

#[derive(Serialize, Deserialize)]
struct DoorOpened {
    door: u32,
}

impl Event for DoorOpened {
    const KIND: &'static str = "door_opened";
}

fn writing_down() -> Vec<Job> {
    vec![Job::new("write_down", write_down).on::<DoorOpened>()]
}

fn write_down<'t>(tx: &'t mut Tx<'_>, payload: Value) -> Doing<'t> {
    Box::pin(async move {
        let opened: DoorOpened = serde_json::from_value(payload).map_err(Problem::broken)?;
        tx.journal(Entry::new(Act::Collection, "written_down", "door", opened.door)).await
    })
}

fn fail<'t>(_: &'t mut Tx<'_>, _: Value) -> Doing<'t> {
    Box::pin(async { Err(Problem::Busy) })
}

async fn open_door(town: &Town, door: u32) {
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    tx.journal(Entry::new(Act::Alteration, "opened", "door", door)).await.unwrap();
    tx.publish(&DoorOpened { door }).await.unwrap();
    tx.commit().await.unwrap();
}

const WRITTEN: &str = "select count(*) from station.journal where verb = 'written_down'
    and actor_kind = 'system' and actor_name = 'write_down'";

#[tokio::test]
async fn whoever_listens_is_told_once_the_change_is_durable() {
    let town = Town::new(writing_down()).await;
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    tx.publish(&DoorOpened { door: 1 }).await.unwrap();
    tx.leave().await.unwrap();
    open_door(&town, 2).await;
    assert_eq!(town.work().await.unwrap(), 1);
    assert_eq!(town.count(WRITTEN).await, 1);
    assert_eq!(town.work().await.unwrap(), 0);
}

#[tokio::test]
async fn two_servers_do_each_job_once() {
    let town = Town::new(writing_down()).await;
    for door in 0..20 {
        open_door(&town, door).await;
    }
    let (one, other) = tokio::join!(work_through(&town.station), work_through(&town.station));
    assert_eq!(one.unwrap() + other.unwrap(), 20);
    assert_eq!(town.count(WRITTEN).await, 20);
}

#[tokio::test]
async fn a_job_that_fails_waits_longer_each_time_and_is_given_up_in_sight() {
    let town = Town::new(vec![Job::new("fail", fail).on::<DoorOpened>()]).await;
    open_door(&town, 1).await;
    assert_eq!(town.work().await.unwrap(), 1);
    assert_eq!(town.work().await.unwrap(), 0, "it waits");
    let later = "select count(*) from station.jobs where attempts = 1 and state = 'waiting'
        and last_fault = 'busy' and due_at > now()";
    assert_eq!(town.count(later).await, 1);
    for _ in 0..11 {
        town.station.advance_clock(SignedDuration::from_hours(2)).await.unwrap();
        assert_eq!(town.work().await.unwrap(), 1);
    }
    assert_eq!(town.count("select count(*) from station.jobs where state = 'dead'").await, 1);
}

#[tokio::test]
async fn a_job_that_this_program_does_not_know_waits_for_one_that_does() {
    let town = Town::new(writing_down()).await;
    open_door(&town, 1).await;
    let mut past = town.past_the_rights().await;
    sqlx::query("update station.jobs set kind = 'of_tomorrow'").execute(&mut past).await.unwrap();
    assert_eq!(town.work().await.unwrap(), 1);
    assert_eq!(town.count("select count(*) from station.jobs where state = 'waiting'").await, 1);
}

#[tokio::test]
async fn a_message_leaves_in_its_time_and_once() {
    let town = Town::new(vec![]).await;
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    let due_at = tx.now().plus(SignedDuration::from_hours(3));
    let message = NewDispatch {
        channel: Channel::Email,
        to: "sam@example.test".to_owned(),
        subject: "An update".to_owned(),
        body: "There is an update.".to_owned(),
        language: Language::English,
        about: "contact 1".to_owned(),
        due_at,
    };
    tx.dispatch(message).await.unwrap();
    tx.journal(Entry::new(Act::Disclosure, "wrote", "contact", 1)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(town.work().await.unwrap(), 0, "not before its time");
    town.station.advance_clock(SignedDuration::from_hours(4)).await.unwrap();
    assert_eq!(town.work().await.unwrap(), 1);
    assert_eq!(town.work().await.unwrap(), 0);
    let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
    let all = written(&mut tx).await.unwrap();
    assert_eq!((all.len(), all[0].to.as_str()), (1, "sam@example.test"));
    assert!(all[0].sent_at.is_some());
    let files = std::fs::read_dir(town.outbox()).unwrap().count();
    assert_eq!(files, 1);
}
