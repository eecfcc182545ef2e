//! A call is closed of which nothing came.

use super::outcome::{WHO, count, partner_of};
use super::{At, Line, Open, call_id};
use crate::call;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::{Fault, Form, Visit};
use kernel::{Problem, Thing};
use partners::What;
use rights::pages::SignedIn;
use services::{End, Outcome};

/// `POST /desk/calls/{id}/closure`: nothing was said, or the caller goes to another body. As on the web,
/// nothing of what led there is kept. A call with anything else in it is ended, not closed.
pub(super) async fn close(
    State(line): State<Line>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let id = call_id(&id)?;
    let mut tx = at.tx().await?;
    let open = Open::of(&at, &mut tx, id).await?;
    if let Some(elsewhere) = open.ended(&at) {
        return Ok(elsewhere);
    }
    let answers = &open.call.account.draft.answers;
    let journey = services::journey(&open.service, answers, open.now);
    let redirect = match journey.end {
        End::Outcome(Outcome { redirect: Some(redirect), .. }) => Some(&**redirect),
        _ => None,
    };
    let why = match redirect {
        Some(_) if form.get(WHO).is_some() => "went_elsewhere",
        _ if open.call.account.is_blank() => "nothing_said",
        _ => return Err(Fault(Problem::NotFound(Thing::Page))),
    };
    call::close(&mut tx, &signed_in.staff, &open.call, why).await?;
    tx.commit().await?;
    if let (Some(redirect), Some(who)) = (redirect, form.get(WHO)) {
        let partner = partner_of(open.catalogue.directory(), redirect, who);
        count(&at, &open, redirect, partner, What::Taken);
    }
    Ok(Redirect::to(&visit.href("/desk/calls")).into_response())
}
