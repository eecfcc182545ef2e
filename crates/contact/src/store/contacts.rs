//! Contacts.

use crate::queue::{Cursor, QueueItem, Waiting};
use crate::state::State;
use kernel::{AccountId, ContactId, Instant, Language, Problem, Reference, ReportId, Thing};
use reports::Report;
use rights::interests::Token;
use rights::protection::{Kept, Protection, Sight, Stored};
use station::{Tx, problem};
use triage::Priority;

/// What is needed of a contact to change it.
pub(crate) struct Head {
    pub(crate) report: ReportId,
    pub(crate) reference: Reference,
    pub(crate) state: State,
    pub(crate) priority: Priority,
    pub(crate) read: bool,
    pub(crate) kept: Kept,
}

/// Stores a contact; a report that has one keeps it.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: ContactId,
    report: &Report,
    (priority, about): (Priority, &[Token]),
) -> Result<(), Problem> {
    let about: Vec<Vec<u8>> = about.iter().map(Token::bytes).collect();
    let force = tx.force().to_owned();
    sqlx::query!(
        "insert into contact.contacts
             (force_id, id, report_id, code, service_id, language, received_at, reply_by,
              priority, state, service_version, about)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        force,
        id.uuid(),
        report.id.uuid(),
        report.reference.code(),
        report.service_id,
        report.language.code(),
        report.submitted_at as _,
        report.reply_by as _,
        priority.code(),
        State::Waiting.code(),
        i32::try_from(report.service_version).map_err(Problem::broken)?,
        &about,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn of_report(
    tx: &mut Tx<'_>,
    report: ReportId,
) -> Result<Option<ContactId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id as "id: ContactId" from contact.contacts
         where force_id = $1 and report_id = $2"#,
        force,
        report.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// A contact's head, held until the transaction ends, so that nothing is lost when two write.
pub(crate) async fn hold(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<Head>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query!(
        r#"select report_id as "report: ReportId", code, state, priority,
                first_read_at is not null as "read!", marking, restricted,
                open_to as "open_to: Vec<AccountId>", hidden, ask, operation, about
         from contact.contacts where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Head {
        report: row.report,
        reference: reference(tx, &row.code)?,
        state: State::of_code(&row.state),
        priority: Priority::of_code(&row.priority),
        read: row.read,
        kept: Stored {
            marking: row.marking,
            restricted: row.restricted,
            open_to: row.open_to,
            hidden: row.hidden,
            ask: row.ask,
            operation: row.operation,
            about: row.about,
        }
        .kept(),
    }))
}

pub(super) fn reference(tx: &Tx<'_>, code: &str) -> Result<Reference, Problem> {
    let force = tx.station().forces().get(tx.force());
    let letters = force.ok_or(Problem::NotFound(Thing::Force))?.letters;
    Reference::from_stored(letters, code).map_err(Problem::broken)
}

/// Stores how a contact is protected.
pub(crate) async fn protect(
    tx: &mut Tx<'_>,
    id: ContactId,
    protection: &Protection,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let list = protection.restricted.as_ref();
    let open_to = list.map(|it| it.open_to.iter().map(|id| id.uuid()).collect::<Vec<_>>());
    sqlx::query!(
        "update contact.contacts
         set marking = $3, restricted = $4, open_to = $5, hidden = $6, ask = $7, operation = $8
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        protection.marking.code(),
        list.is_some(),
        &open_to.unwrap_or_default(),
        list.is_some_and(|it| it.hidden),
        list.map(|it| it.ask.clone()),
        protection.operation
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Where a matter stands and when it was first read, to look at and not to change.
pub(crate) async fn standing(
    tx: &mut Tx<'_>,
    id: ContactId,
) -> Result<Option<(State, Option<Instant>)>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query!(
        r#"select state, first_read_at as "first_read_at: Instant"
         from contact.contacts where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|row| (State::of_code(&row.state), row.first_read_at)))
}

pub(crate) async fn mark_read(tx: &mut Tx<'_>, id: ContactId) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update contact.contacts set first_read_at = $3 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn set_state(
    tx: &mut Tx<'_>,
    id: ContactId,
    state: State,
    priority: Priority,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update contact.contacts set state = $3, priority = $4 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        state.code(),
        priority.code()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// A page of the queue after a cursor, as far as somebody's sight goes: the urgent first (`urgent` sorts
/// after `standard`), then the oldest.
pub(crate) async fn queue(
    tx: &mut Tx<'_>,
    sight: &Sight,
    (answered_too, after): (bool, Option<Cursor>),
    limit: usize,
) -> Result<Vec<(QueueItem, Kept)>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let rows = sqlx::query!(
        r#"select id as "id: ContactId", code, service_id, service_version, language,
                received_at as "received_at: Instant", reply_by as "reply_by: Instant",
                priority, state, first_read_at is not null as "read!", marking, restricted,
                open_to as "open_to: Vec<AccountId>", hidden, ask, operation, about
         from contact.contacts
         where force_id = $1 and ($2 or state <> 'answered')
           and ($3::text is null or priority < $3
                or (priority = $3 and (received_at, id) > ($4::timestamptz, $5::uuid)))
           and (not hidden or $6 = any(open_to)) and not about && $7 and marking = any($8)
         order by priority desc, received_at, id
         limit $9"#,
        force,
        answered_too,
        after.map(|cursor| cursor.priority.code()),
        after.map(|cursor| cursor.received_at) as _,
        after.map(|cursor| cursor.id.uuid()),
        sight.account().uuid(),
        sight.barred(),
        sight.markings(),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let item = QueueItem {
            id: row.id,
            reference: reference(tx, &row.code)?,
            service_id: row.service_id,
            service_version: row.service_version.and_then(|it| u32::try_from(it).ok()),
            language: Language::of_code(&row.language).unwrap_or(Language::English),
            received_at: row.received_at,
            reply_by: row.reply_by,
            priority: Priority::of_code(&row.priority),
            reasons: Vec::new(),
            state: State::of_code(&row.state),
            read: row.read,
            open: false,
        };
        let stored = Stored {
            marking: row.marking,
            restricted: row.restricted,
            open_to: row.open_to,
            hidden: row.hidden,
            ask: row.ask,
            operation: row.operation,
            about: row.about,
        };
        items.push((item, stored.kept()));
    }
    Ok(items)
}

/// How many wait for the desk, as far as somebody's sight goes: a count gives nothing away.
pub(crate) async fn waiting(tx: &mut Tx<'_>, sight: &Sight) -> Result<Waiting, Problem> {
    let force = tx.force().to_owned();
    let counted = sqlx::query!(
        r#"select count(*) as "all!", count(*) filter (where priority = 'urgent') as "urgent!"
         from contact.contacts
         where force_id = $1 and state <> 'answered'
           and (not hidden or $2 = any(open_to)) and not about && $3 and marking = any($4)"#,
        force,
        sight.account().uuid(),
        sight.barred(),
        sight.markings()
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)?;
    let number = |count: i64| usize::try_from(count).unwrap_or_default();
    Ok(Waiting { all: number(counted.all), urgent: number(counted.urgent) })
}

/// Every contact's id, as the journal has it.
pub(crate) async fn all(tx: &mut Tx<'_>) -> Result<Vec<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id::text as "id!" from contact.contacts where force_id = $1"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// A text that changes with what waits in the queue. What is hidden from some does not count.
pub(crate) async fn pulse(tx: &mut Tx<'_>) -> Result<String, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select concat(count(*), ' ', max(received_at), ' ',
                count(*) filter (where priority = 'urgent'), ' ',
                count(*) filter (where state = 'wrote_again')) as "pulse!"
         from contact.contacts where force_id = $1 and state <> 'answered' and not hidden"#,
        force
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}
