//! Handovers.

use crate::hand_over::{NewHandover, Row};
use crate::{Redirected, follow, open};
use jiff::SignedDuration;
use kernel::{HandoverId, Instant, Problem};
use station::{Tx, problem};

/// How long a handover is kept after its link's time: for the person to see it and go on.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(28 * 24);

/// Keeps a handover. Nothing when the same form was sent before.
pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    new: &NewHandover<'_>,
    row: &Row<'_>,
) -> Result<Option<()>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "insert into partners.handovers
             (force_id, id, code, service_id, question_id, role, partner_id, lookup, access_hash,
              sealed, for_partner, for_person, state, made_at, until, kept_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', $13, $14, $15)
         on conflict (force_id, code) do nothing",
        force,
        row.id.uuid(),
        row.code,
        new.passed.service,
        new.question,
        new.role,
        new.partner.id,
        row.lookup.as_slice(),
        row.access_hash.as_slice(),
        row.sealed,
        row.for_partner,
        row.for_person,
        now as _,
        row.until as _,
        row.until.plus(KEPT_AFTER) as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok((done.rows_affected() > 0).then_some(()))
}

/// Until when the partner of a handover that is there may answer. `Busy` when the reference is
/// another's: then the person tries once more.
pub(crate) async fn until(tx: &mut Tx<'_>, access_hash: &[u8; 32]) -> Result<Instant, Problem> {
    let force = tx.force().to_owned();
    let until = sqlx::query_scalar!(
        r#"select until as "until: Instant" from partners.handovers
         where force_id = $1 and access_hash = $2"#,
        force,
        access_hash.as_slice()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    until.ok_or(Problem::Busy)
}

/// The handover of a link that still opens.
pub(crate) async fn by_link(
    tx: &mut Tx<'_>,
    lookup: &[u8; 32],
) -> Result<Option<open::Kept>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let row = sqlx::query!(
        r#"select id as "id: HandoverId", code, made_at as "made_at: Instant",
             until as "until: Instant", sealed, for_partner as "for_partner!",
             service_id, question_id, role, partner_id
         from partners.handovers
         where force_id = $1 and lookup = $2 and state = 'waiting' and until > $3"#,
        force,
        lookup.as_slice(),
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(row.map(|row| open::Kept {
        id: row.id,
        code: row.code,
        made_at: row.made_at,
        until: row.until,
        sealed: row.sealed,
        for_partner: row.for_partner,
        of: Redirected {
            service: row.service_id,
            question: row.question_id,
            role: row.role,
            partner: Some(row.partner_id),
        },
    }))
}

/// Remembers when the partner looked first.
pub(crate) async fn mark_opened(tx: &mut Tx<'_>, id: HandoverId) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update partners.handovers set opened_at = $3
         where force_id = $1 and id = $2 and opened_at is null",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Keeps the partner's answer and takes the link away. `false` when it was answered meanwhile.
pub(crate) async fn answer(
    tx: &mut Tx<'_>,
    id: HandoverId,
    state: &str,
    reply: &[u8],
) -> Result<bool, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let done = sqlx::query!(
        "update partners.handovers
         set state = $3, reply = $4, ended_at = $5, lookup = null, for_partner = null
         where force_id = $1 and id = $2 and state = 'waiting'",
        force,
        id.uuid(),
        state,
        reply,
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(done.rows_affected() > 0)
}

/// The id and the kept hash of the access code of a reference.
pub(crate) async fn access(
    tx: &mut Tx<'_>,
    code: &str,
) -> Result<Option<(HandoverId, Vec<u8>)>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    let found = sqlx::query!(
        r#"select id as "id: HandoverId", access_hash from partners.handovers
         where force_id = $1 and code = $2 and kept_until > $3"#,
        force,
        code,
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|row| (row.id, row.access_hash)))
}

/// A handover as its person may see it.
pub(crate) async fn by_id(
    tx: &mut Tx<'_>,
    id: HandoverId,
) -> Result<Option<follow::Stored>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_as!(
        follow::Stored,
        r#"select made_at as "made_at: Instant", opened_at as "opened_at: Instant",
             ended_at as "ended_at: Instant", until as "until: Instant",
             kept_until as "kept_until: Instant", went_on_at as "went_on_at: Instant",
             sealed, reply, for_person
         from partners.handovers where force_id = $1 and id = $2 and kept_until > $3"#,
        force,
        id.uuid(),
        now as _
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)
}

/// Remembers when the person went on with us.
pub(crate) async fn went_on(tx: &mut Tx<'_>, id: HandoverId) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "update partners.handovers set went_on_at = coalesce(went_on_at, $3)
         where force_id = $1 and id = $2",
        force,
        id.uuid(),
        now as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

/// Takes away the links that nobody answered in time.
pub(crate) async fn close_over(tx: &mut Tx<'_>) -> Result<Vec<HandoverId>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_scalar!(
        r#"update partners.handovers
         set state = 'unanswered', ended_at = until, lookup = null, for_partner = null
         where force_id = $1 and state = 'waiting' and until <= $2
         returning id as "id: HandoverId""#,
        force,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// Forgets what was kept long enough.
pub(crate) async fn forget_over(tx: &mut Tx<'_>) -> Result<Vec<HandoverId>, Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query_scalar!(
        r#"delete from partners.handovers where force_id = $1 and kept_until <= $2
         returning id as "id: HandoverId""#,
        force,
        now as _
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}

/// The ids of those in a state, or of all.
pub(crate) async fn in_state(tx: &mut Tx<'_>, state: Option<&str>) -> Result<Vec<String>, Problem> {
    let force = tx.force().to_owned();
    sqlx::query_scalar!(
        r#"select id::text as "id!" from partners.handovers
         where force_id = $1 and ($2::text is null or state = $2)"#,
        force,
        state
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)
}
