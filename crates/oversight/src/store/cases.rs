//! Cases, whom they are about, and what was written down in them.

use crate::cases::{Case, Closing, Note, Outcome};
use kernel::{AccountId, CaseId, GlassId, Instant, Problem};
use station::{Tx, problem};

struct Row {
    id: CaseId,
    why: String,
    glass: Option<GlassId>,
    opened_by: Option<AccountId>,
    opened_at: Instant,
    outcome: Option<String>,
    closing: Option<String>,
    closed_by: Option<AccountId>,
    closed_at: Option<Instant>,
    people: Vec<AccountId>,
}

impl Row {
    fn case(self) -> Case {
        let outcome = self.outcome.as_deref().and_then(Outcome::of_code);
        let closed = match (outcome, self.closed_by, self.closed_at) {
            (Some(outcome), Some(by), Some(at)) => {
                Some(Closing { outcome, why: self.closing.unwrap_or_default(), by, at })
            }
            _ => None,
        };
        Case {
            id: self.id,
            why: self.why,
            glass: self.glass,
            opened_by: self.opened_by,
            opened_at: self.opened_at,
            people: self.people,
            closed,
        }
    }
}

/// Opens a case; `false` when the same glass has one.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: CaseId,
    why: &str,
    (glass, by): (Option<GlassId>, Option<AccountId>),
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let made = sqlx::query!(
        "insert into oversight.cases (force_id, id, why, glass_id, opened_by, opened_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        force,
        id.uuid(),
        why,
        glass.map(GlassId::uuid),
        by.map(AccountId::uuid),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(made.rows_affected() > 0)
}

pub(crate) async fn add_person(
    tx: &mut Tx<'_>,
    case: CaseId,
    account: AccountId,
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into oversight.people (force_id, case_id, account_id, added_at)
         values ($1, $2, $3, $4) on conflict do nothing",
        force,
        case.uuid(),
        account.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The cases of the force: what is open first, then the newest.
pub(crate) async fn list(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Case>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: CaseId", why, glass_id as "glass: GlassId", opened_by as "opened_by: AccountId",
                opened_at as "opened_at: Instant", outcome, closing, closed_by as "closed_by: AccountId",
                closed_at as "closed_at: Instant",
                array(select account_id from oversight.people as person
                      where person.force_id = $1 and person.case_id = one.id
                      order by account_id) as "people!: Vec<AccountId>"
         from oversight.cases as one where force_id = $1
         order by closed_at is not null, id desc limit $2"#,
        force,
        most
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::case).collect())
}

/// A case, held until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<Case>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_as!(
        Row,
        r#"select id as "id: CaseId", why, glass_id as "glass: GlassId", opened_by as "opened_by: AccountId",
                opened_at as "opened_at: Instant", outcome, closing, closed_by as "closed_by: AccountId",
                closed_at as "closed_at: Instant",
                array(select account_id from oversight.people as person
                      where person.force_id = $1 and person.case_id = one.id
                      order by account_id) as "people!: Vec<AccountId>"
         from oversight.cases as one where force_id = $1 and id = $2 for update of one"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(Row::case))
}

pub(crate) async fn close(tx: &mut Tx<'_>, id: CaseId, closing: &Closing) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update oversight.cases set outcome = $3, closing = $4, closed_by = $5, closed_at = $6
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        closing.outcome.code(),
        closing.why,
        closing.by.uuid(),
        closing.at as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn add_note(
    tx: &mut Tx<'_>,
    case: CaseId,
    by: AccountId,
    body: &str,
) -> Result<(), Problem> {
    let (now, id, force) = (tx.now(), tx.id(), tx.force().to_owned());
    sqlx::query!(
        "insert into oversight.notes (force_id, id, case_id, written_by, written_at, body)
         values ($1, $2, $3, $4, $5, $6)",
        force,
        id,
        case.uuid(),
        by.uuid(),
        now as _,
        body
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What was written down in a case, the oldest first.
pub(crate) async fn notes(tx: &mut Tx<'_>, case: CaseId) -> Result<Vec<Note>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_as!(
        Note,
        r#"select written_by as "by: AccountId", written_at as "at: Instant", body
         from oversight.notes where force_id = $1 and case_id = $2 order by id"#,
        force,
        case.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
