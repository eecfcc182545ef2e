//! Accounts.

use crate::{Account, Appointment, Change, NewAccount, Role};
use kernel::{AccountId, Email, Instant, Problem};
use policy::{Rank, Vetting};
use station::{Tx, problem};

pub(crate) struct SignInFacts {
    pub(crate) id: AccountId,
    pub(crate) password_hash: Option<String>,
    pub(crate) has_app: bool,
}

/// `false` when the force has an account of that address already.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: AccountId,
    new: &NewAccount,
    hash: &str,
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into rights.accounts (force_id, id, email, name, roles, password_hash, made_at)
         values ($1, $2, $3, $4, array[$5], $6, $7) on conflict do nothing",
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

/// The account of an address, now appointed; nothing when the force has none, or several: providers may
/// say the same of two people.
pub(crate) async fn appoint(
    tx: &mut Tx<'_>,
    email: &Email,
    appointment: Option<&str>,
) -> Result<Option<AccountId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"update rights.accounts set appointment = $3 where force_id = $1 and email = $2
           and (select count(*) from rights.accounts where force_id = $1 and email = $2) = 1
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
        r#"select id as "id: AccountId", password_hash,
                exists (select from rights.authenticators as app
                  where app.force_id = $1 and app.account_id = accounts.id) as "has_app!"
         from rights.accounts where force_id = $1 and email = $2 
           and state = 'active' and issuer is null"#,
        force,
        email.as_str().to_lowercase()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// From now on this is the hash of somebody's password.
pub(crate) async fn set_password(
    tx: &mut Tx<'_>,
    id: AccountId,
    hash: &str,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update rights.accounts set password_hash = $3 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        hash
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The hash of somebody's password, if they have one.
pub(crate) async fn password_hash(
    tx: &mut Tx<'_>,
    id: AccountId,
) -> Result<Option<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        "select password_hash from rights.accounts
         where force_id = $1 and id = $2 and state = 'active'",
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map(Option::flatten)
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

/// The addresses of those who may sign in and have one of these roles.
pub(crate) async fn addresses(
    tx: &mut Tx<'_>,
    roles: &[String],
) -> Result<Vec<(AccountId, String)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select id as "id: AccountId", email from rights.accounts
         where force_id = $1 and state = 'active' and roles && $2 and email <> '' order by id"#,
        force,
        roles
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

struct Row {
    id: AccountId,
    email: String,
    name: String,
    roles: Vec<String>,
    rank: String,
    vetting: String,
    units: Vec<String>,
    operations: Vec<String>,
    appointment: Option<String>,
    issuer: Option<String>,
    made_at: Instant,
    ended_at: Option<Instant>,
}

impl Row {
    fn account(self) -> Account {
        let standing = Change {
            roles: self.roles.iter().filter_map(|code| Role::of_code(code)).collect(),
            rank: Rank::of_code(&self.rank).unwrap_or(Rank::PoliceStaff),
            vetting: Vetting::of_code(&self.vetting).unwrap_or(Vetting::None),
            units: self.units,
            operations: self.operations,
        };
        Account {
            id: self.id,
            email: self.email,
            name: self.name,
            standing,
            appointment: self.appointment.as_deref().and_then(Appointment::of_code),
            issuer: self.issuer,
            made_at: self.made_at,
            ended_at: self.ended_at,
        }
    }
}

pub(crate) async fn one(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_as!(
        Row,
        r#"select id as "id: AccountId", email, name, roles, rank, vetting, units, operations,
                appointment, issuer, made_at as "made_at: Instant", ended_at as "ended_at: Instant"
         from rights.accounts where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(Row::account))
}

pub(crate) async fn list(
    tx: &mut Tx<'_>,
    holding: &str,
    after: &str,
    most: usize,
) -> Result<Vec<Account>, Problem> {
    let force = tx.force().to_owned();
    let most = i64::try_from(most).map_err(Problem::broken)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: AccountId", email, name, roles, rank, vetting, units, operations,
                appointment, issuer, made_at as "made_at: Instant", ended_at as "ended_at: Instant"
         from rights.accounts
         where force_id = $1 and name > $2
           and (position(lower($3) in lower(name)) > 0 or position(lower($3) in email) > 0)
         order by name, id limit $4"#,
        force,
        after,
        holding,
        most
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::account).collect())
}

/// A page of those whose name or address holds a text, after one of them.
pub(crate) async fn page(
    tx: &mut Tx<'_>,
    holding: &str,
    after: Option<AccountId>,
    most: usize,
) -> Result<Vec<Account>, Problem> {
    let force = tx.force().to_owned();
    let most = i64::try_from(most).map_err(Problem::broken)?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: AccountId", email, name, roles, rank, vetting, units, operations,
                appointment, issuer, made_at as "made_at: Instant", ended_at as "ended_at: Instant"
         from rights.accounts
         where force_id = $1
           and (position(lower($2) in lower(name)) > 0 or position(lower($2) in email) > 0)
           and ($3::uuid is null or (name, id) >
                (select name, id from rights.accounts where force_id = $1 and id = $3))
         order by name, id limit $4"#,
        force,
        holding,
        after.map(AccountId::uuid),
        most
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::account).collect())
}

/// Those who belong to a unit, or to an operation.
pub(crate) async fn members(
    tx: &mut Tx<'_>,
    unit: Option<&str>,
    operation: Option<&str>,
) -> Result<Vec<Account>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: AccountId", email, name, roles, rank, vetting, units, operations,
                appointment, issuer, made_at as "made_at: Instant", ended_at as "ended_at: Instant"
         from rights.accounts
         where force_id = $1 and ($2 = any(units) or $3 = any(operations))
         order by name, id limit 1000"#,
        force,
        unit,
        operation
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::account).collect())
}

/// The account of an address, of those that have not ended before those that have, and of local ones before
/// those that a provider knows; nothing when the force has none.
pub(crate) async fn by_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<AccountId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id as "id: AccountId" from rights.accounts where force_id = $1 and email = $2
         order by state, issuer is not null, id limit 1"#,
        force,
        email.as_str().to_lowercase()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn change(tx: &mut Tx<'_>, id: AccountId, change: &Change) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let roles: Vec<String> = change.roles.iter().map(|role| role.code().to_owned()).collect();
    sqlx::query!(
        "update rights.accounts set roles = $3, rank = $4, vetting = $5, units = $6, operations = $7
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        &roles,
        change.rank.code(),
        change.vetting.code(),
        &change.units,
        &change.operations
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// `false` when there is no such account.
pub(crate) async fn set_state(
    tx: &mut Tx<'_>,
    id: AccountId,
    active: bool,
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update rights.accounts
         set state = case when $3 then 'active' else 'ended' end,
             ended_at = case when $3 then null else $4::timestamptz end
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        active,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}
