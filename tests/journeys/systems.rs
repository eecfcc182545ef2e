//! Another system, from the page where it is let in to the journal that has what it did; and the same
//! people looked after by command.

use crate::answers;
use crate::caller::{Answer, Caller};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use reqwest::Method;
use serde_json::{Value, json};
use std::process::Command;

const CONTACTS: &str = "/api/v1/forces/humberside/contacts";
const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";

async fn start() -> anyhow::Result<(Server, Caller)> {
    let server = Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await?;
    let caller = Caller::new(&server)?;
    Ok((server, caller))
}

/// A system is let in by the force's administrator. Returns its page and its token.
async fn let_in(
    server: &Server,
    admin: &Caller,
    (scope, rate): (&str, &str),
) -> anyhow::Result<(String, String)> {
    let until = server.query("select (now() + interval '30 days')::date")?;
    let fields =
        [("name", "Records system"), ("scopes", scope), ("rate", rate), ("expires", until.trim())];
    let made = admin.fill("/desk/administration/systems/new", &fields).await?.sheet();
    let token = made.text(".govuk-inset-text").context("no token is shown")?;
    Ok((made.link("Records system").context("no link to it")?, token))
}

async fn fetch(caller: &Caller, path: &str, token: &str) -> anyhow::Result<Answer> {
    caller.send(caller.request(Method::GET, path).bearer_auth(token)).await
}

async fn send(caller: &Caller, key: &str, token: Option<&str>) -> anyhow::Result<Answer> {
    let body = json!({ "answers": answers::bicycle(Language::English).0 });
    let bearer = token.map(|token| format!("Bearer {token}"));
    let mut headers = vec![("idempotency-key", key)];
    headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
    caller.post_json(SUBMISSIONS, &body, &headers).await
}

#[tokio::test]
async fn a_records_system_fetches_what_came_in_until_its_access_ends() -> anyhow::Result<()> {
    let (server, caller) = start().await?;
    let sent = send(&caller, "one", None).await?.json()?;
    let reference = sent["reference"].as_str().context("no reference")?.to_owned();
    caller.settle().await?;
    // What is younger than ten seconds waits.
    caller.post_json("/demo/clock", &json!({ "advance": "PT1M" }), &[]).await?;
    let admin = caller.another()?;
    admin.sign_in("admin@humberside.example").await?;
    let (page, token) = let_in(&server, &admin, ("contacts:read", "60")).await?;
    let fetched = fetch(&caller, CONTACTS, &token).await?;
    ensure!(fetched.status == 200, "{}: {}", fetched.status, fetched.body);
    let list = fetched.json()?;
    let items = list["items"].as_array().context("no list")?;
    let ours: Vec<&Value> = items.iter().filter(|it| it["reference"] == *reference).collect();
    ensure!(ours.len() == 1 && ours[0]["service"] == "bicycle-theft", "{list}");
    let next = list["next"].as_str().context("no next")?;
    let rest = fetch(&caller, &format!("{CONTACTS}?after={next}"), &token).await?.json()?;
    ensure!(rest["items"] == json!([]) && rest["next"] == next, "{rest}");
    let elsewhere = CONTACTS.replace("humberside", "metropolitan");
    ensure!(fetch(&caller, &elsewhere, &token).await?.status == 403);
    ensure!(send(&caller, "two", Some(&token)).await?.status == 403, "that is not its scope");
    // A person's session opens nothing here, and a system's token no page of the desk.
    ensure!(admin.get(CONTACTS).await?.status == 401);
    let desk = fetch(&caller, "/desk/queue", &token).await?;
    ensure!(desk.status == 303, "{}", desk.status);
    admin.fill(&page, &[]).await?;
    ensure!(fetch(&caller, CONTACTS, &token).await?.status == 401, "its access ended");
    let journal = "select count(*) from station.journal where verb = 'contacts_fetched'
                   and actor_kind = 'client' and act = 'disclosure'";
    ensure!(server.query(journal)?.trim() == "2");
    Ok(())
}

