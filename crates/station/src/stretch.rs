//! Keys from what people can write down: argon2id makes each guess dear, also for whoever holds the
//! whole database and every key of ours.

use kernel::Problem;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use argon2::{Algorithm, Argon2, Params, Version};

/// What one derivation takes: memory in KiB, and passes over it.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// How many are made at once: each has its memory to itself.
const AT_ONCE: usize = 2;
/// How many may wait for their turn. Whoever comes then is asked to try again.
const WAITING: usize = 64;

/// Whose turn it is. Staff who sign in have turns of their own: a flood here does not reach them.
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
static IN_LINE: AtomicUsize = AtomicUsize::new(0);

/// A place in the line, given back however the work ends.
struct InLine;

impl InLine {
    fn join() -> Result<Self, Problem> {
        let before = IN_LINE.fetch_add(1, Ordering::Relaxed);
        let place = Self;
        if before < AT_ONCE + WAITING { Ok(place) } else { Err(Problem::Busy) }
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
    use super::stretch;

    #[tokio::test]
    async fn the_same_secret_and_salt_give_the_same_key_and_no_others_do() {
        let key = stretch(b"7K4Q2M9DXXXX", &[1; 32]).await.unwrap();
        assert_eq!(key, stretch(b"7K4Q2M9DXXXX", &[1; 32]).await.unwrap());
        assert_ne!(key, stretch(b"7K4Q2M9DXXXY", &[1; 32]).await.unwrap());
        assert_ne!(key, stretch(b"7K4Q2M9DXXXX", &[2; 32]).await.unwrap());
    }
}
