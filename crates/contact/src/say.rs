//! What is said in a matter: replies, notes, and what the person writes.

use crate::state::State;
use crate::{assess, notify, store};
use kernel::{ContactId, FieldProblem, MessageId, Problem, ReportId, Thing};
use rights::{Right, Staff};
use services::Catalogue;
use station::{Act, Entry, Tx};
use triage::Priority;

/// The longest message, in characters.
const LONGEST: usize = 8000;

/// Something to be said. The id comes from the form, so that a form sent twice says it once.
#[derive(Clone, Debug)]
pub struct Said {
    /// The message's id, from the form that it was written in.
    pub id: MessageId,
    /// The text.
    pub body: String,
}

impl Said {
    /// The text without white space around it, if there is any and it is not too long.
    fn text(&self) -> Result<&str, Problem> {
        let text = self.body.trim();
        let message = match text.chars().count() {
            0 => "empty",
            1..=LONGEST => return Ok(text),
            _ => "too_long",
        };
        Err(Problem::Invalid(vec![FieldProblem {
            field: "body".to_owned(),
            message: message.to_owned(),
        }]))
    }
}

/// Answers the person, and lets them know where they allowed it.
pub async fn reply(
    tx: &mut Tx<'_>,
    staff: &Staff,
    catalogue: &Catalogue,
    contact: ContactId,
    said: &Said,
) -> Result<(), Problem> {
    staff.require(Right::AnswerContacts)?;
    let text = said.text()?;
    let head =
        store::contacts::hold(tx, contact).await?.ok_or(Problem::NotFound(Thing::Contact))?;
    if !put(tx, contact, said.id, "to_person", text).await? {
        return Ok(());
    }
    store::contacts::set_state(tx, contact, head.state.answered(), head.priority).await?;
    tx.journal(Entry::new(Act::Disclosure, "replied", "contact", contact)).await?;
    let report = reports::read(tx, head.report).await?;
    let service = catalogue.get(&report.service_id).ok_or(Problem::NotFound(Thing::Service))?;
    notify::answered(tx, service, &report).await
}

/// Writes a note that stays at the desk.
pub async fn note(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    said: &Said,
) -> Result<(), Problem> {
    staff.require(Right::AnswerContacts)?;
    let text = said.text()?;
    store::contacts::hold(tx, contact).await?.ok_or(Problem::NotFound(Thing::Contact))?;
    if put(tx, contact, said.id, "note", text).await? {
        tx.journal(Entry::new(Act::Collection, "note_written", "contact", contact)).await?;
    }
    Ok(())
}

/// The person writes again about their report. Words of danger make the matter urgent; nothing makes
/// it less so. Returns whether the words tell of danger, so that the page can say what to do.
pub async fn write(tx: &mut Tx<'_>, report: ReportId, said: &Said) -> Result<Priority, Problem> {
    let text = said.text()?;
    // The contact is opened by a job: a person who is quicker than the job is asked to try again,
    // and their text stays on the page.
    let contact = store::contacts::of_report(tx, report).await?.ok_or(Problem::Busy)?;
    let head = store::contacts::hold(tx, contact).await?.ok_or(Problem::Busy)?;
    let assessment = assess::of_message(text);
    if !put(tx, contact, said.id, "from_person", text).await? {
        return Ok(assessment.priority);
    }
    let priority = head.priority.max(assessment.priority);
    if assessment.priority == Priority::Urgent {
        triage::record(tx, contact, &assessment).await?;
    }
    let state: State = head.state.written_to();
    store::contacts::set_state(tx, contact, state, priority).await?;
    tx.journal(Entry::new(Act::Collection, "person_wrote", "contact", contact)).await?;
    Ok(assessment.priority)
}

/// Stores a message. `false` when the same form has been stored before.
async fn put(
    tx: &mut Tx<'_>,
    contact: ContactId,
    id: MessageId,
    kind: &str,
    text: &str,
) -> Result<bool, Problem> {
    if store::messages::insert(tx, id, contact, kind, text).await? {
        return Ok(true);
    }
    match store::messages::is_in(tx, id, contact).await? {
        true => {
            // Sent twice: the first is kept, and the transaction has nothing new to write.
            tx.journal(Entry::new(Act::Consultation, "sent_again", "contact", contact)).await?;
            Ok(false)
        }
        false => Err(Problem::Conflict("the message's id is taken")),
    }
}