#[tokio::test]
async fn a_system_sends_reports_in_its_own_name_and_waits_when_it_sends_too_many()
-> anyhow::Result<()> {
    let (server, caller) = start().await?;
    let admin = caller.another()?;
    admin.sign_in("admin@humberside.example").await?;
    let (_, token) = let_in(&server, &admin, ("reports:submit", "2")).await?;
    ensure!(send(&caller, "one", Some(&token)).await?.status == 201);
    ensure!(send(&caller, "two", Some("blc.humberside.x.y")).await?.status == 401);
    ensure!(send(&caller, "three", Some(&token)).await?.status == 201);
    let late = send(&caller, "four", Some(&token)).await?;
    let wait: u64 = late.header("retry-after").parse()?;
    ensure!(late.status == 429 && (1..=31).contains(&wait), "{} {wait}", late.status);
    ensure!(late.header("content-type") == "application/problem+json");
    ensure!(send(&caller, "five", None).await?.status == 201, "people are not limited by it");
    let journal = "select string_agg(actor_kind, ' ' order by at) from station.journal
                   where verb = 'report_submitted'";
    ensure!(server.query(journal)?.trim() == "client client public");
    Ok(())
}

/// A command of the program beside the running server.
fn ask(server: &Server, arguments: &[&str]) -> anyhow::Result<(Option<i32>, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
    command.args(arguments).current_dir(root).env_remove("DATABASE_URL");
    let output = command.env("BLUELAMP__DATA", server.data()).output()?;
    Ok((output.status.code(), String::from_utf8(output.stdout)?))
}

#[tokio::test]
async fn accounts_are_looked_after_by_command_and_nothing_is_taken_away_without_yes()
-> anyhow::Result<()> {
    let (server, caller) = start().await?;
    caller.sign_in("ada@humberside.example").await?;
    let ada = "ada@humberside.example";
    let json = |arguments: &[&str]| -> anyhow::Result<Value> {
        let (code, said) = ask(&server, &[arguments, &["--json"]].concat())?;
        ensure!(code == Some(0), "{arguments:?}: {code:?}");
        Ok(serde_json::from_str(&said)?)
    };
    let list = json(&["admin", "user", "list", "humberside"])?;
    ensure!(list.as_array().context("no list")?.iter().any(|it| it["email"] == ada), "{list}");
    ensure!(json(&["admin", "user", "show", ada])?["roles"] == json!(["contact_operator"]));
    let sessions = json(&["admin", "user", "sessions", ada])?;
    ensure!(sessions.as_array().context("no list")?.len() == 1, "{sessions}");
    let would = json(&["admin", "user", "end", ada])?;
    ensure!(would["done"] == false && caller.get("/desk/queue").await?.status == 200, "{would}");
    let role = ["admin", "user", "role", ada, "--to", "officer", "--yes"];
    ensure!(json(&role)?["done"] == true);
    ensure!(caller.get("/desk/queue").await?.status == 403, "it holds at the next request");
    ensure!(json(&["admin", "user", "end", ada, "--yes"])?["done"] == true);
    ensure!(caller.get("/desk/queue").await?.status == 303, "and so does the end");
    json(&["admin", "user", "reopen", ada])?;
    ensure!(json(&["admin", "user", "show", ada])?["ended"] == false);
    let forces = json(&["admin", "force", "list"])?;
    let force = |it: &Value| it["force"] == "humberside" && it["administrators"] == 2;
    ensure!(forces.as_array().context("no list")?.iter().any(force), "{forces}");
    let roles = json(&["admin", "role", "list"])?;
    ensure!(roles.as_array().context("no list")?.len() == rights::Role::ALL.len(), "{roles}");
    let policies = json(&["admin", "policy", "list", "humberside"])?;
    ensure!(policies.as_array().context("no list")?.iter().all(|it| it["national"] == true));
    let (code, _) = ask(&server, &["admin", "user", "show", "nobody@humberside.example"])?;
    ensure!(code != Some(0));
    Ok(())
}

#[test]
fn a_policy_is_checked_before_anybody_proposes_it() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let check = |text: &str| -> anyhow::Result<(Option<i32>, Value)> {
        let file = folder.path().join("night.cedar");
        std::fs::write(&file, text)?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_bluelamp"));
        command.current_dir(folder.path()).args(["admin", "policy", "check"]).arg(&file);
        let output = command.arg("--json").output()?;
        Ok((output.status.code(), serde_json::from_slice(&output.stdout)?))
    };
    let sound = "@id(\"calm\") @en(\"Nothing.\") @cy(\"Dim.\")
                 forbid (principal, action, resource) when { false };";
    let (code, said) = check(sound)?;
    ensure!(code == Some(0) && said["policies"][0]["says"]["en"] == "Nothing.", "{said}");
    for unsound in ["permit (everything);", "permit (principal, action, resource);", ""] {
        let (code, said) = check(unsound)?;
        ensure!(code == Some(1) && !said["faults"][0].is_null(), "{unsound}: {said}");
    }
    Ok(())
}
