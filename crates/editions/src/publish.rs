//! The second person: approving a proposal, or giving it back.

use crate::check::Checked;
use crate::proposal::{Proposal, ProposalId, Stage};
use crate::rules::{CHANGED, OWN, Person, may};
use crate::store;
use crate::store::decisions::NewPublication;
use crate::store::editions::New;
use crate::write::{is_open, replace, require_sound};
use jiff::civil::Date;
use kernel::{FieldProblem, Problem, Thing};
use rights::{Right, Staff};
use services::Catalogue;
use station::{Act, Entry, Tx};

/// What the second person says to it.
#[derive(Clone, Debug)]
pub struct Approval {
    /// Why; in a crisis, why without its Welsh.
    pub reason: String,
    /// The day by which the Welsh follows, when it is published without.
    pub welsh_by: Option<Date>,
}

/// The longest time that Welsh may be owed, in days.
const LONGEST_OWED: i32 = 28;

/// Publishes a proposal as it was checked and read: its text becomes an edition, and the forces that
/// it is for offer it, in one step. Nobody approves what they wrote. `Conflict` when it was changed
/// meanwhile, or another of its version was published. Without its Welsh only with a reason and a
/// day by which it follows.
pub async fn approve(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, revision): (ProposalId, i32),
    (checked, catalogue): (&Checked, &Catalogue),
    approval: &Approval,
) -> Result<(), Problem> {
    staff.require_now(Right::PublishServices)?;
    let proposal = another(tx, staff, (id, revision)).await?;
    require_sound(checked)?;
    let welsh_by = owed(tx, checked, approval)?;
    let edition = checked.edition.as_ref().ok_or(Problem::NotFound(Thing::Service))?;
    let version = edition.service.version;
    let new = New {
        service: &proposal.service,
        version,
        texts: &proposal.texts(),
        shared: catalogue.shared(),
        welsh_by,
        note: proposal.note.trim(),
        author: Some(&proposal.author),
    };
    if !store::editions::insert(tx, &new).await? {
        return Err(Problem::Conflict("another of this version was published"));
    }
    let publication = NewPublication {
        service: &proposal.service,
        version,
        reach: &proposal.reach,
        proposal: id,
        approver: &Person::of(staff),
        reason: approval.reason.trim(),
    };
    store::decisions::publish(tx, &publication).await?;
    replace(tx, "service_approved", &Proposal { stage: Stage::Published, ..proposal.clone() })
        .await?;
    let details = serde_json::json!({
        "version": version,
        "forces": store::stored(&proposal.reach),
        "author": proposal.author.account,
        "without_welsh_until": welsh_by.map(|by| by.to_string()),
    });
    let entry = Entry::new(Act::Alteration, "service_published", "service", &proposal.service);
    tx.journal(entry.with(details)).await
}

/// Gives a proposal back to its author, with what to change.
pub async fn send_back(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: (ProposalId, i32),
    why: &str,
) -> Result<(), Problem> {
    let proposal = another(tx, staff, id).await?;
    let why = why.trim().to_owned();
    if why.is_empty() {
        return Err(invalid("reason", "empty"));
    }
    let returned = Some((why, staff.name().to_owned()));
    replace(tx, "service_sent_back", &Proposal { stage: Stage::Writing, returned, ..proposal })
        .await
}

/// A proposal that waits, for somebody other than its author, in the revision that they read.
async fn another(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, revision): (ProposalId, i32),
) -> Result<Proposal, Problem> {
    staff.require(Right::ApproveServices)?;
    let proposal = store::proposals::find(tx, id).await?;
    may(staff, Right::ApproveServices, &proposal.reach)?;
    if proposal.author.is(staff) {
        return Err(Problem::Conflict(OWN));
    }
    if proposal.revision != revision || proposal.stage != Stage::Proposed || !is_open(&proposal) {
        return Err(Problem::Conflict(CHANGED));
    }
    Ok(proposal)
}

/// The day by which the Welsh follows, where the text is without it.
fn owed(tx: &Tx<'_>, checked: &Checked, approval: &Approval) -> Result<Option<Date>, Problem> {
    if checked.is_whole() {
        return Ok(None);
    }
    if approval.reason.trim().is_empty() {
        return Err(invalid("reason", "empty"));
    }
    let today = tx.now().in_london().date();
    let by = approval.welsh_by.ok_or_else(|| invalid("welsh_by", "empty"))?;
    let days = (by - today).get_days();
    if (1..=LONGEST_OWED).contains(&days) { Ok(Some(by)) } else { Err(invalid("welsh_by", "when")) }
}

fn invalid(field: &str, message: &str) -> Problem {
    let (field, message) = (field.to_owned(), message.to_owned());
    Problem::Invalid(vec![FieldProblem { field, message }])
}
