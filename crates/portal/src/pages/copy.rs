//! What the person sent, as a file that they keep.

use super::Portal;
use super::following::Following;
use super::told;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use counter::{Fault, Visit};
use kernel::{Problem, Thing};
use reports::pages::Transcript;

/// `GET /track/report/copy.pdf`. The access code is not on it: nothing of ours has it any more.
pub(super) async fn give(
    State(portal): State<Portal>,
    visit: Visit,
    mut following: Following,
) -> Result<Response, Fault> {
    let told = told::tell_for_keeps(&portal, &following).await?;
    following.sensitive = told.is_sensitive();
    let service = told.service.as_ref().ok_or(Problem::NotFound(Thing::Report))?;
    let forces = &visit.counter.forces;
    let force = forces.get(following.force.as_str()).ok_or(Problem::NotFound(Thing::Force))?;
    let transcript = Transcript {
        force,
        service,
        report: &told.report,
        language: visit.language,
        next: told.standing().next_on_paper(visit.language),
        site: visit.counter.public_url.origin(),
        code: None,
        now: told.now,
    };
    let file = transcript.give().await?;
    Ok((following.cookie(&portal)?, file).into_response())
}
