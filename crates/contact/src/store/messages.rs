//! Messages and notes.

use kernel::{AccountId, Actor, ContactId, Instant, MessageId, Problem};
use station::{Tx, problem};

pub(crate) struct Row {
    pub(crate) id: MessageId,
    pub(crate) kind: String,
    pub(crate) body: String,
    pub(crate) at: Instant,
    pub(crate) account: Option<AccountId>,
}

/// Stores a message of the transaction's actor. `false` when its id is taken.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: MessageId,
    contact: ContactId,
    kind: &str,
    body: &str,
) -> Result<bool, Problem> {
    let account = match tx.scope().actor() {
        Actor::Staff(account) => Some(account.uuid()),
        Actor::Public | Actor::Client(_) | Actor::System(_) => None,
    };
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into contact.messages (force_id, id, contact_id, kind, body, at, account_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (force_id, id) do nothing",
        force,
        id.uuid(),
        contact.uuid(),
        kind,
        body,
        now as _,
        account
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// The text of a message of this contact, if there is one of that id.
pub(crate) async fn body(
    tx: &mut Tx<'_>,
    id: MessageId,
    contact: ContactId,
) -> Result<Option<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select body from contact.messages where force_id = $1 and id = $2 and contact_id = $3",
        force,
        id.uuid(),
        contact.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// A conversation, the oldest first.
pub(crate) async fn thread(tx: &mut Tx<'_>, contact: ContactId) -> Result<Vec<Row>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Row,
        r#"select id as "id: MessageId", kind, body, at as "at: Instant",
                account_id as "account: AccountId"
         from contact.messages where force_id = $1 and contact_id = $2 order by at, id"#,
        force,
        contact.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The contacts that have a message of a kind, as the journal has their ids.
pub(crate) async fn contacts_with(tx: &mut Tx<'_>, kind: &str) -> Result<Vec<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select distinct contact_id::text as "id!" from contact.messages
         where force_id = $1 and kind = $2"#,
        force,
        kind
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
