//! Ways to hand a message over: by SMTP, or into a folder.

mod folder;
mod smtp;

pub use folder::Folder;
pub use smtp::Smtp;

use crate::dispatch::Dispatch;
use kernel::{DispatchId, Problem};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use std::future::Future;
use std::pin::Pin;

/// The outcome of handing over, some time later.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// Hands messages over.
pub trait Sender: Send + Sync {
    /// Hands one message over. `id` marks the copy, so that a second one is recognised.
    fn send<'a>(&'a self, id: DispatchId, dispatch: &'a Dispatch) -> Sending<'a>;
}

/// The e-mail itself: plain text, a neutral sender, nothing in the headers but what is needed.
fn email(from: &Mailbox, id: DispatchId, dispatch: &Dispatch) -> Result<Message, Problem> {
    let domain = from.email.domain();
    Message::builder()
        .from(from.clone())
        .to(dispatch.to.parse().map_err(Problem::broken)?)
        .subject(&dispatch.subject)
        .message_id(Some(format!("<{id}@{domain}>")))
        .header(ContentType::TEXT_PLAIN)
        .body(dispatch.body.clone())
        .map_err(Problem::broken)
}
