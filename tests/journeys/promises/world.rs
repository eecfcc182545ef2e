//! The world in which the routes are asked: one report with its person, one that is being written,
//! and staff who may read it or not.

use super::{administration, merging, records};
use crate::answers;
use crate::caller::{Caller, Receipt};
use crate::server::Server;
use anyhow::Context as _;
use kernel::Language;
use serde_json::json;
use std::time::{Duration, Instant};

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
    /// Who is told that the council deals with it.
    Neighbour,
    /// Who follows what they passed to the council.
    Passer,
    /// The council that opened what was passed to it.
    Council,
    /// The force's own supervisor.
    Supervisor,
    /// The force's own contact operator.
    Operator,
    /// Somebody of the force whose role opens no contact.
    WrongRole,
    /// A contact operator of another force.
    OtherForce,
    /// A contact operator of the force whose session was ended.
    Revoked,
    /// Who writes services for the force, and publishes to others.
    Author,
    /// Who approves what is written for the force.
    Approver,
    /// Who sees how powers are used in the force.
    Standards,
    /// Who keeps the force's records.
    Keeper,
}

/// The guests who are refused what is not theirs.
pub(super) const NOBODY_SPECIAL: [Guest; 3] =
    [Guest::Stranger, Guest::WrongRole, Guest::OtherForce];

/// Words that stand in the reports of this world and nowhere else.
pub(super) const CANARIES: [&str; 4] =
    ["Quillfeather", "marzipan-canary", "quillfeather@example.test", "07700 900461"];

/// Where a report to another force is written.
const ELSEWHERE: &str = "/metropolitan/report/bicycle-theft";

/// Where the report is written.
const SERVICE: &str = "/humberside/report/bicycle-theft";

/// Where files are sent with one, and how programs send them.
const FOOTAGE: &str = "/humberside/tell-us-about/send-footage";
const FOOTAGE_API: &str = "/api/v1/forces/humberside/services/send-footage/uploads";

/// How long what looks unusual may take to be found.
const FOUND: Duration = Duration::from_secs(40);

/// The cookie of a session that was ended.
async fn signed_out(sender: &Caller) -> anyhow::Result<String> {
    let ended = sender.another()?;
    ended.sign_in("ada@humberside.example").await?;
    let cookie = held(&ended, "bl-desk")?;
    let desk = ended.get("/desk/queue").await?.sheet();
    ended.send_form(&desk, "form[action$='/desk/sign-out']", &[]).await?;
    Ok(cookie)
}

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
        let author = sender.another()?;
        let standards = sender.another()?;
        let keeper = sender.another()?;
        for (guest, staff, email) in [
            (Guest::Operator, &operator, "ada@humberside.example"),
            (Guest::WrongRole, &sender.another()?, "cps@humberside.example"),
            (Guest::OtherForce, &sender.another()?, "ada@metropolitan.example"),
            (Guest::Supervisor, &sender.another()?, "khan@humberside.example"),
            (Guest::Author, &author, "admin@humberside.example"),
            (Guest::Approver, &sender.another()?, "khan@humberside.example"),
            (Guest::Standards, &standards, "standards@humberside.example"),
            (Guest::Keeper, &keeper, "records@humberside.example"),
        ] {
            staff.sign_in(email).await?;
            cookies.push((guest, held(staff, "bl-desk")?));
        }
        cookies.push((Guest::Revoked, signed_out(&sender).await?));
        let mut facts = facts(server, &operator, &receipt).await?;
        let elsewhere = sender.another()?;
        let (check, _) = elsewhere.write(ELSEWHERE, &answers::bicycle(Language::English)).await?;
        elsewhere.send_report(&check).await?;
        sender.settle().await?;
        facts.extend(administration::facts(server, &author).await?);
        facts.extend(records::facts(server, &operator).await?);
        facts.extend(merging::facts(server, (&operator, &keeper)).await?);
        for call in ["<call>", "<told>"] {
            facts.push((call, answered(&operator).await?));
        }
        let contact = facts.iter().find(|(name, _)| *name == "<contact>");
        let contact = contact.map(|(_, id)| id.clone()).context("no contact")?;
        facts.extend(unusual(&sender, &standards, &contact).await?);
        let link = handed_over(&sender, &mut cookies).await?;
        facts.push(("<link>", link));
        facts.push(("<text>", begun(&author, ("bicycle-theft", "1")).await?));
        let proposed = begun(&author, ("antisocial-behaviour", "2")).await?;
        let propose = [("note", "The next version"), ("do", "propose")];
        let form = "form[data-bl-editor]";
        let page = author.get(&format!("/desk/proposals/{proposed}")).await?.sheet();
        let texts = page.fields(form).into_iter().filter(|field| field.kind == "textarea");
        let texts: Vec<_> = texts.map(|field| (field.name, field.value)).collect();
        let typed = texts.iter().filter(|(name, _)| name != "note");
        let typed = typed.map(|(name, text)| (name.as_str(), text.as_str())).chain(propose);
        let sent = author.send_form(&page, form, &typed.collect::<Vec<_>>()).await?;
        anyhow::ensure!(sent.status == 303, "{} {}", sent.status, sent.sheet().words());
        facts.push(("<proposed>", proposed));
        writer.write(FOOTAGE, &answers::footage()).await?;
        let question = format!("{FOOTAGE}/files/uploads?question=files");
        facts.push(("<file>", announced(&writer, &question).await?));
        facts.push(("<api-file>", announced(&writer, FOOTAGE_API).await?));
        let add = adds_later(&writer.another()?).await?;
        let adding = announced(&writer, &format!("{add}/uploads")).await?;
        facts.push(("<added-file>", format!("{add}/uploads/{adding}")));
        facts.push(("<add>", add));
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

