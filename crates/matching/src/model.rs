//! What was learnt of how descriptions of one person differ.

use serde::{Deserialize, Serialize};

/// How often each comparison comes out how, for one person, for people of one household, for strangers.
/// The default was learnt on people who never were.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {}
