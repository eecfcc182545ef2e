//! One address asks more than people can: others do not notice, and from there too a report still
//! gets through.

use crate::answers;
use crate::caller::Caller;
use crate::server::{Server, Start};
use anyhow::ensure;
use futures_util::future::try_join_all;
use kernel::Language;
use reqwest::Method;
use serde_json::json;

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";
const FORWARDED: &str = "x-forwarded-for";
const HASTY: &str = "203.0.113.7";

async fn look(caller: &Caller, from: &str) -> anyhow::Result<u16> {
    let request = caller.request(Method::GET, "/humberside/").header(FORWARDED, from);
    let answer = caller.send(request).await?;
    ensure!([200, 503].contains(&answer.status), "{}", answer.status);
    ensure!(answer.body.contains("999"), "{} without the number to call", answer.status);
    Ok(answer.status)
}

#[tokio::test]
async fn from_an_address_that_asks_too_much_a_report_still_gets_through() -> anyhow::Result<()> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = &Caller::new(&server)?;
    let mut turned_away = 0;
    for _ in 0..40 {
        let statuses = try_join_all((0..60).map(|_| look(caller, HASTY))).await?;
        turned_away += statuses.into_iter().filter(|status| *status == 503).count();
        // A neighbour looks meanwhile.
        ensure!(look(caller, "198.51.100.7").await? == 200, "a neighbour was turned away");
    }
    ensure!(turned_away > 0, "one address took as much as it liked");
    let start = caller.request(Method::GET, "/humberside/report/bicycle-theft");
    let begun = caller.send(start.header(FORWARDED, HASTY)).await?;
    ensure!(begun.status == 200, "the way to a report is shut: {}", begun.status);
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    let headers = [("idempotency-key", "in-haste"), (FORWARDED, HASTY)];
    let sent = caller.post_json(SUBMISSIONS, &body, &headers).await?;
    ensure!(sent.status == 201, "{}: {}", sent.status, sent.body);
    Ok(())
}
