//! A report on its way into the database, with those of the same moment.

use super::{ReportSubmitted, Via};
use crate::call::Call;
use crate::drafts::{CHANGED, Save};
use crate::store::{self, reports::Inserted};
use evidence::{FileId, Owner};
use kernel::{Instant, Language, Problem, ReportId};
use station::secrets::same;
use station::{Act, Entry, Load, Tx};

pub(crate) use crate::store::reports::Earlier;

/// A report, the key that makes it safe to send again, and what becomes of the draft it was.
#[derive(Clone)]
pub(crate) struct Letter {
    pub(crate) service_id: String,
    pub(crate) service_version: i32,
    pub(crate) language: Language,
    pub(crate) via: Via,
    pub(crate) key_hash: [u8; 32],
    pub(crate) answers_hash: [u8; 32],
    pub(crate) answers_text: String,
    pub(crate) access_hash: [u8; 32],
    pub(crate) submitted_at: Instant,
    pub(crate) reply_by: Option<Instant>,
    pub(crate) code: String,
    pub(crate) change: Option<Save>,
    /// Of a report that was told on the telephone: who took it, and what else was said.
    pub(crate) call: Option<Call>,
    /// The files that come with it, and whose they are.
    pub(crate) files: Vec<(FileId, Owner)>,
}

/// What came of a letter.
pub(crate) enum Posted {
    /// It is kept.
    New(ReportId),
    /// It had come before.
    Earlier(Earlier),
    /// Another had come with its key.
    OtherAnswers,
    /// Its reference belongs to another report; nothing of it is kept.
    ReferenceTaken,
}

impl Load for Letter {
    type Outcome = Posted;

    async fn carry(mut tx: Tx<'_>, letters: &[Self]) -> Result<Vec<Posted>, Problem> {
        let changes: Vec<&Save> = letters.iter().filter_map(|it| it.change.as_ref()).collect();
        if !changes.is_empty() && store::drafts::save(&mut tx, &changes).await?.contains(&false) {
            return Err(Problem::Conflict(CHANGED));
        }
        let new: Vec<_> = letters.iter().map(|it| (ReportId::new(tx.id()), it)).collect();
        let inserted = store::reports::insert(&mut tx, &new).await?;
        if inserted.contains(&Inserted::ReferenceTaken) {
            tx.leave().await?;
            let alone = letters.len() == 1;
            return alone.then(|| vec![Posted::ReferenceTaken]).ok_or(Problem::Conflict(TAKEN));
        }
        let mut outcomes = Vec::with_capacity(letters.len());
        let (mut entries, mut events, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for ((report, letter), inserted) in new.into_iter().zip(inserted) {
            let outcome = match inserted {
                Inserted::New => {
                    entries.push(Entry::new(Act::Collection, "report_submitted", "report", report));
                    let named = letter.files.iter().cloned();
                    files.extend(named.map(|(file, owner)| (file, owner, report)));
                    events.push(ReportSubmitted { report });
                    Posted::New(report)
                }
                _ => earlier(&mut tx, letter).await?,
            };
            if let Posted::Earlier(earlier) = &outcome {
                // The person gets again what they have: a disclosure to them.
                let verb = "receipt_given_again";
                entries.push(Entry::new(Act::Disclosure, verb, "report", earlier.id));
            }
            outcomes.push(outcome);
        }
        if entries.is_empty() {
            tx.leave().await?;
            return Ok(outcomes);
        }
        tx.journal_all(&entries).await?;
        evidence::attach(&mut tx, &files).await?;
        if !events.is_empty() {
            tx.publish_all(&events).await?;
        }
        tx.commit().await?;
        Ok(outcomes)
    }
}

/// Says that of several letters one drew a reference that is taken.
const TAKEN: &str = "a reference is taken";

/// What the key of a letter gave before.
async fn earlier(tx: &mut Tx<'_>, letter: &Letter) -> Result<Posted, Problem> {
    if letter.change.is_some() {
        // A draft is marked as sent in the transaction that uses its key.
        return Err(Problem::broken("an unsent draft whose key was used"));
    }
    let found = store::reports::by_key(tx, &letter.service_id, &letter.key_hash).await?;
    let earlier = found.ok_or(Problem::Busy)?;
    let same = same(&earlier.answers_hash, &letter.answers_hash);
    Ok(if same { Posted::Earlier(earlier) } else { Posted::OtherAnswers })
}
