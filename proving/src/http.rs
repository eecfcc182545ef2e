//! A small HTTP/1.1 client: one connection, one request at a time, nothing hidden. It says plainly
//! when a connection broke, because that is what the harness is about.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The most bytes of an answer that is read.
const MOST: usize = 16 * 1024 * 1024;

/// A kept connection.
pub struct Connection(BufReader<TcpStream>);

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers as they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The first header of a name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The cookies of one browser.
#[derive(Clone, Debug, Default)]
pub struct Jar(Vec<(String, String)>);

impl Jar {
    /// Keeps what an answer sets, and throws away what it takes back.
    pub fn keep(&mut self, answer: &Answer) {
        for (_, set) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = set.split(';').next().unwrap_or_default();
            let Some((name, text)) = pair.split_once('=') else { continue };
            self.0.retain(|(known, _)| known != name);
            if !text.is_empty() {
                self.0.push((name.to_owned(), text.to_owned()));
            }
        }
    }

    /// As the header of a request.
    #[must_use]
    pub fn header(&self) -> String {
        let pairs: Vec<String> =
            self.0.iter().map(|(name, text)| format!("{name}={text}")).collect();
        pairs.join("; ")
    }
}

/// A request as it goes over the wire.
#[must_use]
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let headers: String =
        headers.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect();
    let length = body.len();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

impl From<TcpStream> for Connection {
    fn from(stream: TcpStream) -> Self {
        Self(BufReader::new(stream))
    }
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a request and reads its answer. After an error the connection is of no more use.
    pub async fn send(&mut self, request: &[u8]) -> Result<Answer> {
        let mut answer = self.ask(request).await?;
        answer.body = self.body(&answer).await?;
        Ok(answer)
    }

    /// Sends a request whose answer has no body (`HEAD`).
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.0.get_mut().write_all(request).await?;
        let line = self.line().await?;
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(|| broken("no status"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or_else(|| broken("no header"))?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Answer { status, headers, body: Vec::new() })
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line).await? == 0 {
            return Err(Error::from(ErrorKind::UnexpectedEof));
        }
        if !line.ends_with('\n') {
            return Err(broken("a line broke off"));
        }
        Ok(line.trim_end().to_owned())
    }

    async fn body(&mut self, answer: &Answer) -> Result<Vec<u8>> {
        if answer.header("transfer-encoding").is_some_and(|coding| coding == "chunked") {
            return self.chunks().await;
        }
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        self.exactly(length.unwrap_or(0)).await
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line().await?;
            let length = line.split(';').next().unwrap_or_default().trim();
            let length = usize::from_str_radix(length, 16).map_err(|_| broken("no length"))?;
            body.extend(self.exactly(length).await?);
            self.line().await?;
            if length == 0 || body.len() > MOST {
                return Ok(body);
            }
        }
    }

    async fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        if length > MOST {
            return Err(broken("too long"));
        }
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).await?;
        Ok(bytes)
    }
}

fn broken(what: &'static str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

/// One request on a connection of its own, within a time.
pub async fn once(address: SocketAddr, request: &[u8], within: Duration) -> Result<Answer> {
    let asking = async { Connection::open(address).await?.send(request).await };
    timeout(within, asking).await.map_err(|_late| Error::from(ErrorKind::TimedOut))?
}

/// One `GET` on a connection of its own, within a time.
pub async fn get_once(address: SocketAddr, path: &str, within: Duration) -> Result<Answer> {
    once(address, &request("GET", path, &[], ""), within).await
}
