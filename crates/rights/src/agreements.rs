//! What a force shares with another: which contacts, for what, and until when.
//!
//! One administrator of the force that shares proposes it, another approves it; either ends it at
//! once. Whoever reads such things in the other force reads them too, and changes nothing. What is
//! restricted is never shared.
//!
//! *Invariants:* a scope in another force comes from [`open`] only, at each request anew, so that an
//! agreement that has ended opens nothing; the policies of both forces are asked about each record,
//! and what either forbids is refused.

use crate::interests::Interests;
use crate::rulebook::{self, Chapter};
use crate::second::{Deed, NewRequest, RequestApproved};
use crate::{Staff, epoch, second, store};
use jiff::SignedDuration;
use kernel::{
    AccountId, Actor, AgreementId, ForceId, Instant, Problem, Purpose, Reason, RequestId, Thing,
};
use policy::{Circumstances, Decision, Kind, Record, Right};
use serde::{Deserialize, Serialize};
use serde_json::json;
use station::jobs::{Doing, Job};
use station::{Act, Entry, Scope, Station, Tx};
use std::sync::Arc;

/// Making an agreement. Its request's details are a [`NewAgreement`].
pub const MAKE: Deed = Deed { code: "agreement_made", right: Right::ManageAgreements };
/// The longest that one lasts.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 365);
/// The longest text of one, in characters.
pub const LONGEST_TEXT: usize = 1000;

/// An agreement that is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAgreement {
    /// The force that may read.
    pub with: ForceId,
    /// Ids of the services whose contacts are shared; empty for all.
    pub services: Vec<String>,
    /// Why it is shared.
    pub purpose: String,
    /// What the other force may use it for.
    pub used_for: String,
    /// Until when, in real time.
    pub until: Instant,
}

/// Until when an agreement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Until {
    /// As was agreed, in real time.
    pub agreed: Instant,
    /// When it was ended before that.
    pub ended: Option<Instant>,
}

/// An agreement that was made.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// The force that shares.
    pub of: ForceId,
    /// The force that may read.
    pub with: ForceId,
    /// Ids of the services whose contacts are shared; empty for all.
    pub services: Vec<String>,
    /// Why it is shared.
    pub purpose: String,
    /// What the other force may use it for.
    pub used_for: String,
    /// Who proposed it, of the force that shares.
    pub made_by: AccountId,
    /// Who approved it, of the force that shares.
    pub approved_by: AccountId,
    /// Since when it holds, in real time.
    pub made_at: Instant,
    /// Until when.
    pub until: Until,
}

impl Agreement {
    /// Whether it holds at a moment.
    #[must_use]
    pub fn lives(&self, now: Instant) -> bool {
        self.until.ended.is_none() && self.until.agreed > now
    }

    /// Whether it shares the contacts of a service.
    #[must_use]
    pub fn shares(&self, service: &str) -> bool {
        self.services.is_empty() || self.services.iter().any(|id| id == service)
    }
}

/// What is wrong with a proposal, field by field: `with`, `services`, `purpose`, `used_for`, `until`.
#[must_use]
pub fn faults(of: &ForceId, new: &NewAgreement, now: Instant) -> Vec<&'static str> {
    let says = |text: &str| (1..=LONGEST_TEXT).contains(&text.trim().chars().count());
    let right = [
        ("with", new.with != *of),
        ("services", new.services.iter().all(|id| !id.trim().is_empty())),
        ("purpose", says(&new.purpose)),
        ("used_for", says(&new.used_for)),
        ("until", new.until > now && new.until <= now.plus(LONGEST)),
    ];
    right.into_iter().filter(|(_, right)| !right).map(|(field, _)| field).collect()
}

/// Proposes an agreement in the name of the scope's force: it holds once a second person approves it.
pub async fn propose(
    tx: &mut Tx<'_>,
    staff: &Staff,
    new: &NewAgreement,
    (says, reason): ([String; 2], String),
) -> Result<RequestId, Problem> {
    staff.require_now(MAKE.right)?;
    if !faults(staff.force(), new, tx.real_now()).is_empty() {
        return Err(Problem::Conflict("an agreement that cannot be"));
    }
    if tx.station().forces().get(new.with.as_str()).is_none() {
        return Err(Problem::NotFound(Thing::Force));
    }
    let details = serde_json::to_value(new).map_err(Problem::broken)?;
    let thing_id = AgreementId::new(tx.id()).to_string();
    let request = NewRequest { deed: MAKE, thing_id, details, says, reason };
    second::ask_for(tx, staff, &request).await
}

/// Ends an agreement of the scope's force: nothing is read by it from the next request on.
pub async fn end(
    tx: &mut Tx<'_>,
    staff: &Staff,
    id: AgreementId,
    reason: &str,
) -> Result<(), Problem> {
    staff.require_now(Right::ManageAgreements)?;
    if !second::says_something(reason) {
        return Err(Problem::Conflict("an end without a reason"));
    }
    let ended = store::agreements::end(tx, id, staff.account()).await?;
    let with = ended.ok_or(Problem::NotFound(Thing::Setting))?;
    let entry = Entry::new(Act::Alteration, "agreement_ended", "agreement", id);
    tx.journal(entry.with(json!({ "with": with, "why": reason.trim() }))).await?;
    epoch::changed(tx).await
}

/// Every agreement of the scope's force, on either side, the newest first.
pub async fn list(tx: &mut Tx<'_>) -> Result<Vec<Agreement>, Problem> {
    store::agreements::of_both(tx).await
}

/// The agreements by which others share with the scope's force now.
pub async fn shared_with(tx: &mut Tx<'_>) -> Result<Vec<Agreement>, Problem> {
    store::agreements::living_with(tx).await
}

