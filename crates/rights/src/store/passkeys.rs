//! Passkeys, and ceremonies that ended.

use crate::passkeys::{Kept, Listed};
use identity::passkey::Key;
use kernel::{AccountId, Instant, PasskeyId, Problem};
use station::{Tx, problem};

struct Row {
    id: PasskeyId,
    account: AccountId,
    key: serde_json::Value,
}

impl Row {
    fn kept(self) -> Result<Kept, Problem> {
        let key: Key = serde_json::from_value(self.key).map_err(Problem::broken)?;
        Ok(Kept { id: self.id, account: self.account, key })
    }
}

/// `false` when they have it already.
pub(crate) async fn insert(tx: &mut Tx<'_>, new: &Kept, name: &str) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let key = serde_json::to_value(&new.key).map_err(Problem::broken)?;
    let done = sqlx::query!(
        "insert into rights.passkeys (force_id, id, account_id, credential, name, key, made_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        force,
        new.id.uuid(),
        new.account.uuid(),
        new.key.credential(),
        name,
        key,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn list(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Listed>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Listed,
        r#"select id as "id: PasskeyId", name, made_at as "made_at: Instant",
                used_at as "used_at: Instant"
         from rights.passkeys where force_id = $1 and account_id = $2 order by made_at, id"#,
        force,
        account.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn kept(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Kept>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: PasskeyId", account_id as "account: AccountId", key
         from rights.passkeys where force_id = $1 and account_id = $2 order by made_at, id"#,
        force,
        account.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter().map(Row::kept).collect()
}

/// One key of an account that may sign in, held until the transaction ends.
pub(crate) async fn hold(
    tx: &mut Tx<'_>,
    account: AccountId,
    credential: &[u8],
) -> Result<Option<Kept>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select passkey.id as "id: PasskeyId", passkey.account_id as "account: AccountId",
                passkey.key
         from rights.passkeys as passkey
         join rights.accounts as account
           on account.force_id = passkey.force_id and account.id = passkey.account_id
         where passkey.force_id = $1 and passkey.account_id = $2 and passkey.credential = $3
           and account.state = 'active'
         for update of passkey"#,
        force,
        account.uuid(),
        credential
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    row.map(Row::kept).transpose()
}

pub(crate) async fn used(tx: &mut Tx<'_>, id: PasskeyId, key: &Key) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let key = serde_json::to_value(key).map_err(Problem::broken)?;
    sqlx::query!(
        "update rights.passkeys set key = $3, used_at = $4 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        key,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Takes one key of an account away, or all of them; `false` when there was none.
pub(crate) async fn delete(
    tx: &mut Tx<'_>,
    account: AccountId,
    id: Option<PasskeyId>,
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "delete from rights.passkeys
         where force_id = $1 and account_id = $2 and ($3::uuid is null or id = $3)",
        force,
        account.uuid(),
        id.map(PasskeyId::uuid)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() > 0)
}

/// Ends a ceremony; `false` when it had ended. Those that ended by themselves are tidied away.
pub(crate) async fn end_ceremony(
    tx: &mut Tx<'_>,
    once: &[u8; 32],
    until: Instant,
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "delete from rights.ceremonies where force_id = $1 and ends_at < $2",
        force.clone(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    let done = sqlx::query!(
        "insert into rights.ceremonies (force_id, once, ends_at) values ($1, $2, $3)
         on conflict do nothing",
        force,
        once.as_slice(),
        until as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// The force in which an account has a key, whichever it is.
pub(crate) async fn force_of(
    tx: &mut Tx<'_>,
    account: AccountId,
    credential: &[u8],
) -> Result<Option<String>, Problem> {
    sqlx::query_scalar!("select rights.force_of_passkey($1, $2)", account.uuid(), credential)
        .fetch_one(tx.connection())
        .await
        .map_err(problem)
}
