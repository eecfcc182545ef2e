//! One force's rows do not exist for another.

use kernel::Problem;
use sqlx::Row;
use station::testing::Town;
use station::{Act, Entry, Upkeep};

async fn told(town: &Town, force: &str) {
    let mut tx = town.station.begin(&town.public(force)).await.unwrap();
    tx.journal(Entry::new(Act::Collection, "told", "story", 1)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn one_force_sees_nothing_of_another() {
    let town = Town::new(vec![]).await;
    told(&town, "humberside").await;
    for (force, sees) in [("humberside", 1), ("dyfed-powys", 0)] {
        let mut tx = town.station.begin(&town.public(force)).await.unwrap();
        let row = sqlx::query("select count(*) from station.journal")
            .fetch_one(tx.connection())
            .await
            .unwrap();
        assert_eq!(row.get::<i64, _>(0), sees, "{force}");
    }
}

#[tokio::test]
async fn a_row_cannot_be_written_for_another_force() {
    let town = Town::new(vec![]).await;
    let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
    let refused = sqlx::query(
        "insert into station.outbox values ('dyfed-powys', gen_random_uuid(), now(), 'x', '{}')",
    )
    .execute(tx.connection())
    .await;
    assert!(refused.unwrap_err().to_string().contains("row-level security"));
}

#[tokio::test]
async fn the_scope_ends_with_its_transaction() {
    let town = Town::new(vec![]).await;
    told(&town, "humberside").await;
    let left = town.station.begin(&town.public("humberside")).await.unwrap();
    left.leave().await.unwrap();
    // The same connection, now in nobody's name.
    for sql in ["reset app.force", "set local app.force = ''"] {
        let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
        sqlx::query(sql).execute(tx.connection()).await.unwrap();
        let row = sqlx::query("select count(*) from station.journal")
            .fetch_one(tx.connection())
            .await
            .unwrap();
        assert_eq!(row.get::<i64, _>(0), 0, "{sql}");
    }
}

#[tokio::test]
async fn every_table_with_a_force_has_its_second_lock() {
    let town = Town::new(vec![]).await;
    let open = town
        .count(
            "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             join pg_attribute a on a.attrelid = c.oid and a.attname = 'force_id'
             where c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity
               and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_force'))",
        )
        .await;
    assert_eq!(open, 0);
}

#[tokio::test]
async fn every_table_and_column_is_described() {
    let town = Town::new(vec![]).await;
    let silent = town
        .count(
            "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             join pg_attribute a on a.attrelid = c.oid and a.attnum >= 0 and not a.attisdropped
             where c.relkind = 'r' and n.nspname in
               ('station', 'rights', 'reports', 'triage', 'contact')
               and col_description(c.oid, a.attnum) is null and a.attnum > 0",
        )
        .await;
    assert_eq!(silent, 0);
}

#[tokio::test]
async fn the_application_cannot_change_a_journal_entry() {
    let town = Town::new(vec![]).await;
    told(&town, "humberside").await;
    for sql in [
        "update station.journal set verb = 'x'",
        "delete from station.journal",
        "truncate station.journal",
    ] {
        let mut tx = town.station.begin(&town.public("humberside")).await.unwrap();
        let refused = sqlx::query(sql).execute(tx.connection()).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{sql}");
    }
}

#[tokio::test]
async fn upkeep_needs_no_entry_and_a_change_does() {
    let town = Town::new(vec![]).await;
    let tx = town.station.begin(&town.public("humberside")).await.unwrap();
    tx.commit_upkeep(Upkeep::Session).await.unwrap();
    let tx = town.station.begin(&town.public("humberside")).await.unwrap();
    assert!(matches!(tx.commit().await, Err(Problem::Broken(_))));
}
