//! Guessing is slow, and nobody is locked out by it.
//!
//! Whoever asks from one network for one account is heard one at a time, and the answer to a wrong guess
//! takes longer each time, whether or not somebody waits for it. The right password is let in at once:
//! from elsewhere, or from a device that signed in before, nothing of this is in its way. Each process
//! counts for itself, and forgets.

use jiff::SignedDuration;
use kernel::{Instant, Problem};
use station::secrets::sha256;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The pause after the first wrong guess; each further one doubles it.
const FIRST: Duration = Duration::from_millis(100);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(4);
/// After this time without a wrong guess one is as good as new.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_mins(30);
/// How many are remembered: about a megabyte.
const MOST: usize = 8192;
/// How many may wait for their turn at the same account from the same network, beside whoever has it.
const WAITING: usize = 3;

/// What was guessed wrong lately: kept by the station.
#[derive(Default)]
pub(crate) struct Guesses(Arc<Mutex<HashMap<Name, Tried>>>);

/// Of whom and where from, as a hash.
type Name = [u8; 32];

struct Tried {
    wrong: u32,
    last: Instant,
    turn: Arc<Semaphore>,
}

/// Whoever has it is heard; others from there wait.
pub(crate) struct Turn {
    all: Arc<Mutex<HashMap<Name, Tried>>>,
    name: Name,
    permit: OwnedSemaphorePermit,
}

impl Guesses {
    /// A turn for a name. Busy when so many wait that no person is among them.
    pub(crate) async fn turn(&self, name: &[u8], now: Instant) -> Result<Turn, Problem> {
        let name = sha256(name);
        let turn = self.entry(name, now);
        // The map holds one, we another, and one each for who waits and who is heard.
        if Arc::strong_count(&turn) >= WAITING + 3 {
            return Err(Problem::Busy);
        }
        let permit = turn.acquire_owned().await.map_err(Problem::broken)?;
        Ok(Turn { all: self.0.clone(), name, permit })
    }

    fn entry(&self, name: Name, now: Instant) -> Arc<Semaphore> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(&name) {
            all.retain(|_, tried| now.since(tried.last) < FORGOTTEN_AFTER);
            // Whoever guessed once or twice is forgotten before who goes on guessing.
            let mut least = 2;
            while all.len() >= MOST {
                all.retain(|_, tried| tried.wrong > least);
                least = least.saturating_mul(2);
            }
        }
        let new = || Tried { wrong: 0, last: now, turn: Arc::new(Semaphore::new(1)) };
        all.entry(name).or_insert_with(new).turn.clone()
    }
}

impl Turn {
    /// It was right: nothing is held against them.
    pub(crate) fn right(self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tried) = all.get_mut(&self.name) {
            tried.wrong = 0;
        }
    }

    /// It was wrong: waits as long as that costs, and keeps the turn meanwhile even when whoever guessed
    /// goes away.
    #[expect(clippy::disallowed_methods, reason = "the pause itself is what is wanted here")]
    pub(crate) async fn wrong(self, now: Instant) {
        let pause = self.count(now);
        let permit = self.permit;
        let held = tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            drop(permit);
        });
        let _ = held.await;
    }

    fn count(&self, now: Instant) -> Duration {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(tried) = all.get_mut(&self.name) else { return FIRST };
        if now.since(tried.last) >= FORGOTTEN_AFTER {
            tried.wrong = 0;
        }
        tried.wrong = tried.wrong.saturating_add(1);
        tried.last = now;
        FIRST.saturating_mul(1 << (tried.wrong - 1).min(10)).min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::{FORGOTTEN_AFTER, Guesses, MOST};
    use kernel::{Instant, Problem};

    fn now() -> Instant {
        Instant::new("2026-06-04T08:14:00Z".parse().unwrap())
    }

    async fn wrong(guesses: &Guesses, name: &str, now: Instant) -> u128 {
        guesses.turn(name.as_bytes(), now).await.unwrap().count(now).as_millis()
    }

    #[tokio::test]
    async fn each_wrong_guess_costs_more_and_only_where_it_was_made() {
        let guesses = Guesses::default();
        for expected in [100, 200, 400, 800, 1600, 3200, 4000, 4000] {
            assert_eq!(wrong(&guesses, "there ada", now()).await, expected);
        }
        assert_eq!(wrong(&guesses, "elsewhere ada", now()).await, 100);
        guesses.turn(b"there ada", now()).await.unwrap().right();
        assert_eq!(wrong(&guesses, "there ada", now()).await, 100);
        let later = now().plus(FORGOTTEN_AFTER);
        assert_eq!(wrong(&guesses, "there ada", later).await, 100);
    }

    #[tokio::test]
    async fn one_is_heard_at_a_time_and_a_crowd_is_told_at_once() {
        let guesses = Guesses::default();
        let heard = guesses.turn(b"there", now()).await.unwrap();
        let mut waiting: Vec<_> = (0..3).map(|_| Box::pin(guesses.turn(b"there", now()))).collect();
        for one in &mut waiting {
            assert!(futures(one).is_none(), "they wait");
        }
        assert!(matches!(guesses.turn(b"there", now()).await, Err(Problem::Busy)));
        assert!(guesses.turn(b"elsewhere", now()).await.is_ok());
        drop(heard);
        assert!(futures(&mut waiting[0]).is_some_and(|turn| turn.is_ok()));
    }

    /// What a future has come to, asked once.
    fn futures<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match std::pin::Pin::new(future).poll(&mut context) {
            std::task::Poll::Ready(done) => Some(done),
            std::task::Poll::Pending => None,
        }
    }

    #[tokio::test]
    async fn it_does_not_grow_without_end_and_forgets_who_guessed_most_last() {
        let guesses = Guesses::default();
        for _ in 0..10 {
            wrong(&guesses, "the attacker", now()).await;
        }
        for number in 0..20_000 {
            wrong(&guesses, &number.to_string(), now()).await;
        }
        assert!(guesses.0.lock().unwrap().len() <= MOST);
        assert_eq!(wrong(&guesses, "the attacker", now()).await, 4000);
    }
}
