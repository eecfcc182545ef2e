//! Messages as files: for the demo, for trying things out, and for a mail system that collects.

use super::{Sender, Sending, email};
use crate::dispatch::Dispatch;
use kernel::{DispatchId, Problem};
use lettre::message::Mailbox;
use std::path::PathBuf;

/// Writes each message as `ID.eml` into a folder.
pub struct Folder {
    /// Where.
    pub path: PathBuf,
    /// In whose name.
    pub from: Mailbox,
}

impl Sender for Folder {
    fn send<'a>(&'a self, id: DispatchId, dispatch: &'a Dispatch) -> Sending<'a> {
        Box::pin(async move {
            let message = email(&self.from, id, dispatch)?;
            tokio::fs::create_dir_all(&self.path).await.map_err(Problem::broken)?;
            let path = self.path.join(format!("{id}.eml"));
            tokio::fs::write(path, message.formatted()).await.map_err(Problem::broken)
        })
    }
}
