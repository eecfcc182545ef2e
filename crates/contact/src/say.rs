//! What is said in a matter: replies, notes, and what the person writes.

use crate::protection::admit;
use crate::state::State;
use crate::{assess, notify, store};
use kernel::{ContactId, FieldProblem, MessageId, Problem, ReportId, Thing};
use rights::{Right, Staff};
use services::Catalogue;
use station::secrets::{hex, sha256};
use station::{Act, Entry, Tx};
use triage::Priority;

/// The longest message, in characters.
pub const LONGEST: usize = 8000;

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
    let (head, by) = admit(tx, staff, contact, Right::AnswerContacts).await?;
    if !put(tx, contact, said.id, "to_person", text).await? {
        return Ok(());
    }
    store::contacts::set_state(tx, contact, State::Answered, head.priority).await?;
    tx.journal(Entry::new(Act::Disclosure, "replied", "contact", contact).with(by)).await?;
    let report = reports::read(tx, head.report).await?;
    let service = catalogue.as_told(&report.service_id, report.service_version);
    let service = service.ok_or(Problem::NotFound(Thing::Service))?;
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
    let (_, by) = admit(tx, staff, contact, Right::AnswerContacts).await?;
    if put(tx, contact, said.id, "note", text).await? {
        let entry = Entry::new(Act::Collection, "note_written", "contact", contact);
        tx.journal(entry.with(by)).await?;
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

/// Stores a message. `false` when the same form with the same text has been stored before. Whoever
/// goes back, changes the text and sends the same form again has something new to say: it is kept
/// under an id of its own, the same however often it comes.
async fn put(
    tx: &mut Tx<'_>,
    contact: ContactId,
    id: MessageId,
    kind: &str,
    text: &str,
) -> Result<bool, Problem> {
    for id in [id, id_of_changed(id, text)?] {
        if store::messages::insert(tx, id, contact, kind, text).await? {
            return Ok(true);
        }
        match store::messages::body(tx, id, contact).await? {
            None => return Err(Problem::Conflict("the message's id is taken")),
            Some(kept) if kept == text => {
                // Sent twice: the first is kept, and the transaction has nothing new to write.
                let again = Entry::new(Act::Consultation, "sent_again", "contact", contact);
                tx.journal(again).await?;
                return Ok(false);
            }
            Some(_) => {}
        }
    }
    Err(Problem::Conflict("the message's id is taken"))
}

/// The id of a text that came in a form whose id another text has. It keeps the form's time, by
/// which a conversation is sorted.
fn id_of_changed(id: MessageId, text: &str) -> Result<MessageId, Problem> {
    let own = sha256(&[id.uuid().as_bytes(), text.as_bytes()].concat());
    let form = id.uuid().simple().to_string();
    let (time, _) = form.split_at_checked(14).ok_or_else(|| Problem::broken("a short id"))?;
    let text = format!("{time}{}", hex(&own));
    let (id, _) = text.split_at_checked(32).ok_or_else(|| Problem::broken("a short hash"))?;
    id.parse().map_err(Problem::broken)
}

#[cfg(test)]
mod tests {
    use super::id_of_changed;
    use kernel::MessageId;

    #[test]
    fn a_changed_text_has_one_id_of_its_own_and_the_time_of_its_form() {
        let form: MessageId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let id = id_of_changed(form, "I was wrong").unwrap();
        assert_eq!(id, id_of_changed(form, "I was wrong").unwrap());
        assert_ne!(id, id_of_changed(form, "I was right").unwrap());
        assert_ne!(id, form);
        assert!(id.to_string().starts_with("01890a5d-ac96-77"));
    }
}
