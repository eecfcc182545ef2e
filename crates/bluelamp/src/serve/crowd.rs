//! More people than we can serve at once: who goes first, who waits, who is told at once where help
//! is.
//!
//! *Invariants:* whoever is turned away is told so within a moment, on a page with every way to call
//! for help, drawn without the database; what is being told to us goes before what is only looked at;
//! staff always find room; nobody is turned away for who or where they are, and whoever asks more than
//! people can takes no room from others; no queue grows without an end.

use super::body::{is_of_upload, is_upload, take_in};
use super::haste::Haste;
use super::metrics::{REQUESTS, SECONDS, TURNED_AWAY};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use counter::{Counter, Fault, cookies};
use kernel::Problem;
use metrics::{counter, histogram};
use rights::pages::AskedFrom;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// How many requests are worked on at once. More would wait for the same processors and connections
/// to the database, only further rooms.
const ROOM: usize = 64;
/// What of it staff keep free for themselves.
const FOR_STAFF: usize = 8;
/// What of it those have who only look.
const FOR_LOOKING: usize = 16;
/// How many files come in at once, beside all this: each takes a piece of itself in memory and next to
/// no time.
const FOR_FILES: usize = 200;

/// What of it those have together who ask more than people can.
const FOR_HASTY: usize = 8;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Errand {
    /// What needs no database and next to no time: it always passes.
    Help,
    /// Work at the desk.
    Desk,
    /// Telling us something, from the first answer on.
    Telling,
    /// Sending a file, which may take an hour over a slow line.
    Sending,
    /// Looking around.
    Looking,
}

impl Errand {
    /// By the path as pages are declared, the method, and whether the browser has a session of ours.
    fn of(method: &Method, path: &str, session: bool) -> Self {
        let under = |place: &str| {
            path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if ["/assets", "/leave", "/livez", "/readyz"].into_iter().any(under) {
            Self::Help
        } else if under("/desk") {
            Self::Desk
        } else if session || !matches!(*method, Method::GET | Method::HEAD) || is_question(path) {
            Self::Telling
        } else {
            Self::Looking
        }
    }

    /// As figures name it.
    const fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Desk => "desk",
            Self::Telling => "telling",
            Self::Sending => "sending",
            Self::Looking => "looking",
        }
    }

    /// How long it waits for its turn. Who only looks is told soon where help is.
    const fn patience(self) -> Duration {
        match self {
            Self::Looking => Duration::from_millis(100),
            Self::Help | Self::Desk | Self::Telling | Self::Sending => Duration::from_secs(5),
        }
    }

    /// How many may wait; of those in haste fewer, apart from the others.
    const fn waiting_room(self, haste: bool) -> usize {
        match (self, haste) {
            (Self::Looking, false) => 128,
            (Self::Help | Self::Desk | Self::Telling | Self::Sending, false) => 2048,
            // Fifty a second were let in already; the others are told where help is.
            (Self::Looking, true) => 0,
            (Self::Help | Self::Desk | Self::Telling | Self::Sending, true) => 512,
        }
    }
}

/// Whether a path is that of a page of a form: force, group, service, page.
fn is_question(path: &str) -> bool {
    parts(path) >= 4 && !path.starts_with("/api/")
}

fn parts(path: &str) -> usize {
    path.split('/').filter(|part| !part.is_empty()).count()
}

/// The crowd in front of the counter.
#[derive(Clone)]
pub(super) struct Crowd {
    counter: Counter,
    rooms: Arc<Rooms>,
    haste: Arc<Haste>,
}

struct Rooms {
    everybody: Semaphore,
    public: Semaphore,
    looking: Semaphore,
    files: Semaphore,
    hasty: Semaphore,
    waiting: AtomicUsize,
    waiting_in_haste: AtomicUsize,
}

/// Room for one request, for as long as it is worked on.
struct Turn<'a> {
    _rooms: [Option<SemaphorePermit<'a>>; 4],
}

impl Crowd {
    /// Nobody is there yet. These proxies are believed when they say for whom they ask.
    pub(super) fn new(counter: &Counter, proxies: Vec<IpAddr>) -> Self {
        let haste = Arc::new(Haste::none(proxies));
        Self { counter: counter.clone(), rooms: Arc::new(Rooms::empty()), haste }
    }

    /// What a request is for, and whether it comes from where more is asked than people can. Staff
    /// who have signed in are never in haste.
    fn errand(&self, request: &Request) -> (Errand, bool) {
        let headers = request.headers();
        // Asking how much of it is here is a part of sending it.
        let asks = request.method() == Method::HEAD && is_of_upload(request.uri().path());
        if asks || is_upload(request) {
            return (Errand::Sending, false);
        }
        let known = !cookies::ours(headers, &self.counter).is_empty();
        let errand = Errand::of(request.method(), request.uri().path(), known);
        let session = cookies::read(headers, &self.counter, "");
        let calm = errand == Errand::Help || (errand == Errand::Desk && known);
        let haste = !calm && self.haste.is_in(request.extensions(), headers, session.as_deref());
        // Where a report begins the door stays open for whoever shares an address with them.
        let begins = haste && errand == Errand::Looking && parts(request.uri().path()) == 3;
        (if begins { Errand::Telling } else { errand }, haste)
    }
}

impl Rooms {
    const fn empty() -> Self {
        Self {
            everybody: Semaphore::const_new(ROOM),
            public: Semaphore::const_new(ROOM - FOR_STAFF),
            looking: Semaphore::const_new(FOR_LOOKING),
            files: Semaphore::const_new(FOR_FILES),
            hasty: Semaphore::const_new(FOR_HASTY),
            waiting: AtomicUsize::new(0),
            waiting_in_haste: AtomicUsize::new(0),
        }
    }

