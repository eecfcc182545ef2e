//! Who needs to know of a matter: how it is marked, who may open it, and whom it is about.

use crate::store;
use kernel::{AccountId, ContactId, Email, Phone, Postcode, Problem, Reference, Thing};
use reports::Report;
use rights::interests::{Interests, Token};
use rights::{Decision, Kind, Marking, Named, Record, Right, Staff, Vetting};
use serde_json::{Value, json};
use station::secrets::ServerKey;
use station::{Act, Entry, Tx};
use std::collections::{BTreeSet, HashMap};

/// What keeps a matter from some of those whose role would open it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// How it is marked.
    pub marking: Marking,
    /// Who needs to know, where not everybody does.
    pub restricted: Option<NeedToKnow>,
    /// The operation that it belongs to, by its id.
    pub operation: Option<String>,
}

/// A list of those who need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedToKnow {
    /// Who they are.
    pub open_to: Vec<AccountId>,
    /// Whether others are not even told that it exists.
    pub hidden: bool,
    /// Whom others can ask.
    pub ask: String,
}

/// What is stored of it, with the hashes of how the people in it are reached.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) protection: Protection,
    pub(crate) about: Vec<Token>,
}

/// A door that stays closed: what whoever stands before it may know.
#[derive(Clone, Debug)]
pub struct Door {
    /// The reference of what is behind it.
    pub reference: Reference,
    /// What was decided, and by which policies.
    pub decision: Decision,
    /// Whom to ask, where it is restricted.
    pub ask: Option<String>,
    /// Whether they may open it in an emergency.
    pub may_break_glass: bool,
}

/// What a list leaves out for whoever looks at it: what is hidden from them, what is about them or those
/// close to them, and what they are not vetted for. Each row is asked about again.
pub(crate) struct Sight {
    pub(crate) account: AccountId,
    pub(crate) barred: Vec<Vec<u8>>,
    pub(crate) markings: Vec<String>,
    interests: Interests,
    /// What was decided already: of most that is in a list nothing particular is known, and equal facts
    /// have one answer.
    decided: HashMap<Record, bool>,
}

impl Sight {
    pub(crate) async fn of(tx: &mut Tx<'_>, staff: &Staff) -> Result<Self, Problem> {
        let interests = Interests::of(tx, staff.account()).await?;
        let vetting = staff.person().vetting;
        let reads = |marking: &&Marking| match marking {
            Marking::Official => true,
            Marking::OfficialSensitive => vetting >= Vetting::Recruitment,
            Marking::Secret => vetting >= Vetting::Sc,
        };
        let markings = Marking::ALL.iter().filter(reads).map(|it| it.code().to_owned()).collect();
        let (account, barred) = (staff.account(), interests.barred());
        Ok(Self { account, barred, markings, interests, decided: HashMap::new() })
    }

    /// Whether the policies let them read one.
    pub(crate) fn admits(&mut self, tx: &Tx<'_>, staff: &Staff, kept: &Kept) -> bool {
        let record = kept.record(tx, staff, &self.interests);
        let purpose = tx.scope().purpose();
        *self.decided.entry(record).or_insert_with_key(|record| {
            staff.decide(Right::ReadContacts, record, purpose, false).allowed
        })
    }
}

impl Kept {
    /// The matter as policies ask about it.
    pub(crate) fn record(&self, tx: &Tx<'_>, staff: &Staff, interests: &Interests) -> Record {
        let restricted = self.protection.restricted.as_ref();
        let record = Record {
            marking: self.protection.marking,
            restricted: restricted.is_some(),
            listed: restricted.is_some_and(|it| it.open_to.contains(&staff.account())),
            operation: self.protection.operation.clone(),
            ..Record::plain(Kind::Contact, tx.scope().force().clone())
        };
        interests.mark(record, &self.about)
    }

    fn is_hidden(&self) -> bool {
        self.protection.restricted.as_ref().is_some_and(|it| it.hidden)
    }
}

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
    let record = head.kept.record(tx, staff, &interests);
    let named = Named { thing: "contact", id: &id };
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
    let interests = Interests::of(tx, staff.account()).await?;
    let record = head.kept.record(tx, staff, &interests);
    let purpose = tx.scope().purpose();
    let decision = staff.decide(Right::ReadContacts, &record, purpose, false);
    let breaking = staff.decide(Right::BreakGlass, &record, purpose, false);
    let behind = staff.decide(Right::ReadContacts, &record, purpose, true);
    let may_break = breaking.allowed || breaking.only_asks_to_prove_again();
    Ok(Door {
        reference: head.reference,
        decision,
        ask: head.kept.protection.restricted.map(|it| it.ask),
        may_break_glass: may_break && behind.allowed,
    })
}

/// Opens a restricted matter in an emergency, for a while. Its policies were asked first.
pub async fn break_glass(
    tx: &mut Tx<'_>,
    staff: &Staff,
    contact: ContactId,
    reason: &str,
) -> Result<(), Problem> {
    let door = door(tx, staff, contact).await?;
    if door.decision.allowed {
        return Err(Problem::Conflict("nothing is in the way"));
    }
    if !door.may_break_glass {
        return Err(Problem::Refused(rights::reason(&door.decision)));
    }
    let (id, called) = (contact.to_string(), door.reference.to_string());
    let behind = rights::glass::Behind { thing: "contact", id: &id, called: &called };
    rights::glass::break_glass(tx, staff, behind, reason).await.map(|_| ())
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
