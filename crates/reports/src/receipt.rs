//! Receipts, and the way back to a report with reference and access code.

use crate::drafts::Draft;
use crate::report::{Report, read};
use crate::store;
use crate::submit::IdempotencyKey;
use kernel::{AccessCode, ForceId, Instant, Problem, Reference, ReportId, Thing};
use services::Service;
use station::secrets::same;
use station::{Station, Tx};

const CODE: &str = "access code v1";
const HASH: &str = "access hash v1";

/// What the person gets for a report.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The report.
    pub report: ReportId,
    /// The reference, made to be read aloud.
    pub reference: Reference,
    /// What lets the person follow it.
    pub access_code: AccessCode,
    /// When it was sent.
    pub submitted_at: Instant,
    /// By when we answer; nothing for somebody who wants no contact.
    pub reply_by: Option<Instant>,
    /// Whether it had been sent before with the same key.
    pub again: bool,
}

/// The access code of a key: derived from it and the server's secret, so that it need not be kept
/// to be given again.
pub(crate) fn access_code(
    station: &Station,
    force: &ForceId,
    service: &Service,
    key: &IdempotencyKey,
) -> Result<AccessCode, Problem> {
    let mut context = format!("{force}|{}|", service.id).into_bytes();
    context.extend_from_slice(key.as_bytes());
    let bytes = station.key().expand::<64>(CODE, &context);
    AccessCode::from_secret(&bytes).ok_or(Problem::Busy)
}

/// What is kept of an access code.
pub(crate) fn hash(station: &Station, code: &AccessCode) -> [u8; 32] {
    station.key().mac(HASH, code.as_str().as_bytes())
}

/// The receipt of a draft that was sent, and the report as it was sent: for the browser that holds
/// the draft. The journal has it as a disclosure to the sender. Not found when the draft was not
/// sent, or the report does not belong to it.
pub async fn show_receipt(
    tx: &mut Tx<'_>,
    service: &Service,
    draft: &Draft,
) -> Result<(Receipt, Report), Problem> {
    let sent = draft.sent.as_deref().ok_or(Problem::NotFound(Thing::Draft))?;
    let reference = Reference::parse(sent).map_err(Problem::broken)?;
    let force = tx.scope().force();
    let access_code = access_code(tx.station(), force, service, &draft.idempotency_key()?)?;
    let id = look_up(tx, &reference, &access_code).await?;
    let report = read(tx, id).await?;
    let receipt = Receipt {
        report: id,
        reference,
        access_code,
        submitted_at: report.submitted_at,
        reply_by: report.reply_by,
        again: true,
    };
    Ok((receipt, report))
}

/// The report of a reference, for somebody who holds its access code. An unknown reference and a
/// wrong code are the same answer. The look-up itself shows nothing: whoever shows something writes
/// the journal entry for it.
pub async fn look_up(
    tx: &mut Tx<'_>,
    reference: &Reference,
    code: &AccessCode,
) -> Result<ReportId, Problem> {
    let found = store::reports::access(tx, reference.code()).await?;
    // With nothing found the same work is done against nothing.
    let (id, kept) = found.map_or((None, vec![0; 32]), |(id, kept)| (Some(id), kept));
    let fits = same(&hash(tx.station(), code), &kept);
    id.filter(|_| fits).ok_or(Problem::NotFound(Thing::Report))
}

/// The reference of a stored code in the transaction's force.
pub(crate) fn reference(tx: &Tx<'_>, code: &str) -> Result<Reference, Problem> {
    let force = tx.station().forces().get(tx.force());
    let letters = force.ok_or(Problem::NotFound(Thing::Force))?.letters;
    Reference::from_stored(letters, code).map_err(Problem::broken)
}
