//! What is known of people, as matching compares it.

use kernel::{EntityId, Problem};
use station::{Tx, problem};

/// One thing that is known of somebody: the code of the field, or `home` with the postcode beside it.
pub(crate) struct Known {
    pub(crate) entity: EntityId,
    pub(crate) field: String,
    pub(crate) value: String,
    pub(crate) beside: String,
}

/// The next people after one, erased ones left out.
pub(crate) async fn people(
    tx: &mut Tx<'_>,
    after: Option<EntityId>,
    limit: i64,
) -> Result<Vec<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id as "id: EntityId" from records.entities
         where force_id = $1 and form = 'person' and erased_at is null
           and ($2::uuid is null or id > $2)
         order by id limit $3"#,
        force,
        after.map(EntityId::uuid),
        limit
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// What is known of some people, and how they are reached and where they live by what they are linked to.
pub(crate) async fn of(tx: &mut Tx<'_>, ids: &[EntityId]) -> Result<Vec<Known>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    sqlx::query_as!(
        Known,
        r#"select s.entity_id as "entity!: EntityId", s.field as "field!", s.value as "value!",
                '' as "beside!"
         from records.statements s
         where s.force_id = $1 and s.entity_id = any($2) and s.ended_at is null
           and s.field in ('given_names', 'surname', 'alias', 'nickname', 'former_surname',
                           'date_of_birth', 'sex', 'pncid', 'cro', 'nino', 'passport',
                           'driver_number')
         union all
         select l.src, x.form, x.label, x.hint
         from records.links l
         join records.entities x on x.force_id = l.force_id and x.id = l.dst
             and x.form in ('phone', 'email', 'address')
         where l.force_id = $1 and l.src = any($2) and l.ended_at is null
           and l.role in ('uses', 'owns', 'lives_at', 'stays_at')"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
