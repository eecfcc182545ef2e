//! What must be known first of a contact: above everything that is told in it.

use super::contact::contact_id;
use super::{Here, at};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::response::Response;
use counter::components::{Button, Colour, Tag};
use counter::dates::{date, date_and_time};
use counter::{Fault, Form, Visit};
use kernel::{AlertId, ContactId, Language, Problem, Words, words};
use records::{Alert, MarkerKind, Matter, Subject};
use rights::Right;
use rights::pages::{At, Outcome, SignedIn};
use station::Tx;
use std::collections::BTreeMap;

words! {
    HEADING { en: "Know this first", cy: "Gwybod hyn yn gyntaf" }
    SEEN_BY { en: "Seen by {who}", cy: "Gwelwyd gan {who}" }
    NOT_SEEN { en: "Nobody has said that they have seen this.", cy: "Nid oes neb wedi dweud eu bod wedi gweld hwn." }
    WHO_WHEN { en: "{who}, {when}", cy: "{who}, {when}" }
    SOMEBODY { en: "somebody", cy: "rhywun" }
    I_HAVE { en: "I have seen these warnings", cy: "Rwyf wedi gweld y rhybuddion hyn" }
    OPEN { en: "Open the record", cy: "Agor y cofnod" }
    WHY { en: "Why:", cy: "Pam:" }
}

/// The warnings of a contact.
#[derive(Template)]
#[template(path = "desk/alerts.html")]
pub(super) struct Alerts {
    heading: &'static str,
    open: &'static str,
    lines: Vec<Line>,
    action: String,
    csrf: String,
    ids: Vec<AlertId>,
    button: Option<Button>,
}

impl HtmlSafe for Alerts {}

/// One warning.
struct Line {
    title: String,
    standing: Option<Tag>,
    instruction: &'static str,
    about: String,
    why: &'static str,
    reason: Option<String>,
    href: Option<String>,
    seen: String,
}

/// The warnings of a contact that somebody just opened, as far as they may see; nothing where there are none.
pub(super) async fn look(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    contact: ContactId,
) -> Result<Option<Alerts>, Problem> {
    if !at.staff().may(Right::ReadRecords) {
        return Ok(None);
    }
    let id = contact.to_string();
    let alerts = records::alerts_of(tx, at.staff(), matter(&id)).await?;
    if alerts.is_empty() {
        return Ok(None);
    }
    let mut lines = Vec::with_capacity(alerts.len());
    for alert in &alerts {
        lines.push(line(at, alert, &seen(tx, at, alert).await?));
    }
    let mine = |it: &&Alert| !it.acknowledged.iter().any(|by| by.0 == at.staff().account());
    let ids: Vec<AlertId> = alerts.iter().filter(mine).map(|it| it.id).collect();
    let button = (!ids.is_empty())
        .then(|| Button::new(at.say(I_HAVE)).secondary().prevent_double_click(true));
    Ok(Some(Alerts {
        heading: at.say(HEADING),
        open: at.say(OPEN),
        lines,
        action: at.href(&format!("/contacts/{contact}/alerts")),
        csrf: at.signed_in.csrf.clone(),
        ids,
        button,
    }))
}

/// Says that they have seen the warnings of a contact, and shows it again.
pub(super) async fn post(
    State(hall): Here,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = at(&hall, &visit, &signed_in);
    let done = acknowledge(&at, &id, &form).await;
    match done {
        Ok(outcome) => at.done(&[Right::ReadContacts], Ok(outcome)),
        Err(problem) => super::door::or_door(&at, (&id, problem)).await,
    }
}

async fn acknowledge(at: &At<'_>, id: &str, form: &Form) -> Result<Outcome, Problem> {
    let contact = contact_id(id)?;
    let mut tx = at.tx().await?;
    // Whoever is not let in to the contact learns nothing of its warnings.
    contact::read(&mut tx, at.staff(), contact).await?;
    let alerts: Vec<AlertId> = form.all("alert").filter_map(|it| it.parse().ok()).collect();
    records::acknowledge(&mut tx, at.staff(), matter(&contact.to_string()), &alerts).await?;
    tx.commit().await?;
    Ok(Outcome::Done(format!("/contacts/{contact}?done=alerts")))
}

/// Tags of the queue, by contact.
pub(super) async fn tags(
    tx: &mut Tx<'_>,
    at: &At<'_>,
    contacts: &[ContactId],
) -> Result<BTreeMap<String, Vec<MarkerKind>>, Problem> {
    let ids: Vec<String> = contacts.iter().map(ToString::to_string).collect();
    records::tags_of(tx, at.staff(), ("contact", &ids)).await
}

const fn matter(id: &str) -> Matter<'_> {
    Matter { thing: "contact", id }
}

async fn seen(tx: &mut Tx<'_>, at: &At<'_>, alert: &Alert) -> Result<String, Problem> {
    let mut by = Vec::new();
    for (account, when) in &alert.acknowledged {
        let name = rights::name_of(tx, *account).await?;
        let name = name.unwrap_or_else(|| at.say(SOMEBODY).to_owned());
        let when = date_and_time(*when, at.language());
        by.push(at.fill(WHO_WHEN, &[("who", &name), ("when", &when)]));
    }
    if by.is_empty() {
        return Ok(at.say(NOT_SEEN).to_owned());
    }
    Ok(at.fill(SEEN_BY, &[("who", &by.join("; "))]))
}

fn line(at: &At<'_>, alert: &Alert, seen: &str) -> Line {
    let (language, warning): (Language, _) = (at.language(), &alert.warning);
    let standing = warning.standing.say(language, |when| date(when, language));
    Line {
        title: warning.title(language),
        standing: standing.map(|it| Tag::new(it).colour(Colour::Yellow)),
        instruction: say(warning.kind.instruction(), language),
        about: warning.about(language),
        why: at.say(WHY),
        reason: warning.reason().map(str::to_owned),
        href: match &warning.subject {
            Subject::Open { head, .. } => {
                Some(at.href(&format!("/records/{}?need={}", head.id, at.purpose.code())))
            }
            Subject::Closed { .. } => None,
        },
        seen: seen.to_owned(),
    }
}

const fn say(words: Words, language: Language) -> &'static str {
    words.say(language)
}