    /// A turn; `Busy` when it does not come in time.
    async fn turn(&self, errand: Errand, haste: bool) -> Result<Turn<'_>, Problem> {
        let waiting = if haste { &self.waiting_in_haste } else { &self.waiting };
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let turn = if before < errand.waiting_room(haste) {
            timeout(errand.patience(), self.take(errand, haste)).await.ok()
        } else {
            None
        };
        waiting.fetch_sub(1, Ordering::Relaxed);
        turn.ok_or(Problem::Busy)
    }

    /// Outer rooms first, so that nobody holds a place that others could use while they wait.
    async fn take(&self, errand: Errand, haste: bool) -> Turn<'_> {
        let apart = haste.then_some(&self.hasty);
        let looking = (errand == Errand::Looking).then_some(&self.looking);
        let wanted = match errand {
            Errand::Help => [None, None, None, None],
            Errand::Sending => [None, None, None, Some(&self.files)],
            Errand::Desk => [apart, None, None, Some(&self.everybody)],
            Errand::Telling | Errand::Looking => {
                [apart, looking, Some(&self.public), Some(&self.everybody)]
            }
        };
        let mut taken = [None, None, None, None];
        for (place, room) in taken.iter_mut().zip(wanted) {
            if let Some(room) = room {
                // Closed by nobody.
                *place = room.acquire().await.ok();
            }
        }
        Turn { _rooms: taken }
    }
}

/// Lets a request in when it is its turn, or tells where help is.
pub(super) async fn queue(State(crowd): State<Crowd>, request: Request, next: Next) -> Response {
    let (errand, haste) = crowd.errand(&request);
    let from = crowd.haste.asked_from(request.extensions(), request.headers());
    let request = match take_in(request).await {
        Ok(mut request) => {
            if let Some(from) = from {
                request.extensions_mut().insert(AskedFrom(from));
            }
            request
        }
        Err(status) => return status.into_response(),
    };
    let began = Instant::now();
    let response = match crowd.rooms.turn(errand, haste).await {
        Ok(_turn) => next.run(request).await,
        Err(busy) => {
            counter!(TURNED_AWAY, "errand" => errand.name()).increment(1);
            Fault(busy).into_response()
        }
    };
    histogram!(SECONDS, "errand" => errand.name()).record(began.elapsed());
    let status = class(response.status());
    counter!(REQUESTS, "errand" => errand.name(), "status" => status).increment(1);
    response
}

/// The class of a status, as figures name it.
fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::{Errand, FOR_HASTY, FOR_LOOKING, FOR_STAFF, ROOM, Rooms};
    use axum::http::Method;
    use kernel::Problem;

    #[test]
    fn what_is_told_goes_before_what_is_looked_at_and_help_before_all() {
        for (method, path, session, errand) in [
            (Method::GET, "/", false, Errand::Looking),
            (Method::GET, "/x1/report/a", false, Errand::Looking),
            (Method::GET, "/x1/report/a/b", false, Errand::Telling),
            (Method::GET, "/api/v1/forces/x1/services", false, Errand::Looking),
            (Method::GET, "/x1/report/a/b", true, Errand::Telling),
            (Method::POST, "/x1/report/a/b", false, Errand::Telling),
            (Method::POST, "/api/v1/forces/x1/services/a/submissions", false, Errand::Telling),
            (Method::GET, "/desk/queue", true, Errand::Desk),
            (Method::POST, "/desk/sign-in", false, Errand::Desk),
            (Method::GET, "/desktop/", false, Errand::Looking),
            (Method::GET, "/assets/x.css", true, Errand::Help),
            (Method::GET, "/leave", true, Errand::Help),
            (Method::GET, "/livez", false, Errand::Help),
        ] {
            assert_eq!(Errand::of(&method, path, session), errand, "{method} {path} {session}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_only_looks_is_turned_away_while_tellers_and_staff_find_room() {
        let rooms = Rooms::empty();
        let mut turns = Vec::new();
        for _ in 0..FOR_LOOKING {
            turns.push(rooms.turn(Errand::Looking, false).await.unwrap());
        }
        assert!(matches!(rooms.turn(Errand::Looking, false).await, Err(Problem::Busy)));
        for _ in 0..ROOM - FOR_STAFF - FOR_LOOKING {
            turns.push(rooms.turn(Errand::Telling, false).await.unwrap());
        }
        assert!(matches!(rooms.turn(Errand::Telling, false).await, Err(Problem::Busy)));
        for _ in 0..FOR_STAFF {
            turns.push(rooms.turn(Errand::Desk, false).await.unwrap());
        }
        assert!(rooms.turn(Errand::Help, false).await.is_ok());
        // When somebody goes, whoever tells is next.
        turns.remove(0);
        assert!(rooms.turn(Errand::Telling, false).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_in_haste_takes_no_room_from_others_and_still_gets_through() {
        let rooms = Rooms::empty();
        let mut hasty = Vec::new();
        for _ in 0..FOR_HASTY {
            hasty.push(rooms.turn(Errand::Telling, true).await.unwrap());
        }
        assert!(matches!(rooms.turn(Errand::Telling, true).await, Err(Problem::Busy)));
        assert!(matches!(rooms.turn(Errand::Looking, true).await, Err(Problem::Busy)));
        for _ in 0..ROOM - FOR_STAFF - FOR_HASTY {
            hasty.push(rooms.turn(Errand::Telling, false).await.unwrap());
        }
        hasty.remove(0);
        assert!(rooms.turn(Errand::Telling, true).await.is_ok());
    }
}
