//! Messages to colleagues who must know. They name no record and nobody: they lead to the desk.

use crate::glass::TOLD;
use crate::store;
use kernel::{AccountId, Language, Problem};
use station::Tx;
use station::dispatch::{Channel, NewDispatch};

/// Tells whoever must know, but not whoever did it.
pub(crate) async fn glass_was_broken(tx: &mut Tx<'_>, by: AccountId) -> Result<(), Problem> {
    let subject = "A restricted record was opened in an emergency";
    let body = "A colleague opened a restricted record in an emergency, and gave a reason.\n\n\
                Please look at it";
    tell(tx, by, subject, body).await
}

/// Reminds them.
pub(crate) async fn glass_waits_for_review(tx: &mut Tx<'_>, by: AccountId) -> Result<(), Problem> {
    let subject = "An emergency access still waits for its review";
    let body = "A restricted record was opened in an emergency a day ago or longer, and nobody has \
                looked at it since.\n\nPlease look at it";
    tell(tx, by, subject, body).await
}

async fn tell(tx: &mut Tx<'_>, by: AccountId, subject: &str, body: &str) -> Result<(), Problem> {
    let roles: Vec<String> = TOLD.iter().map(|role| role.code().to_owned()).collect();
    let now = tx.now();
    let place = format!("{}/desk/glass", tx.station().public_url());
    for (account, email) in store::accounts::addresses(tx, &roles).await? {
        if account == by {
            continue;
        }
        tx.dispatch(NewDispatch {
            channel: Channel::Email,
            to: email,
            subject: subject.to_owned(),
            body: format!("{body}: {place}\n"),
            language: Language::English,
            about: format!("account {account}"),
            due_at: now,
        })
        .await?;
    }
    Ok(())
}
