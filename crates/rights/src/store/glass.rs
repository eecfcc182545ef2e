//! Glass that was broken.

use crate::glass::{Behind, Broken, Finding, OPENS_FOR, Review};
use kernel::{AccountId, GlassId, Instant, Problem};
use station::{Tx, problem};

struct Row {
    id: GlassId,
    by: AccountId,
    thing: String,
    thing_id: String,
    called: String,
    reason: String,
    broken_at: Instant,
    ends_at: Instant,
    reviewed_by: Option<AccountId>,
    reviewed_at: Option<Instant>,
    finding: Option<String>,
    answer: Option<String>,
}

impl Row {
    fn broken(self) -> Broken {
        let finding = self.finding.as_deref().and_then(Finding::of_code);
        let answer = self.answer.unwrap_or_default();
        let review = match (self.reviewed_by, self.reviewed_at, finding) {
            (Some(by), Some(at), Some(finding)) => Some(Review { by, at, finding, answer }),
            _ => None,
        };
        Broken {
            id: self.id,
            by: self.by,
            thing: self.thing,
            thing_id: self.thing_id,
            called: self.called,
            reason: self.reason,
            broken_at: self.broken_at,
            ends_at: self.ends_at,
            review,
        }
    }
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: GlassId,
    by: AccountId,
    behind: Behind<'_>,
    reason: &str,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into rights.glass (force_id, id, account_id, thing, thing_id, called, reason, broken_at,
                                   ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        force,
        id.uuid(),
        by.uuid(),
        behind.thing,
        behind.id,
        behind.called,
        reason,
        now as _,
        now.plus(OPENS_FOR) as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn opens(
    tx: &mut Tx<'_>,
    account: AccountId,
    thing_id: &str,
) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query_scalar!(
        r#"select exists (select from rights.glass where force_id = $1 and account_id = $2
             and thing_id = $3 and ends_at > $4) as "opens!""#,
        force,
        account.uuid(),
        thing_id,
        now as _
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

pub(crate) async fn close(tx: &mut Tx<'_>, id: GlassId) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "update rights.glass set ends_at = least(ends_at, $3) where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn hold(tx: &mut Tx<'_>, id: GlassId) -> Result<Option<Broken>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_as!(
        Row,
        r#"select id as "id: GlassId", account_id as "by: AccountId", thing, thing_id, called, reason,
                broken_at as "broken_at: Instant", ends_at as "ends_at: Instant",
                reviewed_by as "reviewed_by: AccountId", reviewed_at as "reviewed_at: Instant",
                finding, answer
         from rights.glass where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(Row::broken))
}

pub(crate) async fn list(tx: &mut Tx<'_>) -> Result<Vec<Broken>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: GlassId", account_id as "by: AccountId", thing, thing_id, called, reason,
                broken_at as "broken_at: Instant", ends_at as "ends_at: Instant",
                reviewed_by as "reviewed_by: AccountId", reviewed_at as "reviewed_at: Instant",
                finding, answer
         from rights.glass where force_id = $1
         order by reviewed_at is not null, case when reviewed_at is null then broken_at end,
                  broken_at desc
         limit 200"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::broken).collect())
}

pub(crate) async fn review(
    tx: &mut Tx<'_>,
    id: GlassId,
    by: AccountId,
    (finding, answer): (Finding, &str),
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "update rights.glass set reviewed_by = $3, reviewed_at = $4, finding = $5, answer = $6
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        by.uuid(),
        now as _,
        finding.code(),
        answer
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn reminded(tx: &mut Tx<'_>, id: GlassId) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "update rights.glass set reminded_at = $3 where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
