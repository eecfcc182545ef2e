//! Several servers on one database: whichever a person's browser meets, it is the same desk, the same
//! draft and the same receipt. And what whoever runs them can see from outside.

use crate::answers;
use crate::caller::{Caller, FORM, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use futures_util::future::try_join_all;
use kernel::Language;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use serde_json::json;

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";
const FIRST: &str = "/humberside/report/bicycle-theft/emergency";

fn program() -> Start {
    Start::demo(env!("CARGO_BIN_EXE_bluelamp"))
}

/// Another server on the database and data of the first.
async fn beside(first: &Server) -> anyhow::Result<Server> {
    let database = first.database_url().context("no database")?;
    let data = first.data().display().to_string();
    let start = program().with("BLUELAMP__DATABASE__URL", &database).with("BLUELAMP__DATA", &data);
    Server::start(start).await
}

/// The cookies that an answer set, as the browser sends them back.
fn cookies(answer: &crate::caller::Answer) -> String {
    let set = answer.headers.get_all(SET_COOKIE).iter().filter_map(|it| it.to_str().ok());
    let pairs: Vec<&str> = set.filter_map(|it| it.split(';').next()).collect();
    pairs.join("; ")
}

#[tokio::test]
async fn a_report_sent_to_two_servers_at_once_is_one_report() -> anyhow::Result<()> {
    let first = Server::start(program()).await?;
    let second = beside(&first).await?;
    let (here, there) = (&Caller::new(&first)?, &Caller::new(&second)?);
    let body = &json!({ "answers": answers::bicycle(Language::English).0 });
    let sent = (0..20).map(|number| async move {
        let key = format!("several-{number}");
        let headers = [("idempotency-key", key.as_str())];
        let (one, other) = tokio::try_join!(
            here.post_json(SUBMISSIONS, body, &headers),
            there.post_json(SUBMISSIONS, body, &headers),
        )?;
        ensure!((one.status, other.status) == (201, 201), "{} {}", one.status, other.status);
        ensure!(one.body == other.body, "{} {}", one.body, other.body);
        Receipt::of_json(&one.json()?)
    });
    let receipts = try_join_all(sent).await?;
    let stored = first.query("select count(*) from reports.reports where channel = 'api'")?;
    ensure!(stored.trim() == "20", "{stored}");
    // Both do jobs and seal; each job was done once, and the log is whole.
    here.settle().await?;
    there.settle().await?;
    there.sign_in("ada@humberside.example").await?;
    let queue = there.get("/desk/queue?show=all").await?;
    for receipt in receipts {
        let times = queue.body.matches(&receipt.reference).count();
        ensure!(times == 1, "{} stands {times} times in the queue", receipt.reference);
    }
    Ok(())
}

#[tokio::test]
async fn a_form_begun_at_one_server_is_continued_at_another() -> anyhow::Result<()> {
    let first = Server::start(program()).await?;
    let second = beside(&first).await?;
    let (here, there) = (Caller::new(&first)?, Caller::new(&second)?);
    let begun = here.get(FIRST).await?;
    let key = cookies(&begun);
    let answer = |caller: &Caller, danger: &str| {
        let body = format!("danger={danger}&happening_now=no");
        caller
            .request(Method::POST, FIRST)
            .header(COOKIE, &key)
            .header(CONTENT_TYPE, FORM)
            .header("sec-fetch-site", "same-origin")
            .body(body)
    };
    let saved = here.send(answer(&here, "no")).await?;
    ensure!(saved.status == 303, "{}", saved.status);
    let seen = format!("{key}; {}", cookies(&saved));
    for caller in [&here, &there] {
        let page = caller.send(caller.request(Method::GET, FIRST).header(COOKIE, &seen)).await?;
        let answered = page.body.split("<input").filter(|input| input.contains(" checked"));
        ensure!(answered.count() == 2, "the answers are not on the page");
    }
    Ok(())
}

#[tokio::test]
async fn who_runs_it_sees_how_many_and_how_long_and_never_who() -> anyhow::Result<()> {
    let server = Server::start(program()).await?;
    let caller = Caller::new(&server)?;
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    let sent = caller.post_json(SUBMISSIONS, &body, &[("idempotency-key", "figures")]).await?;
    let receipt = Receipt::of_json(&sent.json()?)?;
    caller.get("/humberside/").await?;
    caller.settle().await?;
    let answer = reqwest::get(server.admin_url("/metrics")).await?;
    ensure!(answer.status() == 200, "{}", answer.status());
    let figures = answer.text().await?;
    for line in [
        "bluelamp_requests_total{errand=\"telling\",status=\"2xx\"} 1",
        "bluelamp_request_seconds_bucket{errand=\"looking\",le=\"0.5\"}",
        "bluelamp_database_connections{state=\"idle\"}",
        "bluelamp_ready 1",
        "bluelamp_jobs_total{kind=\"open_contact\",outcome=\"done\"} 1",
        "# HELP bluelamp_turned_away_total",
        "bluelamp_sent_together",
    ] {
        ensure!(figures.contains(line), "{line} is not in\n{figures}");
    }
    for personal in [&receipt.reference, "bicycle", "humberside", "Raleigh", "127.0.0.1"] {
        ensure!(!figures.contains(personal), "{personal} stands in the figures");
    }
    let outside = caller.get("/metrics").await?;
    ensure!(outside.status == 404, "the figures are for everybody: {}", outside.status);
    Ok(())
}