/// What somebody says who hears noise, and what they pass on of it.
const NOISE: [(&str, &str); 8] = [
    ("danger", "no"),
    ("happening_now", "no"),
    ("going_on", "no"),
    ("about", "noise"),
    ("council_postcode", ""),
    ("what_happened", "Drums at night"),
    ("place", "The quay"),
    ("agree", "yes"),
];

/// Somebody tells of noise until they are told of the council.
async fn told_of_the_council(caller: &Caller) -> anyhow::Result<String> {
    let mut path = "/humberside/report/antisocial-behaviour/emergency".to_owned();
    for _page in 0..8 {
        if path.ends_with("/council-noise") {
            return Ok(path);
        }
        path = caller.fill(&path, &NOISE).await?.location()?;
    }
    anyhow::bail!("there is no council: {path}")
}

/// Somebody passes it on and follows it, and the council opens it. Returns the council's link.
async fn handed_over(
    sender: &Caller,
    cookies: &mut Vec<(Guest, String)>,
) -> anyhow::Result<String> {
    let (neighbour, other, council) = (sender.another()?, sender.another()?, sender.another()?);
    told_of_the_council(&neighbour).await?;
    let both = format!("{}; {}", held(&neighbour, "bl")?, held(&neighbour, "bl-way")?);
    cookies.push((Guest::Neighbour, both));
    let path = told_of_the_council(&other).await?;
    let passed = other.fill(&format!("{path}/pass?who=hull"), &NOISE).await?;
    let receipt = Receipt::of(&passed.sheet())?;
    let typed = [("reference", receipt.reference.as_str()), ("code", receipt.code.as_str())];
    other.fill("/track", &typed).await?;
    cookies.push((Guest::Passer, held(&other, "bl-passed")?));
    let outbox = council.get("/demo/outbox.json").await?.json()?;
    let letters = outbox.as_array().into_iter().flatten();
    let mut bodies = letters.filter(|it| it["to"] == "hull@council.example");
    let body = bodies.next().and_then(|it| it["body"].as_str()).context("no letter")?;
    let link = body.split_once("/handover/").and_then(|(_, rest)| rest.split_whitespace().next());
    let link = link.context("no link")?.to_owned();
    council.fill(&format!("/humberside/handover/{link}"), &[]).await?;
    cookies.push((Guest::Council, held(&council, "bl-handover")?));
    sender.settle().await?;
    Ok(link)
}

