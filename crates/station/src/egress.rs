//! The way out by HTTP: to a collector that was configured, and to nobody else.

use async_trait::async_trait;
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::timeout;

/// What is read of an answer, in bytes: it is a status and a word at most.
const ANSWER: usize = 64 * 1024;

/// Posts what it is given, in the runtime that it was made in, so that a thread without one may
/// ask it to. It says once that nobody answers, and says when somebody does again.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    client: Client<HttpConnector, Full<Bytes>>,
    runtime: Handle,
    patience: Duration,
    unheard: Arc<AtomicBool>,
}

impl Post {
    /// A way out for whoever is in a runtime now.
    pub(crate) fn new(patience: Duration) -> Self {
        Self {
            client: Client::builder(TokioExecutor::new()).build_http(),
            runtime: Handle::current(),
            patience,
            unheard: Arc::new(AtomicBool::new(false)),
        }
    }

    fn take_note(&self, heard: bool) {
        match (heard, self.unheard.swap(!heard, Ordering::Relaxed)) {
            (false, false) => {
                tracing::warn!("the collector does not take traces; they are dropped");
            }
            (true, true) => tracing::info!("the collector takes traces again"),
            _ => {}
        }
    }
}

#[async_trait]
impl HttpClient for Post {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (client, patience) = (self.client.clone(), self.patience);
        let exchange = async move {
            let (head, body) = client.request(request.map(Full::new)).await?.into_parts();
            let body = Limited::new(body, ANSWER).collect().await?.to_bytes();
            Ok::<_, HttpError>(Response::from_parts(head, body))
        };
        // Whoever asks has no clock: the wait begins in the runtime, too.
        let answer = self.runtime.spawn(async move { timeout(patience, exchange).await? }).await;
        let answer = answer.map_err(HttpError::from).flatten();
        self.take_note(answer.as_ref().is_ok_and(|answer| answer.status().is_success()));
        answer
    }
}
