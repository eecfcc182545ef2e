//! The world in which the routes are asked: one report with its person, one that is being written,
//! and staff who may read it or not.

use crate::answers;
use crate::caller::{Caller, Receipt};
use crate::server::Server;
use anyhow::Context as _;
use kernel::Language;
use serde_json::json;

/// Whose browser asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guest {
    /// Somebody who was never here.
    Stranger,
    /// Who has written everything and sent nothing.
    Writer,
    /// Who sent a report and has its receipt.
    Sender,
    /// Who follows that report.
    Follower,
    /// The force's own contact operator.
    Operator,
    /// Somebody of the force whose role opens no contact.
    WrongRole,
    /// A contact operator of another force.
    OtherForce,
}

/// The guests who are refused what is not theirs.
pub(super) const NOBODY_SPECIAL: [Guest; 3] =
    [Guest::Stranger, Guest::WrongRole, Guest::OtherForce];

/// Words that stand in the reports of this world and nowhere else.
pub(super) const CANARIES: [&str; 4] =
    ["Quillfeather", "marzipan-canary", "quillfeather@example.test", "07700 900461"];

/// Where the report is written.
const SERVICE: &str = "/humberside/report/bicycle-theft";

/// Where files are sent with one, and how programs send them.
const FOOTAGE: &str = "/humberside/tell-us-about/send-footage";
const FOOTAGE_API: &str = "/api/v1/forces/humberside/services/send-footage/uploads";

/// The world.
pub(super) struct World {
    /// Who asks, with the cookies of whoever they are.
    pub(super) caller: Caller,
    cookies: Vec<(Guest, String)>,
    facts: Vec<(&'static str, String)>,
}

impl World {
    /// Everybody does what they are known for.
    pub(super) async fn new(server: &Server) -> anyhow::Result<Self> {
        let sender = Caller::new(server)?;
        let receipt = sender.send_report(&written(&sender).await?).await?;
        let writer = sender.another()?;
        written(&writer).await?;
        let follower = sender.another()?;
        let typed = [("reference", receipt.reference.as_str()), ("code", receipt.code.as_str())];
        follower.fill("/track", &typed).await?;
        sender.settle().await?;
        let mut cookies = vec![
            (Guest::Sender, held(&sender, "bl")?),
            (Guest::Writer, held(&writer, "bl")?),
            (Guest::Follower, held(&follower, "bl-track")?),
        ];
        let operator = sender.another()?;
        for (guest, staff, email) in [
            (Guest::Operator, &operator, "ada@humberside.example"),
            (Guest::WrongRole, &sender.another()?, "pc4421@humberside.example"),
            (Guest::OtherForce, &sender.another()?, "ada@metropolitan.example"),
        ] {
            staff.sign_in(email).await?;
            cookies.push((guest, held(staff, "bl-desk")?));
        }
        let mut facts = facts(server, &operator, &receipt).await?;
        writer.write(FOOTAGE, &answers::footage()).await?;
        let question = format!("{FOOTAGE}/files/uploads?question=files");
        facts.push(("<file>", announced(&writer, &question).await?));
        facts.push(("<api-file>", announced(&writer, FOOTAGE_API).await?));
        Ok(Self { caller: sender.forgetful()?, cookies, facts })
    }

    /// The cookies of a guest's browser, as they are sent.
    pub(super) fn cookies(&self, guest: Guest) -> Option<&str> {
        let of_guest = self.cookies.iter().find(|(whose, _)| *whose == guest);
        of_guest.map(|(_, cookies)| cookies.as_str())
    }

    /// A text with the facts of this world in the place of their names, such as `<reference>`.
    pub(super) fn fill(&self, text: &str) -> String {
        self.facts.iter().fold(text.to_owned(), |text, (name, fact)| text.replace(name, fact))
    }

    /// What nobody may see whose business it is not.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        let facts = self.facts.iter().filter(|(name, _)| ["<reference>", "<code>"].contains(name));
        CANARIES.into_iter().chain(facts.map(|(_, fact)| fact.as_str()))
    }
}

/// Somebody writes a report until it can be checked.
async fn written(caller: &Caller) -> anyhow::Result<String> {
    let [name, words, email, phone] = CANARIES;
    let answers = answers::bicycle(Language::English)
        .with("full_name", json!(name))
        .with("what_happened", json!(words))
        .with("ways", json!(["email", "text"]))
        .with("email", json!(email))
        .with("phone", json!(phone));
    Ok(caller.write(SERVICE, &answers).await?.0)
}

/// Somebody announces a file and sends nothing of it. Returns its id.
async fn announced(caller: &Caller, at: &str) -> anyhow::Result<String> {
    let request = caller
        .request(reqwest::Method::POST, at)
        .header("sec-fetch-site", "same-origin")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", "5");
    let answer = caller.send(request).await?;
    let place = answer.location()?;
    Ok(place.rsplit('/').next().unwrap_or_default().to_owned())
}

fn held(caller: &Caller, name: &str) -> anyhow::Result<String> {
    Ok(format!("{name}={}", caller.cookie(name).with_context(|| format!("no cookie {name}"))?))
}

async fn facts(
    server: &Server,
    operator: &Caller,
    receipt: &Receipt,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let queue = operator.get("/desk/queue").await?.sheet();
    let contact = queue.link(&receipt.reference).context("it is not in the queue")?;
    let contact = contact.rsplit('/').next().unwrap_or_default().to_owned();
    operator.settle().await?;
    let log = operator.get("/api/v1/forces/humberside/log/checkpoint").await?;
    let size = log.body.lines().nth(1).context("no checkpoint")?.to_owned();
    let leaf = "select entry_id from station.leaves where force_id = 'humberside' limit 1";
    let home = operator.get("/humberside/").await?.sheet();
    let style = |css| home.attribute(css, "href").with_context(|| format!("no {css}"));
    Ok(vec![
        ("<reference>", receipt.reference.clone()),
        ("<code>", receipt.code.clone()),
        ("<contact>", contact),
        ("<size>", size),
        ("<entry>", server.query(leaf)?.trim().to_owned()),
        ("<theme>", style("link[href*='/theme/']")?),
        ("<style>", style("link[rel=stylesheet]")?),
    ])
}
