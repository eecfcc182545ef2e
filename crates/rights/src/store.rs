//! The SQL of accounts and sessions.

use crate::NewAccount;
use crate::sessions::IDLE;
use kernel::{AccountId, Email, Instant, Problem};
use station::{Tx, problem};

pub(crate) struct SignInFacts {
    pub(crate) id: AccountId,
    pub(crate) password_hash: String,
}

pub(crate) struct LivingSession {
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) appointment: Option<String>,
    pub(crate) seen_at: Instant,
}

/// `false` when the force has an account of that address already.
pub(crate) async fn insert_account(
    tx: &mut Tx<'_>,
    id: AccountId,
    new: &NewAccount,
    hash: &str,
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into rights.accounts (force_id, id, email, name, role, password_hash, made_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        force,
        id.uuid(),
        new.email.as_str().to_lowercase(),
        new.name,
        new.role.code(),
        hash,
        now as _,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// The account of an address, now appointed; nothing when the force has none.
pub(crate) async fn appoint(
    tx: &mut Tx<'_>,
    email: &Email,
    appointment: Option<&str>,
) -> Result<Option<AccountId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"update rights.accounts set appointment = $3 where force_id = $1 and email = $2
         returning id as "id: AccountId""#,
        force,
        email.as_str().to_lowercase(),
        appointment
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn sign_in_facts(
    tx: &mut Tx<'_>,
    email: &Email,
) -> Result<Option<SignInFacts>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        SignInFacts,
        r#"select id as "id: AccountId", password_hash from rights.accounts
         where force_id = $1 and email = $2 and state = 'active'"#,
        force,
        email.as_str().to_lowercase()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn name(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select name from rights.accounts where force_id = $1 and id = $2",
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn insert_session(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    account: AccountId,
    ends_at: Instant,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into rights.sessions
             (force_id, token_hash, account_id, signed_in_at, seen_at, ends_at)
         values ($1, $2, $3, $4, $4, $5)",
        force,
        hash.as_slice(),
        account.uuid(),
        now as _,
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn living_session(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Instant,
) -> Result<Option<LivingSession>, Problem> {
    let force = tx.force().to_owned();
    let seen_after = now.plus(-IDLE);
    sqlx::query_as!(
        LivingSession,
        r#"select account.id as "account: AccountId", account.name, account.role,
                account.appointment, session.seen_at as "seen_at: Instant"
         from rights.sessions as session
         join rights.accounts as account
           on account.force_id = session.force_id and account.id = session.account_id
         where session.force_id = $1 and session.token_hash = $2 and account.state = 'active'
           and session.ends_at > $3 and session.seen_at > $4"#,
        force,
        hash.as_slice(),
        now as _,
        seen_after as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn touch_session(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "update rights.sessions set seen_at = $3 where force_id = $1 and token_hash = $2",
        force,
        hash.as_slice(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Ends one session, and tidies away those of the force that ended by themselves.
pub(crate) async fn end_session(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "delete from rights.sessions
         where force_id = $1 and (token_hash = $2 or ends_at < $3)",
        force,
        hash.as_slice(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
