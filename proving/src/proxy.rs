//! A proxy of ours on the wire, between client and server or between server and database, that can
//! do at a named point what networks and machines do at any.
//!
//! *Invariant:* without a [`Trap`] every byte is passed on as it came.

mod frames;

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{interval, timeout};

/// How long a client is held while there is nobody behind the proxy.
const PATIENCE: Duration = Duration::from_secs(15);

/// What is spoken on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// HTTP/1.1, passed on in pieces of at most so many bytes.
    Http(usize),
    /// PostgreSQL's protocol, passed on message by message.
    Postgres,
}

/// A point on the wire, counted over all connections of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A message or piece came from the client's side and is not passed on yet.
    Asked,
    /// It was passed on.
    Forwarded,
    /// A piece of the answer came and is not passed on yet.
    Answered,
    /// A piece of the answer was passed on.
    Delivered,
    /// A COMMIT came from the server and is not passed on yet.
    CommitAsked,
    /// A COMMIT was passed on; its answer has not come.
    CommitForwarded,
    /// The answer to a COMMIT came and is not passed on yet.
    CommitAnswered,
}

/// What is done at a point.
pub enum Deed {
    /// Something of the harness, such as a kill; then the wire goes on.
    Call(Box<dyn FnOnce() + Send>),
    /// Both sides of the connection are reset.
    Cut,
    /// Nothing passes on any connection for this long; then all are reset.
    Dark(Duration),
    /// Nothing passes on any connection for this long, and nothing is reset: connections that were
    /// open meanwhile, or begun, stay silent for good.
    Hole(Duration),
    /// This connection waits.
    Delay(Duration),
}

/// A deed that is done once, when a point is reached for the n-th time from now on.
pub struct Trap {
    /// Where.
    pub point: Point,
    /// At which time, from 1.
    pub nth: u64,
    /// What.
    pub deed: Deed,
}

/// A listening proxy. Dropped, it ends with all its connections.
pub struct Proxy {
    address: SocketAddr,
    wires: Arc<Wires>,
    listening: AbortHandle,
}

struct Wires {
    upstream: SocketAddr,
    wire: Wire,
    trap: Mutex<Option<Trap>>,
    fired: watch::Sender<bool>,
    dark: watch::Sender<bool>,
    /// How often a hole opened or closed: odd while one is open.
    holes: watch::Sender<u64>,
    ended: watch::Sender<bool>,
}

impl Proxy {
    /// Listens on a free port of 127.0.0.1, for what is behind this address.
    pub async fn start(upstream: SocketAddr, wire: Wire) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let switch = || watch::channel(false).0;
        let wires = Arc::new(Wires {
            upstream,
            wire,
            trap: Mutex::new(None),
            fired: switch(),
            dark: switch(),
            holes: watch::channel(0).0,
            ended: switch(),
        });
        let listening = tokio::spawn(listen(listener, wires.clone())).abort_handle();
        Ok(Self { address, wires, listening })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sets a trap, in place of one that has not sprung.
    pub fn set(&self, trap: Trap) {
        self.wires.fired.send_replace(false);
        *self.wires.trap.lock().unwrap_or_else(PoisonError::into_inner) = Some(trap);
    }

    /// Takes a trap away. Whether it had sprung.
    #[must_use]
    pub fn disarm(&self) -> bool {
        *self.wires.trap.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.wires.fired.borrow()
    }

    /// Waits until the trap has sprung and its deed is done or, if it takes time, begun.
    pub async fn sprung(&self) {
        // The sender lives as long as we do.
        let mut fired = self.wires.fired.subscribe();
        let _never_closed = fired.wait_for(|fired| *fired).await;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
        self.wires.ended.send_replace(true);
    }
}

async fn listen(listener: TcpListener, wires: Arc<Wires>) {
    while let Ok((client, _)) = listener.accept().await {
        let wires = wires.clone();
        tokio::spawn(async move {
            let mut ended = wires.ended.subscribe();
            tokio::select! {
                _broken = connect(client, &wires) => {}
                _ = ended.wait_for(|ended| *ended) => {}
            }
        });
    }
}

/// One connection until either side ends it.
async fn connect(client: TcpStream, wires: &Arc<Wires>) -> Result<()> {
    let born = *wires.holes.borrow();
    wires.light(born).await?;
    let server = timeout(PATIENCE, upstream(wires.upstream))
        .await
        .map_err(|_late| Error::from(ErrorKind::TimedOut))?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (client, to_client) = client.into_split();
    let (server, to_server) = server.into_split();
    let mut up = Half { from: client, to: to_server };
    let mut down = Half { from: server, to: to_client };
    let ended = tokio::select! {
        ended = forward(&mut up, wires, born) => ended,
        ended = back(&mut down, wires, born) => ended,
    };
    if ended.is_err() {
        // A reset, as a cable or a firewall gives it.
        let _gone = up.from.as_ref().set_zero_linger();
        let _gone = down.from.as_ref().set_zero_linger();
    }
    ended
}

