//! The listener: connections are taken, given time, and let go.
//!
//! *Invariants:* a connection that says nothing, or says it drop by drop, ends by itself; there is a
//! number of connections beyond which whoever comes is told where help is and let go at once, so that
//! memory stays bounded and nobody hangs.

use super::haste::Peer;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tower::ServiceExt;

/// How many connections there may be. One costs a few kilobytes; forms are limited by themselves.
const CONNECTIONS: usize = 8192;
/// How long the head of a request may take to arrive, and a connection may wait for the next one.
const HEAD: Duration = Duration::from_secs(15);
/// How long requests under way may take to end once we are told to stop.
const TO_END: Duration = Duration::from_secs(8);

/// What somebody hears for whom there is no connection left.
const FULL: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/html; charset=utf-8\r\n\
    cache-control: no-store\r\nretry-after: 10\r\nconnection: close\r\n\r\n<!doctype html>\
    <html lang=\"en\"><meta name=\"viewport\" content=\"width=device-width\"><title>Busy</title>\
    <h1>The service is busy</h1><p>In danger now? <a href=\"tel:999\">Call 999</a>. Can't speak? Call 999 \
    on a mobile, then press 55. With a textphone, call 18000.<p>If it is not an emergency, call \
    <a href=\"tel:101\">101</a> or try again in a minute.<p lang=\"cy\">Mewn perygl nawr? \
    <a href=\"tel:999\">Ffoniwch 999</a>. Methu siarad? Ffoniwch 999 ar ffôn symudol, yna pwyswch 55. \
    Os nad yw'n argyfwng, ffoniwch <a href=\"tel:101\">101</a> neu rhowch gynnig arall arni ymhen munud.";

/// Serves these routes until told to stop, then lets what is under way end.
pub(super) async fn serve(
    listener: TcpListener,
    routes: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024);
    server.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD).max_concurrent_streams(64);
    let (server, places) = (Arc::new(server), Arc::new(Semaphore::new(CONNECTIONS)));
    let under_way = GracefulShutdown::new();
    while !*stopped.borrow() {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            _ = stopped.changed() => break,
        };
        let (stream, from) = match taken {
            Ok(taken) => taken,
            Err(error) => {
                wait_for_room(&error).await;
                continue;
            }
        };
        let Ok(place) = places.clone().try_acquire_owned() else {
            tokio::spawn(turn_away(stream));
            continue;
        };
        // A page is one small write; waiting to fill a packet would only make it late.
        let _ = stream.set_nodelay(true);
        let routes = routes.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(from));
            routes.clone().oneshot(request.map(Body::new))
        });
        let connection = server.serve_connection(TokioIo::new(stream), answer).into_owned();
        let connection = under_way.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks off is its owner's business.
            let _broken_off = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if timeout(TO_END, under_way.shutdown()).await.is_err() {
        tracing::info!("some requests were still under way");
    }
}

/// Out of files or memory, taking the next connection at once would fail at once.
async fn wait_for_room(error: &std::io::Error) {
    if !matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) {
        tracing::warn!(%error, "a connection could not be taken");
        let _ = timeout(Duration::from_millis(50), std::future::pending::<()>()).await;
    }
}

async fn turn_away(mut stream: TcpStream) {
    let told = async {
        stream.write_all(FULL.as_bytes()).await?;
        stream.shutdown().await
    };
    let _told_or_gone = timeout(Duration::from_secs(1), told).await;
}
