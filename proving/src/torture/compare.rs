//! What was acknowledged, compared with what is there: by the API as its sender, and in the
//! database past every right.

use crate::http::{Connection, request};
use crate::load::{self, FORCE, Sent, Submission};
use crate::proxy::pause;
use crate::torture::journal::Ack;
use anyhow::Context as _;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, PgConnection, Row as _};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How many look at the same time.
const READERS: usize = 8;
/// How long what is due in the background may take.
const TO_SETTLE: Duration = Duration::from_mins(2);
/// Of how many acknowledgements one is sent again.
const AGAIN: usize = 10;

const LOOK: &str = "
    select report.code, report.answers_text,
        (select count(*) from station.journal as entry
         where entry.force_id = $1 and entry.thing = 'report'
           and entry.thing_id = report.id::text and entry.verb = 'report_submitted') as entries,
        (select count(*) from contact.contacts as contact
         where contact.force_id = $1 and contact.report_id = report.id) as contacts
    from unnest($2::text[], $3::bytea[]) with ordinality as asked (service, hash, place)
    left join reports.submissions as kept
      on kept.force_id = $1 and kept.service_id = asked.service and kept.key_hash = asked.hash
    left join reports.reports as report
      on report.force_id = $1 and report.id = kept.report_id
    order by asked.place";
const TWICE: &str = "
    select coalesce(sum(times - 1), 0)::bigint from (
        select count(*) as times from reports.reports
        group by force_id, answers_text having count(*) > 1) as same";

const NOT_OPENED: &str = "
    select count(*) from reports.reports as report
    where not exists (
        select from contact.contacts as contact
        where contact.force_id = report.force_id and contact.report_id = report.id)";

/// How many reports nobody at a desk sees yet.
pub(super) async fn not_opened(url: &str) -> anyhow::Result<i64> {
    let mut connection = PgConnection::connect(url).await?;
    let count = sqlx::query_scalar(NOT_OPENED).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(count)
}

/// What was found wrong; all zero when everything holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// How many acknowledgements were looked at.
    pub looked_at: usize,
    /// Acknowledged and not there.
    pub lost: usize,
    /// There more than once.
    pub twice: usize,
    /// There with other answers or another reference.
    pub changed: usize,
    /// Not shown to the sender by reference and access code.
    pub not_shown: usize,
    /// Sent again with the same key and answered otherwise.
    pub answered_otherwise: usize,
    /// Without their one journal entry.
    pub not_journalled: usize,
    /// Without their one contact.
    pub not_opened: usize,
    /// What `/demo/invariants` says that does not hold.
    pub broken: Vec<String>,
    /// The first few of it, in words.
    pub examples: Vec<String>,
}

impl Verdict {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_well(&self) -> bool {
        let counted = [
            self.lost,
            self.twice,
            self.changed,
            self.not_shown,
            self.answered_otherwise,
            self.not_journalled,
            self.not_opened,
        ];
        counted.iter().all(|count| *count == 0) && self.broken.is_empty()
    }

    /// Adds another's findings.
    pub fn add(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.lost += other.lost;
        self.twice = self.twice.max(other.twice);
        self.changed += other.changed;
        self.not_shown += other.not_shown;
        self.answered_otherwise += other.answered_otherwise;
        self.not_journalled += other.not_journalled;
        self.not_opened += other.not_opened;
        self.broken.extend(other.broken);
        self.examples.extend(other.examples);
        self.examples.truncate(10);
    }

    fn note(&mut self, what: &str, ack: &Ack) {
        if self.examples.len() < 10 {
            self.examples.push(format!("{what}: {} {}", ack.reference, ack.key));
        }
    }
}

/// Where to look.
pub(super) struct Places<'a> {
    /// The server.
    pub(super) server: SocketAddr,
    /// Its database as superuser.
    pub(super) database: &'a str,
}

/// Sends what is in doubt again until it is acknowledged; then each has its one receipt.
pub(super) async fn resolve(
    server: SocketAddr,
    doubts: Vec<Submission>,
) -> anyhow::Result<Vec<Ack>> {
    let mut acks = Vec::new();
    for what in doubts {
        let began = Instant::now();
        loop {
            match load::send(&mut None, server, &what).await {
                Sent::Receipt(ack) => break acks.push(*ack),
                other if began.elapsed() > TO_SETTLE => anyhow::bail!("never taken: {other:?}"),
                _ => pause(Duration::from_millis(50)).await,
            }
        }
    }
    Ok(acks)
}

/// Looks for every acknowledgement. `again` sends some a second time, which gives the same receipt
/// within a day.
pub(super) async fn compare(
    places: &Places<'_>,
    acks: &[Ack],
    again: bool,
) -> anyhow::Result<Verdict> {
    let mut verdict = Verdict { looked_at: acks.len(), ..Verdict::default() };
    verdict.broken = settle(places.server).await?;
    look_in_database(places.database, acks, &mut verdict).await?;
    let mut readers = tokio::task::JoinSet::new();
    for share in acks.chunks(acks.len().div_ceil(READERS).max(1)) {
        readers.spawn(look_as_sender(places.server, share.to_vec(), again));
    }
    while let Some(found) = readers.join_next().await {
        verdict.add(found??);
    }
    Ok(verdict)
}

