//! The kill switch's forms.

use super::service::{Attempt, re_render};
use super::{Studio, reach, refused};
use crate::Closing;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::{Fault, Form, Visit};
use kernel::{Problem, Purpose, Said};
use rights::pages::SignedIn;

/// `POST /desk/services/{id}/closure`.
pub(super) async fn close(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    decide(&studio, &visit, (&signed_in, &id), form, true).await
}

/// `POST /desk/services/{id}/opening`.
pub(super) async fn reopen(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    decide(&studio, &visit, (&signed_in, &id), form, false).await
}

async fn decide(
    studio: &Studio,
    visit: &Visit,
    (signed_in, id): (&SignedIn, &str),
    form: Form,
    closes: bool,
) -> Result<Response, Fault> {
    let text = |field| form.get(field).unwrap_or_default().to_owned();
    let reach = reach::read(signed_in, &form, "");
    let closing = Closing { service: id.to_owned(), reach, reason: text("reason") };
    let advice = Said { en: text("advice_en"), cy: text("advice_cy") };
    let decided = async {
        let scope = signed_in.staff.scope(Purpose::Administration);
        let (staff, catalogue) = (&signed_in.staff, studio.hall.catalogue());
        let mut tx = studio.hall.station.begin(&scope).await?;
        if closes {
            crate::close(&mut tx, staff, (&catalogue, &closing), &advice).await?;
        } else {
            crate::reopen(&mut tx, staff, &catalogue, &closing).await?;
        }
        tx.commit().await?;
        studio.follower.refresh().await
    };
    match decided.await {
        Ok(()) => {
            let done = if closes { "closed" } else { "opened" };
            let href = visit.href(&format!("/desk/services/{id}?done={done}"));
            Ok(Redirect::to(&href).into_response())
        }
        Err(Problem::Invalid(problems)) => {
            re_render(studio, visit, (signed_in, id), Attempt { form, problems }).await
        }
        Err(problem) => refused(studio, visit, signed_in, problem),
    }
}
