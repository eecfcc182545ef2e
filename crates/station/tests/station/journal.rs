//! What happened and its entry are one.

use serde_json::json;
use station::testing::Town;
use station::{Act, Entry};

#[tokio::test]
async fn an_entry_says_who_when_why_and_what() {
    let town = Town::new(vec![]).await;
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    let entry = Entry::new(Act::Disclosure, "shown", "report", 7).with(json!({"lines": 3}));
    tx.journal(entry).await.unwrap();
    tx.commit().await.unwrap();
    let found = town
        .count(
            "select count(*) from station.journal where force_id = 'humberside'
             and actor_kind = 'public' and actor_name is null and purpose = 'reporting'
             and act = 'disclosure' and verb = 'shown' and thing = 'report' and thing_id = '7'
             and details = '{\"lines\": 3}' and abs(extract(epoch from at - now())) < 60",
        )
        .await;
    assert_eq!(found, 1);
}

#[tokio::test]
async fn what_is_rolled_back_leaves_no_entry() {
    let town = Town::new(vec![]).await;
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    tx.journal(Entry::new(Act::Collection, "told", "story", 1)).await.unwrap();
    tx.leave().await.unwrap();
    assert_eq!(town.count("select count(*) from station.journal").await, 0);
}
