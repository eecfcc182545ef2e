//! Repeats: to whom or where something happens again, over rolling windows that are data.

use super::{Asked, Seer, Step};
use crate::form::Form;
use crate::protection::admit;
use crate::query::Text;
use crate::role::Role;
use crate::store;
use crate::window::Span;
use kernel::{EntityId, Problem, Thing};
use rights::{Right, Staff};
use serde::Deserialize;
use serde_json::json;
use station::{Act, Entry, Tx};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Events that are counted of one record; more are as many.
const COUNTED: i64 = 500;

/// From how many events on, within how long, something is a repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, such as `victim`.
    pub id: String,
    /// What whoever it is true of is called.
    pub name: Text,
    /// Of what it is counted.
    pub start: Vec<Form>,
    roles: Vec<(Role, bool)>,
    to: Vec<Form>,
    /// How far back.
    pub span: Span,
    /// From how many on.
    pub least: usize,
}

/// How often it happened to one record.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// By which rule.
    pub rule: Rule,
    /// How many events, as far as whoever looks may see them. What led to another is one with it.
    pub events: usize,
}

impl Repeat {
    /// Whether it is a repeat.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.events >= self.rule.least
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rule: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    id: String,
    name: Text,
    start: Vec<String>,
    #[serde(default)]
    out: Vec<String>,
    #[serde(default)]
    back: Vec<String>,
    to: Vec<String>,
    span: String,
    least: usize,
}

impl WrittenRule {
    fn rule(self) -> Option<Rule> {
        let forms = |codes: &[String]| {
            codes.iter().map(|code| Form::of_code(code)).collect::<Option<Vec<_>>>()
        };
        let out = self.out.iter().map(|code| (code, true));
        let role = |(code, outward): (&String, bool)| Some((Role::of_code(code)?, outward));
        let roles = out.chain(self.back.iter().map(|code| (code, false))).map(role);
        Some(Rule {
            roles: roles.collect::<Option<_>>()?,
            id: self.id,
            name: self.name,
            start: forms(&self.start)?,
            to: forms(&self.to)?,
            span: Span::parse(&self.span)?,
            least: self.least,
        })
    }
}

static NATIONAL: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let written: Option<Written> = toml::from_str(include_str!("../../repeats.toml")).ok();
    written.map_or_else(Vec::new, |it| it.rule.into_iter().filter_map(WrittenRule::rule).collect())
});

/// The rules as a force counts.
pub async fn rules(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Rule>, Problem> {
    staff.require(Right::ReadRecords)?;
    let own = store::queries::repeat_rules(tx).await?;
    let as_set = |rule: &Rule| {
        let set = own.iter().find(|(id, ..)| *id == rule.id);
        let set = set
            .and_then(|(_, span, least)| Some((Span::parse(span)?, usize::try_from(*least).ok()?)));
        let (span, least) = set.unwrap_or((rule.span, rule.least));
        Rule { span, least, ..rule.clone() }
    };
    Ok(NATIONAL.iter().map(as_set).collect())
}

/// Sets how a force counts by a rule: from two to a thousand events, within at most ten years.
pub async fn set_rule(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, span, least): (&str, Span, u16),
) -> Result<(), Problem> {
    staff.require(Right::KeepRecords)?;
    if !NATIONAL.iter().any(|rule| rule.id == id) {
        return Err(Problem::NotFound(Thing::Setting));
    }
    if !(2..=1000).contains(&least) || span.about_days() > 3_660 {
        return Err(Problem::Conflict("a repeat is two to a thousand events within ten years"));
    }
    let code = span.code();
    store::queries::set_repeat_rule(tx, (id, &code, i32::from(least)), staff.account()).await?;
    let entry = Entry::new(Act::Alteration, "repeat_rule_set", "records", id);
    tx.journal(entry.with(json!({ "span": code, "least": least }))).await
}

/// How often it happened to a record, by each rule that is about such a thing.
pub async fn repeats(
    tx: &mut Tx<'_>,
    staff: &Staff,
    entity: EntityId,
) -> Result<Vec<Repeat>, Problem> {
    let (head, by) = admit(tx, staff, entity, Right::ReadRecords).await?;
    let mut seer = Seer::of(tx, staff).await?;
    let start = seer.start(tx, head.id).await?;
    let mut found = Vec::new();
    for rule in rules(tx, staff).await? {
        if rule.start.contains(&head.form) {
            let events = count(tx, &mut seer, (start, &rule)).await?;
            found.push(Repeat { rule, events });
        }
    }
    let counted: BTreeMap<&str, usize> = found.iter().map(|it| (&*it.rule.id, it.events)).collect();
    let details = json!({ "counted": counted, "rests_on": by });
    let entry = Entry::new(Act::Consultation, "repeats_counted", "record", entity);
    tx.journal(entry.with(details)).await?;
    Ok(found)
}

async fn count(
    tx: &mut Tx<'_>,
    seer: &mut Seer<'_>,
    (start, rule): (EntityId, &Rule),
) -> Result<usize, Problem> {
    let window = rule.span.until(tx.now());
    let asked = Asked { roles: &rule.roles, window, limit: COUNTED };
    let steps = seer.along(tx, &[start], &asked).await?;
    let counts = |step: &&Step| match seer.at(step.shown) {
        Some(crate::Neighbour::Open(head)) => rule.to.contains(&head.form),
        _ => false,
    };
    let events: BTreeSet<EntityId> = steps.iter().filter(counts).map(|it| it.shown).collect();
    if events.len() < 2 {
        return Ok(events.len());
    }
    // A crime that follows from an incident happened once.
    let from: Vec<EntityId> = events.iter().copied().collect();
    let of_another = [(Role::Follows, true), (Role::PartOf, true)];
    let asked = Asked { roles: &of_another, window: crate::Window::all(tx.now()), limit: 20 };
    let joined = seer.along(tx, &from, &asked).await?;
    let same: BTreeSet<EntityId> =
        joined.iter().filter(|it| events.contains(&it.shown)).map(|it| it.top).collect();
    Ok(events.len() - same.len())
}

#[cfg(test)]
mod tests {
    use super::{NATIONAL, Written, WrittenRule};

    #[test]
    fn every_national_rule_is_right() {
        let written: Written = toml::from_str(include_str!("../../repeats.toml")).unwrap();
        assert_eq!(written.rule.len(), NATIONAL.len());
        assert!(written.rule.into_iter().all(|it| WrittenRule::rule(it).is_some()));
    }
}
