//! Files that are cut off at random points and gone on with, many at a time: whether all complete bit
//! for bit, and how much memory the program takes at most.

use super::machine;
use crate::http::Connection;
use crate::random::Random;
use crate::server::{Server, Start};
use anyhow::{Context as _, bail, ensure};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Where programs send files.
const AT: &str = "/api/v1/forces/humberside/services/bicycle-theft/uploads";
/// How many bytes are made at a time.
const BLOCK: u64 = 64 * 1024;
/// How long the whole of one file may take.
const LONGEST: Duration = Duration::from_mins(20);
/// How long a server that is busy is given to take note of a cut.
const PATIENCE: u32 = 200;

/// What is sent.
#[derive(Clone, Debug)]
pub struct Uploads {
    /// The program.
    pub program: PathBuf,
    /// How many files at the same time.
    pub files: u64,
    /// How many bytes each has.
    pub bytes: u64,
    /// How often each is cut off.
    pub cuts: u32,
    /// What every choice follows from.
    pub seed: u64,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Sent {
    /// How many files.
    pub files: u64,
    /// How many are there whole, with the hash of what was sent.
    pub whole: u64,
    /// How often a line was cut.
    pub cuts: u64,
    /// Bytes that had to be sent again after a cut, in mebibytes.
    pub again: f64,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// The memory of the program in MiB: at rest, and at most.
    pub memory: (f64, f64),
}

impl Sent {
    /// Whether all are whole, in less than 300 MiB.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.whole == self.files && self.memory.1 < 300.0
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rest, most) = self.memory;
        writeln!(f, "{} of {} files whole after {} cuts", self.whole, self.files, self.cuts)?;
        writeln!(f, "{:.1} s; {:.1} MiB sent again", self.seconds, self.again)?;
        write!(f, "memory: {rest:.0} MiB at rest, {most:.0} MiB at most")
    }
}

/// Sends.
pub async fn uploads(options: &Uploads, tell: impl Fn(&str)) -> anyhow::Result<Sent> {
    let start = Start::demo(&options.program).with("BLUELAMP__UPLOADS__TOGETHER_MIB", "4096");
    let server = Server::start(start).await?;
    let process = server.process().context("the server does not run")?;
    let at_rest = machine::memory(process)?;
    let began = Instant::now();
    let mut under_way = JoinSet::new();
    for number in 0..options.files {
        let file = File { number, length: options.bytes, seed: options.seed };
        under_way.spawn(timeout(LONGEST, send(server.address(), file, options.cuts)));
    }
    let mut sent = Sent {
        files: options.files,
        whole: 0,
        cuts: 0,
        again: 0.0,
        seconds: 0.0,
        memory: (at_rest, 0.0),
    };
    while let Some(ended) = under_way.join_next().await {
        match ended?.context("a file took too long").and_then(|sent| sent) {
            Ok(one) => {
                sent.whole += 1;
                sent.cuts += one.cuts;
                sent.again += mebibytes(one.again);
            }
            Err(error) => tell(&format!("a file is not whole: {error:#}")),
        }
    }
    sent.seconds = began.elapsed().as_secs_f64();
    sent.memory.1 = machine::most_memory(process)?;
    Ok(sent)
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a figure for people")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / 1_048_576.0
}

/// A file that is made while it is sent, the same each time.
#[derive(Clone, Copy)]
struct File {
    number: u64,
    length: u64,
    seed: u64,
}

impl File {
    /// The bytes from a place on: as many as are left of the block that it is in.
    fn from(self, at: u64) -> anyhow::Result<Vec<u8>> {
        let block = at / BLOCK;
        let mut random = Random::new(self.seed ^ (self.number << 32) ^ block);
        let words = (0..BLOCK / 8).flat_map(|_| random.between(0, u64::MAX - 1).to_le_bytes());
        let bytes: Vec<u8> = words.collect();
        let skipped = usize::try_from(at - block * BLOCK)?;
        let left = usize::try_from((self.length - at).min(BLOCK))?;
        let end = (skipped + left).min(bytes.len());
        Ok(bytes.get(skipped..end).unwrap_or_default().to_vec())
    }

