//! Records: what each is, and who may see it.

use crate::form::Form;
use crate::index::{Nearby, known_by};
use crate::open::New;
use crate::protection::Head;
use kernel::{AccountId, EntityId, Instant, Problem};
use rights::interests::Token;
use rights::protection::{Protection, Stored};
use station::{Tx, problem};
use std::collections::BTreeMap;

/// Stores a record; `false` when one of this identity is there.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    (id, by): (EntityId, Option<AccountId>),
    new: &New,
    identity: Option<&str>,
) -> Result<bool, Problem> {
    let (force, now) = (tx.force().to_owned(), tx.now());
    let list = new.protection.restricted.as_ref();
    let open_to = list.map(|it| it.open_to.iter().map(|id| id.uuid()).collect::<Vec<_>>());
    let done = sqlx::query!(
        "insert into records.entities
             (force_id, id, form, identity, starts_at, ends_at, latitude, longitude, regime,
              marking, restricted, open_to, hidden, ask, operation, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         on conflict (force_id, form, identity) where identity is not null do nothing",
        force,
        id.uuid(),
        new.form.code(),
        identity,
        new.when.0 as _,
        new.when.1 as _,
        new.point.map(|(latitude, _)| latitude),
        new.point.map(|(_, longitude)| longitude),
        new.regime.code(),
        new.protection.marking.code(),
        list.is_some(),
        &open_to.unwrap_or_default(),
        list.is_some_and(|it| it.hidden),
        list.map(|it| it.ask.clone()),
        new.protection.operation,
        now as _,
        by.map(AccountId::uuid)
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// The record that is the same by its number alone.
pub(crate) async fn of_identity(
    tx: &mut Tx<'_>,
    form: Form,
    identity: &str,
) -> Result<Option<EntityId>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id as "id: EntityId" from records.entities
         where force_id = $1 and form = $2 and identity = $3"#,
        force,
        form.code(),
        identity
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Whether there is no record at all.
pub(crate) async fn is_empty(tx: &mut Tx<'_>) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select not exists (select from records.entities where force_id = $1) as "empty!""#,
        force
    )
    .fetch_one(tx.connection())
    .await
    .map_err(problem)
}

/// One record's head.
pub(crate) async fn head(tx: &mut Tx<'_>, id: EntityId) -> Result<Option<Head>, Problem> {
    Ok(heads(tx, &[id]).await?.remove(&id))
}

/// The heads of some records.
pub(crate) async fn heads(
    tx: &mut Tx<'_>,
    ids: &[EntityId],
) -> Result<BTreeMap<EntityId, Head>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        r#"select id as "id: EntityId", form, label, hint, starts_at as "starts_at: Instant",
                ends_at as "ends_at: Instant", latitude, longitude,
                erased_at as "erased_at: Instant", marking, restricted,
                open_to as "open_to: Vec<AccountId>", hidden, ask, operation, about
         from records.entities where force_id = $1 and id = any($2)"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let mut heads = BTreeMap::new();
    for row in rows {
        let form = Form::of_code(&row.form).ok_or_else(|| Problem::broken("an unknown form"))?;
        let stored = Stored {
            marking: row.marking,
            restricted: row.restricted,
            open_to: row.open_to,
            hidden: row.hidden,
            ask: row.ask,
            operation: row.operation,
            about: row.about,
        };
        let head = Head {
            id: row.id,
            form,
            label: row.label,
            hint: row.hint,
            when: (row.starts_at, row.ends_at),
            point: row.latitude.zip(row.longitude),
            erased_at: row.erased_at,
            kept: stored.kept(),
        };
        heads.insert(row.id, head);
    }
    Ok(heads)
}

/// Stores how a record is protected.
pub(crate) async fn protect(
    tx: &mut Tx<'_>,
    id: EntityId,
    protection: &Protection,
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let list = protection.restricted.as_ref();
    let open_to = list.map(|it| it.open_to.iter().map(|id| id.uuid()).collect::<Vec<_>>());
    sqlx::query!(
        "update records.entities
         set marking = $3, restricted = $4, open_to = $5, hidden = $6, ask = $7, operation = $8
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        protection.marking.code(),
        list.is_some(),
        &open_to.unwrap_or_default(),
        list.is_some_and(|it| it.hidden),
        list.map(|it| it.ask.clone()),
        protection.operation
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Stores what a list shows of a record and whom it is about, and that it changed.
pub(crate) async fn reindex(
    tx: &mut Tx<'_>,
    id: EntityId,
    (label, hint): (&str, &str),
    about: &[Token],
) -> Result<(), Problem> {
    let force = tx.force().to_owned();
    let about: Vec<Vec<u8>> = about.iter().map(Token::bytes).collect();
    sqlx::query!(
        "update records.entities
         set label = $3, hint = $4, about = $5, changed_in = pg_current_xact_id()
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        label,
        hint,
        &about
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// The hashes of what somebody uses and where they live, or of whoever takes part in something.
pub(crate) async fn about_nearby(
    tx: &mut Tx<'_>,
    id: EntityId,
    form: Form,
) -> Result<Vec<Token>, Problem> {
    let (src, dst) = match known_by(form) {
        Nearby::What => (Some(id.uuid()), None),
        Nearby::Who => (None, Some(id.uuid())),
        Nearby::Nothing => return Ok(Vec::new()),
    };
    let force = tx.force().to_owned();
    let found = sqlx::query_scalar!(
        r#"select distinct unnest(e.about) as "token!"
         from records.links l
         join records.entities e on e.force_id = l.force_id
             and e.id = case when $2::uuid is null then l.src else l.dst end
         where l.force_id = $1 and (l.src = $2 or l.dst = $3) and l.ended_at is null
           and ($2::uuid is null or l.role in ('uses', 'owns', 'lives_at', 'stays_at'))
         limit 200"#,
        force,
        src,
        dst
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.iter().filter_map(|bytes| Token::from_bytes(bytes)).collect())
}
