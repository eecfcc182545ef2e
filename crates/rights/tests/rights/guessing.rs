//! Guessing is slow, and the owner is let in.

use crate::signing_in::{PASSWORD, refused, town};
use kernel::Problem;
use rights::Asker;
use rights::device::make_known;
use rights::sign_in::{Attempt, Door, Factors, open};
use station::testing::Town;
use std::net::IpAddr;

const ADA: &str = "ada@humberside.example";

fn from(address: &str, known: Option<String>) -> Asker {
    let address = Some(address.parse::<IpAddr>().unwrap());
    Asker { address, device: String::new(), known }
}

async fn try_it(town: &Town, asker: &Asker, password: &str) -> Result<Door, Problem> {
    let attempt = Attempt { email: ADA, password, asker, factors: Factors::One };
    open(&town.station, &attempt).await
}

#[tokio::test]
async fn a_crowd_of_guesses_from_one_place_does_not_keep_the_owner_out() {
    let town = town().await;
    let attacker = from("203.0.113.7", None);
    let guesses = async {
        let guess = |_| try_it(&town, &attacker, "guess of an attacker");
        let mut all: Vec<_> = (0..8).map(guess).map(Box::pin).collect();
        let mut busy = 0;
        for answer in futures_of(&mut all).await {
            assert!(answer.is_err());
            busy += i32::from(matches!(answer, Err(Problem::Busy)));
        }
        busy
    };
    let known = make_known(&town.station, ADA).unwrap();
    let owner = async {
        // From elsewhere, and from the same place with a device that signed in before.
        assert!(try_it(&town, &from("198.51.100.4", None), PASSWORD).await.is_ok());
        assert!(try_it(&town, &from("203.0.113.7", Some(known)), PASSWORD).await.is_ok());
    };
    let (busy, ()) = tokio::join!(guesses, owner);
    assert_eq!(busy, 4, "one is heard, three wait, the others are told at once");
}

async fn futures_of<F: Future + Unpin>(all: &mut [F]) -> Vec<F::Output> {
    let mut done: Vec<Option<F::Output>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, answer) in all.iter_mut().zip(done.iter_mut()) {
            if answer.is_none()
                && let std::task::Poll::Ready(it) = std::pin::Pin::new(future).poll(context)
            {
                *answer = Some(it);
            }
        }
        if done.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn what_makes_a_device_known_is_of_one_name_and_cannot_be_made_up() {
    let town = town().await;
    let attacker = from("203.0.113.7", None);
    let known = make_known(&town.station, "bob@humberside.example").unwrap();
    for text in [known, "x.99999999999.00".to_owned(), String::new()] {
        // Counted with the network, as if it brought nothing: the second waits for the first.
        let other = Asker { known: Some(text), ..attacker.clone() };
        let began = tokio::time::Instant::now();
        let both = tokio::join!(try_it(&town, &attacker, "wrong"), try_it(&town, &other, "wrong"));
        assert!(refused(&both.0) && refused(&both.1));
        assert!(began.elapsed() >= std::time::Duration::from_millis(300));
    }
}
