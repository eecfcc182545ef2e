//! What is looked at when a file has come, in an order in which nothing is opened before it is known
//! to be small enough to be opened: whether it is what was sent, what it is, how much it unpacks to,
//! how many pixels it has, whether the scanner knows it. Then a preview is made.
//!
//! *Invariant:* a check says what a person should look at; it never takes a file away.

mod archive;
mod bytes;
mod look;
mod sniff;

use crate::file::{Details, FileId, State, Why};
use crate::scanner::Scan;
use crate::store::{self, checks::Due};
use crate::vault::Vault;
use jiff::SignedDuration;
use kernel::{Instant, Problem};
use look::Found;
pub(crate) use look::is_too_large;
use station::blobs::Blob;
use station::{Act, Entry, Scope, Upkeep};

/// How long a check may take before another server tries.
const FOR_CHECK: SignedDuration = SignedDuration::from_mins(15);
/// How long until a file is scanned again when the scanner did not answer.
const AGAIN: SignedDuration = SignedDuration::from_mins(5);
/// How often a file is tried that our own checks do not come to an end with: perhaps they crash.
const TRIES: i32 = 5;

/// What came of looking at a file.
struct Verdict {
    state: State,
    found: Option<&'static str>,
}

impl Vault {
    /// Checks the file of a scope's force that has waited longest. `false` when none is due.
    pub(crate) async fn check_next(&self, scope: &Scope) -> Result<bool, Problem> {
        let mut tx = self.station.begin(scope).await?;
        let again = tx.now().plus(FOR_CHECK);
        let Some(due) = store::checks::take(&mut tx, again).await? else {
            tx.leave().await?;
            return Ok(false);
        };
        let id = FileId::parse(&due.id).ok_or_else(|| Problem::broken("no id of a file"))?;
        let details = Details::open(&tx, &id, &due.details)?;
        let blob = self.blobs.find(&mut tx, due.blob_id).await?;
        tx.commit_upkeep(Upkeep::Files).await?;
        let blob = blob.ok_or_else(|| Problem::broken("a file that came without its bytes"))?;
        let verdict = if due.checks > TRIES {
            Verdict { state: State::Quarantined(Why::Unreadable), found: None }
        } else {
            self.judge(&blob, &details).await?
        };
        self.record(scope, (&id, &due), &verdict).await?;
        if verdict.state == State::Kept && verdict.found.is_some_and(|it| it.starts_with("image/"))
        {
            self.read_claims(scope, &id, &blob).await?;
            self.make_preview(scope, &id, &blob).await?;
        }
        Ok(true)
    }

    /// Looks at a file.
    async fn judge(&self, blob: &Blob, details: &Details) -> Result<Verdict, Problem> {
        if !self.blobs.is_intact(blob).await? {
            return Ok(Verdict { state: State::Quarantined(Why::Damaged), found: None });
        }
        let limits = *self.limits();
        let (reader, declared) = (bytes::Bytes::new(&self.blobs, blob), details.declared.clone());
        let looked = tokio::task::spawn_blocking(move || look::at(reader, &declared, &limits));
        let found = match looked.await.map_err(Problem::broken)? {
            Ok(found) => found,
            // Only what reads the file can fail so: what is in it gives a reason.
            Err(error) => return Err(Problem::broken(error)),
        };
        let Found { mime, why } = found;
        let state = match why {
            Some(why) => State::Quarantined(why),
            None => self.scan(blob).await?,
        };
        Ok(Verdict { state, found: mime })
    }

    async fn scan(&self, blob: &Blob) -> Result<State, Problem> {
        let Some(scanner) = &self.settings.scanner else { return Ok(State::Kept) };
        let all = 0..blob.size;
        Ok(match scanner.scan(self.blobs.read(blob.clone(), all)).await {
            Scan::Clean => State::Kept,
            Scan::Malware => State::Quarantined(Why::Malware),
            Scan::NoAnswer => State::Unscanned,
        })
    }

    async fn record(
        &self,
        scope: &Scope,
        (id, due): (&FileId, &Due),
        verdict: &Verdict,
    ) -> Result<(), Problem> {
        let mut tx = self.station.begin(scope).await?;
        let again: Option<Instant> =
            (verdict.state == State::Unscanned).then(|| tx.now().plus(AGAIN));
        let came = (verdict.state, verdict.found);
        if !store::checks::record(&mut tx, id, came, again).await? {
            // Its sender removed it meanwhile.
            return tx.leave().await;
        }
        let verb = match verdict.state {
            State::Quarantined(_) => "file_quarantined",
            State::Unscanned | State::Receiving => "file_not_scanned",
            State::Kept => "file_checked",
        };
        tx.journal(Entry::new(Act::Alteration, verb, "file", due.blob_id)).await?;
        tx.commit().await
    }
}
