//! Writing a definition, and proposing it.

use crate::check::{Checked, with_line, with_version};
use crate::proposal::{Proposal, ProposalId, Stage};
use crate::rules::{CHANGED, Person, covers};
use crate::store;
use kernel::{FieldProblem, Problem, Reason, Thing};
use rights::{Right, Staff};
use services::{Catalogue, Reach, Texts};
use station::{Act, Entry, Tx};

/// The longest text, in bytes. The largest of today's definitions has a tenth of it.
const LONGEST: usize = 400_000;

/// What a text is begun from.
#[derive(Clone, Debug)]
pub struct Start {
    /// The service whose text is taken.
    pub from: String,
    /// Which version of it.
    pub version: u32,
    /// The id of a new service, when it is not that one that is changed.
    pub new: Option<String>,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The definition.
    pub english: String,
    /// Its Welsh; may be empty.
    pub welsh: String,
    /// Its own tests; may be empty.
    pub tests: String,
    /// What is new.
    pub note: String,
    /// Whom it is for.
    pub reach: Reach,
}

impl Written {
    /// Whether it is what a proposal says already.
    fn is_in(&self, proposal: &Proposal) -> bool {
        self.english == proposal.english
            && self.welsh == proposal.welsh
            && self.tests == proposal.tests
            && self.note == proposal.note
            && self.reach == proposal.reach
    }
}

/// Begins a text from that of an edition: the next version of it, or a new service that starts with
/// the same words. Nothing is offered of it.
pub async fn begin(
    tx: &mut Tx<'_>,
    staff: &Staff,
    catalogue: &Catalogue,
    start: &Start,
) -> Result<ProposalId, Problem> {
    staff.require(Right::WriteServices)?;
    let known = store::editions::kept(tx, &start.from, start.version).await?;
    let texts = known.map(|kept| kept.texts);
    let texts =
        texts.or_else(|| ground(catalogue, start)).ok_or(Problem::NotFound(Thing::Service))?;
    let (service, texts) = match &start.new {
        Some(id) => (id.clone(), cloned(catalogue, id, &texts)?),
        None => (start.from.clone(), next(catalogue, &start.from, texts)),
    };
    let id = ProposalId(tx.id());
    let proposal = Proposal {
        id,
        service,
        english: texts.english,
        welsh: texts.welsh.unwrap_or_default(),
        tests: texts.tests,
        note: String::new(),
        reach: Reach::At([staff.force().clone()].into()),
        stage: Stage::Writing,
        revision: 1,
        begun_from: start.new.is_none().then_some(start.version),
        author: Person::of(staff),
        changed_at: tx.now(),
        returned: None,
    };
    store::proposals::insert(tx, &proposal).await?;
    journal(tx, "service_text_begun", &proposal).await?;
    Ok(id)
}

fn ground(catalogue: &Catalogue, start: &Start) -> Option<Texts> {
    let edition = catalogue.of_program(&start.from)?;
    catalogue.texts(&start.from).filter(|_| edition.service.version == start.version).cloned()
}

fn next(catalogue: &Catalogue, id: &str, texts: Texts) -> Texts {
    let newest = catalogue.editions(id).last().map_or(0, |edition| edition.service.version);
    Texts { english: with_version(&texts.english, newest + 1), ..texts }
}

fn cloned(catalogue: &Catalogue, id: &str, texts: &Texts) -> Result<Texts, Problem> {
    let fits = (2..=40).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && id.starts_with(|c: char| c.is_ascii_lowercase());
    let wrong = |message: &str| {
        let (field, message) = ("new".to_owned(), message.to_owned());
        Problem::Invalid(vec![FieldProblem { field, message }])
    };
    if !fits {
        return Err(wrong("not_an_id"));
    }
    if catalogue.ids().any(|known| known == id) {
        return Err(wrong("taken"));
    }
    let english = with_line(&texts.english, "id", id);
    let english = with_version(&with_line(&english, "slug", id), 1);
    let welsh = texts
        .welsh
        .as_ref()
        .map(|welsh| with_line(welsh, "service", &format!("{{ id: {id}, locale: cy }}")));
    Ok(Texts { english, welsh, tests: texts.tests.clone() })
}