    fn sha256(self) -> anyhow::Result<String> {
        let (mut hash, mut at) = (Sha256::new(), 0);
        while at < self.length {
            let bytes = self.from(at)?;
            hash.update(&bytes);
            at += u64::try_from(bytes.len())?;
        }
        Ok(hash.finalize().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
    }
}

struct One {
    cuts: u64,
    again: u64,
}

/// Sends one file, cut off so many times.
async fn send(to: SocketAddr, file: File, cuts: u32) -> anyhow::Result<One> {
    let expected = tokio::task::spawn_blocking(move || file.sha256()).await??;
    let mut random = Random::new(file.seed.wrapping_mul(31) ^ file.number);
    let address = announce(to, file.length).await?;
    let mut one = One { cuts: 0, again: 0 };
    let mut reached = 0_u64;
    for _ in 0..cuts {
        let offset = standing(to, &address).await?;
        one.again += reached.saturating_sub(offset);
        let most = (file.length - offset).saturating_sub(1);
        if most == 0 {
            break;
        }
        let until = offset + random.between(1, most);
        let mut line = begin(to, &address, (offset, file.length)).await?;
        reached = pour(&mut line, file, (offset, until)).await;
        one.cuts += 1;
    }
    for _ in 0..PATIENCE {
        let offset = standing(to, &address).await?;
        one.again += reached.saturating_sub(offset);
        let mut line = begin(to, &address, (offset, file.length)).await?;
        reached = pour(&mut line, file, (offset, file.length)).await;
        let Ok(answer) = Connection::from(line).send(b"").await else { continue };
        match answer.status {
            204 => {
                let found = answer.header("upload-sha256").unwrap_or_default();
                ensure!(found == expected, "the hash is another");
                return Ok(one);
            }
            // The line before is only just being noticed to be cut, or there is no room yet.
            409 | 423 | 503 => {}
            status => bail!("{status}"),
        }
    }
    bail!("it did not complete")
}

async fn announce(to: SocketAddr, length: u64) -> anyhow::Result<String> {
    let head = format!(
        "POST {AT} HTTP/1.1\r\nhost: localhost\r\ntus-resumable: 1.0.0\r\nupload-length: {length}\r\n\
         upload-metadata: filename ZG9vcmJlbGwubXA0,filetype dmlkZW8vbXA0\r\ncontent-length: 0\r\n\r\n"
    );
    let answer = Connection::open(to).await?.send(head.as_bytes()).await?;
    ensure!(answer.status == 201, "announced: {}", answer.status);
    Ok(answer.header("location").context("no address")?.to_owned())
}

async fn standing(to: SocketAddr, address: &str) -> anyhow::Result<u64> {
    let head =
        format!("HEAD {address} HTTP/1.1\r\nhost: localhost\r\ntus-resumable: 1.0.0\r\n\r\n");
    for _ in 0..PATIENCE {
        let answer = Connection::open(to).await?.ask(head.as_bytes()).await?;
        match answer.status {
            200 => return Ok(answer.header("upload-offset").context("no offset")?.parse()?),
            503 => {}
            status => bail!("asked: {status}"),
        }
    }
    bail!("asked {PATIENCE} times, and there was no room")
}

async fn begin(
    to: SocketAddr,
    address: &str,
    (offset, length): (u64, u64),
) -> anyhow::Result<TcpStream> {
    let mut line = TcpStream::connect(to).await?;
    let left = length - offset;
    let head = format!(
        "PATCH {address} HTTP/1.1\r\nhost: localhost\r\ntus-resumable: 1.0.0\r\n\
         upload-offset: {offset}\r\ncontent-type: application/offset+octet-stream\r\n\
         content-length: {left}\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await?;
    Ok(line)
}

/// Sends bytes until a place, or until nobody listens. Returns how far it came.
async fn pour(line: &mut TcpStream, file: File, (from, until): (u64, u64)) -> u64 {
    let mut at = from;
    while at < until {
        let Ok(mut bytes) = file.from(at) else { return at };
        bytes.truncate(usize::try_from(until - at).unwrap_or(usize::MAX));
        if line.write_all(&bytes).await.is_err() {
            return at;
        }
        at += u64::try_from(bytes.len()).unwrap_or_default();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, File};

    #[test]
    fn a_file_is_the_same_from_wherever_it_is_gone_on_with() {
        let file = File { number: 3, length: 2 * BLOCK + 100, seed: 7 };
        let whole: Vec<u8> =
            [0, BLOCK, 2 * BLOCK].iter().flat_map(|at| file.from(*at).unwrap()).collect();
        assert_eq!(whole.len(), 2 * 65_536 + 100);
        for at in [1, BLOCK - 1, BLOCK + 7, 2 * BLOCK + 99] {
            let part = file.from(at).unwrap();
            let begin = usize::try_from(at).unwrap();
            assert_eq!(part, whole[begin..begin + part.len()], "{at}");
        }
        assert_ne!(file.from(0).unwrap(), File { number: 4, ..file }.from(0).unwrap());
    }
}
