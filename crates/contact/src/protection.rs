//! Who needs to know of a matter: how it is marked, who may open it, and whom it is about.

use crate::store;
use kernel::{ContactId, Email, Phone, Postcode, Problem, Thing};
use reports::Report;
use rights::interests::{Interests, Token};
use rights::protection::{Door, NeedToKnow, Protection};
use rights::{Kind, Named, Right, Staff};
use serde_json::{Value, json};
use station::secrets::ServerKey;
use station::{Act, Entry, Tx};
use std::collections::BTreeSet;

/// Lets somebody in to a matter for something that they want to do, or refuses; what it rests on goes into
/// the journal. Whoever reads no contacts at all hears so whether the matter exists or not.
pub(crate) async fn admit(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    right: Right,
) -> Result<(store::contacts::Head, Value), Problem> {
    let Some(head) = store::contacts::hold(tx, contact).await? else {
        staff.require(right)?;
        return Err(Problem::NotFound(Thing::Contact));
    };
    let id = contact.to_string();
    let interests = Interests::of(tx, staff.account()).await?;
    let glass = right == Right::ReadContacts && rights::glass::opens(tx, staff, &id).await?;
    let record = head.kept.record(Kind::Contact, tx, staff, &interests);
    let named = Named { thing: "contact", id: &id, as_thing: Thing::Contact };
    let hidden = head.kept.is_hidden() && staff.may(right);
    let asked = rights::admit(tx, staff, right, (&record, hidden), (named, glass)).await;
    let decision = asked?;
    let by: Vec<&str> = decision.by.iter().map(|id| &**id).collect();
    Ok((head, json!({ "by": by })))
}

/// What whoever was refused by a rule may know of what is behind it: not found, where that is nothing.
pub async fn door(tx: &mut Tx<'_>, staff: &Staff, contact: ContactId) -> Result<Door, Problem> {
    let head = store::contacts::hold(tx, contact).await?;
    let head = head.filter(|head| !head.kept.is_hidden());
    let head = head.ok_or(Problem::NotFound(Thing::Contact))?;
    let called = head.reference.to_string();
    Door::of(tx, staff, (Right::ReadContacts, Kind::Contact), (&head.kept, called)).await
}

/// Opens a restricted matter in an emergency, for a while. Its policies were asked first.
pub async fn break_glass(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    reason: &str,
) -> Result<(), Problem> {
    let door = door(tx, staff, contact).await?;
    door.break_glass(tx, staff, ("contact", &contact.to_string()), reason).await
}

/// How a matter is protected, for whoever may change it.
pub async fn protection(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
) -> Result<Protection, Problem> {
    let (head, by) = admit(tx, staff, contact, Right::RestrictRecords).await?;
    let entry = Entry::new(Act::Consultation, "protection_seen", "contact", contact);
    tx.journal(entry.with(by)).await?;
    Ok(head.kept.protection)
}

/// Says who needs to know of a matter from now on, and how it is marked. Whoever restricts it stays among
/// those who need to know.
pub async fn protect(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    (protection, why): (&Protection, &str),
) -> Result<(), Problem> {
    let (_, by) = admit(tx, staff, contact, Right::RestrictRecords).await?;
    let lists_them = |it: &NeedToKnow| it.open_to.contains(&staff.account());
    if !protection.restricted.as_ref().is_none_or(lists_them) {
        return Err(Problem::Conflict("whoever restricts a record stays on its list"));
    }
    store::contacts::protect(tx, contact, protection).await?;
    // What stands for it in the records is kept from the same people.
    if let Some(event) = store::candidates::event(tx, contact).await? {
        records::protect(tx, staff, event, (protection, why)).await?;
    }
    let details = json!({
        "marking": protection.marking.code(),
        "restricted": protection.restricted.is_some(),
        "open_to": protection.restricted.as_ref().map(|it| it.open_to.clone()),
        "why": why, "rests_on": by,
    });
    tx.journal(Entry::new(Act::Alteration, "contact_protected", "contact", contact).with(details))
        .await?;
    rights::changed(tx).await
}

/// The keyed hashes of how whoever is in a report is reached, and where they live: of every answer that is
/// an e-mail address, a telephone number or a postcode as it stands.
pub(crate) fn about(key: &ServerKey, report: &Report) -> Vec<Token> {
    let mut tokens = BTreeSet::new();
    let answers = serde_json::to_value(&report.answers).unwrap_or_default();
    gather(key, &answers, &mut tokens);
    tokens.into_iter().collect()
}

fn gather(key: &ServerKey, value: &Value, tokens: &mut BTreeSet<Token>) {
    match value {
        Value::String(text) => tokens.extend(
            [
                Email::parse(text).ok().map(|email| Token::of_email(key, &email)),
                Phone::parse(text).ok().map(|phone| Token::of_phone(key, &phone)),
                Postcode::parse(text).ok().map(|postcode| Token::of_postcode(key, &postcode)),
            ]
            .into_iter()
            .flatten(),
        ),
        Value::Array(items) => items.iter().for_each(|item| gather(key, item, tokens)),
        Value::Object(fields) => fields.values().for_each(|field| gather(key, field, tokens)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
