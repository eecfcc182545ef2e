//! The kill switch: a service is closed within seconds, and opened again.

use crate::rules::{Person, may};
use crate::store;
use kernel::{FieldProblem, Problem, Said, Thing};
use rights::{Right, Staff};
use services::{Catalogue, Reach};
use station::{Act, Entry, Tx};

/// Which service is closed or opened, where and why.
#[derive(Clone, Debug)]
pub struct Closing {
    /// The service.
    pub service: String,
    /// The forces.
    pub reach: Reach,
    /// Why, for colleagues.
    pub reason: String,
}

/// Closes a service: nobody begins it any more and whoever comes is told what to do in its place, in
/// both languages. Whoever is on the way can finish and send.
pub async fn close(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (catalogue, closing): (&Catalogue, &Closing),
    advice: &Said,
) -> Result<(), Problem> {
    check(staff, catalogue, closing)?;
    let empty = [("advice_en", &advice.en), ("advice_cy", &advice.cy), ("reason", &closing.reason)];
    let empty = empty.into_iter().filter(|(_, text)| text.trim().is_empty());
    let empty: Vec<FieldProblem> = empty.map(|(field, _)| missing(field)).collect();
    if !empty.is_empty() {
        return Err(Problem::Invalid(empty));
    }
    let advice = Said { en: advice.en.trim().to_owned(), cy: advice.cy.trim().to_owned() };
    store::decisions::close(tx, closing, Some(&advice), &Person::of(staff)).await?;
    journal(tx, "service_closed", closing).await
}

/// Opens a service that was closed.
pub async fn reopen(
    tx: &mut Tx<'_>,
    staff: &Staff,
    catalogue: &Catalogue,
    closing: &Closing,
) -> Result<(), Problem> {
    check(staff, catalogue, closing)?;
    if closing.reason.trim().is_empty() {
        return Err(Problem::Invalid(vec![missing("reason")]));
    }
    store::decisions::close(tx, closing, None, &Person::of(staff)).await?;
    journal(tx, "service_opened", closing).await
}

fn check(staff: &Staff, catalogue: &Catalogue, closing: &Closing) -> Result<(), Problem> {
    may(staff, Right::ApproveServices, &closing.reach)?;
    let known = catalogue.ids().any(|id| id == closing.service);
    if known { Ok(()) } else { Err(Problem::NotFound(Thing::Service)) }
}

fn missing(field: &str) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: "empty".to_owned() }
}

async fn journal(tx: &mut Tx<'_>, verb: &'static str, closing: &Closing) -> Result<(), Problem> {
    let details = serde_json::json!({ "forces": store::stored(&closing.reach) });
    let entry = Entry::new(Act::Alteration, verb, "service", &closing.service);
    tx.journal(entry.with(details)).await
}
