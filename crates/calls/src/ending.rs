//! A call becomes a report: what it will hold is written down first, then it is sent, then the call is
//! marked. Killed in between, it is gone on with; done twice, it is one report.

use crate::call::{self, Call, State};
use kernel::{CallId, Problem, Purpose, Thing};
use reports::{Intake, Receipt, Report};
use rights::{Right, Staff};
use services::{Catalogue, Service, WhyOpen};
use station::{Act, Entry, Scope, Station, Tx};
use std::sync::Arc;

/// The service that a call is written in: the edition in which it began.
pub(crate) fn edition<'a>(
    catalogue: &'a Catalogue,
    call: &Call,
) -> Result<&'a Arc<Service>, Problem> {
    let version = call.account.draft.version;
    catalogue.as_told(&call.service_id, version).ok_or(Problem::NotFound(Thing::Service))
}

/// Ends a call and makes it a report, as whole as it is. `why` is the reason for questions of which none
/// was given. When this returns well the report is durable.
pub async fn finish(
    (station, intake): (&Station, &Intake),
    catalogue: &Catalogue,
    staff: &Staff,
    (id, why): (CallId, WhyOpen),
) -> Result<Receipt, Problem> {
    staff.require(Right::AnswerContacts)?;
    let scope = staff.scope(Purpose::ContactHandling);
    let mut tx = station.begin(&scope).await?;
    let call = call::open(&mut tx, staff, id).await?;
    tx.commit().await?;
    end((station, intake), catalogue, &scope, (call, why)).await
}

/// The same for a call that is at hand, in a scope that may.
pub(crate) async fn end(
    (station, intake): (&Station, &Intake),
    catalogue: &Catalogue,
    scope: &Scope,
    (mut call, why): (Call, WhyOpen),
) -> Result<Receipt, Problem> {
    let service = edition(catalogue, &call)?;
    if call.state == State::Open {
        let mut tx = station.begin(scope).await?;
        call.account.end(service, why, tx.now());
        call.keep(&mut tx, State::Ending, ("call_ending", None)).await?;
        tx.commit().await?;
    }
    if call.state == State::Ended {
        let mut tx = station.begin(scope).await?;
        let (receipt, _) = shown(&mut tx, service, &call).await?;
        tx.commit().await?;
        return Ok(receipt);
    }
    let last = call.account.last.as_ref();
    let last = last.ok_or_else(|| Problem::broken("a call that ends with nothing"))?;
    let words = call.account.words.trim().to_owned();
    let told = reports::Call { by: call.by, words, gaps: last.gaps() };
    let draft = &call.account.draft;
    let receipt = intake.take(scope, service, (draft, &last.answers), &told).await?;
    let mut tx = station.begin(scope).await?;
    let account = &mut call.account;
    account.draft.sent = Some(receipt.reference.to_string());
    // They are in the report from now on.
    account.draft.answers = services::Answers::new();
    account.draft.typed.clear();
    account.words.clear();
    account.last = None;
    match call.keep(&mut tx, State::Ended, ("call_ended", Some(receipt.report))).await {
        Ok(()) => tx.commit().await?,
        // Another window did the same a moment before: it is the same report.
        Err(Problem::Conflict(_)) => tx.leave().await?,
        Err(problem) => return Err(problem),
    }
    Ok(receipt)
}

/// What is read out to the caller: the receipt of a call that is ended, and the report. The journal has
/// it that the access code was shown.
pub async fn receipt(
    tx: &mut Tx<'_>,
    staff: &Staff,
    catalogue: &Catalogue,
    id: CallId,
) -> Result<(Receipt, Report), Problem> {
    let call = call::open(tx, staff, id).await?;
    let service = edition(catalogue, &call)?;
    shown(tx, service, &call).await
}

async fn shown(
    tx: &mut Tx<'_>,
    service: &Service,
    call: &Call,
) -> Result<(Receipt, Report), Problem> {
    let (receipt, report) = reports::show_receipt(tx, service, &call.account.draft).await?;
    let entry = Entry::new(Act::Disclosure, "receipt_read_out", "report", report.id);
    tx.journal(entry).await?;
    Ok((receipt, report))
}
