//! Errands to the hosts of one provider: whatever it names as its addresses, nobody else is asked.

use super::connector;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use opentelemetry_http::{Bytes, Request, Response};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long an errand may take from beginning to end: somebody waits at a page meanwhile.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most of an answer that is read, in bytes.
const LONGEST: usize = 256 * 1024;

/// Goes to the hosts that were named when it was made, and to no other: encrypted, or to this machine
/// itself; it follows no redirect, and reads no long answer.
#[derive(Clone, Debug)]
pub struct Errand {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    hosts: Arc<[String]>,
}

/// Why an errand brought nothing back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// The address is none of the hosts' that were named, or not encrypted.
    NotAllowed,
    /// Nobody answered, or not in time.
    OutOfReach,
    /// The answer leads elsewhere.
    Redirected,
    /// The answer is too long.
    TooLong,
}

impl std::fmt::Display for Unanswered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotAllowed => "the address is none that was allowed",
            Self::OutOfReach => "nobody answered in time",
            Self::Redirected => "the answer leads elsewhere",
            Self::TooLong => "the answer is too long",
        })
    }
}

impl std::error::Error for Unanswered {}

impl Errand {
    /// To these hosts, each with its port where that is not the usual one; nothing where this machine
    /// cannot speak TLS.
    #[must_use]
    pub fn to(hosts: &[String]) -> Option<Self> {
        let client = Client::builder(TokioExecutor::new()).build(connector()?);
        Some(Self { client, hosts: hosts.iter().map(|host| host.to_lowercase()).collect() })
    }

    /// Whether an address may be gone to.
    #[must_use]
    pub fn may_go_to(&self, url: &str) -> bool {
        let Ok(asked) = Request::get(url).body(()) else { return false };
        let url = asked.uri();
        let Some(authority) = url.authority() else { return false };
        let named = self.hosts.iter().any(|host| *host == authority.as_str().to_lowercase());
        let here = matches!(authority.host(), "localhost" | "127.0.0.1" | "[::1]");
        named && (url.scheme_str() == Some("https") || (here && url.scheme_str() == Some("http")))
    }

    /// Sends a request, and brings back what is answered. No part of either is logged.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Unanswered> {
        if !self.may_go_to(&request.uri().to_string()) {
            return Err(Unanswered::NotAllowed);
        }
        let request = request.map(|body| Full::new(Bytes::from(body)));
        timeout(PATIENCE, self.exchange(request)).await.unwrap_or(Err(Unanswered::OutOfReach))
    }

    async fn exchange(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Vec<u8>>, Unanswered> {
        let answer = self.client.request(request).await.map_err(|_| Unanswered::OutOfReach)?;
        let (head, body) = answer.into_parts();
        if head.status.is_redirection() {
            return Err(Unanswered::Redirected);
        }
        let body = Limited::new(body, LONGEST).collect().await;
        let body = body.map_err(|error| match error.downcast_ref() {
            Some(http_body_util::LengthLimitError { .. }) => Unanswered::TooLong,
            None => Unanswered::OutOfReach,
        })?;
        Ok(Response::from_parts(head, body.to_bytes().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::Errand;

    #[test]
    fn an_errand_goes_to_the_hosts_that_were_named_and_encrypted_unless_it_is_this_machine() {
        let hosts = ["login.example", "keys.example:8443", "127.0.0.1:9", "localhost"];
        let errand = Errand::to(&hosts.map(str::to_owned)).unwrap();
        for (url, may) in [
            ("https://login.example/keys?a=b", true),
            ("https://LOGIN.example/keys", true),
            ("https://keys.example:8443/", true),
            ("http://127.0.0.1:9/x", true),
            ("http://localhost/x", true),
            ("http://login.example/keys", false),
            ("https://keys.example/", false),
            ("https://login.example:444/", false),
            ("https://login.example.evil.example/", false),
            ("https://login.example@evil.example/", false),
            ("https://somebody@login.example/", false),
            ("http://127.0.0.1:10/x", false),
            ("http://169.254.169.254/latest", false),
            ("ftp://login.example/", false),
            ("/keys", false),
            ("", false),
        ] {
            assert_eq!(errand.may_go_to(url), may, "{url}");
        }
    }
}
