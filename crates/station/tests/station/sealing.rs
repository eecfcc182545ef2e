//! The journal's log: every entry once, and nothing rewritten unnoticed.

use kernel::ForceId;
use sqlx::{AssertSqlSafe, Row};
use station::ledger::{self, Broken, Verified, merkle};
use station::testing::Town;
use station::{Act, Entry, Upkeep};

async fn told(town: &Town, force: &str, how_often: usize) {
    let mut tx = town.station.begin(&town.public(force)).await.unwrap();
    for number in 0..how_often {
        let entry = Entry::new(Act::Collection, "told", "story", number)
            .with(serde_json::json!({"count": number, "code": "x"}));
        tx.journal(entry).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn verified(town: &Town, force: &str) -> Result<Verified, Broken> {
    let mut tx = town.station.begin(&town.system(force)).await.unwrap();
    let verified = ledger::verify(&mut tx).await.unwrap();
    tx.leave().await.unwrap();
    verified
}

#[tokio::test]
async fn entries_are_sealed_once_in_their_order_and_each_force_has_its_own_log() {
    let town = Town::new(vec![]).await;
    for (force, entries) in [("humberside", 700), ("dyfed-powys", 3), ("humberside", 1)] {
        told(&town, force, entries).await;
        assert_eq!(ledger::seal_all(&town.station).await.unwrap(), entries);
    }
    assert_eq!(ledger::seal_all(&town.station).await.unwrap(), 0, "nothing is sealed again");
    assert_eq!(verified(&town, "humberside").await.unwrap().entries, 701);
    assert_eq!(verified(&town, "humberside").await.unwrap().checkpoints, 2);
    assert_eq!(verified(&town, "dyfed-powys").await.unwrap().entries, 3);
    assert_eq!(verified(&town, "btp").await.unwrap().entries, 0);
}

#[tokio::test]
async fn an_entry_that_commits_late_is_sealed_late_and_not_left_out() {
    let town = Town::new(vec![]).await;
    let mut late = town.station.begin(&town.public("humberside")).await.unwrap();
    late.journal(Entry::new(Act::Collection, "told", "story", "late")).await.unwrap();
    told(&town, "humberside", 5).await;
    assert_eq!(ledger::seal_all(&town.station).await.unwrap(), 5);
    late.commit().await.unwrap();
    assert_eq!(ledger::seal_all(&town.station).await.unwrap(), 1);
    assert_eq!(verified(&town, "humberside").await.unwrap().entries, 6);
}

#[tokio::test]
async fn many_sealers_at_once_seal_each_entry_once() {
    let town = Town::new(vec![]).await;
    for _ in 0..5 {
        told(&town, "humberside", 40).await;
        let sealers = (0..4).map(|_| ledger::seal_all(&town.station));
        let mut sealed = 0;
        for one in futures_util::future::join_all(sealers).await {
            sealed += one.unwrap();
        }
        sealed += ledger::seal_all(&town.station).await.unwrap();
        assert_eq!(sealed, 40);
    }
    assert_eq!(verified(&town, "humberside").await.unwrap().entries, 200);
}

/// A number that looks random and is the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

/// What of a table can be changed, and the rows of it in their order.
const PLACES: [(&str, &str, &str); 12] = [
    ("station.journal", "at", "id"),
    ("station.journal", "actor_kind", "id"),
    ("station.journal", "purpose", "id"),
    ("station.journal", "verb", "id"),
    ("station.journal", "act", "id"),
    ("station.journal", "thing", "id"),
    ("station.journal", "thing_id", "id"),
    ("station.journal", "details", "id"),
    ("station.tiles", "hashes", "level, place"),
    ("station.tiles", "hashes", "level, place"),
    ("station.checkpoints", "note", "size"),
    ("station.leaves", "entry_id", "place"),
];

/// How one byte of a column is changed, and still is what the column takes.
fn changed(column: &str, dice: &mut Dice) -> String {
    let byte = dice.throw(30);
    match column {
        "at" => format!("at + interval '1 microsecond' * {}", byte + 1),
        "actor_kind" => "case actor_kind when 'public' then 'system' else 'public' end".to_owned(),
        "act" => "case act when 'collection' then 'erasure' else 'collection' end".to_owned(),
        "details" => format!("jsonb_set(details, '{{count}}', '{}')", 100_000 + byte),
        "hashes" => format!(
            "set_byte(hashes, {byte} % length(hashes), get_byte(hashes, {byte} % length(hashes)) # 1)"
        ),
        "entry_id" => "(select id from station.journal j where j.force_id = t.force_id
                        and j.id <> t.entry_id and not exists (select from station.leaves l
                        where l.force_id = j.force_id and l.entry_id = j.id) limit 1)"
            .to_owned(),
        text => format!("overlay({text} placing '~' from {byte} % length({text}) + 1 for 1)"),
    }
}

#[tokio::test]
async fn two_hundred_changes_are_found_two_hundred_times_and_the_entry_is_named() {
    let town = Town::new(vec![]).await;
    for entries in [130, 130, 13] {
        told(&town, "humberside", entries).await;
        ledger::seal_all(&town.station).await.unwrap();
    }
    // One entry waits: what a leaf could be turned to.
    told(&town, "humberside", 1).await;
    verified(&town, "humberside").await.unwrap();
    let (mut dice, mut past) = (Dice(20_261_126), town.past_the_rights().await);
    for number in 0..200 {
        let (table, column, order) = PLACES[number % PLACES.len()];
        let rows = sqlx::query(AssertSqlSafe(format!(
            "select ctid::text from {table} where {} order by {order}",
            if table == "station.journal" {
                "id in (select entry_id from station.leaves)"
            } else {
                "true"
            }
        )));
        let rows = rows.fetch_all(&mut past).await.unwrap();
        let row: String = rows[dice.throw(rows.len())].get(0);
        let change = changed(column, &mut dice);
        let keep = format!("create temp table kept as select * from {table} where ctid = '{row}'");
        let change = format!("update {table} t set {column} = {change} where ctid = '{row}'");
        for sql in [&keep, &change] {
            sqlx::query(AssertSqlSafe(sql.clone())).execute(&mut past).await.unwrap();
        }
        let found = verified(&town, "humberside").await;
        let broken = found.expect_err(&format!("{number}: {change} is not found"));
        if table == "station.journal" {
            let named: uuid::Uuid =
                sqlx::query("select id from kept").fetch_one(&mut past).await.unwrap().get(0);
            assert_eq!(broken.entry, Some(named), "{change}: {broken}");
        }
        assert!(broken.entry.is_some() || table == "station.leaves", "{change}: {broken}");
        let key = match table {
            "station.journal" => "id",
            "station.tiles" => "level, place",
            "station.checkpoints" => "size",
            _ => "place",
        };
        let back = format!(
            "update {table} set {column} = kept.{column} from kept
             where ({}) = ({})",
            key.split(", ").map(|part| format!("{table}.{part}")).collect::<Vec<_>>().join(", "),
            key.split(", ").map(|part| format!("kept.{part}")).collect::<Vec<_>>().join(", ")
        );
        for sql in [back.as_str(), "drop table kept"] {
            sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut past).await.unwrap();
        }
        if number % 20 == 0 {
            let healed = verified(&town, "humberside").await;
            healed.unwrap_or_else(|broken| panic!("{change}: {broken}"));
        }
    }
}

