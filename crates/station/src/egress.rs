//! The way out by HTTP: to a collector and to providers that were configured, and to nobody else.

mod errand;

pub use errand::{Errand, Unanswered};

use async_trait::async_trait;
use http_body_util::{BodyExt, Empty, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kernel::Problem;
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

/// The most of an answer of a provider that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Asks one host, and no other: it is named once, follows no redirect and sends nothing but a path.
/// Whoever asks says how long they wait.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    client: Client<HttpsConnector<HttpConnector>, Empty<Bytes>>,
    origin: String,
}

impl Ask {
    /// Of a host, `https://api.example`; nothing where that is no address without a path.
    pub(crate) fn new(origin: &str) -> Option<Self> {
        let origin = origin.trim_end_matches('/');
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"))?;
        if host.is_empty() || host.contains(['/', '?', '#', '@']) {
            return None;
        }
        let client = Client::builder(TokioExecutor::new()).build(connector()?);
        Some(Self { client, origin: origin.to_owned() })
    }

    /// What stands at a path. No part of it is logged or told: it may hold a postcode and a key.
    pub(crate) async fn get(&self, path: &str) -> Result<Bytes, Problem> {
        let request = Request::get(format!("{}{path}", self.origin)).body(Empty::new());
        let request = request.map_err(|_| Problem::Busy)?;
        let answer = self.client.request(request).await.map_err(|_| Problem::Busy)?;
        if !answer.status().is_success() {
            return Err(Problem::Busy);
        }
        let body = Limited::new(answer.into_body(), LONGEST).collect().await;
        body.map(http_body_util::Collected::to_bytes).map_err(|_| Problem::Busy)
    }
}

/// Connections with TLS, believed by the roots that browsers believe; and without, where the address
/// says so.
fn connector() -> Option<HttpsConnector<HttpConnector>> {
    let provider = rustls::crypto::ring::default_provider();
    let tls = HttpsConnectorBuilder::new().with_provider_and_webpki_roots(provider).ok()?;
    Some(tls.https_or_http().enable_http1().build())
}

#[cfg(test)]
mod tests {
    use super::Ask;

    #[test]
    fn a_provider_is_one_host() {
        for (origin, fits) in [
            ("https://api.example", true),
            ("https://api.example/", true),
            ("https://api.example/path", false),
            ("https://somebody@api.example", false),
            ("ftp://api.example", false),
            ("https://", false),
        ] {
            assert_eq!(Ask::new(origin).is_some(), fits, "{origin}");
        }
    }
}
