//! Somebody who runs the service looks at how long what takes, with a collector of their own; or
//! does not, and then nothing leaves.

use crate::answers;
use crate::caller::Caller;
use crate::server::{Server, Start};
use anyhow::{Context as _, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::any;
use kernel::Language;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message as _;
use serde_json::json;
use station::telemetry::spans::{KEYS, NAMES};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::time::timeout;

const SUBMISSIONS: &str = "/api/v1/forces/humberside/services/bicycle-theft/submissions";
const ENDPOINT: &str = "BLUELAMP__TELEMETRY__OTLP_ENDPOINT";

/// A tiny collector: it keeps what it is sent, as it came.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<Bytes>>>);

impl Collector {
    /// It listens; where.
    async fn open() -> anyhow::Result<(Self, String)> {
        let collector = Self::default();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let take = async |State(collector): State<Self>, headers: HeaderMap, body: Bytes| {
            collector.take(&headers, body)
        };
        let routes = Router::new().fallback(any(take)).with_state(collector.clone());
        tokio::spawn(async { axum::serve(listener, routes).await });
        Ok((collector, address))
    }

    fn take(&self, headers: &HeaderMap, body: Bytes) -> StatusCode {
        let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok());
        if kind != Some("application/x-protobuf") {
            return StatusCode::UNSUPPORTED_MEDIA_TYPE;
        }
        self.0.lock().unwrap().push(body);
        StatusCode::OK
    }

    fn letters(&self) -> Vec<Bytes> {
        self.0.lock().unwrap().clone()
    }
}

/// Everything that a person's browser and an operator's would send: what no trace may repeat.
const PLANTED: [&str; 6] =
    ["BL-7Q2M-XK4D", "ada@", "opensesame", "humberside", "grinder", "Raleigh"];

async fn walk(server: &Server) -> anyhow::Result<()> {
    let person = Caller::new(server)?;
    for (path, status) in [
        ("/humberside/", 200),
        ("/humberside/report/bicycle-theft", 200),
        ("/track?reference=BL-7Q2M-XK4D", 200),
        ("/BL-7Q2M-XK4D/opensesame", 404),
        ("/desk/ada@humberside.example", 404),
    ] {
        let answer = person.get(path).await?;
        ensure!(answer.status == status, "{path}: {}", answer.status);
    }
    let report = json!({ "answers": answers::bicycle(Language::English).0 });
    let sent = person.post_json(SUBMISSIONS, &report, &[("idempotency-key", "traced-1")]).await?;
    ensure!(sent.status == 201, "{}", sent.status);
    person.settle().await
}

#[tokio::test]
async fn whoever_runs_it_sees_how_long_what_took_and_never_of_whom() -> anyhow::Result<()> {
    let (collector, address) = Collector::open().await?;
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp")).with(ENDPOINT, &address);
    let mut server = Server::start(start).await?;
    walk(&server).await?;
    server.stop().await?;
    let mut spans: Vec<Span> = Vec::new();
    for letter in collector.letters() {
        let raw = String::from_utf8_lossy(&letter).into_owned();
        for planted in PLANTED {
            ensure!(!raw.contains(planted), "{planted} has left: {raw}");
        }
        for resource in ExportTraceServiceRequest::decode(letter)?.resource_spans {
            let about = resource.resource.context("no resource")?.attributes;
            let about: Vec<&str> = about.iter().map(|said| said.key.as_str()).collect();
            ensure!(about == ["service.name"], "{about:?}");
            spans.extend(resource.scope_spans.into_iter().flat_map(|scope| scope.spans));
        }
    }
    for name in NAMES {
        ensure!(spans.iter().any(|span| span.name == name), "no {name} has come");
    }
    for span in &spans {
        ensure!(NAMES.contains(&span.name.as_str()), "{span:?}");
        ensure!(span.events.is_empty() && span.links.is_empty(), "{span:?}");
        ensure!(span.attributes.iter().all(|said| KEYS.contains(&said.key.as_str())), "{span:?}");
        ensure!(span.end_time_unix_nano >= span.start_time_unix_nano, "{span:?}");
    }
    let of_requests = spans.iter().filter(|span| span.name == "request");
    let values = of_requests.flat_map(|span| &span.attributes).map(|said| format!("{said:?}"));
    let values: BTreeSet<String> = values.collect();
    for told in ["\"GET\"", "\"desk\"", "\"track\"", "\"report\"", "IntValue(404)", "IntValue(200)"]
    {
        ensure!(values.iter().any(|value| value.contains(told)), "{told} is not in {values:?}");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_leaves_when_nobody_asked_for_it() -> anyhow::Result<()> {
    let (collector, address) = Collector::open().await?;
    // What other programs obey is no configuration of ours.
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp"))
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", &address)
        .with("OTEL_TRACES_EXPORTER", "otlp");
    let mut server = Server::start(start).await?;
    walk(&server).await?;
    server.stop().await?;
    ensure!(collector.letters().is_empty(), "something has left");
    Ok(())
}

#[tokio::test]
async fn a_dead_collector_is_felt_by_nobody() -> anyhow::Result<()> {
    // It takes connections, and never answers.
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", silent.local_addr()?);
    let start = Start::demo(env!("CARGO_BIN_EXE_bluelamp")).with(ENDPOINT, &address);
    let mut server = Server::start(start).await?;
    let person = Caller::new(&server)?;
    let (mut slowest, began) = (Duration::ZERO, Instant::now());
    for _ in 0..300 {
        let asked = Instant::now();
        let answer = person.get("/humberside/").await?;
        ensure!(answer.status == 200, "{}", answer.status);
        slowest = slowest.max(asked.elapsed());
    }
    ensure!(slowest < Duration::from_secs(1), "an answer took {slowest:?}");
    eprintln!("300 answers in {:?}, the slowest in {slowest:?}", began.elapsed());
    let stopping = Instant::now();
    let status = server.stop().await?;
    ensure!(status.success(), "{status}");
    ensure!(stopping.elapsed() < Duration::from_secs(15), "stopping took {:?}", stopping.elapsed());
    // It was tried, and not left alone.
    timeout(Duration::from_secs(1), silent.accept()).await??;
    Ok(())
}
