//! The SQL of assessments.

use crate::{Assessment, Reason};
use kernel::{AssessmentId, ContactId, Problem};
use sqlx::types::Json;
use station::{Tx, problem};

pub(crate) async fn insert(
    tx: &mut Tx<'_>,
    id: AssessmentId,
    contact: ContactId,
    assessment: &Assessment,
) -> Result<(), Problem> {
    let (now, force) = (tx.now(), tx.force().to_owned());
    sqlx::query!(
        "insert into triage.assessments (force_id, id, contact_id, at, priority, reasons)
         values ($1, $2, $3, $4, $5, $6)",
        force,
        id.uuid(),
        contact.uuid(),
        now as _,
        assessment.priority.code(),
        Json(&assessment.reasons) as _
    )
    .execute(tx.connection())
    .await
    .map_err(problem)?;
    Ok(())
}

pub(crate) async fn latest_reasons(
    tx: &mut Tx<'_>,
    contact: ContactId,
) -> Result<Vec<Reason>, Problem> {
    let force = tx.force().to_owned();
    let found = sqlx::query_scalar!(
        r#"select reasons as "reasons: Json<Vec<Reason>>" from triage.assessments
         where force_id = $1 and contact_id = $2 order by at desc, id desc limit 1"#,
        force,
        contact.uuid()
    )
    .fetch_optional(tx.connection())
    .await
    .map_err(problem)?;
    Ok(found.map(|reasons| reasons.0).unwrap_or_default())
}

pub(crate) async fn latest_reasons_of(
    tx: &mut Tx<'_>,
    contacts: &[ContactId],
) -> Result<Vec<(ContactId, Vec<Reason>)>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = contacts.iter().map(|contact| contact.uuid()).collect();
    let rows = sqlx::query!(
        r#"select distinct on (contact_id) contact_id as "contact: ContactId",
                reasons as "reasons: Json<Vec<Reason>>"
         from triage.assessments
         where force_id = $1 and contact_id = any($2)
         order by contact_id, at desc, id desc"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    Ok(rows.into_iter().map(|row| (row.contact, row.reasons.0)).collect())
}
