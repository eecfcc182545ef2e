//! A text that could not be saved because the session ended, shown again so that it is not lost.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::Textarea;
use counter::{Fault, Form, Frame, Visit};
use kernel::{Problem, Reason, Words, words};
use rights::pages::{Absent, sign_in_path};

words! {
    TITLE { en: "Sign in to save this", cy: "Mewngofnodwch i gadw hwn" }
    WHAT {
        en: "Your session has ended, so nothing was saved. What you wrote is on this page. Sign in in a new tab and copy it into the form there.",
        cy: "Mae eich sesiwn wedi dod i ben, felly ni chadwyd dim. Mae'r hyn a ysgrifennoch ar y dudalen hon. Mewngofnodwch mewn tab newydd a chopïwch ef i'r ffurflen yno.",
    }
    SIGN_IN { en: "Sign in (opens in a new tab)", cy: "Mewngofnodi (yn agor mewn tab newydd)" }
}

#[derive(Template)]
#[template(path = "oversight/kept.html")]
struct KeptPage {
    frame: Frame,
    sign_in: String,
    text: Textarea,
}

impl KeptPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What was typed, with what to do; or the counter's page of another problem.
pub(super) fn page(
    visit: &Visit,
    absent: Absent,
    back: &str,
    (field, label, form): (&str, Words, &Form),
) -> Result<Response, Fault> {
    let problem = absent.into_problem();
    if !matches!(problem, Problem::Refused(Reason::NotSignedIn)) {
        return Err(Fault(problem));
    }
    let language = visit.language;
    let text = Textarea::new(field, label.say(language)).rows(10);
    let page = KeptPage {
        frame: Frame::new(visit, TITLE.say(language)).noindex(),
        sign_in: visit.href(&sign_in_path(back)),
        text: text.value(form.get(field).unwrap_or_default()),
    };
    Ok(counter::page_as(StatusCode::UNAUTHORIZED, &page))
}
