//! What is done to a town, and when.

use super::town::{Town, Whom};
use crate::load::Tally;
use crate::proxy::{Deed, Point, Proxy, Trap, pause};
use crate::random::Random;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a trap may wait for its moment under load.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Kill(Whom),
    Cut,
    Dark(Duration),
    Delay(Duration),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// So long after the load is under way.
    After(Duration),
    /// At a point between server and database, the n-th time.
    Database(Point, u64),
    /// At a point between client and server, the n-th time.
    Client(Point, u64),
}

/// One fault.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    what: What,
    when: When,
}

impl Fault {
    /// A fault that this town can have.
    pub(super) fn choose(random: &mut Random, town: &Town) -> Self {
        let kills = [What::Kill(Whom::Server), What::Kill(Whom::Postgres), What::Kill(Whom::Both)];
        let lengths = Duration::from_millis(random.between(200, 3000));
        let cuts = [What::Cut, What::Dark(lengths), What::Delay(lengths)];
        let is_kill = random.between(0, 3) > 0;
        let what = random.one_of(if is_kill { &kills } else { &cuts }).unwrap_or(What::Cut);
        let nth = random.between(1, 60);
        let database = [
            Point::Asked,
            Point::Forwarded,
            Point::Answered,
            Point::CommitAsked,
            Point::CommitForwarded,
            Point::CommitAnswered,
            Point::CommitForwarded,
            Point::CommitAnswered,
        ];
        let client = [Point::Forwarded, Point::Answered];
        let sides = if town.to_database.is_some() { 3 } else { 1 };
        let side = random.between(0, sides);
        let when = match side {
            0 if is_kill => When::After(Duration::from_micros(random.between(0, 400_000))),
            0 | 1 => When::Client(random.one_of(&client).unwrap_or(Point::Forwarded), nth),
            _ => When::Database(random.one_of(&database).unwrap_or(Point::CommitAsked), nth),
        };
        Self { what, when }
    }

    pub(super) const fn is_kill(&self) -> bool {
        matches!(self.what, What::Kill(_))
    }

    /// Does it, and returns when it is done.
    pub(super) async fn strike(self, town: &mut Town, tally: &Arc<Tally>) {
        let marks = tally.clone();
        let deed = match self.what {
            What::Kill(whom) => {
                let kill = town.prepare_kill(whom);
                Deed::Call(Box::new(move || {
                    kill();
                    marks.mark_fault();
                }))
            }
            What::Cut => Deed::Cut,
            What::Dark(length) => Deed::Dark(length),
            What::Delay(length) => Deed::Delay(length),
        };
        let (proxy, point, nth): (&Proxy, Point, u64) = match (self.when, &town.to_database) {
            (When::Database(point, nth), Some(proxy)) => (proxy, point, nth),
            (When::Client(point, nth) | When::Database(point, nth), _) => {
                (&town.to_server, point, nth)
            }
            (When::After(length), _) => {
                pause(length).await;
                if let Deed::Call(call) = deed {
                    call();
                }
                return;
            }
        };
        proxy.set(Trap { point, nth, deed });
        if timeout(PATIENCE, proxy.sprung()).await.is_err() && !proxy.disarm() {
            // Never reached: then the kill comes at a moment like any other.
            if let What::Kill(whom) = self.what {
                town.prepare_kill(whom)();
                tally.mark_fault();
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            What::Kill(Whom::Server) => f.write_str("kill the server")?,
            What::Kill(Whom::Postgres) => f.write_str("kill PostgreSQL")?,
            What::Kill(Whom::Both) => f.write_str("kill both")?,
            What::Cut => f.write_str("reset the connection")?,
            What::Dark(length) => write!(f, "lose everything for {} ms", length.as_millis())?,
            What::Delay(length) => write!(f, "delay by {} ms", length.as_millis())?,
        }
        match self.when {
            When::After(length) => write!(f, " after {} µs", length.as_micros()),
            When::Database(point, nth) => write!(f, " at {point:?} no. {nth} to the database"),
            When::Client(point, nth) => write!(f, " at {point:?} no. {nth} to the server"),
        }
    }
}
