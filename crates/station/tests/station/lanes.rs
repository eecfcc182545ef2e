//! What is sent at the same moment travels together, and nobody fails for a neighbour.

use futures_util::future::join_all;
use kernel::Problem;
use station::testing::Town;
use station::{Act, Entry, Lane, Load, Tx};
use std::sync::Arc;
use tokio::sync::Notify;

/// Writes its name into the journal; fails the whole transaction when it is a bad one.
struct Name(String);

const BAD: &str = "bad";

impl Load for Name {
    /// How many travelled together.
    type Outcome = usize;

    async fn carry(mut tx: Tx<'_>, names: &[Self]) -> Result<Vec<usize>, Problem> {
        let entry = |name: &Self| Entry::new(Act::Collection, "named", "name", &name.0);
        let entries: Vec<Entry> = names.iter().map(entry).collect();
        tx.journal_all(&entries).await?;
        if names.iter().any(|name| name.0 == BAD) {
            return Err(Problem::broken("a bad name"));
        }
        tx.commit().await?;
        Ok(names.iter().map(|_| names.len()).collect())
    }
}

async fn named(town: &Town) -> i64 {
    town.count("select count(*) from station.journal where verb = 'named'").await
}

#[tokio::test]
async fn what_is_sent_at_the_same_moment_is_written_in_a_few_commits() {
    let town = Town::new(Vec::new()).await;
    let lane = Lane::new(&town.station);
    let sent = (0..60).map(|n| lane.send(town.public("humberside"), Name(n.to_string())));
    let together = join_all(sent).await.into_iter().map(Result::unwrap);
    assert!(together.max().unwrap() > 20);
    assert_eq!(named(&town).await, 60);
}

#[tokio::test]
async fn nobody_fails_for_a_neighbours_fault() {
    let town = Town::new(Vec::new()).await;
    let lane = Lane::new(&town.station);
    let names = (0..20).map(|n| if n == 7 { BAD.to_owned() } else { n.to_string() });
    let sent = names.map(|name| lane.send(town.public("humberside"), Name(name)));
    let failed: Vec<usize> = join_all(sent)
        .await
        .iter()
        .enumerate()
        .filter_map(|(n, outcome)| outcome.is_err().then_some(n))
        .collect();
    assert_eq!(failed, [7]);
    assert_eq!(named(&town).await, 19);
}

#[tokio::test]
async fn what_belongs_to_two_forces_never_shares_a_transaction() {
    let town = Town::new(Vec::new()).await;
    let lane = Lane::new(&town.station);
    let force = |n: usize| if n.is_multiple_of(2) { "humberside" } else { "btp" };
    let sent = (0..20).map(|n| lane.send(town.public(force(n)), Name(n.to_string())));
    assert!(join_all(sent).await.iter().all(Result::is_ok));
    let sql = "select count(*) from station.journal
               where force_id = case when thing_id::int % 2 = 0 then 'humberside' else 'btp' end";
    assert_eq!(town.count(sql).await, 20);
}

/// Tells that it set out and never comes back; or does nothing.
struct Way(Option<Arc<Notify>>);

impl Load for Way {
    type Outcome = ();

    async fn carry(_: Tx<'_>, ways: &[Self]) -> Result<Vec<()>, Problem> {
        if let Some(set_out) = ways.iter().find_map(|way| way.0.as_ref()) {
            set_out.notify_one();
            std::future::pending::<()>().await;
        }
        Ok(ways.iter().map(|_| ()).collect())
    }
}

#[tokio::test]
async fn a_lane_lets_go_of_what_does_not_come_back() {
    let town = Town::new(Vec::new()).await;
    let lane = Lane::new(&town.station);
    let set_out = Arc::new(Notify::new());
    let lost = lane.send(town.public("humberside"), Way(Some(set_out.clone())));
    let others = async {
        set_out.notified().await;
        for _ in 0..3 {
            lane.send(town.public("humberside"), Way(None)).await.unwrap();
        }
    };
    let (lost, ()) = tokio::join!(lost, others);
    assert!(matches!(lost, Err(Problem::Busy)), "{lost:?}");
}

#[tokio::test]
async fn what_was_taken_is_carried_though_its_sender_has_gone() {
    let town = Town::new(Vec::new()).await;
    let lane = Lane::new(&town.station);
    let (first, second) = (Name("first".to_owned()), Name("second".to_owned()));
    tokio::select! {
        biased;
        _ = lane.send(town.public("humberside"), first) => panic!("done without waiting"),
        () = std::future::ready(()) => {}
    }
    lane.send(town.public("humberside"), second).await.unwrap();
    // Both set out; the second may have arrived first.
    for _ in 0..1000 {
        if named(&town).await == 2 {
            return;
        }
    }
    panic!("the first was left behind");
}
