//! Agreements.

use crate::agreements::{Agreement, NewAgreement, Until};
use kernel::{AccountId, AgreementId, ForceId, Instant, Problem, Thing};
use station::{Tx, problem};

struct Row {
    id: AgreementId,
    force_id: String,
    with_force: String,
    services: Vec<String>,
    purpose: String,
    used_for: String,
    made_by: AccountId,
    approved_by: AccountId,
    made_at: Instant,
    ends_at: Instant,
    ended_at: Option<Instant>,
}

impl Row {
    fn agreement(self) -> Result<Agreement, Problem> {
        let force = |text: &str| ForceId::parse(text).map_err(|_| Problem::NotFound(Thing::Force));
        Ok(Agreement {
            id: self.id,
            of: force(&self.force_id)?,
            with: force(&self.with_force)?,
            services: self.services,
            purpose: self.purpose,
            used_for: self.used_for,
            made_by: self.made_by,
            approved_by: self.approved_by,
            made_at: self.made_at,
            until: Until { agreed: self.ends_at, ended: self.ended_at },
        })
    }
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: AgreementId,
    new: &NewAgreement,
    (made_by, approved_by): (AccountId, AccountId),
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into rights.agreements
             (force_id, id, with_force, services, purpose, used_for, made_by, approved_by, made_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        force,
        id.uuid(),
        new.with.as_str(),
        &new.services,
        new.purpose,
        new.used_for,
        made_by.uuid(),
        approved_by.uuid(),
        now as _,
        new.until as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// `false` when there is no such one of the transaction's force, or it had ended.
pub(crate) async fn end(
    tx: &mut Tx<'_>,
    id: AgreementId,
    by: AccountId,
) -> Result<Option<String>, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query_scalar!(
        "update rights.agreements set ended_at = $3, ended_by = $4
         where force_id = $1 and id = $2 and ended_at is null and ends_at > $3
         returning with_force",
        force,
        id.uuid(),
        now as _,
        by.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Those in which the transaction's force shares or is shared with, the newest first.
pub(crate) async fn of_both(tx: &mut Tx<'_>) -> Result<Vec<Agreement>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: AgreementId", force_id, with_force, services, purpose, used_for,
                made_by as "made_by: AccountId", approved_by as "approved_by: AccountId",
                made_at as "made_at: Instant", ends_at as "ends_at: Instant",
                ended_at as "ended_at: Instant"
         from rights.agreements where force_id = $1 or with_force = $1
         order by id desc limit 500"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter().map(Row::agreement).collect()
}

/// Those that live and share with the transaction's force.
pub(crate) async fn living_with(tx: &mut Tx<'_>) -> Result<Vec<Agreement>, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: AgreementId", force_id, with_force, services, purpose, used_for,
                made_by as "made_by: AccountId", approved_by as "approved_by: AccountId",
                made_at as "made_at: Instant", ends_at as "ends_at: Instant",
                ended_at as "ended_at: Instant"
         from rights.agreements
         where with_force = $1 and ended_at is null and ends_at > $2
         order by force_id, id limit 500"#,
        force,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter().map(Row::agreement).collect()
}
