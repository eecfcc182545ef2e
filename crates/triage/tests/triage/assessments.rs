//! Assessments, against a real PostgreSQL.

use kernel::ContactId;
use station::testing::Town;
use triage::{Facts, assess, latest, record};

#[tokio::test]
async fn a_new_look_leaves_the_earlier_one_and_is_the_latest() {
    let town = Town::new(vec![]).await;
    let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
    let contact = ContactId::new(tx.id());
    for told in ["a knife", "nothing"] {
        let assessment = assess(&Facts { told: &[told], ..Facts::default() });
        record(&mut tx, contact, &assessment).await.unwrap();
    }
    assert!(latest(&mut tx, contact).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    assert_eq!(town.count("select count(*) from triage.assessments").await, 2);
    let entries = "select count(*) from station.journal where verb = 'assessed'";
    assert_eq!(town.count(entries).await, 2);
}
