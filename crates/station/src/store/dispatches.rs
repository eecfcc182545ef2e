//! Messages that leave the building.

use crate::dispatch::{Dispatch, NewDispatch};
use crate::faults::problem;
use crate::tx::Tx;
use kernel::{DispatchId, Instant, Problem};

pub(crate) async fn insert(tx: &mut Tx<'_>, new: &NewDispatch) -> Result<DispatchId, Problem> {
    let (id, now, force) = (DispatchId::new(tx.id()), tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into station.dispatches
             (force_id, id, channel, recipient, subject, body, language, about, made_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        force,
        id.uuid(),
        new.channel.code(),
        new.to,
        new.subject,
        new.body,
        new.language.code(),
        new.about,
        now as _,
        new.due_at as _,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(id)
}

pub(crate) async fn unsent(tx: &mut Tx<'_>, id: DispatchId) -> Result<Option<Dispatch>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Dispatch,
        r#"select made_at as "at: Instant", channel, recipient as "to", subject, body,
                force_id as force, language, due_at as "due_at: Instant",
                sent_at as "sent_at: Instant"
         from station.dispatches
         where force_id = $1 and id = $2 and sent_at is null"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn sent(tx: &mut Tx<'_>, id: DispatchId) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update station.dispatches set sent_at = $3 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn all(tx: &mut Tx<'_>) -> Result<Vec<Dispatch>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Dispatch,
        r#"select made_at as "at: Instant", channel, recipient as "to", subject, body,
                force_id as force, language, due_at as "due_at: Instant",
                sent_at as "sent_at: Instant"
         from station.dispatches
         where force_id = $1
         order by made_at desc, id desc"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