#[tokio::test]
async fn rows_that_are_taken_away_or_an_older_database_are_found() {
    for sql in [
        "delete from station.leaves where place = 299; delete from station.unsealed",
        "delete from station.checkpoints where size = 300",
        "delete from station.tiles where level = 1",
        "insert into station.tiles values ('humberside', 0, 9, '\\x00')",
        // Everything as it was before the last hundred entries.
        "delete from station.leaves where place >= 200; delete from station.unsealed;
         delete from station.checkpoints where size > 200; delete from station.tiles where level = 1;
         delete from station.tiles where place > 0;
         update station.tiles set hashes = substring(hashes for 6400);
         delete from station.journal j where not exists (
             select from station.leaves l where l.entry_id = j.id)",
    ] {
        let town = Town::new(vec![]).await;
        for entries in [200, 100] {
            told(&town, "humberside", entries).await;
            ledger::seal_all(&town.station).await.unwrap();
        }
        verified(&town, "humberside").await.unwrap();
        sqlx::raw_sql(sql).execute(&mut town.past_the_rights().await).await.unwrap();
        verified(&town, "humberside").await.expect_err(sql);
    }
}

#[tokio::test]
async fn nothing_is_signed_on_top_of_a_log_that_was_rewritten() {
    let town = Town::new(vec![]).await;
    told(&town, "humberside", 10).await;
    ledger::seal_all(&town.station).await.unwrap();
    let forge = "update station.tiles set hashes = set_byte(hashes, 3, 7 # get_byte(hashes, 3))";
    sqlx::raw_sql(forge).execute(&mut town.past_the_rights().await).await.unwrap();
    told(&town, "humberside", 1).await;
    assert!(ledger::seal_all(&town.station).await.is_err());
    assert_eq!(town.count("select max(size) from station.checkpoints").await, 10);
}

#[tokio::test]
async fn an_entry_is_proven_to_whoever_has_the_checkpoint() {
    let town = Town::new(vec![]).await;
    told(&town, "humberside", 600).await;
    ledger::seal_all(&town.station).await.unwrap();
    let force = ForceId::parse("humberside").unwrap();
    let ids =
        sqlx::query("select place, entry_id from station.leaves where place in (0, 255, 599)")
            .fetch_all(&mut town.past_the_rights().await)
            .await
            .unwrap();
    for row in ids {
        let mut tx = town.station.begin(&town.system("humberside")).await.unwrap();
        let proof = ledger::prove(&mut tx, row.get(1)).await.unwrap();
        let old = ledger::agree(&mut tx, 300).await.unwrap();
        tx.commit_upkeep(Upkeep::Sealing).await.unwrap();
        let signed = ledger::Checkpoint::open(&proof.checkpoint, &force, town.station.log_keys());
        let signed = signed.unwrap();
        let leaf = merkle::leaf_hash(proof.entry.as_bytes());
        assert_eq!(i64::try_from(proof.place).unwrap(), row.get::<i64, _>(0));
        let root = merkle::root_of(leaf, proof.place, signed.size, &proof.path);
        assert_eq!(root, Some(signed.root));
        assert!(proof.text().starts_with("c2sp.org/tlog-proof@v1\nextra "));
        assert_eq!(old.path.len(), merkle::consistency(300, 600).len());
    }
    // Another force cannot even ask.
    let mut tx = town.station.begin(&town.system("btp")).await.unwrap();
    assert!(ledger::agree(&mut tx, 1).await.is_err());
}
