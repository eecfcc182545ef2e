//! Questions about equality, offered once a report is sent.

use super::controls::Manner;
use super::place::{Place, SENT};
use super::writing::Writing;
use crate::tell_apart;
use askama::Template;
use axum::http::HeaderMap;
use axum::response::Response;
use counter::Prose;
use counter::components::{Button, Markup};
use counter::{Fault, Form, Frame, Key, page};
use kernel::{Problem, Thing, Words};
use services::Equality;

/// The last part of the address.
pub(super) const ABOUT_YOU: &str = "about-you";

kernel::words! {
    SEND { en: "Send my answers", cy: "Anfon fy atebion" }
    NOT_NOW { en: "Go back without answering", cy: "Mynd yn ôl heb ateb" }
    THANKS { en: "Thank you", cy: "Diolch" }
    TAKEN { en: "We have your answers. They are kept apart from what you sent.", cy: "Mae eich atebion gennym. Maent yn cael eu cadw ar wahân i’r hyn a anfonoch." }
    NOTHING { en: "You did not answer any of the questions, and that is fine. We kept nothing.", cy: "Nid ateboch unrhyw un o’r cwestiynau, ac mae hynny’n iawn. Ni chadwyd dim." }
    BACK_TO_RECEIPT { en: "Back to your reference", cy: "Yn ôl at eich cyfeirnod" }
}

/// `GET …/about-you`: the questions, for whoever has sent something.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    let (key, equality) = match opened(&place, &headers).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let language = place.language();
    let manner = Manner {
        language,
        heading: false,
        sensitive: place.service.is_sensitive(),
        typed: &[],
        problems: &[],
        aloud: false,
        visit: &place.visit,
        tiles: None,
    };
    let controls = equality.questions.iter().map(|question| manner.control(question));
    let title = equality.title.say(language);
    Ok(page(&EqualityPage {
        frame: place.frame(title).with_back(place.href(SENT)),
        title,
        body: Prose::new(equality.body.say(language), &place.visit),
        action: place.href(ABOUT_YOU),
        token: key.csrf_token(),
        controls: controls.collect(),
        button: Button::new(SEND.say(language)),
        back: place.href(SENT),
    }))
}

/// `POST …/about-you`: keeps what was answered, apart.
pub(super) async fn answer(
    place: Place,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Fault> {
    let (_, equality) = match opened(&place, &headers).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let language = place.language();
    let read = services::Form { fields: form.fields(), language, now: place.now() };
    let answers = services::read_apart(&equality.questions, read);
    if !answers.is_empty() {
        let mut tx = place.begin().await?;
        tell_apart(&mut tx, &place.service, &answers).await?;
        tx.commit().await?;
    }
    let told = if answers.is_empty() { NOTHING } else { TAKEN };
    Ok(page(&ThanksPage {
        frame: place.frame(THANKS.say(language)),
        told: told.say(language),
        back: Button::link(place.href(SENT), BACK_TO_RECEIPT.say(language)),
    }))
}

/// The browser's key and the questions; where to go instead when nothing was sent from this browser.
async fn opened<'a>(
    place: &'a Place,
    headers: &HeaderMap,
) -> Result<Result<(Key, &'a Equality), Response>, Fault> {
    let equality = place.service.equality.as_ref().ok_or(Problem::NotFound(Thing::Page))?;
    let Some(key) = place.visit.key.clone() else { return Ok(Err(place.go(SENT))) };
    let writing = Writing::open(place, Place::holder(&key), headers).await?;
    Ok(if writing.sent().is_some() { Ok((key, equality)) } else { Err(place.go(SENT)) })
}

#[derive(Template)]
#[template(path = "reports/equality.html")]
struct EqualityPage<'a> {
    frame: Frame,
    title: &'a str,
    body: Prose<'a>,
    action: String,
    token: String,
    controls: Vec<Markup>,
    button: Button,
    back: String,
}

impl EqualityPage<'_> {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

#[derive(Template)]
#[template(path = "reports/equality_told.html")]
struct ThanksPage {
    frame: Frame,
    told: &'static str,
    back: Button,
}

impl ThanksPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
