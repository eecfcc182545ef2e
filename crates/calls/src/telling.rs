//! The access code, by a way that the caller called safe.

use crate::ending::{edition, receipt};
use crate::{State, call};
use kernel::{CallId, Problem, Reason, Thing, next_safe_time, words};
use rights::Staff;
use services::{Catalogue, contact_wishes};
use station::dispatch::{Channel, NewDispatch};
use station::{Act, Entry, Tx};

words! {
    SUBJECT { en: "What you asked us for", cy: "Yr hyn y gofynnoch amdano" }
    BODY {
        en: "{reference}\n{code}\n\nKeep both, and give the second line to nobody. You know where to use them.",
        cy: "{reference}\n{code}\n\nCadwch y ddau, a pheidiwch â rhoi'r ail linell i neb. Rydych yn gwybod ble i'w defnyddio.",
    }
}

/// Sends reference and access code of a call that is ended to the address that the caller called safe, at
/// a time that they called safe. Refused where they named none; not found before the call is ended.
pub async fn send_code(
    tx: &mut Tx<'_>,
    staff: &Staff,
    catalogue: &Catalogue,
    id: CallId,
) -> Result<(), Problem> {
    let call = call::open(tx, staff, id).await?;
    if call.state != State::Ended {
        return Err(Problem::NotFound(Thing::Draft));
    }
    let service = edition(catalogue, &call)?;
    let (receipt, report) = receipt(tx, staff, catalogue, id).await?;
    let wishes = contact_wishes(service, &report.answers);
    let to = wishes.safe_email().ok_or(Problem::Refused(Reason::NotSafe))?;
    let language = report.language;
    let (reference, code) = (receipt.reference.to_string(), receipt.access_code.to_string());
    tx.dispatch(NewDispatch {
        channel: Channel::Email,
        to: to.to_owned(),
        subject: SUBJECT.say(language).to_owned(),
        body: BODY.fill(language, &[("reference", &reference), ("code", &code)]),
        language,
        about: format!("report {}", report.id),
        due_at: next_safe_time(&wishes.times, tx.now()),
    })
    .await?;
    tx.journal(Entry::new(Act::Disclosure, "access_code_sent", "report", report.id)).await
}