/// Lets everything that is due be done, by several hands, and says what then does not hold.
pub(super) async fn settle(server: SocketAddr) -> anyhow::Result<Vec<String>> {
    let began = Instant::now();
    let look = request("GET", "/demo/invariants", &[], "");
    loop {
        let hands: Vec<_> = (0..4)
            .map(|_| {
                let look = look.clone();
                tokio::spawn(async move { crate::http::once(server, &look, TO_SETTLE).await })
            })
            .collect();
        let mut broken = None;
        for hand in hands {
            let answer = hand.await??;
            let found: Option<Vec<Value>> = serde_json::from_slice(&answer.body).ok();
            broken = found.map(|found| found.iter().map(Value::to_string).collect::<Vec<_>>());
        }
        let broken = broken.unwrap_or_else(|| vec!["the invariants cannot be asked".to_owned()]);
        // A job that failed during the fault is tried again within seconds.
        if broken.is_empty() || began.elapsed() > TO_SETTLE {
            return Ok(broken);
        }
        pause(Duration::from_millis(250)).await;
    }
}

async fn look_in_database(url: &str, acks: &[Ack], verdict: &mut Verdict) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(url).await.context("look into the database")?;
    let began = Instant::now();
    loop {
        let mut found = Verdict::default();
        look_once(&mut connection, acks, &mut found).await?;
        // Jobs that wait for their next attempt open their contact in a moment.
        if found.not_opened == 0 || began.elapsed() > TO_SETTLE {
            found.twice = usize::try_from(
                sqlx::query_scalar::<_, i64>(TWICE).fetch_one(&mut connection).await?,
            )?;
            verdict.add(found);
            connection.close().await?;
            return Ok(());
        }
        pause(Duration::from_millis(250)).await;
    }
}

async fn look_once(
    connection: &mut PgConnection,
    acks: &[Ack],
    found: &mut Verdict,
) -> anyhow::Result<()> {
    let services: Vec<&str> = acks.iter().map(|ack| ack.service.as_str()).collect();
    let hashes: Vec<Vec<u8>> =
        acks.iter().map(|ack| Sha256::digest(ack.key.as_bytes()).to_vec()).collect();
    let rows = sqlx::query(LOOK).bind(FORCE).bind(services).bind(hashes);
    let rows = rows.fetch_all(connection).await?;
    for (ack, row) in acks.iter().zip(&rows) {
        let code: Option<String> = row.try_get("code")?;
        let answers: Option<String> = row.try_get("answers_text")?;
        let (Some(code), Some(answers)) = (code, answers) else {
            found.lost += 1;
            found.note("lost", ack);
            continue;
        };
        let same: Value = serde_json::from_str(&answers)?;
        let shown: String = ack.reference.chars().skip(3).filter(|c| *c != '-').collect();
        if same != ack.answers || shown != code {
            found.changed += 1;
            found.note("changed", ack);
        }
        if row.try_get::<i64, _>("entries")? != 1 {
            found.not_journalled += 1;
            found.note("not journalled once", ack);
        }
        if row.try_get::<i64, _>("contacts")? != 1 {
            found.not_opened += 1;
            found.note("not opened once", ack);
        }
    }
    Ok(())
}

async fn look_as_sender(
    server: SocketAddr,
    acks: Vec<Ack>,
    again: bool,
) -> anyhow::Result<Verdict> {
    let mut found = Verdict::default();
    let mut connection = Connection::open(server).await?;
    let mut kept = None;
    for (place, ack) in acks.iter().enumerate() {
        let code = format!("Bearer {}", ack.access_code);
        let path = format!("/api/v1/reports/{}", ack.reference);
        let answer =
            connection.send(&request("GET", &path, &[("authorization", &code)], "")).await?;
        let told: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if answer.status != 200
            || told.get("submitted_at") != Some(&ack.submitted_at.clone().into())
        {
            found.not_shown += 1;
            found.note(&format!("not shown ({})", answer.status), ack);
        }
        let again = if again && place % AGAIN == 0 { same_as(ack) } else { None };
        if let Some(what) = again
            && load::send(&mut kept, server, &what).await != Sent::Receipt(Box::new(ack.clone()))
        {
            found.answered_otherwise += 1;
            found.note("answered otherwise", ack);
        }
    }
    Ok(found)
}

/// The same report once more.
fn same_as(ack: &Ack) -> Option<Submission> {
    let service = ["bicycle-theft", "stalking-or-harassment"];
    let service = service.into_iter().find(|service| *service == ack.service)?;
    Some(Submission { key: ack.key.clone(), service, answers: ack.answers.clone() })
}
