//! Pairs of records that may be of the same one.

use crate::suggestion::{Answer, Band, Found, Suggestion};
use kernel::{AccountId, EntityId, Instant, Problem};
use rights::protection::Sight;
use station::{Tx, problem};

/// Stores what was found. What a person answered stays, and of what was asked before the newest is kept.
/// Pairs that somebody said are not the same are left out.
pub(crate) async fn keep(tx: &mut Tx<'_>, found: &[Found]) -> Result<u64, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let one: Vec<_> = found.iter().map(|it| it.one.min(it.other).uuid()).collect();
    let other: Vec<_> = found.iter().map(|it| it.one.max(it.other).uuid()).collect();
    let weight: Vec<f64> = found.iter().map(|it| it.weight).collect();
    let probability: Vec<f64> = found.iter().map(|it| it.probability).collect();
    let band: Vec<String> = found.iter().map(|it| it.band.code().to_owned()).collect();
    let explanation: Vec<_> = found.iter().map(|it| it.explanation.clone()).collect();
    let done = sqlx::query!(
        "insert into records.suggestions
             (force_id, one, other, weight, probability, band, explanation, found_at)
         select $1, new.one, new.other, new.weight, new.probability, new.band, new.explanation, $8
         from unnest($2::uuid[], $3::uuid[], $4::float8[], $5::float8[], $6::text[], $7::jsonb[])
             as new (one, other, weight, probability, band, explanation)
         where not exists (select 1 from records.distinctions d
                           where d.force_id = $1 and d.one = new.one and d.other = new.other)
         on conflict (force_id, one, other) do update
             set weight = excluded.weight, probability = excluded.probability,
                 band = excluded.band, explanation = excluded.explanation,
                 found_at = excluded.found_at
             where suggestions.answer is null",
        force,
        &one,
        &other,
        &weight,
        &probability,
        &band,
        &explanation,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected())
}

/// Stores what a person said of a pair, if it was suggested.
pub(crate) async fn answer(
    tx: &mut Tx<'_>,
    (one, other): (EntityId, EntityId),
    (answer, by, note): (&str, Option<AccountId>, &str),
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "update records.suggestions
         set answer = $4, answered_at = $5, answered_by = $6, note = $7
         where force_id = $1 and one = $2 and other = $3",
        force,
        one.min(other).uuid(),
        one.max(other).uuid(),
        answer,
        now as _,
        by.map(AccountId::uuid),
        note
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Forgets what a person said of a pair.
pub(crate) async fn reopen(
    tx: &mut Tx<'_>,
    (one, other): (EntityId, EntityId),
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    sqlx::query!(
        "update records.suggestions
         set answer = null, answered_at = null, answered_by = null, note = null
         where force_id = $1 and one = $2 and other = $3",
        force,
        one.min(other).uuid(),
        one.max(other).uuid()
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

struct Row {
    one: EntityId,
    other: EntityId,
    weight: f64,
    probability: f64,
    band: String,
    explanation: serde_json::Value,
    found_at: Instant,
    answer: Option<String>,
    note: Option<String>,
}

impl Row {
    fn suggestion(self) -> Option<Suggestion> {
        Some(Suggestion {
            found: Found {
                one: self.one,
                other: self.other,
                weight: self.weight,
                probability: self.probability,
                band: Band::of_code(&self.band)?,
                explanation: self.explanation,
            },
            found_at: self.found_at,
            answer: self.answer.as_deref().and_then(Answer::of_code),
            note: self.note.unwrap_or_default(),
        })
    }
}

/// One pair.
pub(crate) async fn one(
    tx: &mut Tx<'_>,
    (one, other): (EntityId, EntityId),
) -> Result<Option<Suggestion>, Problem> {
    let force = tx.force().to_owned();
    let row = sqlx::query_as!(
        Row,
        r#"select one as "one: EntityId", other as "other: EntityId", weight, probability, band,
                explanation, found_at as "found_at: Instant", answer, note
         from records.suggestions where force_id = $1 and one = $2 and other = $3"#,
        force,
        one.min(other).uuid(),
        one.max(other).uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.and_then(Row::suggestion))
}

/// What waits for a person, as far as somebody may see both: the surest first, those of which somebody
/// was unsure after them. Pairs that count as one by now are left out.
pub(crate) async fn open(
    tx: &mut Tx<'_>,
    sight: &Sight,
    limit: i64,
) -> Result<Vec<Suggestion>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select s.one as "one: EntityId", s.other as "other: EntityId", s.weight, s.probability,
                s.band, s.explanation, s.found_at as "found_at: Instant", s.answer, s.note
         from records.suggestions s
         join records.entities a on a.force_id = s.force_id and a.id = s.one
         join records.entities b on b.force_id = s.force_id and b.id = s.other
         left join records.merged ma on ma.force_id = s.force_id and ma.entity_id = s.one
         left join records.merged mb on mb.force_id = s.force_id and mb.entity_id = s.other
         where s.force_id = $1 and (s.answer is null or s.answer = 'unsure')
           and coalesce(ma.golden_id, s.one) <> coalesce(mb.golden_id, s.other)
           and (not a.restricted or $2 = any(a.open_to)) and not a.about && $3
           and (not b.restricted or $2 = any(b.open_to)) and not b.about && $3
           and a.marking = any($4) and b.marking = any($4)
         order by (s.answer is not null), s.weight desc, s.one, s.other limit $5"#,
        force,
        sight.account().uuid(),
        sight.barred(),
        sight.markings(),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::suggestion).collect())
}

/// Those that the program may join: beyond doubt, and answered by nobody.
pub(crate) async fn beyond_doubt(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Suggestion>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select one as "one: EntityId", other as "other: EntityId", weight, probability, band,
                explanation, found_at as "found_at: Instant", answer, note
         from records.suggestions
         where force_id = $1 and answer is null and band = 'same'
         order by weight desc, one, other limit $2"#,
        force,
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().filter_map(Row::suggestion).collect())
}
