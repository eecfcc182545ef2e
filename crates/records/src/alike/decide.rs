//! What somebody decides about events that look like one: they are parts of one incident, or they are not.
//! It is taken back exactly: what the decision made ends, and the events are as they were before.

use super::Said;
use crate::field::Field;
use crate::form::Form;
use crate::link::{NewLink, link, unlink};
use crate::open::{New, open, withdraw};
use crate::protection::{Head, admit};
use crate::role::Role;
use crate::statement::{NewStatement, Source};
use crate::{By, store};
use kernel::{AccountId, ClusterId, EntityId, Instant, LinkId, Problem, Reason, Thing};
use rights::protection::Protection;
use rights::{Right, Staff};
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::BTreeSet;

/// Why links go when a decision is taken back, unless somebody says otherwise.
const SEPARATED: &str = "these events are not one after all";

/// One time that events were said to be of one incident, which still stands.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The decision.
    pub id: ClusterId,
    /// The incident.
    pub incident: EntityId,
    /// Whether the incident was opened for it.
    pub incident_made: bool,
    /// What was linked for it.
    pub links: Vec<LinkId>,
    /// When, and by whom.
    pub made: (Instant, AccountId),
}

/// Says that events are one thing that happened: each becomes a part of one incident, which is opened for it
/// unless one of them is part of one already. They stay what they are.
pub async fn one_event(
    tx: &mut Tx<'_>,
    staff: &Staff,
    events: &[EntityId],
) -> Result<ClusterId, Problem> {
    let events: BTreeSet<EntityId> = events.iter().copied().collect();
    let mut heads = Vec::new();
    for event in &events {
        heads.push(admit(tx, staff, *event, Right::WriteRecords).await?.0);
    }
    if heads.len() < 2 || heads.iter().any(|head| !head.form.is_event()) {
        return Err(Problem::Conflict("only two events or more are one"));
    }
    let ids: Vec<EntityId> = events.into_iter().collect();
    let (incident, incident_made) = incident_of(tx, staff, (&ids, &heads)).await?;
    let mut links = Vec::new();
    let parts = store::clusters::parts(tx, incident).await?;
    for head in heads.iter().filter(|head| head.id != incident && !parts.contains(&head.id)) {
        let since = head.when.0.unwrap_or_else(|| tx.now());
        let part = NewLink::fact((head.id, Role::PartOf, incident), since, Source::Officer);
        links.push(link(tx, By::Staff(staff), &part).await?);
    }
    let id = ClusterId::new(tx.id());
    let made = (tx.now(), staff.account());
    let cluster = Cluster { id, incident, incident_made, links, made };
    store::clusters::insert(tx, &cluster).await?;
    store::pairs::say(tx, &ids, Some((Said::Same, staff.account()))).await?;
    let entry = Entry::new(Act::Combination, "events_joined", "record", incident);
    tx.journal(entry.with(json!({ "events": ids, "cluster": id }))).await?;
    Ok(id)
}

/// Says of two events that they are not one, or that it cannot be told yet. It is remembered.
pub async fn tell_apart(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (one, other): (EntityId, EntityId),
    said: Said,
) -> Result<(), Problem> {
    for event in [one, other] {
        admit(tx, staff, event, Right::WriteRecords).await?;
    }
    if said == Said::Same {
        return one_event(tx, staff, &[one, other]).await.map(|_| ());
    }
    let by = Some((said, staff.account()));
    if store::pairs::say(tx, &[one, other], by).await? == 0 {
        return Err(Problem::NotFound(Thing::Record));
    }
    let entry = Entry::new(Act::Alteration, "events_told_apart", "record", one);
    tx.journal(entry.with(json!({ "other": other, "said": said.code() }))).await
}

/// The latest decision that still stands and made an event a part of an incident, for somebody who may read
/// both.
pub async fn cluster_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    event: EntityId,
) -> Result<Option<Cluster>, Problem> {
    admit(tx, staff, event, Right::ReadRecords).await?;
    let Some(cluster) = store::clusters::of(tx, event).await? else { return Ok(None) };
    let mut sight = rights::protection::Sight::of(tx, staff, Right::ReadRecords).await?;
    let seen = crate::read::neighbours(tx, staff, &mut sight, &[cluster.incident]).await?;
    let opens = matches!(seen.get(&cluster.incident), Some(crate::Neighbour::Open(_)));
    Ok(opens.then_some(cluster))
}

