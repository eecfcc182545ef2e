//! Accounts of people whom an identity provider knows, and their sessions.

use crate::providers::Described;
use kernel::{AccountId, Problem, SessionId};
use policy::Role;
use station::{Tx, problem};

/// An account as it stands before somebody comes with it again.
pub(crate) struct Known {
    pub(crate) id: AccountId,
    pub(crate) active: bool,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) roles: Vec<String>,
    pub(crate) units: Vec<String>,
}

/// The account of whom an issuer calls so, held until the transaction ends.
pub(crate) async fn hold(
    tx: &mut Tx<'_>,
    (issuer, subject): (&str, &str),
) -> Result<Option<Known>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Known,
        r#"select id as "id: AccountId", state = 'active' as "active!", name, email, roles, units
         from rights.accounts where force_id = $1 and issuer = $2 and subject = $3 for update"#,
        force,
        issuer,
        subject
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// `false` when there is one already.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: AccountId,
    (issuer, subject): (&str, &str),
    described: &Described,
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into rights.accounts
             (force_id, id, email, name, roles, units, issuer, subject, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        force,
        id.uuid(),
        described.email,
        described.name,
        &codes(&described.roles),
        described.units.as_deref().unwrap_or_default(),
        issuer,
        subject,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn update(
    tx: &mut Tx<'_>,
    id: AccountId,
    described: &Described,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update rights.accounts
         set email = $3, name = $4, roles = $5, units = coalesce($6, units)
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        described.email,
        described.name,
        &codes(&described.roles),
        described.units.as_deref()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Whether an account is of whom an issuer calls so, and may sign in.
pub(crate) async fn is_known_as(
    tx: &mut Tx<'_>,
    id: AccountId,
    (issuer, subject): (&str, &str),
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select exists (select from rights.accounts
             where force_id = $1 and id = $2 and issuer = $3 and subject = $4
               and state = 'active') as "is!""#,
        force,
        id.uuid(),
        issuer,
        subject
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

/// The provider with which a session began.
pub(crate) async fn provider_of(
    tx: &mut Tx<'_>,
    session: SessionId,
) -> Result<Option<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select provider from rights.sessions where force_id = $1 and id = $2",
        force,
        session.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map(Option::flatten)
    .map_err(problem)
}

/// The sessions that began with a provider, of whom an issuer calls so and of what it calls the
/// session, as far as it says either.
pub(crate) async fn sessions(
    tx: &mut Tx<'_>,
    (provider, issuer): (&str, &str),
    (subject, session): (Option<&str>, Option<&str>),
) -> Result<Vec<(AccountId, SessionId)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select session.account_id as "account: AccountId", session.id as "id: SessionId"
         from rights.sessions as session
         join rights.accounts as account
           on account.force_id = session.force_id and account.id = session.account_id
         where session.force_id = $1 and session.provider = $2 and account.issuer = $3
           and ($4::text is null or account.subject = $4)
           and ($5::text is null or session.provider_session = $5)"#,
        force,
        provider,
        issuer,
        subject,
        session
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.account, row.id)).collect())
}

fn codes(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.code().to_owned()).collect()
}
