//! The tests' PostgreSQL server and its template database.

use crate::database;
use crate::postgres::bare;
use crate::secrets::{hex, random, sha256};
use nix::fcntl::{Flock, FlockArg};
use sqlx::{AssertSqlSafe, Connection};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Makes a database from the template and returns its URL as superuser.
pub(super) async fn new_database() -> String {
    let server = tokio::task::spawn_blocking(server).await.unwrap();
    let template = template(&server).await;
    let name = format!("test_{}", hex(&random::<8>().unwrap()));
    let mut connection = server.connection().await.unwrap();
    let make = format!("create database {name} template {template} strategy file_copy");
    sqlx::raw_sql(AssertSqlSafe(make)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    server.url(&name)
}

/// The shared server: one process starts it, under a lock.
fn server() -> bare::Bare {
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    let _lock = lock(&folder.join("lock"));
    bare::start(&folder).unwrap()
}

/// The template of these migrations: made once, under a lock.
async fn template(server: &bare::Bare) -> String {
    let name = format!("template_{}", migrations_hash());
    let path = folder().join(format!("{name}.lock"));
    let _lock = tokio::task::spawn_blocking(move || lock(&path)).await.unwrap();
    let mut connection = server.connection().await.unwrap();
    let there: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(&name)
            .fetch_one(&mut connection)
            .await
            .unwrap();
    if !there {
        let side = format!("{name}_new");
        for sql in [format!("drop database if exists {side}"), format!("create database {side}")] {
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        }
        database::prepare(&server.url(&side)).await.unwrap();
        let rename = format!("alter database {side} rename to {name}");
        sqlx::raw_sql(AssertSqlSafe(rename)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    name
}

fn migrations_hash() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let all: Vec<u8> = files.iter().flat_map(|file| fs::read(file).unwrap()).collect();
    let mut hash = hex(&sha256(&all));
    hash.truncate(12);
    hash
}

fn folder() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/test-postgres")).to_owned()
}

fn lock(path: &Path) -> Flock<File> {
    Flock::lock(File::create(path).unwrap(), FlockArg::LockExclusive).unwrap()
}
