//! A member of staff opens a contact.

use crate::protection::admit;
use crate::state::State;
use crate::store;
use kernel::{ContactId, Instant, MessageId, Problem};
use reports::Report;
use rights::{Right, Staff};
use station::{Act, Tx};
use triage::{Priority, Reason};

/// One entry of a conversation, as staff see it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: MessageId,
    /// What it is.
    pub kind: EntryKind,
    /// The text.
    pub body: String,
    /// When.
    pub at: Instant,
    /// Who of the staff wrote it.
    pub author: Option<String>,
}

/// What an entry of a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The person wrote it.
    FromPerson,
    /// We wrote it to the person.
    ToPerson,
    /// A note that stays at the desk.
    Note,
    /// The person added files; the text is how many.
    FilesAdded,
}

impl EntryKind {
    pub(crate) fn of_code(code: &str) -> Self {
        match code {
            "from_person" => Self::FromPerson,
            "to_person" => Self::ToPerson,
            "files_added" => Self::FilesAdded,
            _ => Self::Note,
        }
    }
}

/// A contact with all that is known of it.
#[derive(Clone, Debug)]
pub struct ContactView {
    /// Its id.
    pub id: ContactId,
    /// The report that began it.
    pub report: Report,
    /// Who of the staff took it, of a report that was told on the telephone.
    pub taken_by: Option<String>,
    /// Where it stands.
    pub state: State,
    /// How soon.
    pub priority: Priority,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The conversation, the oldest first.
    pub thread: Vec<Entry>,
    /// How much of what it tells waits to be taken over into the records.
    pub to_take_over: usize,
}

/// Opens a contact for a member of staff. The journal has it in the same transaction.
pub async fn read(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
) -> Result<ContactView, Problem> {
    let (head, by) = admit(tx, staff, contact, Right::ReadContacts).await?;
    if !head.read {
        store::contacts::mark_read(tx, contact).await?;
    }
    let entry =
        station::Entry::new(Act::Consultation, "contact_opened_by_staff", "contact", contact);
    tx.journal(entry.with(by)).await?;
    let report = reports::read(tx, head.report).await?;
    let reasons = triage::latest(tx, contact).await?;
    let mut thread = Vec::new();
    for row in store::messages::thread(tx, contact).await? {
        let author = match row.account {
            Some(account) => rights::name_of(tx, account).await?,
            None => None,
        };
        thread.push(Entry {
            id: row.id,
            kind: EntryKind::of_code(&row.kind),
            body: row.body,
            at: row.at,
            author,
        });
    }
    let taken_by = match &report.call {
        Some(call) => rights::name_of(tx, call.by).await?,
        None => None,
    };
    Ok(ContactView {
        id: contact,
        taken_by,
        report,
        state: head.state,
        priority: head.priority,
        reasons,
        thread,
        to_take_over: store::candidates::waiting(tx, contact).await?,
    })
}
