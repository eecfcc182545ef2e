//! Messages by SMTP.

use super::{Sender, Sending, email};
use crate::dispatch::Dispatch;
use kernel::{DispatchId, Problem};
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;

/// A mail server, by its URL (`smtps://user:password@host`, `smtp://host:25`).
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// A sender for the server at `url`; says what is wrong with the URL otherwise.
    pub fn new(url: &str, from: Mailbox) -> Result<Self, Problem> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(Problem::broken)?
            .timeout(Some(Duration::from_secs(10)))
            .build();
        Ok(Self { transport, from })
    }
}

impl Sender for Smtp {
    fn send<'a>(&'a self, id: DispatchId, dispatch: &'a Dispatch) -> Sending<'a> {
        Box::pin(async move {
            let message = email(&self.from, id, dispatch)?;
            self.transport.send(message).await.map_err(Problem::broken)?;
            Ok(())
        })
    }
}
