//! Journal entries, which wait from then on to be sealed, and are read by those who may.

use crate::faults::problem;
use crate::journal::{Act, By, Entry, Named, Period, Place, Written};
use crate::tx::Tx;
use kernel::{AccountId, Instant, JournalId, Problem};
use serde_json::Value;
use uuid::Uuid;

struct Row {
    id: JournalId,
    at: Instant,
    actor_kind: String,
    actor_name: Option<String>,
    purpose: String,
    act: String,
    verb: String,
    thing: String,
    thing_id: String,
    details: Value,
}

impl Row {
    fn written(self) -> Result<Written, Problem> {
        let name = self.actor_name.unwrap_or_default();
        let by = match self.actor_kind.as_str() {
            "staff" => By::Staff(name.parse().map_err(Problem::broken)?),
            "client" => By::Client(name.parse().map_err(Problem::broken)?),
            "system" => By::System(name),
            _ => By::Public,
        };
        Ok(Written {
            id: self.id,
            at: self.at,
            by,
            purpose: self.purpose,
            act: Act::of_code(&self.act).ok_or_else(|| Problem::broken("no such act"))?,
            verb: self.verb,
            thing: self.thing,
            thing_id: self.thing_id,
            details: self.details,
        })
    }
}

fn all(rows: Vec<Row>) -> Result<Vec<Written>, Problem> {
    rows.into_iter().map(Row::written).collect()
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// The moment and the id after which a page begins: those past all where it is the first.
fn after(place: Option<Place>) -> (Option<Instant>, Uuid) {
    (place.map(|place| place.at), place.map_or(Uuid::max(), |place| place.id.uuid()))
}

pub(crate) async fn insert(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<(), Problem> {
    let (now, scope) = (tx.now(), tx.scope().clone());
    let ids: Vec<Uuid> = entries.iter().map(|_| tx.id()).collect();
    let acts: Vec<String> = entries.iter().map(|entry| entry.act.code().to_owned()).collect();
    let verbs: Vec<String> = entries.iter().map(|entry| entry.verb.to_owned()).collect();
    let things: Vec<String> = entries.iter().map(|entry| entry.thing.to_owned()).collect();
    let thing_ids: Vec<String> = entries.iter().map(|entry| entry.thing_id.clone()).collect();
    let details: Vec<Value> = entries.iter().map(|entry| entry.details.clone()).collect();
    sqlx::query!(
        "with entries as (
             select * from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[],
                                  $11::jsonb[]) as entry (id, act, verb, thing, thing_id, details)
         ), journal as (
             insert into station.journal (force_id, id, at, actor_kind, actor_name, purpose, act,
                                          verb, thing, thing_id, details)
             select $1, id, $2, $3, $4, $5, act, verb, thing, thing_id, details from entries
         )
         insert into station.unsealed (force_id, entry_id) select $1, id from entries",
        scope.force().as_str(),
        now as _,
        scope.actor().kind(),
        scope.actor().name(),
        scope.purpose().code(),
        &ids,
        &acts,
        &verbs,
        &things,
        &thing_ids,
        &details,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn about(
    tx: &mut Tx<'_>,
    named: &[Named],
    place: Option<Place>,
    most: usize,
) -> Result<Vec<Written>, Problem> {
    let force = tx.force().to_owned();
    let (at, id) = after(place);
    let things: Vec<String> = named.iter().map(|(thing, _)| (*thing).to_owned()).collect();
    let ids: Vec<String> = named.iter().map(|(_, id)| id.clone()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select entry.id as "id: JournalId", entry.at as "at: Instant", actor_kind, actor_name, purpose, act, verb,
                thing, thing_id, details
         from station.journal as entry
         where force_id = $1
           and (thing, thing_id) in (select * from unnest($2::text[], $3::text[]))
           and (at, id) < (coalesce($4, 'infinity'::timestamptz), $5)
         order by at desc, id desc limit $6"#,
        force,
        &things,
        &ids,
        at as _,
        id,
        limit(most)
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    all(rows)
}

pub(crate) async fn by(
    tx: &mut Tx<'_>,
    account: AccountId,
    period: Period,
    (place, most): (Option<Place>, usize),
) -> Result<Vec<Written>, Problem> {
    let force = tx.force().to_owned();
    let (at, id) = after(place);
    let rows = sqlx::query_as!(
        Row,
        r#"select entry.id as "id: JournalId", entry.at as "at: Instant", actor_kind, actor_name, purpose, act, verb,
                thing, thing_id, details
         from station.journal as entry
         where force_id = $1 and actor_kind = 'staff' and actor_name = $2 and at >= $3 and at < $4
           and (at, id) < (coalesce($5, 'infinity'::timestamptz), $6)
         order by at desc, id desc limit $7"#,
        force,
        account.to_string(),
        period.from as _,
        period.to as _,
        at as _,
        id,
        limit(most)
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    all(rows)
}

/// Ids sort by the millisecond in which they were made, so the key finds a period.
fn first_id(at: Instant) -> Uuid {
    let millis = u64::try_from(at.timestamp().as_millisecond()).unwrap_or_default();
    Uuid::from_u128(u128::from(millis) << 80)
}

pub(crate) async fn between(
    tx: &mut Tx<'_>,
    period: Period,
    account: Option<AccountId>,
    most: usize,
) -> Result<Vec<Written>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select entry.id as "id: JournalId", entry.at as "at: Instant", actor_kind, actor_name, purpose, act, verb,
                thing, thing_id, details
         from station.journal as entry
         where force_id = $1 and id >= $2 and id < $3
           and ($4::text is null or (actor_kind = 'staff' and actor_name = $4))
         order by id limit $5"#,
        force,
        first_id(period.from),
        first_id(period.to),
        account.map(|account| account.to_string()),
        limit(most)
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    all(rows)
}

pub(crate) async fn sealed_from(
    tx: &mut Tx<'_>,
    place: i64,
    most: usize,
) -> Result<Vec<Written>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select entry.id as "id: JournalId", entry.at as "at: Instant", actor_kind, actor_name, purpose, act, verb,
                thing, thing_id, details
         from station.leaves as leaf
         join station.journal as entry on entry.force_id = leaf.force_id and entry.id = leaf.entry_id
         where leaf.force_id = $1 and leaf.place >= $2
         order by leaf.place limit $3"#,
        force,
        place,
        limit(most)
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    all(rows)
}
