//! Contacts.

use crate::queue::{Cursor, QueueItem, Waiting};
use crate::state::State;
use kernel::{ContactId, Instant, Language, Problem, Reference, ReportId, Thing};
use reports::Report;
use station::{Tx, problem};
use triage::Priority;

/// What is needed of a contact to change it.
pub(crate) struct Head {
    pub(crate) report: ReportId,
    pub(crate) state: State,
    pub(crate) priority: Priority,
    pub(crate) read: bool,
}

/// Stores a contact; a report that has one keeps it.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: ContactId,
    report: &Report,
    priority: Priority,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "insert into contact.contacts
             (force_id, id, report_id, code, service_id, language, received_at, reply_by,
              priority, state, service_version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
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
        r#"select report_id as "report: ReportId", state, priority,
                first_read_at is not null as "read!"
         from contact.contacts where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|row| Head {
        report: row.report,
        state: State::of_code(&row.state),
        priority: Priority::of_code(&row.priority),
        read: row.read,
    }))
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

/// A page of the queue after a cursor: the urgent first (`urgent` sorts after `standard`), then the
/// oldest. Each with the reasons of its latest assessment.
pub(crate) async fn queue(
    tx: &mut Tx<'_>,
    answered_too: bool,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Vec<QueueItem>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let rows = sqlx::query!(
        r#"select id as "id: ContactId", code, service_id, service_version, language,
                received_at as "received_at: Instant", reply_by as "reply_by: Instant",
                priority, state, first_read_at is not null as "read!"
         from contact.contacts
         where force_id = $1 and ($2 or state <> 'answered')
           and ($3::text is null or priority < $3
                or (priority = $3 and (received_at, id) > ($4::timestamptz, $5::uuid)))
         order by priority desc, received_at, id
         limit $6"#,
        force,
        answered_too,
        after.map(|cursor| cursor.priority.code()),
        after.map(|cursor| cursor.received_at) as _,
        after.map(|cursor| cursor.id.uuid()),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let force = tx.station().forces().get(tx.force()).cloned();
    let letters = force.ok_or(Problem::NotFound(Thing::Force))?.letters;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(QueueItem {
            id: row.id,
            reference: Reference::from_stored(letters, &row.code).map_err(Problem::broken)?,
            service_id: row.service_id,
            service_version: row.service_version.and_then(|it| u32::try_from(it).ok()),
            language: Language::of_code(&row.language).unwrap_or(Language::English),
            received_at: row.received_at,
            reply_by: row.reply_by,
            priority: Priority::of_code(&row.priority),
            reasons: Vec::new(),
            state: State::of_code(&row.state),
            read: row.read,
        });
    }
    Ok(items)
}

/// How many wait for the desk.
pub(crate) async fn waiting(tx: &mut Tx<'_>) -> Result<Waiting, Problem> {
    let force = tx.force().to_owned();
    let counted = sqlx::query!(
        r#"select count(*) as "all!", count(*) filter (where priority = 'urgent') as "urgent!"
         from contact.contacts where force_id = $1 and state <> 'answered'"#,
        force
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
