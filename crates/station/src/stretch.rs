//! Keys from what people can write down: argon2id makes each guess dear, also for whoever holds the
//! whole database and every key of ours.

use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Problem;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// What one derivation takes: memory in KiB, and passes over it.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// How many may be in the line, those whose turn it is among them. Whoever comes then is asked to try
/// again.
const LONGEST_LINE: usize = 64;

/// Whose turn it is: half the processors have others to serve, however many come here. Staff who sign
/// in have turns of their own.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, usize::from);
    Semaphore::new((processors / 2).max(1))
});
static IN_LINE: AtomicUsize = AtomicUsize::new(0);

/// A place in the line, given back however the work ends.
struct InLine;

impl InLine {
    fn join() -> Result<Self, Problem> {
        let before = IN_LINE.fetch_add(1, Ordering::Relaxed);
        let place = Self;
        if before < LONGEST_LINE { Ok(place) } else { Err(Problem::Busy) }
    }
}

impl Drop for InLine {
    fn drop(&mut self) {
        IN_LINE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A key from a secret that a person holds and a salt. The same two give the same key. `Busy` when
/// too many wait.
pub async fn stretch(secret: &[u8], salt: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, Problem> {
    let _place = InLine::join()?;
    let _turn = TURNS.acquire().await.map_err(Problem::broken)?;
    let (secret, salt) = (Zeroizing::new(secret.to_vec()), *salt);
    tokio::task::spawn_blocking(move || at_once(&secret, &salt)).await.map_err(Problem::broken)?
}

fn at_once(secret: &[u8], salt: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, Problem> {
    let params = Params::new(MEMORY, PASSES, 1, Some(32)).map_err(Problem::broken)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; 32]);
    argon.hash_password_into(secret, salt, key.as_mut_slice()).map_err(Problem::broken)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::{InLine, LONGEST_LINE, stretch};
    use kernel::Problem;

    #[tokio::test]
    async fn the_same_secret_and_salt_give_the_same_key_and_no_others_do() {
        let key = stretch(b"7K4Q2M9DXXXX", &[1; 32]).await.unwrap();
        assert_eq!(key, stretch(b"7K4Q2M9DXXXX", &[1; 32]).await.unwrap());
        assert_ne!(key, stretch(b"7K4Q2M9DXXXY", &[1; 32]).await.unwrap());
        assert_ne!(key, stretch(b"7K4Q2M9DXXXX", &[2; 32]).await.unwrap());
    }

    #[test]
    fn the_line_has_an_end_and_moves_on() {
        let mut line: Vec<InLine> = Vec::new();
        let full = loop {
            match InLine::join() {
                Ok(place) => line.push(place),
                Err(problem) => break problem,
            }
        };
        assert!(matches!(full, Problem::Busy) && line.len() <= LONGEST_LINE);
        line.pop();
        assert!(InLine::join().is_ok());
    }
}
