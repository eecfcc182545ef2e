//! `bluelamp healthcheck`: whether a server on this machine can serve, for containers that have no
//! other program to ask with.

use super::Outcome;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) async fn run(admin: SocketAddr) -> anyhow::Result<Outcome> {
    match timeout(PATIENCE, ask(admin)).await {
        Ok(Ok(head)) if head.starts_with("HTTP/1.1 200 ") => Ok(Outcome::Well),
        Ok(Ok(head)) => {
            eprintln!("not ready: {}", head.lines().next().unwrap_or_default());
            Ok(Outcome::FaultFound)
        }
        Ok(Err(error)) => {
            eprintln!("no server answers at {admin}: {error}");
            Ok(Outcome::FaultFound)
        }
        Err(_late) => {
            eprintln!("the server at {admin} does not answer in time");
            Ok(Outcome::FaultFound)
        }
    }
}

async fn ask(admin: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(admin).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {admin}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = vec![0; 256];
    let length = stream.read(&mut answer).await?;
    answer.truncate(length);
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
