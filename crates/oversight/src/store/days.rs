//! How many records people opened, by day and hour.

use crate::patterns::Hours;
use kernel::{AccountId, Problem};
use station::{Tx, problem};

/// Counts of one person on one day.
#[derive(Clone, Debug)]
pub(crate) struct Day {
    pub(crate) account: AccountId,
    pub(crate) looks: u32,
    pub(crate) hours: Hours,
}

struct Row {
    account: AccountId,
    looks: i32,
    hours: Vec<i32>,
}

impl Row {
    fn day(self) -> Day {
        let mut stored = self.hours.into_iter().map(|it| u32::try_from(it).unwrap_or_default());
        Day {
            account: self.account,
            looks: u32::try_from(self.looks).unwrap_or_default(),
            hours: std::array::from_fn(|_| stored.next().unwrap_or_default()),
        }
    }
}

/// Adds what somebody opened on a day, which is written as `2026-06-04`.
pub(crate) async fn add(
    tx: &mut Tx<'_>,
    account: AccountId,
    day: &str,
    hours: &Hours,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let hours: Vec<i32> = hours.iter().map(|it| i32::try_from(*it).unwrap_or(i32::MAX)).collect();
    let looks: i32 = hours.iter().sum();
    sqlx::query!(
        "insert into oversight.days as before (force_id, account_id, day, looks, hours)
         values ($1, $2, ($3::text)::date, $4, $5)
         on conflict (force_id, day, account_id) do update
         set looks = before.looks + excluded.looks,
             hours = (select array_agg(one.old + one.new order by one.hour)
                      from unnest(before.hours, excluded.hours)
                           with ordinality as one (old, new, hour))",
        force,
        account.uuid(),
        day,
        looks,
        &hours
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// What everybody opened on a day.
pub(crate) async fn of_all(tx: &mut Tx<'_>, day: &str) -> Result<Vec<Day>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select account_id as "account: AccountId", looks, hours
         from oversight.days where force_id = $1 and day = ($2::text)::date"#,
        force,
        day
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::day).collect())
}

/// What somebody opened in the four weeks before a day.
pub(crate) async fn before(
    tx: &mut Tx<'_>,
    account: AccountId,
    day: &str,
) -> Result<Vec<Day>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select account_id as "account: AccountId", looks, hours
         from oversight.days
         where force_id = $1 and account_id = $2
           and day < ($3::text)::date and day >= ($3::text)::date - 28"#,
        force,
        account.uuid(),
        day
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(Row::day).collect())
}

/// Forgets days that no rule asks about any more.
pub(crate) async fn forget(tx: &mut Tx<'_>, day: &str) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "delete from oversight.days where force_id = $1 and day < ($2::text)::date - 60",
        force,
        day
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}
