//! Those whose business it is not: another force's staff, another person, whoever reads the logs.

use crate::answers;
use crate::caller::{Caller, Receipt};
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use kernel::Language;
use serde_json::json;

/// Words that stand in one person's report and nowhere else.
const CANARIES: [&str; 4] =
    ["Quillfeather", "marzipan-canary", "quillfeather@example.test", "07700 900461"];

async fn start() -> anyhow::Result<Server> {
    Server::start(Start::demo(env!("CARGO_BIN_EXE_bluelamp"))).await
}

async fn reported(caller: &Caller) -> anyhow::Result<Receipt> {
    let [name, words, email, phone] = CANARIES;
    let answers = answers::bicycle(Language::English)
        .with("full_name", json!(name))
        .with("what_happened", json!(words))
        .with("ways", json!(["email", "text"]))
        .with("email", json!(email))
        .with("phone", json!(phone));
    let (check, _met) = caller.write("/humberside/report/bicycle-theft", &answers).await?;
    let receipt = caller.send_report(&check).await?;
    caller.settle().await?;
    Ok(receipt)
}

#[tokio::test]
async fn another_forces_operator_gets_what_anybody_gets_for_a_contact_that_never_was()
-> anyhow::Result<()> {
    let server = start().await?;
    let (person, ada, stranger) =
        (Caller::new(&server)?, Caller::new(&server)?, Caller::new(&server)?);
    let receipt = reported(&person).await?;
    ada.sign_in("ada@humberside.example").await?;
    stranger.sign_in("ada@metropolitan.example").await?;
    let queue = ada.get("/desk/queue").await?.sheet();
    let contact = queue.link(&receipt.reference).context("it is not in the queue")?;
    let never = "/desk/contacts/01890a5d-ac96-774b-bcce-b302099a8057";
    let fields = vec![("message".to_owned(), "x".to_owned()), ("body".to_owned(), "x".to_owned())];
    for ending in ["", "/", "/replies", "/notes", "?done=reply"] {
        for prefix in ["", "/cy"] {
            let address = |id: &str| format!("{prefix}{id}{ending}");
            let here = stranger.get(&address(&contact)).await?;
            let there = stranger.get(&address(never)).await?;
            ensure!(here.status == there.status, "{}: {}", address(&contact), here.status);
            ensure!([404, 308].contains(&here.status), "{}: {}", address(&contact), here.status);
            ensure!(here.sheet().words() == there.sheet().words(), "{}", address(&contact));
            let here = stranger.post(&address(&contact), &fields).await?;
            let there = stranger.post(&address(never), &fields).await?;
            ensure!(here.status == there.status, "{}: {}", address(&contact), here.status);
            ensure!([403, 404, 405, 308].contains(&here.status), "{}", here.status);
        }
    }
    let queue = stranger.get("/desk/queue?show=all").await?;
    ensure!(!queue.body.contains(&receipt.reference), "it is in another force's queue");
    ensure!(ada.get(&contact).await?.sheet().says("Quillfeather"), "Ada sees it");
    Ok(())
}

#[tokio::test]
async fn each_role_sees_what_it_may_and_a_session_that_ended_opens_nothing() -> anyhow::Result<()> {
    let server = start().await?;
    let receipt = reported(&Caller::new(&server)?).await?;
    for (who, status) in [
        ("khan", 200),
        ("dc9007", 200),
        ("pc4421", 403),
        ("moss", 403),
        ("cps", 403),
        ("admin", 403),
    ] {
        let staff = Caller::new(&server)?;
        staff.sign_in(&format!("{who}@humberside.example")).await?;
        let queue = staff.get("/desk/queue").await?;
        ensure!(queue.status == status, "{who}: {}", queue.status);
        ensure!(queue.body.contains(&receipt.reference) == (status == 200), "{who}");
        let cookie = staff.cookie("bl-desk").context("no session")?;
        staff.send_form(&queue.sheet(), "form[action$='/desk/sign-out']", &[]).await?;
        staff.forge_cookie("bl-desk", &cookie);
        let after = staff.get("/desk/queue").await?;
        ensure!(after.status == 303, "{who}: {} after signing out", after.status);
    }
    Ok(())
}

#[tokio::test]
async fn a_persons_own_code_opens_their_own_report_only() -> anyhow::Result<()> {
    let server = start().await?;
    let (one, other) = (Caller::new(&server)?, Caller::new(&server)?);
    let mine = reported(&one).await?;
    let theirs = reported(&other).await?;
    let typed = |reference, code| [("reference", reference), ("code", code)];
    let wrong = one.fill("/track", &typed(theirs.reference.as_str(), mine.code.as_str())).await?;
    ensure!(wrong.status == 404, "{}", wrong.status);
    let right = one.fill("/track", &typed(mine.reference.as_str(), mine.code.as_str())).await?;
    ensure!(right.status == 303, "{}", right.status);
    let page = one.get("/track/report").await?;
    ensure!(page.sheet().says(&mine.reference) && !page.body.contains(&theirs.reference));
    // Another browser's sealed cookie, changed by one letter, opens nothing.
    let cookie = one.cookie("bl-track").context("no cookie")?;
    let stranger = Caller::new(&server)?;
    let changed = if cookie.ends_with('A') { "B" } else { "A" };
    stranger.forge_cookie("bl-track", &format!("{}{changed}", &cookie[..cookie.len() - 1]));
    ensure!(stranger.get("/track/report").await?.status == 303);
    Ok(())
}

#[tokio::test]
async fn nothing_that_a_person_told_stands_in_a_log_a_title_or_an_address() -> anyhow::Result<()> {
    let server = start().await?;
    let (person, ada) = (Caller::new(&server)?, Caller::new(&server)?);
    let receipt = reported(&person).await?;
    person.fill("/track", &[("reference", &receipt.reference), ("code", &receipt.code)]).await?;
    ada.sign_in("ada@humberside.example").await?;
    let queue = ada.get("/desk/queue").await?.sheet();
    let contact = queue.link(&receipt.reference).context("it is not in the queue")?;
    let page = ada.get(&contact).await?;
    let title = page.sheet().text("title").unwrap_or_default();
    // Attempts that fail are logged more readily than those that do not.
    person.get(&format!("/track?reference={}&code={}", receipt.reference, receipt.code)).await?;
    let broken = person.request(reqwest::Method::POST, "/humberside/report/bicycle-theft/name");
    person.send(broken.body(format!("full_name={}", CANARIES[0]))).await?;
    let output = server.output();
    for secret in CANARIES.iter().copied().chain([receipt.code.as_str(), "bluelamp-demo\""]) {
        ensure!(!output.contains(secret), "{secret} is in the log");
        ensure!(!title.contains(secret) && !contact.contains(secret), "{secret}");
    }
    Ok(())
}
