//! A report as it was sent.

use crate::{Call, receipt, store};
use kernel::{Instant, Language, Problem, Reference, ReportId, Thing};
use services::Answers;
use station::{Act, Entry, Tx};

/// A report as it was sent.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Its reference.
    pub reference: Reference,
    /// The service that was answered.
    pub service_id: String,
    /// The version of the service.
    pub service_version: u32,
    /// The language that the person wrote in.
    pub language: Language,
    /// The answers by question id.
    pub answers: Answers,
    /// When it was sent.
    pub submitted_at: Instant,
    /// By when we promised to answer.
    pub reply_by: Option<Instant>,
    /// Of a report that was told on the telephone: who took it, and what else was said.
    pub call: Option<Call>,
}

/// Reads a report. The journal says who did and why: a member of the public reads their own, which
/// is a disclosure to them; anybody else consults it.
pub async fn read(tx: &mut Tx<'_>, id: ReportId) -> Result<Report, Problem> {
    let row = store::reports::row(tx, id).await?.ok_or(Problem::NotFound(Thing::Report))?;
    let (act, verb) = match tx.scope().actor() {
        kernel::Actor::Public => (Act::Disclosure, "report_shown_to_its_sender"),
        kernel::Actor::Staff(_) | kernel::Actor::Client(_) | kernel::Actor::System(_) => {
            (Act::Consultation, "report_read")
        }
    };
    tx.journal(Entry::new(act, verb, "report", id)).await?;
    row.report(tx, id)
}

/// Writes down that the person was given a copy of their report that they can keep and others can find.
pub async fn note_copy(tx: &mut Tx<'_>, id: ReportId) -> Result<(), Problem> {
    tx.journal(Entry::new(Act::Disclosure, "copy_given_to_its_sender", "report", id)).await
}

/// The latest reports that a service was told since a moment, to be compared and not to be read: the
/// journal has it as one act.
pub async fn told_since(
    tx: &mut Tx<'_>,
    service: &str,
    since: Instant,
    most: usize,
) -> Result<Vec<Report>, Problem> {
    let rows = store::reports::since(tx, service, since, most).await?;
    let details = serde_json::json!({ "reports": rows.len(), "since": since.to_string() });
    let entry = Entry::new(Act::Consultation, "reports_compared", "service", service);
    tx.journal(entry.with(details)).await?;
    rows.into_iter().map(|(id, row)| row.report(tx, id)).collect()
}

impl store::reports::Row {
    fn report(self, tx: &Tx<'_>, id: ReportId) -> Result<Report, Problem> {
        let row = self;
        Ok(Report {
            id,
            reference: receipt::reference(tx, &row.code)?,
            service_id: row.service_id,
            service_version: u32::try_from(row.service_version).map_err(Problem::broken)?,
            language: Language::of_code(&row.language).unwrap_or(Language::English),
            answers: serde_json::from_str(&row.answers_text).map_err(Problem::broken)?,
            submitted_at: row.submitted_at,
            reply_by: row.reply_by,
            call: row.taken_by.map(|by| Call::of_stored(by, row.words, row.gaps.as_ref())),
        })
    }
}
