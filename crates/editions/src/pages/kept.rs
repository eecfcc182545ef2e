//! A text that could not be saved because the session ended, shown again so that it is not lost.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Markup, Textarea};
use counter::{Fault, Form, Frame, Visit};
use kernel::{Problem, Reason, Words, words};
use rights::pages::sign_in_path;

words! {
    TITLE { en: "Sign in to save this", cy: "Mewngofnodwch i gadw hwn" }
    WHAT {
        en: "Your session has ended, so nothing was saved. Your texts are on this page. Sign in in a new tab, open the text there, and copy yours into it.",
        cy: "Mae eich sesiwn wedi dod i ben, felly ni chadwyd dim. Mae eich testunau ar y dudalen hon. Mewngofnodwch mewn tab newydd, agorwch y testun yno, a chopïwch eich un chi iddo.",
    }
    SIGN_IN { en: "Sign in (opens in a new tab)", cy: "Mewngofnodi (yn agor mewn tab newydd)" }
    ENGLISH { en: "Definition, in English", cy: "Diffiniad, yn Saesneg" }
    WELSH { en: "Welsh", cy: "Cymraeg" }
    TESTS { en: "Tests", cy: "Profion" }
    NOTE { en: "What is new?", cy: "Beth sy'n newydd?" }
}

#[derive(Template)]
#[template(path = "editions/kept.html")]
struct KeptPage {
    frame: Frame,
    sign_in: String,
    fields: Vec<Markup>,
}

impl KeptPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What was typed, with what to do; or the counter's page of another problem.
pub(super) fn page(
    visit: &Visit,
    problem: Problem,
    id: &str,
    form: &Form,
) -> Result<Response, Fault> {
    if !matches!(problem, Problem::Refused(Reason::NotSignedIn)) {
        return Err(Fault(problem));
    }
    let language = visit.language;
    let field = |(name, words): (&str, Words)| {
        let field = Textarea::new(name, words.say(language)).rows(10).spellcheck(false);
        field.value(form.get(name).unwrap_or_default()).class("bl-source").into()
    };
    let fields = [("english", ENGLISH), ("welsh", WELSH), ("tests", TESTS), ("note", NOTE)];
    let page = KeptPage {
        frame: Frame::new(visit, TITLE.say(language)).noindex(),
        sign_in: visit.href(&sign_in_path(&format!("/desk/proposals/{id}"))),
        fields: fields.into_iter().map(field).collect(),
    };
    Ok(counter::page_as(StatusCode::UNAUTHORIZED, &page))
}
