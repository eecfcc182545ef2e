//! A stream that tells that something is new in the queue, for as long as whoever listens may know.

use super::Here;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::sse::{Event, KeepAlive};
use axum::response::{IntoResponse, Response, Sse};
use counter::Fault;
use futures_util::stream;
use rights::Right;
use rights::pages::SignedIn;
use services::pages::Hall;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

/// How often whoever listens is asked about again even when nothing was changed: sessions end by
/// themselves.
const ASK_EVERY: Duration = Duration::from_secs(20);

/// What a stream goes by.
struct Listening {
    hall: Hall,
    signed_in: SignedIn,
    news: watch::Receiver<String>,
    changes: watch::Receiver<i64>,
    tick: Interval,
    ended: bool,
}

/// `GET /desk/events`. It says `news` and no more; when a session ended or a right was taken away it says
/// `ended` within a second, and ends.
pub(super) async fn show(State(hall): Here, signed_in: SignedIn) -> Result<Response, Fault> {
    let staff = &signed_in.staff;
    staff.require(Right::ReadContacts)?;
    let news = contact::news(&hall.station, staff.force());
    let changes = rights::changes(&hall.station, staff.force());
    let mut tick = interval_at(Instant::now() + ASK_EVERY, ASK_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let listening = Listening { hall, signed_in, news, changes, tick, ended: false };
    let stream = Sse::new(stream::unfold(listening, next)).keep_alive(KeepAlive::default());
    Ok(([(CACHE_CONTROL, "no-store")], stream).into_response())
}

/// The next thing that is said; nothing after the end.
async fn next(mut listening: Listening) -> Option<(Result<Event, Infallible>, Listening)> {
    if listening.ended {
        return None;
    }
    loop {
        let news = tokio::select! {
            news = listening.news.changed() => news.is_ok(),
            changed = listening.changes.changed() => {
                // Nobody speaks any more when the server stops.
                if changed.is_err() {
                    return None;
                }
                false
            }
            _ = listening.tick.tick() => false,
        };
        // Whatever woke it, it is asked first who listens.
        let still = listening.signed_in.still(&listening.hall.station).await;
        if !still.is_ok_and(|staff| staff.may(Right::ReadContacts)) {
            listening.ended = true;
            return Some((Ok(Event::default().event("ended").data("ended")), listening));
        }
        if news {
            return Some((Ok(Event::default().event("news").data("news")), listening));
        }
        if listening.news.has_changed().is_err() {
            return None;
        }
    }
}
