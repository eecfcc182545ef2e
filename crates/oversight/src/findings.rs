//! Findings: what looked unusual, and what a person makes of it.

use crate::cases::{self, Case};
use crate::patterns::Rule;
use crate::store;
use kernel::{AccountId, CaseId, FindingId, Instant, Problem, Thing};
use rights::{Right, Staff};
use serde_json::{Value, json};
use station::{Act, Entry, Tx};

/// The most findings on one page.
const MOST: i64 = 200;

/// Something that looked unusual.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// The rule that found it.
    pub rule: Rule,
    /// Whom it is about; nobody where it is about a record that many looked at.
    pub account: Option<AccountId>,
    /// The kind and the id of the record that it is about, if it is about one.
    pub record: Option<(String, String)>,
    /// What its explanation is made of.
    pub facts: Value,
    /// When the last of it happened.
    pub happened_at: Instant,
    /// When it was found.
    pub found_at: Instant,
    /// Where it stands.
    pub state: Standing,
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has decided.
    Open,
    /// It is nothing, and why.
    Dismissed(String),
    /// A case follows it up.
    InCase(CaseId),
}

/// Where a finding is followed up.
#[derive(Clone, Copy, Debug)]
pub enum Follow<'a> {
    /// In a new case, and why.
    New(&'a str),
    /// In one that is open.
    In(CaseId),
}

impl Finding {
    /// Everybody whom it is about.
    #[must_use]
    pub fn people(&self) -> Vec<AccountId> {
        let listed = self.facts.get("people").cloned().unwrap_or_default();
        let listed: Vec<AccountId> = serde_json::from_value(listed).unwrap_or_default();
        self.account.into_iter().chain(listed).collect()
    }
}

/// The findings on which nobody has decided, the newest first. Whoever looks sees none about themselves.
pub async fn open(tx: &mut Tx<'_>, staff: &Staff) -> Result<Vec<Finding>, Problem> {
    staff.require(Right::FollowUp)?;
    let mut found = store::findings::open(tx, MOST).await?;
    found.retain(|finding| !finding.people().contains(&staff.account()));
    let details = json!({ "findings": found.len() });
    let entry = Entry::new(Act::Consultation, "findings_seen", "findings", "open");
    tx.journal(entry.with(details)).await?;
    Ok(found)
}

/// One finding, for whoever follows it up and is not in it.
pub async fn read(tx: &mut Tx<'_>, staff: &Staff, id: FindingId) -> Result<Finding, Problem> {
    let finding = hold(tx, staff, id).await?;
    tx.journal(Entry::new(Act::Consultation, "finding_opened", "finding", id)).await?;
    Ok(finding)
}

/// It is nothing: with the reason why.
pub async fn dismiss(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: FindingId,
    reason: &str,
) -> Result<(), Problem> {
    still_open(&hold(tx, staff, id).await?)?;
    let state = Standing::Dismissed(reason.trim().to_owned());
    store::findings::decide(tx, id, &state, staff.account()).await?;
    tx.journal(Entry::new(Act::Alteration, "finding_dismissed", "finding", id)).await
}

/// It is followed up, in a case that is about everybody whom it is about.
pub async fn follow_up(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: FindingId,
    follow: Follow<'_>,
) -> Result<CaseId, Problem> {
    let finding = hold(tx, staff, id).await?;
    still_open(&finding)?;
    let case = match follow {
        Follow::New(why) => cases::open(tx, staff, why).await?,
        Follow::In(case) => {
            let Case { id, .. } = cases::hold_open(tx, staff, case).await?;
            id
        }
    };
    for person in finding.people() {
        store::cases::add_person(tx, case, person).await?;
    }
    store::findings::decide(tx, id, &Standing::InCase(case), staff.account()).await?;
    let entry = Entry::new(Act::Combination, "finding_followed_up", "finding", id);
    tx.journal(entry.with(json!({ "case": case }))).await?;
    Ok(case)
}

async fn hold(tx: &mut Tx<'_>, staff: &Staff, id: FindingId) -> Result<Finding, Problem> {
    staff.require(Right::FollowUp)?;
    let found = store::findings::hold(tx, id).await?;
    let found = found.filter(|finding| !finding.people().contains(&staff.account()));
    found.ok_or(Problem::NotFound(Thing::Case))
}

fn still_open(finding: &Finding) -> Result<(), Problem> {
    match finding.state {
        Standing::Open => Ok(()),
        Standing::Dismissed(_) | Standing::InCase(_) => {
            Err(Problem::Conflict("somebody decided before"))
        }
    }
}
