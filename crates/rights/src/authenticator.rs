//! Authenticator apps: the second factor of a local account.

use crate::{Staff, store};
use identity::totp::{Picture, Secret};
use jiff::SignedDuration;
use kernel::{AccountId, Instant, Problem, Purpose};
use serde::{Deserialize, Serialize};
use station::secrets::{from_hex, hex, random};
use station::{Act, Entry, Station, Tx, seal};

/// How long enrolling may take.
const ENROL_WITHIN: SignedDuration = SignedDuration::from_mins(15);
/// So many wrong codes one after the other are mistakes; after that codes rest.
const MISTAKES: i32 = 5;
/// For how long at first; each further wrong code doubles it, up to a day.
const FIRST_REST: SignedDuration = SignedDuration::from_mins(15);

/// An app as it is enrolled: shown to its owner and to nobody else.
#[derive(Debug)]
pub struct Offer {
    /// What is typed into an app.
    pub text: String,
    /// The same as a picture.
    pub picture: Option<Picture>,
    /// What comes back with the first code: the secret, sealed for whoever enrols.
    pub sealed: String,
}

#[derive(Serialize, Deserialize)]
struct Offered {
    secret: [u8; 20],
    until: Instant,
}

/// A new secret for somebody, whom an app knows by their address.
pub fn offer(station: &Station, staff: &Staff, email: &str) -> Result<Offer, Problem> {
    let secret = random::<20>()?;
    let until = station.clock().now().plus(ENROL_WITHIN);
    let plain = serde_json::to_vec(&Offered { secret, until }).map_err(Problem::broken)?;
    let sealed = hex(&seal::seal(&key(station), &context(staff.account()), &plain)?);
    Ok(show(&Secret::new(secret), email, sealed))
}

/// The same offer again, if it still stands.
#[must_use]
pub fn offered(station: &Station, staff: &Staff, (email, sealed): (&str, &str)) -> Option<Offer> {
    let secret = opened(station, staff, sealed)?;
    Some(show(&secret, email, sealed.to_owned()))
}

fn show(secret: &Secret, email: &str, sealed: String) -> Offer {
    Offer { text: secret.text(), picture: secret.picture(email), sealed }
}

fn opened(station: &Station, staff: &Staff, sealed: &str) -> Option<Secret> {
    let plain = seal::open(&key(station), &context(staff.account()), &from_hex(sealed)?)?;
    let offered: Offered = serde_json::from_slice(&plain).ok()?;
    (station.clock().now() < offered.until).then(|| Secret::new(offered.secret))
}

/// Enrols the app whose first code somebody typed, in the place of one that they had. `false` when the code
/// is not right or the offer is too old.
pub async fn enrol(
    station: &Station,
    staff: &Staff,
    (sealed, code): (&str, &str),
) -> Result<bool, Problem> {
    let Some(secret) = opened(station, staff, sealed) else { return Ok(false) };
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let Some(step) = secret.accepts(code, tx.real_now(), None) else {
        tx.leave().await?;
        return Ok(false);
    };
    let step = i64::try_from(step).map_err(Problem::broken)?;
    let kept = seal::seal(&key(station), &context(staff.account()), secret.bytes())?;
    store::authenticators::put(&mut tx, staff.account(), &kept, step).await?;
    let entry = Entry::new(Act::Alteration, "authenticator_enrolled", "account", staff.account());
    tx.journal(entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// When somebody enrolled their app; nothing when they have none.
pub async fn enrolled(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Instant>, Problem> {
    store::authenticators::made_at(tx, account).await
}

/// Whether this is a code of somebody's app, now and for the first time. Wrong ones are counted in the
/// transaction, and after a few none is looked at for a while: whoever gets here knows the password.
pub(crate) async fn accepts(
    tx: &mut Tx<'_>,
    account: AccountId,
    code: &str,
) -> Result<bool, Problem> {
    let Some(kept) = store::authenticators::hold(tx, account).await? else { return Ok(false) };
    let now = tx.real_now();
    let rests = kept.rests_until.is_some_and(|until| now < until);
    let secret = seal::open(&key(tx.station()), &context(account), &kept.secret)
        .and_then(|bytes| <[u8; 20]>::try_from(bytes).ok())
        .map(Secret::new);
    let last = u64::try_from(kept.last_step).ok();
    let step = secret.filter(|_| !rests).and_then(|secret| secret.accepts(code, now, last));
    if let Some(step) = step.and_then(|step| i64::try_from(step).ok()) {
        store::authenticators::used(tx, account, step).await?;
        return Ok(true);
    }
    if !rests {
        let failures = kept.failures.saturating_add(1);
        store::authenticators::failed(tx, account, failures, rest(failures, now)).await?;
    }
    let entry = Entry::new(Act::Consultation, "code_refused", "account", account);
    tx.journal(entry.with(serde_json::json!({ "rests": rests }))).await?;
    Ok(false)
}

/// Until when codes rest after so many wrong ones.
fn rest(failures: i32, now: Instant) -> Option<Instant> {
    let beyond = u32::try_from(failures.checked_sub(MISTAKES)?).ok()?;
    let doubled = FIRST_REST.saturating_mul(1 << beyond.min(7));
    Some(now.plus(doubled.min(SignedDuration::from_hours(24))))
}

fn key(station: &Station) -> [u8; 32] {
    station.key().derive("authenticator")
}

fn context(account: AccountId) -> Vec<u8> {
    account.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::rest;
    use jiff::SignedDuration;
    use kernel::Instant;

    #[test]
    fn whoever_knows_the_password_guesses_no_code() {
        let now = Instant::new("2026-06-04T08:14:00Z".parse().unwrap());
        let minutes = |failures| rest(failures, now).map(|until| until.since(now).as_mins());
        let all: Vec<_> = (1..8).map(minutes).collect();
        assert_eq!(all, [None, None, None, None, Some(15), Some(30), Some(60)]);
        assert_eq!(minutes(100), Some(24 * 60));
        // A day has room for a dozen guesses: three steps of a million codes each.
        let mut spent = SignedDuration::ZERO;
        let mut guesses = 0;
        while spent < SignedDuration::from_hours(24) {
            guesses += 1;
            spent += rest(guesses, now).map_or(SignedDuration::ZERO, |until| until.since(now));
        }
        assert!(guesses <= 12, "{guesses}");
    }
}
