//! Events: how a crate tells those above it what happened, without knowing them.

use serde::{Serialize, de::DeserializeOwned};

/// Something that happened, in the past tense. Its owner defines the type; listeners are joined to
/// it where the program is composed. It carries ids, never content.
pub trait Event: Serialize + DeserializeOwned + Send + Sync {
    /// The name by which it is stored and listened to, such as `report_submitted`.
    const KIND: &'static str;
}
