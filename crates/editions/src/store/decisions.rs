//! What was decided about services, in the order in which it holds.

use super::{reach, stored, version};
use crate::close::Closing;
use crate::proposal::ProposalId;
use crate::rules::Person;
use kernel::{Problem, Said};
use services::{Closed, Decided, Decision, Reach};
use station::{Tx, problem};
use std::sync::Arc;

/// How much was decided and kept: when it is another number, there is something new. Rows are only
/// added, so a process that sees the same number has seen everything.
pub(crate) async fn epoch(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    sqlx::query_scalar!(
        r#"select (select count(*) from editions.editions)
             + (select count(*) from editions.publications)
             + (select count(*) from editions.closures) as "epoch!""#
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

/// A publication to be kept.
pub(crate) struct NewPublication<'a> {
    pub(crate) service: &'a str,
    pub(crate) version: u32,
    pub(crate) reach: &'a Reach,
    pub(crate) proposal: ProposalId,
    pub(crate) approver: &'a Person,
    pub(crate) reason: &'a str,
}

pub(crate) async fn publish(tx: &mut Tx<'_>, new: &NewPublication<'_>) -> Result<(), Problem> {
    let (id, now) = (tx.id(), tx.now());
    sqlx::query!(
        "insert into editions.publications
             (id, service_id, version, forces, at, proposal, approved_force, approved_account,
              approved_name, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        new.service,
        version(new.version)?,
        stored(new.reach) as _,
        now as _,
        new.proposal.0,
        new.approver.force.as_str(),
        new.approver.account.uuid(),
        new.approver.name,
        new.reason,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Keeps that a service was closed, or opened again where there is no advice.
pub(crate) async fn close(
    tx: &mut Tx<'_>,
    closing: &Closing,
    advice: Option<&Said>,
    by: &Person,
) -> Result<(), Problem> {
    let (id, now) = (tx.id(), tx.now());
    sqlx::query!(
        "insert into editions.closures
             (id, service_id, forces, closes, advice_en, advice_cy, reason, at, by_force,
              by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        closing.service,
        stored(&closing.reach) as _,
        advice.is_some(),
        advice.map_or("", |advice| &advice.en),
        advice.map_or("", |advice| &advice.cy),
        closing.reason,
        now as _,
        by.force.as_str(),
        by.account.uuid(),
        by.name,
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Everything that was decided, in order.
pub(crate) async fn all(tx: &mut Tx<'_>) -> Result<Vec<Decision>, Problem> {
    let rows = sqlx::query!(
        r#"select service_id as "service_id!", forces, version, closes as "closes!",
                advice_en as "advice_en!", advice_cy as "advice_cy!"
         from (
             select place, service_id, forces, version, false as closes, '' as advice_en,
                 '' as advice_cy
             from editions.publications
             union all
             select place, service_id, forces, null, closes, advice_en, advice_cy
             from editions.closures
         ) as decided order by place"#
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut decisions = Vec::with_capacity(rows.len());
    for row in rows {
        let what = match (row.version, row.closes) {
            (Some(version), _) => {
                Decided::Published(u32::try_from(version).map_err(Problem::broken)?)
            }
            (None, true) => {
                let advice = Said { en: row.advice_en, cy: row.advice_cy };
                Decided::Closed(Arc::new(Closed { advice }))
            }
            (None, false) => Decided::Opened,
        };
        decisions.push(Decision { service: row.service_id, reach: reach(row.forces)?, what });
    }
    Ok(decisions)
}
