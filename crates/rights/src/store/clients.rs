//! Other systems, their short tokens, and the assertions that they used.

use crate::clients::{ClientScope, Key, Listed, NewClient};
use kernel::{AccountId, ClientId, Instant, Problem};
use station::{Tx, problem};

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (id, by): (ClientId, AccountId),
    new: &NewClient,
    (secret_hash, public_key): (Option<&[u8; 32]>, Option<&serde_json::Value>),
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let scopes: Vec<String> = new.scopes.iter().map(|it| it.code().to_owned()).collect();
    sqlx::query!(
        "insert into rights.clients (force_id, id, name, scopes, secret_hash, public_key,
                                     rate_per_minute, made_by, made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        force,
        id.uuid(),
        new.name.trim(),
        &scopes,
        secret_hash.map(<[u8; 32]>::as_slice),
        public_key,
        i32::try_from(new.rate_per_minute).map_err(Problem::broken)?,
        by.uuid(),
        now as _,
        new.expires_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

struct Row {
    id: ClientId,
    name: String,
    scopes: Vec<String>,
    has_key: bool,
    rate_per_minute: i32,
    made_by: AccountId,
    made_at: Instant,
    expires_at: Instant,
    ended_at: Option<Instant>,
}

/// Those of the transaction's force, the newest first.
pub(crate) async fn list(tx: &mut Tx<'_>) -> Result<Vec<Listed>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: ClientId", name, scopes, public_key is not null as "has_key!",
                rate_per_minute, made_by as "made_by: AccountId", made_at as "made_at: Instant",
                expires_at as "expires_at: Instant", ended_at as "ended_at: Instant"
         from rights.clients where force_id = $1 order by id desc limit 500"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let listed = |row: Row| Listed {
        id: row.id,
        name: row.name,
        scopes: scopes(&row.scopes),
        by_key: row.has_key,
        rate_per_minute: rate(row.rate_per_minute),
        made_by: row.made_by,
        made_at: row.made_at,
        expires_at: row.expires_at,
        ended_at: row.ended_at,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// What this program does not know gives nothing.
fn scopes(codes: &[String]) -> Vec<ClientScope> {
    codes.iter().filter_map(|code| ClientScope::of_code(code)).collect()
}

fn rate(stored: i32) -> u32 {
    u32::try_from(stored).unwrap_or(1).max(1)
}

/// `false` when there is no such one, or it had ended.
pub(crate) async fn end(tx: &mut Tx<'_>, id: ClientId) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update rights.clients set ended_at = $3
         where force_id = $1 and id = $2 and ended_at is null",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// One that lives, with what it proves itself with.
pub(crate) struct Living {
    pub(crate) id: ClientId,
    pub(crate) scopes: Vec<ClientScope>,
    pub(crate) rate_per_minute: u32,
    pub(crate) key: Key,
}

pub(crate) async fn living(tx: &mut Tx<'_>, id: ClientId) -> Result<Option<Living>, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let found = sqlx::query!(
        "select scopes, rate_per_minute, secret_hash, public_key from rights.clients
         where force_id = $1 and id = $2 and ended_at is null and expires_at > $3",
        force,
        id.uuid(),
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.and_then(|row| {
        let key = match (row.secret_hash, row.public_key) {
            (Some(hash), _) => Key::Secret(hash),
            (None, Some(jwk)) => Key::Public(jwk),
            (None, None) => return None,
        };
        let rate_per_minute = rate(row.rate_per_minute);
        Some(Living { id, scopes: scopes(&row.scopes), rate_per_minute, key })
    }))
}

/// Whose a short token is, if it is good still.
pub(crate) async fn of_token(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
) -> Result<Option<ClientId>, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query_scalar!(
        r#"select client_id as "client_id: ClientId" from rights.client_tokens
         where force_id = $1 and token_hash = $2 and ends_at > $3"#,
        force,
        hash.as_slice(),
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Gives a short token out, and tidies away those that ended.
pub(crate) async fn insert_token(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    (client, ends_at): (ClientId, Instant),
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "delete from rights.client_tokens where force_id = $1 and ends_at < $2",
        force.clone(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    sqlx::query!(
        "insert into rights.client_tokens (force_id, token_hash, client_id, ends_at)
         values ($1, $2, $3, $4)",
        force,
        hash.as_slice(),
        client.uuid(),
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Uses an assertion up, and tidies away those that expired. `false` when it was used before.
pub(crate) async fn use_assertion(
    tx: &mut Tx<'_>,
    jti_hash: &[u8; 32],
    (client, ends_at): (ClientId, Instant),
) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "delete from rights.client_assertions where force_id = $1 and ends_at < $2",
        force.clone(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    let done = sqlx::query!(
        "insert into rights.client_assertions (force_id, client_id, jti_hash, ends_at)
         values ($1, $2, $3, $4) on conflict do nothing",
        force,
        client.uuid(),
        jti_hash.as_slice(),
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}
