//! What the station counts for whoever runs it. Figures say how many and how long; never who.

use metrics::{describe_counter, describe_histogram};

/// Jobs that were done, failed, or given up, by kind and outcome.
pub(crate) const JOBS: &str = "bluelamp_jobs_total";
/// Journal entries that got their place in a force's log.
pub(crate) const SEALED: &str = "bluelamp_journal_sealed_total";
/// How many of those who sent something at the same moment shared a commit.
pub(crate) const TOGETHER: &str = "bluelamp_sent_together";

/// Says what the figures mean, to whatever collects them.
pub fn describe() {
    describe_counter!(JOBS, "Jobs by kind and outcome: done, failed, given up");
    describe_counter!(SEALED, "Journal entries that got their place in a force's log");
    describe_histogram!(TOGETHER, "How many that were sent at one moment shared a commit");
}
