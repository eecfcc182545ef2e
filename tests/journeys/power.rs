//! The power fails: what was acknowledged is there after a plain start, once.

use crate::answers;
use crate::caller::{Answer, Caller, Receipt};
use crate::server::{Server, Start};
use anyhow::ensure;
use kernel::Language;
use reqwest::Method;
use serde_json::json;
use std::time::Duration;
use tokio::time::interval;

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";

async fn start() -> anyhow::Result<Server> {
    Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await
}

/// Sends the bicycle's report under a key.
async fn send(caller: &Caller, key: &str) -> anyhow::Result<Answer> {
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    caller.post_json(SUBMISSIONS, &body, &[("idempotency-key", key)]).await
}

async fn acknowledged(caller: &Caller, key: &str) -> anyhow::Result<Receipt> {
    let answer = send(caller, key).await?;
    ensure!(answer.status == 201, "{}: {}", answer.status, answer.body);
    Receipt::of_json(&answer.json()?)
}

/// Fails unless the report is there, once, and sending it again changes nothing.
async fn is_there_once(server: &Server, key: &str, receipt: &Receipt) -> anyhow::Result<()> {
    let caller = &Caller::new(server)?;
    let path = format!("/api/v1/reports/{}", receipt.reference);
    let asks = caller.request(Method::GET, &path).bearer_auth(&receipt.code);
    let found = caller.send(asks).await?;
    ensure!(found.status == 200, "{}: {}", found.status, found.body);
    ensure!(acknowledged(caller, key).await? == *receipt, "another receipt for the same key");
    caller.settle().await?;
    caller.sign_in("ada@humberside.example").await?;
    let queue = caller.get("/desk/queue?show=all").await?;
    let times = queue.body.matches(&receipt.reference).count();
    ensure!(times == 1, "{} stands {times} times in the queue", receipt.reference);
    Ok(())
}

#[tokio::test]
async fn a_report_outlives_its_server_and_database_killed_right_after_the_receipt()
-> anyhow::Result<()> {
    let mut server = start().await?;
    let receipt = acknowledged(&Caller::new(&server)?, "power-1").await?;
    server.kill9_postgres()?;
    server.kill9()?;
    server.restart().await?;
    is_there_once(&server, "power-1", &receipt).await
}

#[tokio::test]
async fn a_report_outlives_its_server_alone() -> anyhow::Result<()> {
    let mut server = start().await?;
    let receipt = acknowledged(&Caller::new(&server)?, "power-2").await?;
    server.kill9()?;
    server.restart().await?;
    is_there_once(&server, "power-2", &receipt).await
}

#[tokio::test]
async fn a_server_whose_database_was_killed_brings_it_back_by_itself() -> anyhow::Result<()> {
    let server = start().await?;
    let caller = Caller::new(&server)?;
    let receipt = acknowledged(&caller, "power-3").await?;
    server.kill9_postgres()?;
    // Whoever sends meanwhile is told honestly, and what they sent counts once when it is sent again.
    let mut beat = interval(Duration::from_millis(50));
    let later = loop {
        beat.tick().await;
        let answer = send(&caller, "power-4").await?;
        if answer.status == 201 {
            break Receipt::of_json(&answer.json()?)?;
        }
        ensure!(answer.status == 503, "{}: {}", answer.status, answer.body);
        ensure!(!answer.header("retry-after").is_empty(), "nothing says when to try again");
    };
    is_there_once(&server, "power-3", &receipt).await?;
    is_there_once(&server, "power-4", &later).await
}

#[tokio::test]
async fn a_kind_end_takes_the_database_with_it_and_a_second_start_keeps_everything()
-> anyhow::Result<()> {
    let mut server = start().await?;
    let caller = Caller::new(&server)?;
    let receipt = acknowledged(&caller, "power-5").await?;
    let first = "/humberside/report/bicycle-theft/emergency";
    let typed = [("danger", "no"), ("happening_now", "no")];
    let next = caller.fill(first, &typed).await?.location()?;
    ensure!(server.stop().await?.success(), "it did not end well");
    server.restart().await?;
    // The same browser goes on with what it had begun.
    let page = caller.get(&next).await?;
    ensure!(page.status == 200, "{next}: {}", page.status);
    is_there_once(&server, "power-5", &receipt).await
}
