//! What a proposal would have done with last month's reports: who would have gone another way, been
//! judged differently, been promised another time, or not been able to send.

use jiff::SignedDuration;
use kernel::{Language, Problem, Reference, Said};
use reports::Report;
use rights::{Right, Staff};
use services::{Catalogue, Complete, Priority, Service};
use station::Tx;

/// How far back is looked.
const BACK: SignedDuration = SignedDuration::from_hours(28 * 24);
/// The most reports that are looked at, the latest first.
const MOST: usize = 5000;

/// What would have been otherwise for one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// The way would have ended elsewhere: at an outcome of this title.
    Elsewhere(Said),
    /// It could not have been sent: these questions would have had no answer that counts.
    NotSent(Vec<String>),
    /// These flags would be gone, and these would be new.
    Flagged(Vec<String>, Vec<String>),
    /// It would have had another priority.
    Prioritised(Priority, Priority),
    /// It would have been promised another time, each as the time from when it was sent.
    Promised(Option<SignedDuration>, Option<SignedDuration>),
}

/// How a proposal would have done.
#[derive(Clone, Debug)]
pub struct Shadow {
    /// How many reports were looked at.
    pub looked_at: usize,
    /// Whether there were more, which were not looked at.
    pub more: bool,
    /// Those for whom something would have been otherwise.
    pub otherwise: Vec<(Reference, Vec<Otherwise>)>,
}

/// Runs a proposed edition over the last 28 days of its service's reports to the force. Nothing is
/// changed by it; that it was done is in the journal as one act.
pub async fn shadow(
    tx: &mut Tx<'_>,
    staff: &Staff,
    catalogue: &Catalogue,
    proposed: &Service,
) -> Result<Shadow, Problem> {
    if !staff.may(Right::WriteServices) {
        staff.require(Right::ApproveServices)?;
    }
    let since = tx.now().plus(-BACK);
    let mut reports = reports::told_since(tx, &proposed.id, since, MOST + 1).await?;
    let more = reports.len() > MOST;
    reports.truncate(MOST);
    let compared = |report: &Report| {
        let before = catalogue.as_told(&report.service_id, report.service_version)?;
        let otherwise = compare(before, proposed, report);
        (!otherwise.is_empty()).then_some((report.reference, otherwise))
    };
    let otherwise = reports.iter().filter_map(compared).collect();
    Ok(Shadow { looked_at: reports.len(), more, otherwise })
}

/// What would have been otherwise in another edition, with the same answers at the same time.
fn compare(before: &Service, after: &Service, report: &Report) -> Vec<Otherwise> {
    let at = report.submitted_at;
    let (answers, _) = services::prune(after, &report.answers, at);
    match services::check_submission(after, &answers, Language::English, at) {
        Ok(Complete::Outcome(outcome)) => return vec![Otherwise::Elsewhere(outcome.title.clone())],
        Err(problems) => {
            let name = |field: &str| field.trim_start_matches("/answers/").to_owned();
            let missing = problems.iter().map(|problem| name(&problem.field)).collect();
            return vec![Otherwise::NotSent(missing)];
        }
        Ok(Complete::Report(_)) => {}
    }
    let was = services::assess(before, &report.answers, at);
    let is = services::assess(after, &answers, at);
    let without = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|flag| !those.contains(flag)).cloned().collect()
    };
    let mut otherwise = Vec::new();
    let (gone, new) = (without(&was.flags, &is.flags), without(&is.flags, &was.flags));
    if !gone.is_empty() || !new.is_empty() {
        otherwise.push(Otherwise::Flagged(gone, new));
    }
    if was.priority != is.priority {
        otherwise.push(Otherwise::Prioritised(was.priority, is.priority));
    }
    let promised = |service: &Service, answers| {
        let step = services::promise(service, answers, at)?;
        step.by.map(|by| by.since(at))
    };
    let (was, is) = (promised(before, &report.answers), promised(after, &answers));
    if was != is {
        otherwise.push(Otherwise::Promised(was, is));
    }
    otherwise
}
