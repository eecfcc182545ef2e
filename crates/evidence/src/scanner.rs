//! The scanner for malware: clamd, where one is configured, asked over its `INSTREAM`.

use futures_util::{Stream, TryStreamExt};
use kernel::Problem;
use std::io::Error;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How long one file may be scanned.
const LONGEST: Duration = Duration::from_mins(4);
/// How many files are scanned at once: a scanner is easily kept busy.
const AT_ONCE: usize = 2;
/// The most that an answer says.
const ANSWER: u64 = 4096;

/// Where clamd listens: `host:port`, or the path of its socket.
#[derive(Clone, Debug)]
pub struct Scanner {
    address: String,
    free: Arc<Semaphore>,
}

/// What the scanner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// It knows nothing bad of it.
    Clean,
    /// It knows it.
    Malware,
    /// It does not answer, or not for this file.
    NoAnswer,
}

impl Scanner {
    /// The scanner at an address.
    #[must_use]
    pub fn at(address: &str) -> Self {
        Self { address: address.to_owned(), free: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Asks it about some bytes.
    pub async fn scan(&self, bytes: impl Stream<Item = Result<Vec<u8>, Problem>> + Send) -> Scan {
        let Ok(_turn) = self.free.acquire().await else { return Scan::NoAnswer };
        let asked = async {
            if self.address.starts_with('/') {
                ask(UnixStream::connect(&self.address).await?, bytes).await
            } else {
                ask(TcpStream::connect(&self.address).await?, bytes).await
            }
        };
        match timeout(LONGEST, asked).await {
            Ok(Ok(answer)) => read(&answer),
            Ok(Err(fault)) => {
                tracing::warn!(%fault, "the scanner cannot be asked; files wait for it");
                Scan::NoAnswer
            }
            Err(_late) => {
                tracing::warn!("the scanner does not answer; files wait for it");
                Scan::NoAnswer
            }
        }
    }
}

/// Sends the bytes, each part with its length before it and nothing at the end.
async fn ask(
    mut line: impl AsyncReadExt + AsyncWriteExt + Unpin,
    bytes: impl Stream<Item = Result<Vec<u8>, Problem>>,
) -> Result<String, Error> {
    line.write_all(b"zINSTREAM\0").await?;
    let mut bytes = pin!(bytes);
    while let Some(part) = bytes.try_next().await.map_err(Error::other)? {
        line.write_u32(u32::try_from(part.len()).map_err(Error::other)?).await?;
        line.write_all(&part).await?;
    }
    line.write_u32(0).await?;
    line.flush().await?;
    let mut answer = String::new();
    line.take(ANSWER).read_to_string(&mut answer).await?;
    Ok(answer)
}

/// `stream: OK`, `stream: Name FOUND`, or what went wrong.
fn read(answer: &str) -> Scan {
    let answer = answer.trim_end_matches(['\0', '\n']);
    if answer.ends_with(" FOUND") {
        Scan::Malware
    } else if answer.ends_with(": OK") {
        Scan::Clean
    } else {
        Scan::NoAnswer
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, read};

    #[test]
    fn only_a_plain_answer_counts() {
        for (answer, scan) in [
            ("stream: OK\0", Scan::Clean),
            ("stream: Eicar-Test-Signature FOUND\0", Scan::Malware),
            ("INSTREAM size limit exceeded. ERROR\0", Scan::NoAnswer),
            ("", Scan::NoAnswer),
        ] {
            assert_eq!(read(answer), scan, "{answer}");
        }
    }
}
