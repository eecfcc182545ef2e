//! Proposals.

use super::{reach, stored, version};
use crate::proposal::{Proposal, ProposalId, Stage};
use crate::rules::Person;
use kernel::{AccountId, ForceId, Instant, Problem, Thing};
use station::{Tx, problem};

struct Row {
    id: uuid::Uuid,
    service_id: String,
    english: String,
    welsh: String,
    tests: String,
    note: String,
    forces: Option<Vec<String>>,
    state: String,
    revision: i32,
    begun_from: Option<i32>,
    by_force: String,
    by_account: AccountId,
    by_name: String,
    changed_at: Instant,
    returned_why: Option<String>,
    returned_name: Option<String>,
}

impl Row {
    fn proposal(self) -> Result<Proposal, Problem> {
        let force = ForceId::parse(&self.by_force).map_err(Problem::broken)?;
        Ok(Proposal {
            id: ProposalId(self.id),
            service: self.service_id,
            english: self.english,
            welsh: self.welsh,
            tests: self.tests,
            note: self.note,
            reach: reach(self.forces)?,
            stage: Stage::of_code(&self.state),
            revision: self.revision,
            begun_from: self.begun_from.and_then(|version| u32::try_from(version).ok()),
            author: Person { force, account: self.by_account, name: self.by_name },
            changed_at: self.changed_at,
            returned: self.returned_why.zip(self.returned_name),
        })
    }
}

pub(crate) async fn insert(tx: &mut Tx<'_>, new: &Proposal) -> Result<(), Problem> {
    let now = tx.now();
    sqlx::query!(
        "insert into editions.proposals
             (id, service_id, english, welsh, tests, note, forces, state, begun_from, by_force,
              by_account, by_name, begun_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        new.id.0,
        new.service,
        new.english,
        new.welsh,
        new.tests,
        new.note,
        stored(&new.reach) as _,
        new.stage.code(),
        new.begun_from.map(version).transpose()?,
        new.author.force.as_str(),
        new.author.account.uuid(),
        new.author.name,
        now as _,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Puts a proposal in the place of the one of the revision before; `false` when that is gone.
pub(crate) async fn replace(tx: &mut Tx<'_>, new: &Proposal) -> Result<bool, Problem> {
    let now = tx.now();
    let done = sqlx::query!(
        "update editions.proposals
         set english = $3, welsh = $4, tests = $5, note = $6, forces = $7, state = $8,
             revision = revision + 1, changed_at = $9, returned_why = $10, returned_name = $11
         where id = $1 and revision = $2",
        new.id.0,
        new.revision,
        new.english,
        new.welsh,
        new.tests,
        new.note,
        stored(&new.reach) as _,
        new.stage.code(),
        now as _,
        new.returned.as_ref().map(|(why, _)| why.as_str()),
        new.returned.as_ref().map(|(_, name)| name.as_str()),
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// A proposal. Not found when there is none of that id.
pub async fn find(tx: &mut Tx<'_>, id: ProposalId) -> Result<Proposal, Problem> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, service_id, english, welsh, tests, note, forces, state, revision, begun_from,
                by_force, by_account as "by_account: AccountId", by_name,
                changed_at as "changed_at: Instant", returned_why, returned_name
         from editions.proposals where id = $1"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    row.ok_or(Problem::NotFound(Thing::Service))?.proposal()
}

/// What is being written or waits for a second person, the latest first.
pub async fn open(tx: &mut Tx<'_>) -> Result<Vec<Proposal>, Problem> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, service_id, english, welsh, tests, note, forces, state, revision, begun_from,
                by_force, by_account as "by_account: AccountId", by_name,
                changed_at as "changed_at: Instant", returned_why, returned_name
         from editions.proposals where state in ('writing', 'proposed')
         order by changed_at desc limit 200"#
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    rows.into_iter().map(Row::proposal).collect()
}