/// What an agreement opens to one member of staff of the other force, at one request.
pub struct Share {
    /// The agreement.
    pub agreement: Agreement,
    /// What they have to do with people outside, as they declared it in their own force.
    pub interests: Interests,
    staff: Staff,
    owners: Arc<Chapter>,
}

/// Opens what an agreement shares to whoever reads such things in their own force. Not found when there
/// is none that lives and names their force.
pub async fn open(station: &Station, staff: &Staff, id: AgreementId) -> Result<Share, Problem> {
    staff.require(Right::ReadContacts)?;
    let mut tx = station.begin(&staff.scope(Purpose::Sharing)).await?;
    let agreement = shared_with(&mut tx).await?.into_iter().find(|it| it.id == id);
    let interests = Interests::of(&mut tx, staff.account()).await?;
    tx.leave().await?;
    let agreement = agreement.ok_or(Problem::NotFound(Thing::Setting))?;
    let scope = in_their_force(staff, &agreement);
    let mut tx = station.begin(&scope).await?;
    let epoch = store::epochs::of(&mut tx).await?;
    let owners = rulebook::chapter(&mut tx, epoch).await?;
    tx.leave().await?;
    let share = Share { agreement, interests, staff: staff.clone(), owners };
    let any = Record::plain(Kind::Contact, scope.force().clone());
    let decision = share.decide(&any);
    if decision.allowed { Ok(share) } else { Err(Problem::Refused(crate::reason(&decision))) }
}

/// The scope of a member of staff in the force that shares: made here and nowhere else.
fn in_their_force(staff: &Staff, agreement: &Agreement) -> Scope {
    Scope::new(agreement.of.clone(), Actor::Staff(staff.account()), Purpose::Sharing)
}

impl Share {
    /// The scope in which it is read: in the force that shares, in the reader's name.
    #[must_use]
    pub fn scope(&self) -> Scope {
        in_their_force(&self.staff, &self.agreement)
    }

    /// Who reads.
    #[must_use]
    pub const fn staff(&self) -> &Staff {
        &self.staff
    }

    /// What the policies of both forces say of reading one record.
    #[must_use]
    pub fn decide(&self, record: &Record) -> Decision {
        let record = Record { shared: true, ..record.clone() };
        let theirs = self.staff.decide(Right::ReadContacts, &record, Purpose::Sharing, false);
        if !theirs.allowed {
            return theirs;
        }
        let circumstances = Circumstances {
            purpose: Some(Purpose::Sharing),
            proven: self.staff.proven_for(),
            managed: self.staff.session.managed,
            glass: false,
        };
        let person = self.staff.person();
        self.owners.policies.decide(person, Right::ReadContacts, &record, &circumstances)
    }

    /// What the journal of the force that shares has of it beside who and when.
    #[must_use]
    pub fn details(&self) -> serde_json::Value {
        json!({ "agreement": self.agreement.id, "readers_force": self.staff.force() })
    }
}

/// The job that makes what a second person approved.
pub(crate) fn making() -> Job {
    Job::new("make_agreements", |tx, payload| make(tx, payload)).on::<RequestApproved>()
}

fn make<'t>(tx: &'t mut Tx<'_>, payload: serde_json::Value) -> Doing<'t> {
    Box::pin(async move {
        let approved: RequestApproved = serde_json::from_value(payload).map_err(Problem::broken)?;
        if approved.deed != MAKE.code {
            return Ok(());
        }
        let request = second::use_up(tx, approved.request, MAKE).await?;
        let second = request.decided_by.ok_or(Problem::Refused(Reason::SamePerson))?;
        let new: NewAgreement = serde_json::from_value(request.details).map_err(Problem::broken)?;
        let id: AgreementId = request.thing_id.parse().map_err(Problem::broken)?;
        if new.until <= tx.real_now() {
            return Ok(());
        }
        store::agreements::insert(tx, id, &new, (request.asked_by, second)).await?;
        let entry = Entry::new(Act::Collection, "agreement_in_force", "agreement", id);
        let details = json!({
            "with": new.with, "services": new.services, "until": new.until.to_string(),
            "asked_by": request.asked_by, "approved_by": second,
        });
        tx.journal(entry.with(details)).await?;
        epoch::changed(tx).await
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NewAgreement, faults};
    use jiff::SignedDuration;
    use kernel::{ForceId, Instant};

    #[test]
    fn an_agreement_is_with_another_force_says_why_and_lasts_a_year_at_most() {
        let force = |id| ForceId::parse(id).unwrap();
        let now = Instant::new("2026-11-27T09:00:00Z".parse().unwrap());
        let good = NewAgreement {
            with: force("metropolitan"),
            services: vec!["bicycle-theft".to_owned()],
            purpose: "Bicycles are sold over the border".to_owned(),
            used_for: "To find who sells them".to_owned(),
            until: now.plus(LONGEST),
        };
        let check = |new: NewAgreement, wrong: &[&str]| {
            assert_eq!(faults(&force("humberside"), &new, now), wrong, "{new:?}");
        };
        check(good.clone(), &[]);
        check(NewAgreement { services: vec![], ..good.clone() }, &[]);
        check(NewAgreement { with: force("humberside"), ..good.clone() }, &["with"]);
        check(NewAgreement { purpose: " ".to_owned(), ..good.clone() }, &["purpose"]);
        check(NewAgreement { used_for: "x".repeat(1001), ..good.clone() }, &["used_for"]);
        check(NewAgreement { until: now, ..good.clone() }, &["until"]);
        let later = now.plus(LONGEST + SignedDuration::from_secs(1));
        check(NewAgreement { until: later, ..good }, &["until"]);
    }
}
