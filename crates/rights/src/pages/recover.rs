//! Back in with a recovery code: for whoever lost their password, their app or their key.

use super::asker::AskedBy;
use super::asking::{Asking, drawn, message, problem};
use super::you::{advice, how_to_choose, new_field};
use crate::recovery::{Taken, take};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, Input};
use counter::{Fault, Form, Frame, Visit};
use kernel::{FieldProblem, words};
use station::Station;

words! {
    TITLE { en: "Set a new password with a recovery code", cy: "Gosod cyfrinair newydd gyda chod adfer" }
    WHY {
        en: "Two people of your force agreed that you get this code. It works once, for 24 hours. If you have \
             none, ask your force's administrator.",
        cy: "Cytunodd dau berson o'ch heddlu y cewch y cod hwn. Mae'n gweithio unwaith, am 24 awr. Os nad oes \
             gennych un, gofynnwch i weinyddwr eich heddlu.",
    }
    EMAIL { en: "Work email address", cy: "Cyfeiriad e-bost gwaith" }
    CODE { en: "Recovery code", cy: "Cod adfer" }
    SET { en: "Set the password", cy: "Gosod y cyfrinair" }
    ENTER_EMAIL { en: "Enter your work email address", cy: "Rhowch eich cyfeiriad e-bost gwaith" }
    ENTER_CODE { en: "Enter the code that you were given", cy: "Rhowch y cod a roddwyd i chi" }
    NOT_RIGHT {
        en: "The email address or the code is not right, or the code was used or is too old. Check both, or \
             ask for another code",
        cy: "Nid yw'r cyfeiriad e-bost neu'r cod yn gywir, neu mae'r cod wedi'i ddefnyddio neu'n rhy hen. \
             Gwiriwch y ddau, neu gofynnwch am god arall",
    }
}

/// `GET /desk/recover`.
pub(super) async fn show(visit: Visit) -> Result<Response, Fault> {
    draw(&visit, ("", ""), &[])
}

fn draw(
    visit: &Visit,
    (email, code): (&str, &str),
    problems: &[FieldProblem],
) -> Result<Response, Fault> {
    let language = visit.language;
    let (key, cookie) = visit.key_or_new(counter::random()?);
    let frame = Frame::new(visit, TITLE.say(language)).noindex();
    let email = Input::new("email", EMAIL.say(language))
        .email()
        .autocomplete("username")
        .value(email)
        .problem(language, message(problems, "email"));
    let code = Input::new("code", CODE.say(language))
        .autocomplete("off")
        .autocapitalize("characters")
        .spellcheck(false)
        .value(code)
        .problem(language, message(problems, "code"));
    let says = vec![WHY.say(language).to_owned(), how_to_choose(language).to_owned()];
    let action = visit.href("/desk/recover");
    let page = Asking {
        says,
        fields: vec![drawn(&email), drawn(&code), drawn(&new_field(language, problems))],
        button: Some(Button::new(SET.say(language)).prevent_double_click(true)),
        cancel: Some(visit.href("/desk/sign-in")),
        ..Asking::new(frame, TITLE.say(language), action, key.csrf_token())
    };
    Ok((cookie, page.problems(problems).respond()).into_response())
}

/// `POST /desk/recover`.
pub(super) async fn post(
    State(station): State<Station>,
    visit: Visit,
    AskedBy(asker, _): AskedBy,
    form: Form,
) -> Result<Response, Fault> {
    let language = visit.language;
    let text = |field| form.get(field).unwrap_or_default();
    let (email, code) = (text("email").trim(), text("code").trim());
    let missing: Vec<FieldProblem> = [("email", email, ENTER_EMAIL), ("code", code, ENTER_CODE)]
        .into_iter()
        .filter(|(_, text, _)| text.is_empty())
        .map(|(field, _, words)| problem(field, words.say(language)))
        .collect();
    if !missing.is_empty() {
        return draw(&visit, (email, code), &missing);
    }
    let wrong = match take(&station, &asker, (email, code), text("new")).await? {
        Taken::Done => return Ok(Redirect::to(&visit.href("/desk/sign-in")).into_response()),
        Taken::NotRight => problem("email", NOT_RIGHT.say(language)),
        Taken::Weak(weak) => advice(weak, language),
    };
    draw(&visit, (email, code), &[wrong])
}
