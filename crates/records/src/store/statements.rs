//! What is known of records.

use crate::field::Field;
use crate::open::certainty;
use crate::statement::{Certainty, Nature, NewStatement, Origin, Source, Statement};
use kernel::{AccountId, EntityId, Instant, Problem, StatementId};
use sqlx::types::Uuid;
use station::{Tx, problem};

/// Stores statements about a record, in their order. What says nothing is left out.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    entity: EntityId,
    by: Option<AccountId>,
    statements: &[NewStatement],
) -> Result<(), Problem> {
    insert_all(tx, by, &[(entity, statements)]).await
}

/// Stores statements about several records.
pub(crate) async fn insert_all(
    tx: &mut Tx<'_>,
    by: Option<AccountId>,
    all: &[(EntityId, &[NewStatement])],
) -> Result<(), Problem> {
    let mut columns = Columns::default();
    for (entity, statements) in all {
        for new in *statements {
            columns.take(tx.id(), *entity, new);
        }
    }
    let (force, now) = (tx.force().to_owned(), tx.now());
    sqlx::query!(
        "insert into records.statements
             (force_id, id, entity_id, field, value, said, certainty, nature, valid_from, valid_to,
              source, source_thing, source_id, made_at, made_by)
         select $1, new.id, new.entity_id, new.field, new.value, new.said, new.certainty,
                new.nature, new.valid_from, new.valid_to, new.source, new.thing, new.thing_id,
                $14, $15
         from unnest($3::uuid[], $2::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                     $8::text[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[],
                     $13::text[])
             as new (id, entity_id, field, value, said, certainty, nature, valid_from, valid_to,
                     source, thing, thing_id)",
        force,
        &columns.entities,
        &columns.ids,
        &columns.fields,
        &columns.values,
        &columns.said,
        &columns.certainties,
        &columns.natures,
        &columns.valid_from as _,
        &columns.valid_to as _,
        &columns.sources,
        &columns.things as _,
        &columns.thing_ids as _,
        now as _,
        by.map(AccountId::uuid)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    entities: Vec<Uuid>,
    fields: Vec<String>,
    values: Vec<String>,
    said: Vec<String>,
    certainties: Vec<String>,
    natures: Vec<String>,
    valid_from: Vec<Option<Instant>>,
    valid_to: Vec<Option<Instant>>,
    sources: Vec<String>,
    things: Vec<Option<String>>,
    thing_ids: Vec<Option<String>>,
}

impl Columns {
    fn take(&mut self, id: Uuid, entity: EntityId, new: &NewStatement) {
        let Some(read) = new.field.reading().read(&new.said) else { return };
        self.ids.push(id);
        self.entities.push(entity.uuid());
        self.fields.push(new.field.code().to_owned());
        self.values.push(read.value);
        self.said.push(new.said.clone());
        self.certainties.push(certainty(new.certainty, read.whole).code().to_owned());
        self.natures.push(new.nature.code().to_owned());
        self.valid_from.push(new.valid.0);
        self.valid_to.push(new.valid.1);
        self.sources.push(new.source.code().to_owned());
        self.things.push(new.origin.as_ref().map(|it| it.thing.clone()));
        self.thing_ids.push(new.origin.as_ref().map(|it| it.id.clone()));
    }
}

/// What is known of some records: in the order of the fields, the newest first. A field that this
/// program does not know is left out.
pub(crate) async fn of(tx: &mut Tx<'_>, ids: &[EntityId]) -> Result<Vec<Statement>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select id as "id: StatementId", entity_id as "entity: EntityId", field, value, said,
                certainty, nature, valid_from as "valid_from: Instant",
                valid_to as "valid_to: Instant", source, source_thing, source_id,
                made_at as "made_at: Instant", made_by as "made_by: AccountId",
                ended_at as "ended_at: Instant", ended_why
         from records.statements where force_id = $1 and entity_id = any($2)
         order by made_at desc, id desc"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let read = rows.into_iter().filter_map(|row| {
        Some(Statement {
            id: row.id,
            entity: row.entity,
            field: Field::of_code(&row.field)?,
            value: row.value,
            said: row.said,
            certainty: Certainty::of_code(&row.certainty)?,
            nature: Nature::of_code(&row.nature)?,
            valid: (row.valid_from, row.valid_to),
            source: Source::of_code(&row.source)?,
            origin: row.source_thing.zip(row.source_id).map(|(thing, id)| Origin { thing, id }),
            made_at: row.made_at,
            made_by: row.made_by,
            ended: row.ended_at.zip(row.ended_why),
        })
    });
    let mut all: Vec<Statement> = read.collect();
    all.sort_by_key(|it| it.field);
    Ok(all)
}

/// Which record a statement is about.
pub(crate) async fn entity(tx: &mut Tx<'_>, id: StatementId) -> Result<Option<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select entity_id as "entity: EntityId" from records.statements
         where force_id = $1 and id = $2"#,
        force,
        id.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Takes a statement back; `false` when it was taken back before.
pub(crate) async fn end(
    tx: &mut Tx<'_>,
    (id, by): (StatementId, Option<AccountId>),
    why: &str,
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let done = sqlx::query!(
        "update records.statements set ended_at = $3, ended_by = $4, ended_why = $5
         where force_id = $1 and id = $2 and ended_at is null",
        force,
        id.uuid(),
        now as _,
        by.map(AccountId::uuid),
        why
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}
