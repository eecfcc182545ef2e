//! Passwords: argon2id, 64 MiB and three passes, a few at a time.

use crate::{Staff, store};
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use kernel::{Problem, Purpose};
use station::{Act, Entry, Station};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Each takes 64 MiB and a processor: more at once than there are processors, or than four, wait their
/// turn, so that a flood of sign-ins exhausts neither.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Semaphore::new(processors.clamp(1, 4))
});

/// A hash that no password fits, to spend the same time on an account that does not exist.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| {
    let salt = station::secrets::random::<16>().ok()?;
    let secret = station::secrets::random::<32>().ok()?;
    hash_with(&secret, &salt).ok()
});

/// How many passwords were checked, for the test that the unknown cost as much as the known.
#[cfg(test)]
pub(crate) static CHECKED: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

fn argon() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(64 * 1024, 3, 1, None).map_err(Problem::broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_with(password: &[u8], salt: &[u8]) -> Result<String, Problem> {
    let hash = argon()?.hash_password_with_salt(password, salt).map_err(Problem::broken)?;
    Ok(hash.to_string())
}

/// Hashes a password, as a PHC string.
pub(crate) async fn hash(password: &str) -> Result<String, Problem> {
    let salt = station::secrets::random::<16>()?;
    let password = password.to_owned();
    in_turn(move || hash_with(password.as_bytes(), &salt)).await?
}

/// Whether a password fits a hash; with no hash, no, after the same time.
pub(crate) async fn fits(password: &str, hash: Option<String>) -> Result<bool, Problem> {
    let password = password.to_owned();
    in_turn(move || {
        let known = hash.is_some();
        // Made for whoever comes first, known or not.
        let nobodys = NOBODY.clone();
        let Some(hash) = hash.or(nobodys) else { return Ok(false) };
        let hash = PasswordHash::new(&hash).map_err(Problem::broken)?;
        #[cfg(test)]
        CHECKED.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let fits = argon()?.verify_password(password.as_bytes(), &hash).is_ok();
        Ok(fits && known)
    })
    .await?
}

/// Whether a password is that of somebody who is signed in. Whoever has none has no right one.
pub(crate) async fn is_theirs(
    station: &Station,
    staff: &Staff,
    password: &str,
) -> Result<bool, Problem> {
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let hash = store::accounts::password_hash(&mut tx, staff.account()).await?;
    tx.leave().await?;
    let right = fits(password, hash).await?;
    if !right {
        let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
        let entry = Entry::new(Act::Consultation, "proof_refused", "account", staff.account());
        tx.journal(entry).await?;
        tx.commit().await?;
    }
    Ok(right)
}

async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let turn = TURNS.acquire().await.map_err(Problem::broken)?;
    // The turn goes with the work: whoever goes away or is told that it took too long leaves it running.
    let working = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    working.await.map_err(Problem::broken)
}

#[cfg(test)]
mod tests {
    use super::{fits, hash};

    #[tokio::test]
    async fn a_password_fits_its_own_hash_and_no_other() {
        let kept = hash("correct horse").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert!(fits("correct horse", Some(kept.clone())).await.unwrap());
        assert!(!fits("correct house", Some(kept.clone())).await.unwrap());
        assert!(!fits("correct horse", None).await.unwrap());
        assert_ne!(hash("correct horse").await.unwrap(), kept);
    }
}
