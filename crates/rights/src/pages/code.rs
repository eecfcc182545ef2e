//! The second step of signing in: the code of an authenticator app.

use super::asker::AskedBy;
use super::asking::{Asking, drawn, message, problem};
use super::destination::Destination;
use super::sign_in::enter;
use crate::sign_in::{Half, open_with_code, stands};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Input};
use counter::{Fault, Form, Frame, Visit};
use kernel::{FieldProblem, Problem, Reason, words};
use station::Station;

words! {
    TITLE { en: "Enter your code", cy: "Rhowch eich cod" }
    WHY {
        en: "Open your authenticator app. It shows a new code of 6 digits every 30 seconds.",
        cy: "Agorwch eich ap dilysu. Mae'n dangos cod newydd o 6 digid bob 30 eiliad.",
    }
    LOST {
        en: "If you do not have it any more, ask your force's administrator.",
        cy: "Os nad yw gennych mwyach, gofynnwch i weinyddwr eich heddlu.",
    }
    CODE { en: "Code", cy: "Cod" }
    GO_ON { en: "Sign in", cy: "Mewngofnodi" }
    ENTER { en: "Enter the code that your app shows", cy: "Rhowch y cod y mae eich ap yn ei ddangos" }
    NOT_RIGHT {
        en: "The code is not right, or was used before. Wait for the next one and enter it. After 5 wrong \
             codes you wait for a quarter of an hour",
        cy: "Nid yw'r cod yn gywir, neu fe'i defnyddiwyd o'r blaen. Arhoswch am yr un nesaf a'i roi. Ar ôl \
             5 cod anghywir byddwch yn aros am chwarter awr",
    }
}

/// The page that asks for it.
pub(super) fn ask(
    visit: &Visit,
    to: &Destination,
    half: &Half,
    problems: &[FieldProblem],
) -> Result<Response, Fault> {
    let language = visit.language;
    let (key, cookie) = visit.key_or_new(counter::random()?);
    let frame = Frame::new(visit, TITLE.say(language)).noindex();
    let action = visit.href("/desk/sign-in/code");
    let page = Asking {
        says: vec![WHY.say(language).to_owned(), LOST.say(language).to_owned()],
        hidden: vec![("to", to.text().to_owned()), ("half", half.text().to_owned())],
        fields: vec![drawn(&field(visit, CODE.say(language), message(problems, "code")))],
        button: Some(Button::new(GO_ON.say(language)).prevent_double_click(true)),
        cancel: Some(visit.href(&to.sign_in_path())),
        ..Asking::new(frame, TITLE.say(language), action, key.csrf_token())
    };
    Ok((cookie, page.problems(problems).respond()).into_response())
}

/// A field for a code.
pub(super) fn field(visit: &Visit, label: &str, wrong: Option<&str>) -> Input {
    Input::new("code", label)
        .digits()
        .width(10)
        .autocomplete("one-time-code")
        .problem(visit.language, wrong)
}

/// `GET /desk/sign-in/code`: there is no such page without a password before it.
pub(super) async fn show(visit: Visit) -> Redirect {
    Redirect::to(&visit.href("/desk/sign-in"))
}

/// `POST /desk/sign-in/code`.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    AskedBy(asker, headers): AskedBy,
    form: Form,
) -> Result<Response, Fault> {
    let to = Destination::parse(form.get("to"));
    let half = Half::carried(form.get("half").unwrap_or_default());
    let code = form.get("code").unwrap_or_default();
    if !stands(&station, &half) {
        return Ok(Redirect::to(&visit.href(&to.sign_in_path())).into_response());
    }
    if code.trim().is_empty() {
        return ask(&visit, &to, &half, &[problem("code", ENTER.say(visit.language))]);
    }
    match open_with_code(&station, &half, code, &asker.device).await {
        Ok(token) => enter((&station, &visit, &headers), &token, &to).await,
        Err(Problem::Refused(Reason::NotSignedIn)) => {
            ask(&visit, &to, &half, &[problem("code", NOT_RIGHT.say(visit.language))])
        }
        Err(problem) => Err(Fault(problem)),
    }
}
