//! What can be known of a matter without opening it.

use super::contacts::reference;
use crate::known::Known;
use kernel::{ContactId, Problem, ReportId};
use rights::interests::Token;
use station::{Tx, problem};

struct Row {
    contact: ContactId,
    report: ReportId,
    code: String,
    about: Vec<Vec<u8>>,
}

fn all(tx: &Tx<'_>, rows: Vec<Row>) -> Result<Vec<Known>, Problem> {
    let known = |row: Row| {
        let about = row.about.iter().filter_map(|bytes| Token::from_bytes(bytes)).collect();
        let reference = reference(tx, &row.code)?;
        Ok(Known { contact: row.contact, report: row.report, reference, about })
    };
    rows.into_iter().map(known).collect()
}

pub(crate) async fn by_code(tx: &mut Tx<'_>, code: &str) -> Result<Vec<Known>, Problem> {
    let force = tx.force().to_owned();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "contact: ContactId", report_id as "report: ReportId", code, about
         from contact.contacts where force_id = $1 and code = $2"#,
        force,
        code
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    all(tx, rows)
}

pub(crate) async fn of(tx: &mut Tx<'_>, contacts: &[ContactId]) -> Result<Vec<Known>, Problem> {
    let force = tx.force().to_owned();
    let ids: Vec<_> = contacts.iter().map(|contact| contact.uuid()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "contact: ContactId", report_id as "report: ReportId", code, about
         from contact.contacts where force_id = $1 and id = any($2)"#,
        force,
        &ids
    )
    .fetch_all(tx.connection())
    .await
    .map_err(problem)?;
    all(tx, rows)
}
