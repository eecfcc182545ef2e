//! Proving again who one is, before something dangerous.

use super::destination::Destination;
use super::{COOKIE, SignedIn, frame, signed_in};
use crate::{Proof, password};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, ErrorSummary, PasswordInput};
use counter::{Fault, Form, Frame, SetCookie, TOKEN_FIELD, Visit};
use kernel::{FieldProblem, Language, Problem, Reason, Words, words};
use station::Station;

words! {
    TITLE { en: "Confirm that it is you", cy: "Cadarnhewch mai chi sydd yno" }
    WHY {
        en: "What comes next cannot be undone, or opens what few may see. It is asked for every quarter \
             of an hour, so that nobody does it from a desk that you left.",
        cy: "Ni ellir dadwneud yr hyn a ddaw nesaf, neu mae'n agor yr hyn na all llawer ei weld. Gofynnir \
             amdano bob chwarter awr, fel na all neb ei wneud o ddesg y gwnaethoch ei gadael.",
    }
    PASSWORD { en: "Your password", cy: "Eich cyfrinair" }
    CONFIRM { en: "Confirm", cy: "Cadarnhau" }
    CANCEL { en: "Cancel", cy: "Canslo" }
    ENTER_PASSWORD { en: "Enter your password", cy: "Rhowch eich cyfrinair" }
    NOT_RIGHT {
        en: "The password is not right. Check it and try again",
        cy: "Nid yw'r cyfrinair yn gywir. Gwiriwch ef a rhowch gynnig arall arni",
    }
}

#[derive(Template)]
#[template(path = "rights/prove.html")]
struct ProvePage {
    frame: Frame,
    language: Language,
    summary: Option<ErrorSummary>,
    action: String,
    csrf: String,
    to: Destination,
    cancel: String,
    password: PasswordInput,
    button: Button,
}

impl ProvePage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// The way to this page for whoever must prove who they are before they see another. A form that was
/// sent leads back to the page of the same address.
pub(super) fn first(visit: &Visit) -> Response {
    Redirect::to(&prove_href(visit)).into_response()
}

/// Where to prove who one is, and come back to the page that was asked for.
#[must_use]
pub fn prove_href(visit: &Visit) -> String {
    visit.href(&Destination::of(&visit.address).prove_path())
}

/// The page.
pub(super) async fn show(visit: Visit, signed_in: SignedIn) -> Result<Response, Fault> {
    let to = Destination::in_query(visit.address.query.as_deref());
    re_render(&visit, &signed_in, to, None)
}

/// Proves it with the password, and goes on to the page that was asked for under a new token.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    headers: HeaderMap,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let to = Destination::parse(form.get("to"));
    let given = form.get("password").unwrap_or_default();
    if given.is_empty() {
        return re_render(&visit, &signed_in, to, Some(ENTER_PASSWORD));
    }
    if !password::is_theirs(&station, &signed_in.staff, given).await? {
        return re_render(&visit, &signed_in, to, Some(NOT_RIGHT));
    }
    let token = signed_in::token(&headers, &visit.counter);
    let token = token.ok_or(Problem::Refused(Reason::NotSignedIn))?;
    let new = crate::prove_again(&station, &token, &Proof::by_password()).await?;
    let cookie = SetCookie::strict(&visit.counter, COOKIE, new.cookie_text());
    let there = visit.href(to.path_for(&signed_in.staff));
    Ok((cookie, Redirect::to(&there)).into_response())
}

fn re_render(
    visit: &Visit,
    signed_in: &SignedIn,
    to: Destination,
    wrong: Option<Words>,
) -> Result<Response, Fault> {
    let language = visit.language;
    let wrong = wrong.map(|words| words.say(language));
    let problem =
        |message: &str| FieldProblem { field: "password".to_owned(), message: message.to_owned() };
    let problems: Vec<FieldProblem> = wrong.map(problem).into_iter().collect();
    let page = ProvePage {
        frame: frame(&visit.counter, visit, signed_in, TITLE.say(language)).error(wrong.is_some()),
        language,
        summary: wrong.is_some().then(|| ErrorSummary::of(language, &problems)),
        action: visit.href("/desk/prove"),
        csrf: signed_in.csrf.clone(),
        cancel: visit.href("/desk"),
        to,
        password: PasswordInput::new(language, "password", PASSWORD.say(language))
            .problem(language, wrong),
        button: Button::new(CONFIRM.say(language)).prevent_double_click(true),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(counter::page_as(status, &page))
}
