//! Units and operations.

use crate::groups::{Group, GroupKind};
use kernel::{Instant, Problem};
use station::{Tx, problem};

/// Those of the transaction's force, the living first, in the order of their names.
pub(crate) async fn list(tx: &mut Tx<'_>, kind: GroupKind) -> Result<Vec<Group>, Problem> {
    let force = tx.force().to_owned();
    let listed = match kind {
        GroupKind::Unit => {
            sqlx::query_as!(
                Group,
                r#"select id, name, ended_at as "ended_at: Instant" from rights.units
                 where force_id = $1 order by ended_at is not null, name, id"#,
                force
            )
            .fetch_all(tx.connection())
            .await
        }
        GroupKind::Operation => {
            sqlx::query_as!(
                Group,
                r#"select id, name, ended_at as "ended_at: Instant" from rights.operations
                 where force_id = $1 order by ended_at is not null, name, id"#,
                force
            )
            .fetch_all(tx.connection())
            .await
        }
    };
    listed.map_err(problem)
}

/// `false` when there is one of that id.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    kind: GroupKind,
    (id, name): (&str, &str),
) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let query = match kind {
        GroupKind::Unit => sqlx::query!(
            "insert into rights.units (force_id, id, name, made_at) values ($1, $2, $3, $4)
             on conflict do nothing",
            force,
            id,
            name,
            now as _
        ),
        GroupKind::Operation => sqlx::query!(
            "insert into rights.operations (force_id, id, name, made_at) values ($1, $2, $3, $4)
             on conflict do nothing",
            force,
            id,
            name,
            now as _
        ),
    };
    let done = query.execute(tx.connection()).await.map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Another name. `false` when there is no such one, or it ended.
pub(crate) async fn rename(
    tx: &mut Tx<'_>,
    kind: GroupKind,
    (id, name): (&str, &str),
) -> Result<bool, Problem> {
    let force = tx.force().to_owned();
    let query = match kind {
        GroupKind::Unit => sqlx::query!(
            "update rights.units set name = $3
             where force_id = $1 and id = $2 and ended_at is null",
            force,
            id,
            name
        ),
        GroupKind::Operation => sqlx::query!(
            "update rights.operations set name = $3
             where force_id = $1 and id = $2 and ended_at is null",
            force,
            id,
            name
        ),
    };
    let done = query.execute(tx.connection()).await.map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// `false` when there is no such one, or it had ended.
pub(crate) async fn end(tx: &mut Tx<'_>, kind: GroupKind, id: &str) -> Result<bool, Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    let query = match kind {
        GroupKind::Unit => sqlx::query!(
            "update rights.units set ended_at = $3
             where force_id = $1 and id = $2 and ended_at is null",
            force,
            id,
            now as _
        ),
        GroupKind::Operation => sqlx::query!(
            "update rights.operations set ended_at = $3
             where force_id = $1 and id = $2 and ended_at is null",
            force,
            id,
            now as _
        ),
    };
    let done = query.execute(tx.connection()).await.map_err(problem)?;
    Ok(done.rows_affected() == 1)
}

/// Takes it from every account. Returns from how many.
pub(crate) async fn take_from_all(
    tx: &mut Tx<'_>,
    kind: GroupKind,
    id: &str,
) -> Result<u64, Problem> {
    let force = tx.force().to_owned();
    let query = match kind {
        GroupKind::Unit => sqlx::query!(
            "update rights.accounts set units = array_remove(units, $2)
             where force_id = $1 and $2 = any(units)",
            force,
            id
        ),
        GroupKind::Operation => sqlx::query!(
            "update rights.accounts set operations = array_remove(operations, $2)
             where force_id = $1 and $2 = any(operations)",
            force,
            id
        ),
    };
    let done = query.execute(tx.connection()).await.map_err(problem)?;
    Ok(done.rows_affected())
}
