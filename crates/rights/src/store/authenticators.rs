//! Authenticator apps.

use kernel::{AccountId, Instant, Problem};
use station::{Tx, problem};

pub(crate) struct Kept {
    pub(crate) secret: Vec<u8>,
    pub(crate) last_step: i64,
    pub(crate) failures: i32,
    pub(crate) rests_until: Option<Instant>,
}

/// The app of an account, in the place of one that it had.
pub(crate) async fn put(
    tx: &mut Tx<'_>,
    account: AccountId,
    secret: &[u8],
    step: i64,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into rights.authenticators (force_id, account_id, secret, last_step, made_at)
         values ($1, $2, $3, $4, $5)
         on conflict (force_id, account_id) do update
         set secret = $3, last_step = $4, made_at = $5, failures = 0, rests_until = null",
        force,
        account.uuid(),
        secret,
        step,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn made_at(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Option<Instant>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select made_at as "made_at: Instant" from rights.authenticators
         where force_id = $1 and account_id = $2"#,
        force,
        account.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// The app of an account that may sign in, held until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Kept>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Kept,
        r#"select app.secret, app.last_step, app.failures, app.rests_until as "rests_until: Instant"
         from rights.authenticators as app
         join rights.accounts as account
           on account.force_id = app.force_id and account.id = app.account_id
         where app.force_id = $1 and app.account_id = $2 and account.state = 'active'
         for update of app"#,
        force,
        account.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn used(tx: &mut Tx<'_>, account: AccountId, step: i64) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update rights.authenticators set last_step = $3, failures = 0, rests_until = null
         where force_id = $1 and account_id = $2",
        force,
        account.uuid(),
        step
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn failed(
    tx: &mut Tx<'_>,
    account: AccountId,
    failures: i32,
    rests_until: Option<Instant>,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update rights.authenticators set failures = $3, rests_until = $4
         where force_id = $1 and account_id = $2",
        force,
        account.uuid(),
        failures,
        rests_until as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn delete(tx: &mut Tx<'_>, account: AccountId) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "delete from rights.authenticators where force_id = $1 and account_id = $2",
        force,
        account.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
