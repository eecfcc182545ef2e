//! Findings.

use crate::findings::{Finding, Standing};
use crate::patterns::{Rule, Suspicion};
use kernel::{AccountId, CaseId, FindingId, Instant, Problem};
use serde_json::Value;
use station::{Tx, problem};

struct Row {
    id: FindingId,
    rule: String,
    account: Option<AccountId>,
    thing: Option<String>,
    thing_id: Option<String>,
    facts: Value,
    happened_at: Instant,
    found_at: Instant,
    state: String,
    reason: Option<String>,
    case_id: Option<CaseId>,
}

impl Row {
    /// Nothing of a rule that this program does not know.
    fn finding(self) -> Option<Finding> {
        let state = match (self.state.as_str(), self.reason, self.case_id) {
            ("in_case", _, Some(case)) => Standing::InCase(case),
            ("dismissed", Some(reason), _) => Standing::Dismissed(reason),
            _ => Standing::Open,
        };
        Some(Finding {
            id: self.id,
            rule: Rule::of_code(&self.rule)?,
            account: self.account,
            record: self.thing.zip(self.thing_id),
            facts: self.facts,
            happened_at: self.happened_at,
            found_at: self.found_at,
            state,
        })
    }
}

/// Writes a finding down. The same one again is brought up to date while nobody has decided on it; `None`
/// when it was there.
pub(crate) async fn put(tx: &mut Tx<'_>, found: &Suspicion) -> Result<Option<FindingId>, Problem> {
    let (now, id, force) = (tx.now(), FindingId::new(tx.id()), tx.force().to_owned());
    let (thing, thing_id) = found.record.clone().unzip();
    let stored = sqlx::query_scalar!(
        r#"insert into oversight.findings as before
             (force_id, id, rule, same, account_id, thing, thing_id, facts, happened_at, found_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open')
         on conflict (force_id, rule, same) do update
         set facts = excluded.facts, happened_at = excluded.happened_at
         where before.state = 'open'
         returning id as "id: FindingId""#,
        force,
        id.uuid(),
        found.rule.code(),
        found.same,
        found.account.map(AccountId::uuid),
        thing,
        thing_id,
        found.facts,
        found.at as _,
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(stored.filter(|stored| *stored == id))
}

/// Findings on which nobody has decided, the newest first.
pub(crate) async fn open(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Finding>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: FindingId", rule, account_id as "account: AccountId", thing, thing_id, facts,
                happened_at as "happened_at: Instant", found_at as "found_at: Instant", state, reason,
                case_id as "case_id: CaseId"
         from oversight.findings where force_id = $1 and state = 'open' order by id desc limit $2"#,
        force,
        most
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::finding).collect())
}

/// The findings of a case, the oldest first.
pub(crate) async fn of_case(tx: &mut Tx<'_>, case: CaseId) -> Result<Vec<Finding>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: FindingId", rule, account_id as "account: AccountId", thing, thing_id, facts,
                happened_at as "happened_at: Instant", found_at as "found_at: Instant", state, reason,
                case_id as "case_id: CaseId"
         from oversight.findings where force_id = $1 and case_id = $2 order by id"#,
        force,
        case.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::finding).collect())
}

/// A finding, held until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx<'_>, id: FindingId) -> Result<Option<Finding>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_as!(
        Row,
        r#"select id as "id: FindingId", rule, account_id as "account: AccountId", thing, thing_id, facts,
                happened_at as "happened_at: Instant", found_at as "found_at: Instant", state, reason,
                case_id as "case_id: CaseId"
         from oversight.findings where force_id = $1 and id = $2 for update"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.and_then(Row::finding))
}

/// Writes down what was decided on a finding.
pub(crate) async fn decide(
    tx: &mut Tx<'_>,
    id: FindingId,
    state: &Standing,
    by: AccountId,
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let (code, reason, case) = match state {
        Standing::Open => ("open", None, None),
        Standing::Dismissed(reason) => ("dismissed", Some(reason.as_str()), None),
        Standing::InCase(case) => ("in_case", None, Some(case.uuid())),
    };
    sqlx::query!(
        "update oversight.findings
         set state = $3, reason = $4, case_id = $5, decided_by = $6, decided_at = $7
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        code,
        reason,
        case,
        by.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
