//! The door behind a link: it says what is behind it, looks nothing up, and opens with a button.

use super::{Bureau, closed, keyed};
use crate::{Token, store};
use askama::Template;
use axum::extract::{RawPathParams, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::Button;
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{Problem, Thing, Words, words};

words! {
    TITLE { en: "Something was passed on to you", cy: "Mae rhywbeth wedi’i drosglwyddo i chi" }
    WHAT {
        en: "Somebody told us about something that your organisation deals with, and agreed that we pass it on. When you open it, we write down that it was opened.",
        cy: "Dywedodd rhywun wrthym am rywbeth y mae eich sefydliad yn delio ag ef, a chytuno ein bod yn ei drosglwyddo. Pan fyddwch yn ei agor, byddwn yn cofnodi ei fod wedi’i agor."
    }
    OPEN { en: "Open it", cy: "Ei agor" }
}

#[derive(Template)]
#[template(path = "partners/door.html")]
struct DoorPage {
    frame: Frame,
    action: String,
    csrf: String,
    button: Button,
}

impl DoorPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /{force}/handover/{link}`: the same for every link.
pub(super) async fn show(visit: Visit, params: RawPathParams) -> Result<Response, Fault> {
    let force = visit.force()?.id.clone();
    let link = params.iter().find(|(name, _)| *name == "link").map_or("", |(_, link)| link);
    let token = Token::parse(link).ok_or(Fault(Problem::NotFound(Thing::Page)))?;
    let (key, cookie) = visit.key_or_new(counter::random()?);
    let page = DoorPage {
        frame: Frame::new(&visit, TITLE.say(visit.language)).noindex(),
        action: visit.href(&format!("/{force}/handover/{}", token.text())),
        csrf: key.csrf_token(),
        button: Button::new(OPEN.say(visit.language)).prevent_double_click(true),
    };
    Ok((cookie, counter::page(&page)).into_response())
}

/// `POST /{force}/handover/{link}`: on to what was passed, at an address without the secret.
pub(super) async fn open(
    State(bureau): State<Bureau>,
    visit: Visit,
    params: RawPathParams,
    _: Form,
) -> Result<Response, Fault> {
    let force = visit.force()?.id.clone();
    let link = params.iter().find(|(name, _)| *name == "link").map_or("", |(_, link)| link);
    let Some(token) = Token::parse(link) else { return Ok(closed::page(&visit)) };
    let mut tx = bureau.station.begin(&keyed::scope(&force)).await?;
    let lookup = crate::hand_over::link_hash(tx.station(), &token);
    let found = store::handovers::by_link(&mut tx, &lookup).await;
    tx.leave().await?;
    if found?.is_none() {
        return Ok(closed::page(&visit));
    }
    let led = Redirect::to(&visit.href(&format!("/{force}/handover")));
    Ok((keyed::keep(&bureau.counter, &token), led).into_response())
}
