//! What needs a second person.

use crate::second::{NewRequest, Request, RequestState};
use kernel::{AccountId, Instant, Problem, RequestId};
use policy::Right;
use station::{Tx, problem};

struct Row {
    id: RequestId,
    deed: String,
    needs: String,
    thing_id: String,
    details: serde_json::Value,
    says_en: String,
    says_cy: String,
    reason: String,
    asked_by: AccountId,
    asked_at: Instant,
    ends_at: Instant,
    state: String,
    decided_by: Option<AccountId>,
    answer: Option<String>,
}

impl Row {
    fn request(self) -> Request {
        Request {
            id: self.id,
            deed: self.deed,
            needs: Right::of_code(&self.needs),
            thing_id: self.thing_id,
            details: self.details,
            says: [self.says_en, self.says_cy],
            reason: self.reason,
            asked_by: self.asked_by,
            asked_at: self.asked_at,
            ends_at: self.ends_at,
            state: RequestState::of_code(&self.state),
            decided_by: self.decided_by,
            answer: self.answer,
        }
    }
}

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: RequestId,
    by: AccountId,
    new: &NewRequest,
    ends_at: Instant,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let [english, welsh] = &new.says;
    sqlx::query!(
        "insert into rights.requests (force_id, id, deed, needs, thing_id, details, says_en, says_cy, reason,
                                      asked_by, asked_at, ends_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting')",
        force,
        id.uuid(),
        new.deed.code,
        new.deed.right.code(),
        new.thing_id,
        new.details,
        english,
        welsh,
        new.reason.trim(),
        by.uuid(),
        now as _,
        ends_at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn hold(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Request>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_as!(
        Row,
        r#"select id as "id: RequestId", deed, needs, thing_id, details, says_en, says_cy, reason,
                asked_by as "asked_by: AccountId", asked_at as "asked_at: Instant",
                ends_at as "ends_at: Instant", state, decided_by as "decided_by: AccountId", answer
         from rights.requests where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(Row::request))
}

pub(crate) async fn list(tx: &mut Tx<'_>) -> Result<Vec<Request>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: RequestId", deed, needs, thing_id, details, says_en, says_cy, reason,
                asked_by as "asked_by: AccountId", asked_at as "asked_at: Instant",
                ends_at as "ends_at: Instant", state, decided_by as "decided_by: AccountId", answer
         from rights.requests where force_id = $1 order by id desc limit 100"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::request).collect())
}

/// Sets the state, and who decided and why where somebody did.
pub(crate) async fn decide(
    tx: &mut Tx<'_>,
    id: RequestId,
    state: RequestState,
    by: Option<(AccountId, &str)>,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let (account, answer) = by.unzip();
    sqlx::query!(
        "update rights.requests
         set state = $3, decided_by = coalesce($4, decided_by), answer = coalesce($5, answer),
             decided_at = coalesce(decided_at, $6)
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        state.code(),
        account.map(AccountId::uuid),
        answer,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
