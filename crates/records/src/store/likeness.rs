//! People by what is exact.

use kernel::{EntityId, Problem};
use station::{Tx, problem};

/// By what somebody is looked for: normalised, and only what is whole.
pub(crate) struct By {
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) surname: Option<String>,
    pub(crate) born: Option<String>,
    pub(crate) home: Option<String>,
}

/// Those who use the number or the address, who have the surname and were born then, or have it and live
/// there: each with the reason, under the record that they are shown under.
pub(crate) async fn people(tx: &mut Tx<'_>, by: &By) -> Result<Vec<(EntityId, String)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"with found as (
             select l.src as id, e.form as why
             from records.entities e
             join records.links l on l.force_id = $1 and l.dst = e.id and l.role in ('uses', 'owns')
                 and l.ended_at is null
             where e.force_id = $1 and e.form = 'phone' and e.identity = $2
                or e.force_id = $1 and e.form = 'email' and e.identity = $3
             union
             select b.entity_id, 'birth'
             from records.statements b
             where b.force_id = $1 and b.field = 'date_of_birth' and b.value = $5
               and b.ended_at is null and exists (
                   select from records.statements s
                   where s.force_id = $1 and s.entity_id = b.entity_id
                     and s.field in ('surname', 'former_surname') and lower(s.value) = lower($4)
                     and s.ended_at is null)
             union
             select l.src, 'home'
             from records.entities e
             join records.links l on l.force_id = $1 and l.dst = e.id and l.role = 'lives_at'
                 and l.ended_at is null
             where e.force_id = $1 and e.form = 'address' and e.identity = $6 and exists (
                   select from records.statements s
                   where s.force_id = $1 and s.entity_id = l.src
                     and s.field in ('surname', 'former_surname') and lower(s.value) = lower($4)
                     and s.ended_at is null))
         select distinct coalesce(m.golden_id, found.id) as "id!: EntityId", found.why as "why!"
         from found
         join records.entities p on p.force_id = $1 and p.id = found.id and p.form = 'person'
         left join records.merged m on m.force_id = $1 and m.entity_id = found.id
         limit 100"#,
        force,
        by.phone,
        by.email,
        by.surname,
        by.born,
        by.home
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.id, row.why)).collect())
}
