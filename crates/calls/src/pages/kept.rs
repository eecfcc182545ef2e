//! What was typed and could not be kept, shown again so that it is not lost.

use super::script::WORDS;
use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::components::{Button, Textarea};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit, page_as};
use kernel::{Problem, Reason, Words, words};
use rights::pages::sign_in_path;

words! {
    SIGN_IN_TITLE { en: "Sign in to go on with the call", cy: "Mewngofnodwch i barhau â'r alwad" }
    SIGN_IN_WHAT {
        en: "Your session has ended. The call is safe up to the last step, and what you typed now is on this page. Sign in in a new tab, come back here and send it again.",
        cy: "Mae eich sesiwn wedi dod i ben. Mae'r alwad yn ddiogel hyd at y cam diwethaf, ac mae'r hyn a deipioch nawr ar y dudalen hon. Mewngofnodwch mewn tab newydd, dewch yn ôl yma a'i anfon eto.",
    }
    SIGN_IN { en: "Sign in (opens in a new tab)", cy: "Mewngofnodi (yn agor mewn tab newydd)" }
    BUSY_TITLE { en: "This is not saved yet", cy: "Nid yw hwn wedi'i gadw eto" }
    BUSY_WHAT {
        en: "The service is busy. What you typed is on this page: send it again.",
        cy: "Mae'r gwasanaeth yn brysur. Mae'r hyn a deipioch ar y dudalen hon: anfonwch ef eto.",
    }
    ENDED_TITLE { en: "This call is already ended", cy: "Mae'r alwad hon eisoes wedi gorffen" }
    ENDED_WHAT {
        en: "It was ended in another window, and what you typed here is not in it. Copy the caller’s words and add them as a note when the contact is in the queue.",
        cy: "Cafodd ei gorffen mewn ffenestr arall, ac nid yw'r hyn a deipioch yma ynddi. Copïwch eiriau'r galwr a'u hychwanegu fel nodyn pan fydd y cysylltiad yn y ciw.",
    }
    TYPED { en: "The caller’s words", cy: "Geiriau'r galwr" }
    AGAIN { en: "Send it again", cy: "Ei anfon eto" }
    CALLS { en: "Open calls", cy: "Galwadau agored" }
}

#[derive(Template)]
#[template(path = "calls/kept.html")]
struct KeptPage<'a> {
    frame: Frame,
    title: &'static str,
    what: &'static str,
    sign_in: Option<String>,
    action: String,
    fields: Vec<&'a (String, String)>,
    words: Textarea,
    again: Option<Button>,
    calls: String,
}

impl KeptPage<'_> {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// The fields of a form that could not be taken, with what to do.
pub(super) fn page(visit: &Visit, problem: Problem, form: &Form) -> Result<Response, Fault> {
    let (status, title, what) = match problem {
        Problem::Refused(Reason::NotSignedIn) => {
            (StatusCode::UNAUTHORIZED, SIGN_IN_TITLE, SIGN_IN_WHAT)
        }
        Problem::Busy => (StatusCode::SERVICE_UNAVAILABLE, BUSY_TITLE, BUSY_WHAT),
        Problem::Conflict(_) => (StatusCode::CONFLICT, ENDED_TITLE, ENDED_WHAT),
        problem => return Err(Fault(problem)),
    };
    let language = visit.language;
    let signed_out = status == StatusCode::UNAUTHORIZED;
    let others = form.fields().iter().filter(|(name, _)| name != WORDS);
    let template = KeptPage {
        frame: Frame::new(visit, title.say(language)).noindex(),
        title: title.say(language),
        what: what.say(language),
        sign_in: signed_out.then(|| visit.href(&sign_in_path("/desk/calls"))),
        action: visit.href(&visit.address.path),
        fields: others.collect(),
        words: Textarea::new(WORDS, TYPED.say(language))
            .rows(10)
            .value(form.get(WORDS).unwrap_or_default()),
        again: (status != StatusCode::CONFLICT).then(|| Button::new(AGAIN.say(language))),
        calls: visit.href("/desk/calls"),
    };
    let mut response = page_as(status, &template).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
    }
    Ok(response)
}
