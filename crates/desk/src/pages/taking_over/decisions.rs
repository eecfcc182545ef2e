//! What somebody decides on that page.

use super::super::contact::contact_id;
use super::super::door::or_door;
use super::super::{Here, at};
use axum::extract::{Path, State};
use axum::response::Response;
use contact::Accepted;
use counter::{Fault, Form, Visit};
use kernel::{CandidateId, ClusterId, ContactId, EntityId, Problem, Thing};
use records::Said;
use rights::Right;
use rights::pages::{At, Outcome, SignedIn};
use station::Tx;

/// The most values of one candidate that are read from a form.
const MOST: usize = 50;

/// Does what was decided, and shows the page again.
pub(in crate::pages) async fn post(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    match decide(&at, &id, &form).await {
        Ok(outcome) => at.done(&[Right::ReadContacts], Ok(outcome)),
        Err(problem) => or_door(&at, (&id, problem)).await,
    }
}

async fn decide(at: &At<'_>, id: &str, form: &Form) -> Result<Outcome, Problem> {
    let contact = contact_id(id)?;
    at.staff().require(Right::ReadContacts)?;
    let mut tx = at.tx().await?;
    let done = match form.get("what") {
        Some("accept") => {
            let accepted = accepted(form)?;
            contact::accept(&mut tx, at.staff(), contact, &accepted).await.map(|_| ())
        }
        Some("reject") => {
            contact::reject(&mut tx, at.staff(), contact, read(form, "candidate")?).await
        }
        Some("separate") => {
            let cluster: ClusterId = read(form, "cluster")?;
            records::separate(&mut tx, at.staff(), cluster, "").await
        }
        Some(said) => say(&mut tx, at, contact, (said, read(form, "other")?)).await,
        None => Err(Problem::NotFound(Thing::Page)),
    };
    let to = |done: &str| Outcome::Done(format!("/contacts/{contact}/records?done={done}"));
    match done {
        Ok(()) => tx.commit().await.map(|()| to("saved")),
        // A form that was sent twice, or that a colleague sent first.
        Err(Problem::Conflict(_)) => Ok(to("before")),
        Err(problem) => Err(problem),
    }
}

/// What somebody says of this contact's event and another.
async fn say(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    contact: ContactId,
    (said, other): (&str, EntityId),
) -> Result<(), Problem> {
    let said = Said::of_code(said).ok_or(Problem::NotFound(Thing::Page))?;
    let told = contact::candidates_of(tx, at.staff(), contact).await?;
    let event = told.event.ok_or(Problem::NotFound(Thing::Record))?;
    records::tell_apart(tx, at.staff(), (event, other), said).await
}

fn accepted(form: &Form) -> Result<Accepted, Problem> {
    let number = form.get("number").unwrap_or_default();
    let value = |place: usize| form.get(&format!("{number}-{place}")).map(str::to_owned);
    let into = form.get(&format!("{number}-into")).and_then(|it| it.parse().ok());
    let candidate: CandidateId = read(form, "candidate")?;
    Ok(Accepted { candidate, into, values: (0..MOST).map_while(value).collect() })
}

fn read<T: std::str::FromStr>(form: &Form, field: &str) -> Result<T, Problem> {
    let text = form.get(field).unwrap_or_default();
    text.parse().map_err(|_| Problem::NotFound(Thing::Record))
}
