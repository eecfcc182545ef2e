//! The person's own view of the same matter: plain steps, and what was said.

use crate::read::EntryKind;
use crate::state::State;
use crate::store;
use kernel::{ContactId, Instant, Problem, ReportId};
use station::{Act, Entry, Tx};

/// One thing that happened, as the person may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// They sent the report.
    Sent,
    /// Somebody read it.
    Read,
    /// We wrote to them.
    WeWrote(String),
    /// They wrote to us.
    YouWrote(String),
    /// They added so many files.
    YouAdded(usize),
}

/// What the person may see of their matter.
#[derive(Clone, Debug)]
pub struct Story {
    /// The contact, once it is opened.
    pub contact: Option<ContactId>,
    /// Where it stands.
    pub state: State,
    /// Whether somebody has read it.
    pub read: bool,
    /// What happened, the newest first.
    pub happenings: Vec<(Instant, Happening)>,
}

/// Tells the person the story of their report, sent at `submitted_at`. Notes and reasons are not in
/// it. Before the contact is opened there is only the sending.
pub async fn story(
    tx: &mut Tx<'_>,
    report: ReportId,
    submitted_at: Instant,
) -> Result<Story, Problem> {
    tx.journal(Entry::new(Act::Disclosure, "story_told", "report", report)).await?;
    let mut happenings = vec![(submitted_at, Happening::Sent)];
    let Some(contact) = store::contacts::of_report(tx, report).await? else {
        return Ok(Story { contact: None, state: State::Waiting, read: false, happenings });
    };
    let standing = store::contacts::standing(tx, contact).await?;
    let (state, read_at) = standing.unwrap_or((State::Waiting, None));
    happenings.extend(read_at.map(|at| (at, Happening::Read)));
    for row in store::messages::thread(tx, contact).await? {
        match EntryKind::of_code(&row.kind) {
            EntryKind::FromPerson => happenings.push((row.at, Happening::YouWrote(row.body))),
            EntryKind::ToPerson => happenings.push((row.at, Happening::WeWrote(row.body))),
            EntryKind::FilesAdded => {
                happenings.push((row.at, Happening::YouAdded(row.body.parse().unwrap_or(1))));
            }
            EntryKind::Note => {}
        }
    }
    happenings.sort_by_key(|(at, _)| *at);
    happenings.reverse();
    Ok(Story { contact: Some(contact), state, read: read_at.is_some(), happenings })
}
