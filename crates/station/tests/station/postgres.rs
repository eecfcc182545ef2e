//! The server of our own: started, crashed, brought back.

use kernel::Problem;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::{Connection, PgConnection};
use station::database;
use station::postgres::Postgres;
use std::path::Path;
use std::time::Duration;

async fn count(url: &str) -> Result<i64, sqlx::Error> {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::query_scalar("select count(*) from kept").fetch_one(&mut connection).await
}

async fn write(url: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql("create table if not exists kept (x int); insert into kept values (1)")
        .execute(&mut connection)
        .await
        .unwrap();
}

fn server_pid(folder: &Path) -> Pid {
    let lock = std::fs::read_to_string(folder.join("postmaster.pid")).unwrap();
    Pid::from_raw(lock.lines().next().unwrap().parse().unwrap())
}

async fn until_counted(url: &str) -> i64 {
    let mut tick = tokio::time::interval(Duration::from_millis(50));
    let counting = async {
        loop {
            tick.tick().await;
            if let Ok(rows) = count(url).await {
                return rows;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), counting).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_keeps_what_it_was_given_through_a_stop_and_a_crash() {
    let data = tempfile::tempdir().unwrap();
    let postgres = Postgres::start(data.path()).await.unwrap();
    let url = postgres.url();
    write(&url).await;

    // A second program on the same folder is refused by name of the folder.
    let Err(Problem::Broken(refused)) = Postgres::start(data.path()).await else { panic!("two") };
    assert!(refused.to_string().contains(&data.path().display().to_string()));

    // Killed, it comes back by itself.
    kill(server_pid(postgres.folder()), Signal::SIGKILL).unwrap();
    assert_eq!(until_counted(&url).await, 1);

    let folder = postgres.folder().to_owned();
    postgres.stop().await;
    assert!(count(&url).await.is_err());
    assert!(!folder.join("postmaster.pid").exists());

    // A stale lock with the number of a living process is no obstacle.
    std::fs::write(folder.join("postmaster.pid"), format!("{}\n", std::process::id())).unwrap();
    let postgres = Postgres::start(data.path()).await.unwrap();
    assert_eq!(count(&postgres.url()).await.unwrap(), 1);
    postgres.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_set_up_by_one_of_several_who_start_at_once() {
    let data = tempfile::tempdir().unwrap();
    let postgres = Postgres::start(data.path()).await.unwrap();
    let url = postgres.url();
    let (one, other) = tokio::join!(database::prepare(&url), database::prepare(&url));
    one.unwrap();
    other.unwrap();
    assert!(database::plan(&url).await.unwrap().iter().all(|step| step.applied));
    // Opened as a role that is bound by the rights.
    database::open(&url, 2).await.unwrap();
    postgres.stop().await;
}
