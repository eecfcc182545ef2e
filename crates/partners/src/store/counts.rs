//! Counts of redirects.

use crate::{Redirected, What};
use jiff::civil::Date;
use kernel::Problem;
use station::{Tx, problem};
use std::collections::BTreeMap;

/// Adds what was counted on a day, in an order in which two servers never wait for each other in a
/// ring.
pub(crate) async fn add(
    tx: &mut Tx<'_>,
    day: Date,
    counted: &BTreeMap<(Redirected, What), u64>,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let texts = |pick: fn(&Redirected) -> &str| -> Vec<String> {
        counted.keys().map(|(of, _)| pick(of).to_owned()).collect()
    };
    let whats: Vec<String> = counted.keys().map(|(_, what)| what.code().to_owned()).collect();
    let times: Vec<i64> =
        counted.values().map(|times| i64::try_from(*times).unwrap_or(i64::MAX)).collect();
    sqlx::query!(
        "insert into partners.redirected as kept
             (force_id, day, service_id, question_id, role, partner_id, what, times)
         select $1, $2::text::date, service, question, role, partner, what, times
         from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
             as new (service, question, role, partner, what, times)
         order by service, question, role, partner, what
         on conflict (force_id, day, service_id, question_id, role, partner_id, what)
         do update set times = kept.times + excluded.times",
        force,
        day.to_string(),
        &texts(|of| &of.service),
        &texts(|of| &of.question),
        &texts(|of| &of.role),
        &texts(|of| of.partner.as_deref().unwrap_or_default()),
        &whats,
        &times
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What was counted from a day to another.
pub(crate) async fn between(
    tx: &mut Tx<'_>,
    from: Date,
    to: Date,
) -> Result<Vec<(Redirected, What, u64)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select service_id, question_id, role, partner_id, what, sum(times)::bigint as "times!"
         from partners.redirected
         where force_id = $1 and day between $2::text::date and $3::text::date
         group by service_id, question_id, role, partner_id, what"#,
        force,
        from.to_string(),
        to.to_string()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let read = rows.into_iter().filter_map(|row| {
        let of = Redirected {
            service: row.service_id,
            question: row.question_id,
            role: row.role,
            partner: Some(row.partner_id).filter(|id| !id.is_empty()),
        };
        Some((of, What::of_code(&row.what)?, u64::try_from(row.times).unwrap_or_default()))
    });
    Ok(read.collect())
}
