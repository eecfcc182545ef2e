//! What was declared.

use crate::interests::{Relation, Token};
use kernel::{AccountId, Instant, Problem};
use station::{Tx, problem};

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    account: AccountId,
    relation: Relation,
    token: Token,
) -> Result<(), Problem> {
    let (now, force) = (tx.real_now(), tx.force().to_owned());
    sqlx::query!(
        "insert into rights.interests (force_id, account_id, token, relation, declared_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
        force,
        account.uuid(),
        token.bytes(),
        relation.code(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn of(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Vec<(Token, Relation)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        "select token, relation from rights.interests where force_id = $1 and account_id = $2",
        force,
        account.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let known = |token: &[u8], relation: &str| {
        Some((Token::from_bytes(token)?, Relation::of_code(relation)?))
    };
    Ok(rows.iter().filter_map(|row| known(&row.token, &row.relation)).collect())
}

pub(crate) async fn declared(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Vec<(Relation, Instant)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select relation, declared_at as "declared_at: Instant" from rights.interests
         where force_id = $1 and account_id = $2 order by declared_at desc, relation"#,
        force,
        account.uuid()
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let known = rows.into_iter();
    Ok(known.filter_map(|row| Some((Relation::of_code(&row.relation)?, row.declared_at))).collect())
}

pub(crate) async fn all(tx: &mut Tx<'_>) -> Result<Vec<(AccountId, Token, Relation)>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query!(
        r#"select account_id as "account: AccountId", token, relation from rights.interests
         where force_id = $1"#,
        force
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    let known = |account, token: &[u8], relation: &str| {
        Some((account, Token::from_bytes(token)?, Relation::of_code(relation)?))
    };
    Ok(rows.iter().filter_map(|row| known(row.account, &row.token, &row.relation)).collect())
}
