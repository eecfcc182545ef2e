//! `POST /desk/you/sessions`: ends one session of one's own, or all others.

use super::back;
use crate::pages::SignedIn;
use crate::sessions;
use axum::extract::State;
use axum::response::Response;
use counter::{Fault, Form, Visit};
use kernel::{Problem, Purpose, SessionId, Thing};
use station::Station;

pub(in crate::pages) async fn end(
    State(station): State<Station>,
    visit: Visit,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let staff = &signed_in.staff;
    let wanted = form.get("end").unwrap_or_default();
    let mut tx = station.begin(&staff.scope(Purpose::SigningIn)).await?;
    let ended = if wanted == "others" {
        sessions::end_others(&mut tx, staff).await? > 0
    } else {
        let id: SessionId = wanted.parse().map_err(|_| Problem::NotFound(Thing::Account))?;
        sessions::end_one(&mut tx, staff.account(), id, "session_ended_by_its_owner").await?
    };
    if ended {
        tx.commit().await?;
    } else {
        // It had ended already: what they wanted is so.
        tx.leave().await?;
    }
    Ok(back(&visit, "ended"))
}