/// Somebody answers a call. Returns its id.
async fn answered(operator: &Caller) -> anyhow::Result<String> {
    let new = operator.get("/desk/calls/new").await?.sheet();
    let begun =
        operator.send_form(&new, "form[action$='/desk/calls']", &[("service", "bicycle-theft")]);
    let place = begun.await?.location()?;
    Ok(place.trim_start_matches("/desk/calls/").to_owned())
}

/// Somebody begins the next version of a service. Returns the id of the text.
async fn begun(author: &Caller, (service, version): (&str, &str)) -> anyhow::Result<String> {
    let page = author.get(&format!("/desk/services/{service}")).await?.sheet();
    let begun = author.send_form(&page, "form[action$='/texts']", &[("version", version)]).await?;
    let place = begun.location()?;
    Ok(place.rsplit('/').next().unwrap_or_default().to_owned())
}

/// A detective looks into their own street. The finding is followed up, and the journal is asked for.
/// Returns what all these are, and a colleague's account.
async fn unusual(
    sender: &Caller,
    standards: &Caller,
    contact: &str,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let detective = sender.another()?;
    detective.sign_in("dc9007@humberside.example").await?;
    detective.get(&format!("/desk/contacts/{contact}")).await?;
    let list = "/desk/oversight/findings";
    let finding = found(standards, list).await?;
    let place = format!("{list}/{finding}");
    let page = standards.get(&place).await?.sheet();
    let form = format!("form[action$='{place}']");
    let opened = [("decision", "new"), ("reason", "No task led them there")];
    let case = standards.send_form(&page, &form, &opened).await?.location()?;
    let page = standards.get("/desk/oversight").await?.sheet();
    let account = page.attribute("select[name=person] option:nth-child(2)", "value");
    let account = account.context("nobody works here")?;
    let page = standards.get("/desk/oversight/export").await?.sheet();
    let asked = [("reason", "Request 2026-17 of the Information Commissioner")];
    standards.send_form(&page, "form[action$='/export']", &asked).await?;
    let request = standards.get("/desk/oversight/export").await?.sheet();
    let request = request.attribute("main a[href*='/export/']", "href").context("no request")?;
    let id_of = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let (case, export) = (id_of(&case), id_of(&request));
    Ok(vec![("<finding>", finding), ("<case>", case), ("<export>", export), ("<account>", account)])
}

/// The first finding of the list, once the journal was looked through.
async fn found(standards: &Caller, list: &str) -> anyhow::Result<String> {
    let began = Instant::now();
    let mut tick = tokio::time::interval(Duration::from_millis(200));
    loop {
        tick.tick().await;
        let page = standards.get(list).await?.sheet();
        if let Some(href) = page.attribute("main a[href*='/findings/']", "href") {
            return Ok(href.rsplit('/').next().unwrap_or_default().to_owned());
        }
        anyhow::ensure!(began.elapsed() < FOUND, "nothing looks unusual: {}", page.words());
    }
}

/// Somebody writes a report until it can be checked.
async fn written(caller: &Caller) -> anyhow::Result<String> {
    let [name, words, email, phone] = CANARIES;
    let answers = answers::bicycle(Language::English)
        .with("full_name", json!(name))
        .with("what_happened", json!(words))
        .with("postcode", json!("HU1 2AA"))
        .with("ways", json!(["email", "text"]))
        .with("email", json!(email))
        .with("phone", json!(phone));
    Ok(caller.write(SERVICE, &answers).await?.0)
}

/// Somebody announces a file and sends nothing of it. Returns its id.
/// Somebody sends what they saw, and adds their files later. Returns the path of their link.
async fn adds_later(caller: &Caller) -> anyhow::Result<String> {
    let (check, _) = caller.write(FOOTAGE, &answers::footage()).await?;
    caller.send_report(&check).await?;
    let receipt = caller.get(&format!("{FOOTAGE}/sent")).await?.sheet();
    let link = receipt.text("#files-link").context("no link to add files")?;
    let at = link.find("/humberside/add/").context("it leads elsewhere")?;
    Ok(link.split_at(at).1.to_owned())
}

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