/// Takes a decision back: the links that it made end, and the incident that was opened for it is emptied,
/// unless somebody wrote something else on it since. The pairs wait for a decision again.
pub async fn separate(
    tx: &mut Tx<'_>,
    staff: &Staff,
    cluster: ClusterId,
    why: &str,
) -> Result<(), Problem> {
    let found = store::clusters::one(tx, cluster).await?;
    let found = found.ok_or(Problem::NotFound(Thing::Record))?;
    admit(tx, staff, found.incident, Right::WriteRecords).await?;
    let why = if why.trim().is_empty() { SEPARATED } else { why.trim() };
    if !store::clusters::undo(tx, (cluster, staff.account()), why).await? {
        return Err(Problem::Conflict("it was taken back before"));
    }
    let parts = store::clusters::parts(tx, found.incident).await?;
    for link in &found.links {
        match unlink(tx, By::Staff(staff), *link, why).await {
            // Somebody ended it before.
            Ok(()) | Err(Problem::Conflict(_)) => {}
            Err(problem) => return Err(problem),
        }
    }
    let mut events = parts;
    events.push(found.incident);
    store::pairs::say(tx, &events, None).await?;
    if found.incident_made {
        empty(tx, staff, found.incident, why).await?;
    }
    let entry = Entry::new(Act::Alteration, "events_separated", "record", found.incident);
    tx.journal(entry.with(json!({ "cluster": cluster, "why": why }))).await
}

/// The incident that events become parts of, and whether it was opened for it.
async fn incident_of(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (events, heads): (&[EntityId], &[Head]),
) -> Result<(EntityId, bool), Problem> {
    if let Some(incident) = heads.iter().find(|head| head.form == Form::Incident) {
        return Ok((incident.id, false));
    }
    let incidents = store::clusters::incidents(tx, events).await?;
    match incidents.as_slice() {
        [] => {}
        [incident] => return Ok((*incident, false)),
        _ => return Err(Problem::Conflict("they are parts of two incidents")),
    }
    let first = heads.iter().min_by_key(|head| (head.when.0, head.id));
    let category = first.map(|head| head.label.clone()).unwrap_or_default();
    let said = vec![NewStatement::fact(Field::Category, category, Source::Officer)];
    let protection = protection_of(heads, staff)?;
    let new = New {
        when: (first.and_then(|head| head.when.0), None),
        protection,
        ..New::of(Form::Incident, said)
    };
    Ok((open(tx, By::Staff(staff), &new).await?, true))
}

/// An incident is kept from whomever one of its events is kept from. Those who need to know of one and not
/// of another cannot be put together by somebody who decides about neither.
fn protection_of(heads: &[Head], staff: &Staff) -> Result<Protection, Problem> {
    let each = || heads.iter().map(|head| &head.kept.protection);
    let marking = each().map(|it| it.marking).max();
    let marking = marking.unwrap_or(Protection::NONE.marking);
    let mut lists = each().filter_map(|it| it.restricted.as_ref());
    let first = lists.next().cloned();
    if lists.any(|it| Some(it) != first.as_ref()) {
        return Err(Problem::Refused(Reason::ByRule));
    }
    let listed = first.as_ref().is_none_or(|it| it.open_to.contains(&staff.account()));
    let operation = each().find_map(|it| it.operation.clone());
    if !listed {
        return Err(Problem::Refused(Reason::ByRule));
    }
    Ok(Protection { marking, restricted: first, operation })
}

/// Empties an incident on which nothing stands but what the decision wrote.
async fn empty(
    tx: &mut Tx<'_>,
    staff: &Staff,
    incident: EntityId,
    why: &str,
) -> Result<(), Problem> {
    let statements = store::statements::of(tx, &[incident]).await?;
    let standing: Vec<_> = statements.iter().filter(|it| it.ended.is_none()).collect();
    let linked = !store::links::of(tx, &[incident], 1).await?.is_empty();
    let [only] = standing.as_slice() else { return Ok(()) };
    if linked || only.field != Field::Category {
        return Ok(());
    }
    withdraw(tx, By::Staff(staff), only.id, why).await
}
