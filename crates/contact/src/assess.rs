//! What triage makes of a report, and of a message that came later.

use kernel::Instant;
use reports::Report;
use services::{Priority, Service};
use triage::{Assessment, Facts};

/// Assesses a report by what the person wrote and by its service's own rules.
pub(crate) fn of_report(service: &Service, report: &Report, now: Instant) -> Assessment {
    let hints = services::assess(service, &report.answers, now);
    let mut told = services::free_texts(service, &report.answers);
    // What a caller said beside the questions may be what matters most.
    told.extend(report.call.iter().map(|call| call.words.as_str()));
    let because: Vec<String> = hints.reasons.iter().map(|reason| reason.en.clone()).collect();
    triage::assess(&Facts {
        told: &told,
        flags: &hints.flags,
        because: &because,
        urgent_by_answers: hints.priority >= Priority::Urgent,
    })
}

/// Assesses a message in a matter that is under way.
pub(crate) fn of_message(body: &str) -> Assessment {
    triage::assess(&Facts { told: &[body], ..Facts::default() })
}
