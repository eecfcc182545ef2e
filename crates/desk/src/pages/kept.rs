//! What was written and could not be sent, shown again so that it is not lost.

use super::frame;
use super::say::Written;
use crate::pages::contact::contact_id;
use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use counter::components::{Button, Textarea};
use counter::{Fault, Frame, TOKEN_FIELD, Visit};
use kernel::{Language, MessageId, Problem, Reason, Words, words};
use rights::Right;
use rights::pages::{SignedIn, sign_in_path, who_may};
use services::pages::Hall;

words! {
    SIGN_IN_TITLE { en: "Sign in to send this", cy: "Mewngofnodwch i anfon hwn" }
    SIGN_IN_WHAT {
        en: "Your session has ended, so nothing was sent. Your text is on this page. Sign in in a new \
             tab, come back here and send it again.",
        cy: "Mae eich sesiwn wedi dod i ben, felly ni anfonwyd dim. Mae eich testun ar y dudalen hon. \
             Mewngofnodwch mewn tab newydd, dewch yn ôl yma a'i anfon eto.",
    }
    SIGN_IN { en: "Sign in (opens in a new tab)", cy: "Mewngofnodi (yn agor mewn tab newydd)" }
    ROLE_TITLE { en: "Your role cannot send this", cy: "Ni all eich rôl anfon hwn" }
    ROLE_WHAT {
        en: "Nothing was sent. Your text is on this page: copy it, and give it to a colleague who can \
             send it. Who can: {who}.",
        cy: "Ni anfonwyd dim. Mae eich testun ar y dudalen hon: copïwch ef, a'i roi i gydweithiwr sy'n \
             gallu ei anfon. Pwy all ei anfon: {who}.",
    }
    BUSY_TITLE { en: "This is not sent yet", cy: "Nid yw hwn wedi'i anfon eto" }
    BUSY_WHAT {
        en: "The service is busy. Nothing was sent, and your text is on this page. Wait a minute, then \
             send it again.",
        cy: "Mae'r gwasanaeth yn brysur. Ni anfonwyd dim, ac mae eich testun ar y dudalen hon. \
             Arhoswch funud, yna anfonwch ef eto.",
    }
}

/// Why it was not sent.
#[derive(Clone, Copy)]
enum Why {
    SignedOut,
    Role,
    Busy,
}

impl Why {
    const fn of(problem: &Problem) -> Option<Self> {
        match problem {
            Problem::Refused(Reason::NotSignedIn) => Some(Self::SignedOut),
            Problem::Refused(Reason::NotYourRole) => Some(Self::Role),
            Problem::Busy => Some(Self::Busy),
            _ => None,
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Role => StatusCode::FORBIDDEN,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    const fn title(self) -> Words {
        match self {
            Self::SignedOut => SIGN_IN_TITLE,
            Self::Role => ROLE_TITLE,
            Self::Busy => BUSY_TITLE,
        }
    }

    fn what(self, language: Language) -> String {
        let who = who_may(&[Right::AnswerContacts], language).join(", ");
        match self {
            Self::SignedOut => SIGN_IN_WHAT.say(language).to_owned(),
            Self::Role => ROLE_WHAT.fill(language, &[("who", &who)]),
            Self::Busy => BUSY_WHAT.say(language).to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/kept.html")]
struct KeptPage {
    frame: Frame,
    language: Language,
    title: &'static str,
    what: String,
    sign_in: Option<String>,
    action: String,
    csrf: String,
    id: Option<MessageId>,
    field: Textarea,
    button: Option<Button>,
}

impl KeptPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// The text of a form that could not be sent, with what to do; or the counter's page, where the
/// contact is not there or something is broken.
pub(super) fn page(
    hall: &Hall,
    visit: &Visit,
    signed_in: Option<&SignedIn>,
    problem: Problem,
    (contact, written): (&str, &Written),
) -> Result<Response, Fault> {
    let Some(why) = Why::of(&problem) else { return Err(Fault(problem)) };
    let contact = contact_id(contact)?.to_string();
    let (language, writing) = (visit.language, written.writing);
    let title = why.title().say(language);
    let back = sign_in_path(&format!("/desk/contacts/{contact}"));
    let page = KeptPage {
        frame: match signed_in {
            Some(signed_in) => frame(hall, visit, signed_in, title),
            None => Frame::new(visit, title).noindex(),
        },
        language,
        title,
        what: why.what(language),
        sign_in: matches!(why, Why::SignedOut).then(|| visit.href(&back)),
        action: visit.href(&writing.path(&contact)),
        csrf: signed_in.map(|signed_in| signed_in.csrf.clone()).unwrap_or_default(),
        id: written.id,
        field: Textarea::new("body", writing.label().say(language))
            .id(writing.id())
            .rows(10)
            .value(written.body.as_str()),
        button: (!matches!(why, Why::Role)).then(|| Button::new(writing.button().say(language))),
    };
    let mut response = counter::page_as(why.status(), &page);
    if matches!(why, Why::Busy) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
    }
    Ok(response)
}
