//! Signing in.

use crate::sessions::{self, Proof, Token};
use crate::{password, store};
use kernel::{Actor, Email, Problem, Purpose, Reason};
use station::{Act, Entry, Scope, Station, Upkeep};

/// Signs somebody in with address and password. An unknown address, a wrong password and an ended
/// account are refused alike, after the same time, and only the station's journal knows which.
pub async fn sign_in(station: &Station, email: &str, password: &str) -> Result<Token, Problem> {
    let refused = || Problem::Refused(Reason::NotSignedIn);
    let email = Email::parse(email).ok();
    let force = email.as_ref().and_then(|email| station.forces().by_staff_domain(&email.domain()));
    let (Some(email), Some(force)) = (email, force) else {
        password::fits(password, None).await?;
        return Err(refused());
    };
    let scope = Scope::new(force.id.clone(), Actor::Public, Purpose::SigningIn);
    let mut tx = station.begin(&scope).await?;
    let found = store::accounts::sign_in_facts(&mut tx, &email).await?;
    tx.commit_upkeep(Upkeep::Session).await?;
    // No transaction is held while the password is checked: that takes a tenth of a second.
    let hash = found.as_ref().and_then(|facts| facts.password_hash.clone());
    let fits = password::fits(password, hash).await?;
    let mut tx = station.begin(&scope).await?;
    match found {
        Some(facts) if fits => {
            let token = sessions::begin(&mut tx, facts.id, &Proof::by_password()).await?;
            tx.commit().await?;
            Ok(token)
        }
        Some(facts) => {
            let entry = Entry::new(Act::Consultation, "sign_in_refused", "account", facts.id);
            tx.journal(entry).await?;
            tx.commit().await?;
            Err(refused())
        }
        None => {
            tx.leave().await?;
            Err(refused())
        }
    }
}
