//! Files that are added after the rest was sent.

use super::sample::{all_files, files};