/// Saves what was written in the place of the revision that its author saw. A text that waits for a
/// second person is being written again. `Conflict` when it was saved meanwhile; the same form sent
/// twice is saved once. Returns the revision that it has now.
pub async fn save(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, revision): (ProposalId, i32),
    written: Written,
) -> Result<i32, Problem> {
    let now = store::proposals::find(tx, id).await?;
    if now.author.is(staff) && now.revision == revision + 1 && written.is_in(&now) {
        journal(tx, "service_text_sent_again", &now).await?;
        return Ok(now.revision);
    }
    let before = own(tx, staff, (id, revision)).await?;
    let long = [&written.english, &written.welsh, &written.tests];
    if long.into_iter().any(|text| text.len() > LONGEST) {
        let (field, message) = ("english".to_owned(), "too_long".to_owned());
        return Err(Problem::Invalid(vec![FieldProblem { field, message }]));
    }
    let everywhere = staff.may(Right::PublishEverywhere);
    if !covers(staff.force(), everywhere, &written.reach) {
        return Err(Problem::Refused(Reason::NotYourRole));
    }
    let after = Proposal {
        english: written.english,
        welsh: written.welsh,
        tests: written.tests,
        note: written.note,
        reach: written.reach,
        stage: Stage::Writing,
        ..before
    };
    replace(tx, "service_text_saved", &after).await?;
    Ok(revision + 1)
}

/// Proposes a text as it was checked: a second person decides. `Conflict` when it was saved
/// meanwhile; what does not compile or fails its own tests is `Invalid`.
pub async fn propose(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, revision): (ProposalId, i32),
    checked: &Checked,
) -> Result<(), Problem> {
    let before = own(tx, staff, (id, revision)).await?;
    require_sound(checked)?;
    if before.note.trim().is_empty() {
        let (field, message) = ("note".to_owned(), "empty".to_owned());
        return Err(Problem::Invalid(vec![FieldProblem { field, message }]));
    }
    let after = Proposal { stage: Stage::Proposed, returned: None, ..before };
    replace(tx, "service_proposed", &after).await
}

/// Takes a text back. It stays to be read, and nothing comes of it.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: (ProposalId, i32),
) -> Result<(), Problem> {
    let before = own(tx, staff, id).await?;
    replace(tx, "service_withdrawn", &Proposal { stage: Stage::Withdrawn, ..before }).await
}

/// A proposal that somebody may still change: their own, in the revision that they saw.
async fn own(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (id, revision): (ProposalId, i32),
) -> Result<Proposal, Problem> {
    staff.require(Right::WriteServices)?;
    let proposal = store::proposals::find(tx, id).await?;
    // One author a text: whoever changed a word of it could not be the second person.
    if !proposal.author.is(staff) {
        return Err(Problem::Refused(Reason::NotYourRole));
    }
    if proposal.revision != revision || !is_open(&proposal) {
        return Err(Problem::Conflict(CHANGED));
    }
    Ok(proposal)
}

/// Whether something may still come of it.
pub(crate) fn is_open(proposal: &Proposal) -> bool {
    matches!(proposal.stage, Stage::Writing | Stage::Proposed)
}

pub(crate) fn require_sound(checked: &Checked) -> Result<(), Problem> {
    if checked.is_sound() {
        return Ok(());
    }
    let (field, message) = ("english".to_owned(), "unsound".to_owned());
    Err(Problem::Invalid(vec![FieldProblem { field, message }]))
}

/// Stores a proposal in place of the revision that it has, with its journal entry.
pub(crate) async fn replace(
    tx: &mut Tx<'_>,
    verb: &'static str,
    proposal: &Proposal,
) -> Result<(), Problem> {
    if !store::proposals::replace(tx, proposal).await? {
        return Err(Problem::Conflict(CHANGED));
    }
    journal(tx, verb, proposal).await
}

async fn journal(tx: &mut Tx<'_>, verb: &'static str, proposal: &Proposal) -> Result<(), Problem> {
    let details = serde_json::json!({ "service": proposal.service, "revision": proposal.revision });
    let entry = Entry::new(Act::Alteration, verb, "service_proposal", proposal.id);
    tx.journal(entry.with(details)).await
}
