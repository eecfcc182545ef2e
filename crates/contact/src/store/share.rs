//! Contacts as others see them: what is restricted is left out by the database.

use super::contacts::reference;
use crate::share::{SharedHead, SharedItem, Sieve};
use crate::state::State;
use jiff::SignedDuration;
use kernel::{AccountId, ContactId, Instant, Language, Problem, ReportId};
use rights::protection::{Kept, Stored};
use sqlx::types::Uuid;
use station::{Tx, problem};
use triage::Priority;

/// Those that an agreement shares, the newest first, after one of them.
pub(crate) async fn list(
    tx: &mut Tx<'_>,
    sieve: &Sieve,
    (after, limit): (Option<ContactId>, usize),
) -> Result<Vec<(SharedItem, Kept)>, Problem> {
    let force = tx.force().to_owned();
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let rows = sqlx::query!(
        r#"select id as "id: ContactId", code, service_id, service_version, language,
                received_at as "received_at: Instant", priority, state, marking, restricted,
                open_to as "open_to: Vec<AccountId>", hidden, ask, operation, about
         from contact.contacts
         where force_id = $1 and not restricted and not hidden and not about && $2
           and marking = any($3) and (cardinality($4::text[]) = 0 or service_id = any($4))
           and ($5::uuid is null or id < $5)
         order by id desc limit $6"#,
        force,
        &sieve.barred,
        &sieve.markings,
        &sieve.services,
        after.map(ContactId::uuid),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let item = SharedItem {
            id: row.id,
            reference: reference(tx, &row.code)?,
            service_id: row.service_id,
            service_version: row.service_version.and_then(|it| u32::try_from(it).ok()),
            language: Language::of_code(&row.language).unwrap_or(Language::English),
            received_at: row.received_at,
            priority: Priority::of_code(&row.priority),
            state: State::of_code(&row.state),
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

/// One that is not restricted: its service, how it is kept, and its head.
pub(crate) async fn one(
    tx: &mut Tx<'_>,
    id: ContactId,
) -> Result<Option<(String, Kept, SharedHead)>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query!(
        r#"select report_id as "report: ReportId", service_id, state, priority, marking, restricted,
                open_to as "open_to: Vec<AccountId>", hidden, ask, operation, about
         from contact.contacts
         where force_id = $1 and id = $2 and not restricted and not hidden
           and marking = 'official'"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|row| {
        let stored = Stored {
            marking: row.marking,
            restricted: row.restricted,
            open_to: row.open_to,
            hidden: row.hidden,
            ask: row.ask,
            operation: row.operation,
            about: row.about,
        };
        let head = SharedHead {
            report: row.report,
            state: State::of_code(&row.state),
            priority: Priority::of_code(&row.priority),
        };
        (row.service_id, stored.kept(), head)
    }))
}

/// Those that another system of the force may know of, in the order in which they came. One that is so new
/// that an older one may not be durable yet waits, so that whoever goes on from the last misses none.
pub(crate) async fn after(
    tx: &mut Tx<'_>,
    (after, limit): (Option<ContactId>, usize),
    settled: SignedDuration,
) -> Result<Vec<SharedItem>, Problem> {
    let force = tx.force().to_owned();
    let until = tx.now().plus(-settled).timestamp().as_millisecond();
    let until = Uuid::from_u128(u128::try_from(until).unwrap_or_default() << 80);
    let limit = i64::try_from(limit).map_err(Problem::broken)?;
    let rows = sqlx::query!(
        r#"select id as "id: ContactId", code, service_id, service_version, language,
                received_at as "received_at: Instant", priority, state
         from contact.contacts
         where force_id = $1 and not restricted and not hidden and marking = 'official'
           and ($2::uuid is null or id > $2) and id < $3
         order by id limit $4"#,
        force,
        after.map(ContactId::uuid),
        until,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(SharedItem {
            id: row.id,
            reference: reference(tx, &row.code)?,
            service_id: row.service_id,
            service_version: row.service_version.and_then(|it| u32::try_from(it).ok()),
            language: Language::of_code(&row.language).unwrap_or(Language::English),
            received_at: row.received_at,
            priority: Priority::of_code(&row.priority),
            state: State::of_code(&row.state),
        });
    }
    Ok(items)
}
