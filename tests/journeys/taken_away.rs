//! What is taken away at one server is gone at the next request of another, and ends the streams that are
//! open there, within a second.

use crate::caller::Caller;
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use reqwest::{Method, Response};
use std::time::{Duration, Instant};
use tokio::time::timeout;

const ADA: &str = "ada@humberside.example";
const WHY: &str = "She works in another unit from today on";
const NOBODY_READS: &str = r#"@id("nobody-reads") @en("Nobody reads here.") @cy("Nid oes neb yn darllen yma.")
    forbid (principal, action == Action::"ReadContacts", resource);"#;
/// The second that is promised, and what a busy machine adds.
const PROMISED: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(4);

/// Two servers on one database, and those who take away.
struct Installation {
    first: Server,
    second: Server,
    admin: Caller,
    deputy: Caller,
    ada: String,
}

/// Somebody at the second server, with a stream open.
struct Listening {
    caller: Caller,
    stream: Response,
}

impl Installation {
    async fn new() -> anyhow::Result<Self> {
        let program = || Start::demo(env!("CARGO_BIN_EXE_bluelamp"));
        let first = Server::start(program()).await?;
        let database = first.database_url().context("no database")?;
        let data = first.data().display().to_string();
        let beside = program().with("BLUELAMP__DATABASE__URL", &database);
        let second = Server::start(beside.with("BLUELAMP__DATA", &data)).await?;
        let (admin, deputy) = (Caller::new(&first)?, Caller::new(&first)?);
        admin.sign_in("admin@humberside.example").await?;
        deputy.sign_in("deputy@humberside.example").await?;
        let id = format!("select id from rights.accounts where email = '{ADA}'");
        let ada = first.query(&id)?.trim().to_owned();
        Ok(Self { first, second, admin, deputy, ada })
    }

    /// Ada signs in at the first server, and listens at the second.
    async fn listens(&self) -> anyhow::Result<Listening> {
        let caller = Caller::new(&self.first)?;
        caller.sign_in(ADA).await?;
        let there = Caller::new(&self.second)?;
        there.forge_cookie("bl-desk", &caller.cookie("bl-desk").context("no session")?);
        ensure!(there.get("/desk/queue").await?.status == 200, "she is not in");
        let stream = there.request(Method::GET, "/desk/events").send().await?;
        ensure!(stream.status() == 200, "no stream");
        Ok(Listening { caller: there, stream })
    }

    /// An administrator fills in a form about her.
    async fn about_her(&self, page: &str, typed: &[(&str, &str)]) -> anyhow::Result<()> {
        let path = format!("/desk/administration/accounts/{}/{page}", self.ada);
        let sent = self.admin.fill(&path, typed).await?;
        ensure!(sent.status == 303, "{page}: {} {}", sent.status, sent.sheet().words());
        Ok(())
    }

    /// Two administrators put a policy in force.
    async fn adds_a_policy(&self) -> anyhow::Result<()> {
        let typed = [("name", "nobody"), ("text", NOBODY_READS), ("reason", WHY), ("do", "ask")];
        let asked = self.admin.fill("/desk/administration/policies/new", &typed).await?;
        ensure!(asked.status == 303, "{}", asked.sheet().words());
        let waiting = self.deputy.get("/desk/requests").await?.sheet();
        let decision = [("answer", "I have read it"), ("do", "approve")];
        let form = "form[action$='/decision']";
        let decided = self.deputy.send_form(&waiting, form, &decision).await?;
        ensure!(decided.status == 303, "{}", decided.sheet().words());
        // It is put in force by a job.
        self.admin.settle().await
    }
}

impl Listening {
    /// Fails unless the stream ends in time and the next request gives this. Returns how long it took.
    async fn loses(mut self, taken: Instant, status: u16) -> anyhow::Result<Duration> {
        let queue = self.caller.get("/desk/queue").await?;
        ensure!(queue.status == status, "the next request gives {}", queue.status);
        let mut said = Vec::new();
        let ending = async {
            while let Some(part) = self.stream.chunk().await? {
                said.extend_from_slice(&part);
            }
            anyhow::Ok(())
        };
        timeout(PATIENCE, ending).await.context("the stream goes on")??;
        let said = String::from_utf8(said)?;
        ensure!(said.contains("event: ended"), "{said}");
        Ok(taken.elapsed())
    }
}

#[tokio::test]
async fn what_is_taken_away_at_one_server_is_gone_at_the_other() -> anyhow::Result<()> {
    let all = Installation::new().await?;
    let mut took = Vec::new();

    let ada = all.listens().await?;
    let window = Caller::new(&all.first)?;
    window.forge_cookie("bl-desk", &ada.caller.cookie("bl-desk").context("no session")?);
    let desk = window.get("/desk/queue").await?.sheet();
    let taken = Instant::now();
    window.send_form(&desk, "form[action$='/desk/sign-out']", &[]).await?;
    took.push(("signed out at another window", ada.loses(taken, 303).await?));

    let (ada, taken) = (all.listens().await?, Instant::now());
    all.about_her("sessions", &[]).await?;
    took.push(("sessions ended by an administrator", ada.loses(taken, 303).await?));

    let (ada, taken) = (all.listens().await?, Instant::now());
    let standing = [("rank", "police_staff"), ("vetting", "recruitment"), ("reason", WHY)];
    let partner = [[("roles", "partner")].as_slice(), &standing].concat();
    all.about_her("change", &partner).await?;
    took.push(("role taken away", ada.loses(taken, 403).await?));
    let operator = [[("roles", "contact_operator")].as_slice(), &standing].concat();
    all.about_her("change", &operator).await?;

    let (ada, taken) = (all.listens().await?, Instant::now());
    all.about_her("state", &[("reason", WHY)]).await?;
    took.push(("account ended", ada.loses(taken, 303).await?));
    all.about_her("state", &[("reason", WHY)]).await?;

    let (ada, taken) = (all.listens().await?, Instant::now());
    all.adds_a_policy().await?;
    took.push(("policy added", ada.loses(taken, 403).await?));

    // Said, so that whoever reads the output sees it; a busy machine is not what is tested.
    let late: Vec<_> = took.iter().filter(|(_, took)| *took > PROMISED).collect();
    eprintln!("{took:?}; {} later than promised", late.len());
    Ok(())
}