struct Half {
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
}

async fn upstream(address: SocketAddr) -> TcpStream {
    let mut beat = interval(Duration::from_millis(10));
    loop {
        beat.tick().await;
        if let Ok(stream) = TcpStream::connect(address).await {
            return stream;
        }
    }
}

/// From the client's side.
async fn forward(half: &mut Half, wires: &Arc<Wires>, born: u64) -> Result<()> {
    let mut first = true;
    loop {
        let (bytes, commit) = match wires.wire {
            Wire::Http(most) => (piece(&mut half.from, most).await?, false),
            Wire::Postgres => {
                let frame = frames::read(&mut half.from, std::mem::take(&mut first)).await?;
                let commit = frames::is_commit(&frame);
                (frame, commit)
            }
        };
        if bytes.is_empty() {
            return Ok(());
        }
        wires.pass(Point::Asked).await?;
        if commit {
            wires.pass(Point::CommitAsked).await?;
        }
        wires.light(born).await?;
        half.to.write_all(&bytes).await?;
        wires.pass(Point::Forwarded).await?;
        if commit {
            wires.pass(Point::CommitForwarded).await?;
        }
    }
}

/// From the server's side.
async fn back(half: &mut Half, wires: &Arc<Wires>, born: u64) -> Result<()> {
    let most = match wires.wire {
        Wire::Http(most) => most,
        Wire::Postgres => 64 * 1024,
    };
    loop {
        let bytes = piece(&mut half.from, most).await?;
        if bytes.is_empty() {
            return Ok(());
        }
        wires.pass(Point::Answered).await?;
        if wires.wire == Wire::Postgres && frames::tells_of_commit(&bytes) {
            wires.pass(Point::CommitAnswered).await?;
        }
        wires.light(born).await?;
        half.to.write_all(&bytes).await?;
        wires.pass(Point::Delivered).await?;
    }
}

/// What has come, at most so much; empty at the end.
async fn piece(from: &mut OwnedReadHalf, most: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; most];
    let length = from.read(&mut bytes).await?;
    bytes.truncate(length);
    Ok(bytes)
}

impl Wires {
    /// Goes through a point; an error when the connection is to be reset there.
    async fn pass(self: &Arc<Self>, point: Point) -> Result<()> {
        let Some(deed) = self.spring(point) else { return Ok(()) };
        let done = match deed {
            Deed::Call(call) => {
                call();
                Ok(())
            }
            Deed::Cut => Err(reset()),
            Deed::Dark(length) => {
                self.dark.send_replace(true);
                let wires = self.clone();
                tokio::spawn(async move {
                    pause(length).await;
                    wires.dark.send_replace(false);
                });
                Ok(())
            }
            Deed::Hole(length) => {
                self.holes.send_modify(|times| *times += 1);
                let wires = self.clone();
                tokio::spawn(async move {
                    pause(length).await;
                    wires.holes.send_modify(|times| *times += 1);
                });
                Ok(())
            }
            Deed::Delay(length) => {
                self.fired.send_replace(true);
                pause(length).await;
                Ok(())
            }
        };
        self.fired.send_replace(true);
        done
    }

    fn spring(&self, point: Point) -> Option<Deed> {
        let mut kept = self.trap.lock().unwrap_or_else(PoisonError::into_inner);
        let trap = kept.as_mut().filter(|trap| trap.point == point)?;
        trap.nth = trap.nth.saturating_sub(1);
        if trap.nth > 0 {
            return None;
        }
        kept.take().map(|trap| trap.deed)
    }

    /// In the dark nothing passes, and what waited there is lost. A connection that was there during
    /// a hole passes nothing more.
    async fn light(&self, born: u64) -> Result<()> {
        let holes = *self.holes.borrow();
        if holes != born || holes % 2 == 1 {
            return std::future::pending().await;
        }
        if !*self.dark.borrow() {
            return Ok(());
        }
        let mut dark = self.dark.subscribe();
        let _never_closed = dark.wait_for(|dark| !*dark).await;
        Err(reset())
    }
}

fn reset() -> Error {
    Error::from(ErrorKind::ConnectionReset)
}

/// Lets time pass: here that is what is wanted, not a way to wait for something.
pub(crate) async fn pause(length: Duration) {
    let _late = timeout(length, std::future::pending::<()>()).await;
}
