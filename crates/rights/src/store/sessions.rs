//! Sessions.

use crate::sessions::{IDLE, Listed, Method, Proof};
use kernel::{AccountId, ForceId, Instant, Problem, Reason, SessionId};
use policy::{Appointment, Assurance, Person, Rank, Role, Vetting};
use station::{Tx, problem};

/// A session that lives, with whoever holds it.
pub(crate) struct Living {
    pub(crate) session: SessionId,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    roles: Vec<String>,
    appointment: Option<String>,
    rank: String,
    vetting: String,
    units: Vec<String>,
    operations: Vec<String>,
    assurance: String,
    pub(crate) proven_at: Instant,
    pub(crate) seen_at: Instant,
    pub(crate) ends_at: Instant,
    pub(crate) managed: bool,
    pub(crate) enrolling: bool,
    pub(crate) epoch: i64,
}

impl Living {
    /// Who it is, as policies ask for it. What this program does not know gives nothing.
    pub(crate) fn person(&self, force: ForceId) -> Result<Person, Problem> {
        let roles: Vec<Role> = self.roles.iter().filter_map(|code| Role::of_code(code)).collect();
        if roles.is_empty() {
            return Err(Problem::Refused(Reason::NotYourRole));
        }
        Ok(Person {
            account: self.account,
            force,
            roles,
            appointment: self.appointment.as_deref().and_then(Appointment::of_code),
            rank: Rank::of_code(&self.rank).unwrap_or(Rank::PoliceStaff),
            vetting: Vetting::of_code(&self.vetting).unwrap_or(Vetting::None),
            units: self.units.clone(),
            operations: self.operations.clone(),
            assurance: Assurance::of_code(&self.assurance).unwrap_or(Assurance::OneFactor),
        })
    }
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (id, account): (SessionId, AccountId),
    hash: &[u8; 32],
    (proven_at, ends_at): (Instant, Instant),
    proof: &Proof,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let (provider, theirs) = proof.provider.clone().unzip();
    sqlx::query!(
        "insert into rights.sessions
             (force_id, token_hash, account_id, signed_in_at, seen_at, ends_at, id, assurance, method,
              proven_at, provider, provider_session, device, managed)
         values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $13, $9, $10, $11, $12)",
        force,
        hash.as_slice(),
        account.uuid(),
        now as _,
        ends_at as _,
        id.uuid(),
        proof.assurance.code(),
        proof.method.code(),
        provider,
        theirs.flatten(),
        proof.device,
        proof.managed,
        proven_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn living(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Instant,
) -> Result<Option<Living>, Problem> {
    let force = tx.force().to_owned();
    let seen_after = now.plus(-IDLE);
    sqlx::query_as!(
        Living,
        r#"select session.id as "session: SessionId", account.id as "account: AccountId",
                account.name, account.roles, account.appointment, account.rank, account.vetting,
                account.units, account.operations, session.assurance,
                session.proven_at as "proven_at: Instant", session.seen_at as "seen_at: Instant",
                session.ends_at as "ends_at: Instant", session.managed, session.enrolling,
                coalesce((select epoch from rights.epochs where force_id = $1), 0) as "epoch!"
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

pub(crate) async fn touch(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<(), Problem> {
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

/// The session goes on under another token, as proven now. How surely we know them only grows; what their
/// provider calls the session is what it calls it now.
pub(crate) async fn rotate(
    tx: &mut Tx<'_>,
    before: &[u8; 32],
    after: &[u8; 32],
    proof: &Proof,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "update rights.sessions
         set token_hash = $3, proven_at = $4, seen_at = $4,
             assurance = case when assurance = 'hardware' or $5 = 'one_factor' then assurance
                              else $5 end,
             provider_session = coalesce($6, provider_session)
         where force_id = $1 and token_hash = $2",
        force,
        before.as_slice(),
        after.as_slice(),
        now as _,
        proof.assurance.code(),
        proof.provider.as_ref().and_then(|(_, theirs)| theirs.as_deref())
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Ends one session of somebody or all of theirs, and tidies away those of the force that ended by
/// themselves. Returns how many of theirs were ended.
pub(crate) async fn end(
    tx: &mut Tx<'_>,
    account: AccountId,
    session: Option<SessionId>,
) -> Result<u64, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "delete from rights.sessions where force_id = $1 and ends_at < $2",
        force.clone(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    let done = sqlx::query!(
        "delete from rights.sessions
         where force_id = $1 and account_id = $2 and ($3::uuid is null or id = $3)",
        force,
        account.uuid(),
        session.map(SessionId::uuid)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}

/// Ends every session of somebody but one. Returns how many there were.
pub(crate) async fn end_others(
    tx: &mut Tx<'_>,
    account: AccountId,
    kept: SessionId,
) -> Result<u64, Problem> {
    let force = tx.force().to_owned();
    let done = sqlx::query!(
        "delete from rights.sessions where force_id = $1 and account_id = $2 and id <> $3",
        force,
        account.uuid(),
        kept.uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}

/// Whether nothing is open to a session but enrolling.
pub(crate) async fn set_enrolling(
    tx: &mut Tx<'_>,
    id: SessionId,
    enrolling: bool,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update rights.sessions set enrolling = $3 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        enrolling
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Living sessions, the latest used first.
pub(crate) async fn list(tx: &mut Tx<'_>, of: Option<AccountId>) -> Result<Vec<Listed>, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let rows = sqlx::query!(
        r#"select id as "id: SessionId", account_id as "account: AccountId", method, assurance, device,
                signed_in_at as "signed_in_at: Instant", seen_at as "seen_at: Instant",
                ends_at as "ends_at: Instant"
         from rights.sessions
         where force_id = $1 and ends_at > $2 and seen_at > $3 and ($4::uuid is null or account_id = $4)
         order by seen_at desc, id
         limit 500"#,
        force,
        now as _,
        now.plus(-IDLE) as _,
        of.map(AccountId::uuid)
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            id: row.id,
            account: row.account,
            method: Method::of_code(&row.method).unwrap_or(Method::Password),
            assurance: Assurance::of_code(&row.assurance).unwrap_or(Assurance::OneFactor),
            device: row.device,
            signed_in_at: row.signed_in_at,
            seen_at: row.seen_at,
            ends_at: row.ends_at,
        })
        .collect())
}
