//! What the tools say: results to standard output, the rest to standard error.

use std::io::Write as _;

/// One line of a result. A reader who went away (`| head`) is no fault.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// One line of progress or trouble.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
