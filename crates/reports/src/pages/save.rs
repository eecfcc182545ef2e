//! Saving answers to come back to them, here or on any other device: the button on every page, and
//! the page that shows the reference and the code.

mod letter;
mod saved;

use super::gone;
use super::place::{Place, SAVE, SENT};
use super::until::Until;
use super::writing::{Told, Writing, in_turn};
use crate::drafts::Draft;
use askama::Template;
use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::components::Button;
use counter::{Fault, Form, Frame, Key, dates, page, page_as};
use kernel::{Problem, Reason, Thing, Words};
use saved::Saved;
use services::Keeping;

kernel::words! {
    SAVE_BUTTON { en: "Save and come back later", cy: "Arbed a dod yn ôl yn nes ymlaen" }
    ASK { en: "Save your answers to come back later", cy: "Arbed eich atebion i ddod yn ôl yn nes ymlaen" }
    ASK_KEPT {
        en: "We keep your answers locked until {until} if you do not use them. Then we delete them.",
        cy: "Byddwn yn cadw eich atebion dan glo tan {until} os na fyddwch yn eu defnyddio. Yna byddwn yn eu dileu."
    }
    ASK_HOW {
        en: "You get a reference and a code. With both you can go on with this or another device.",
        cy: "Cewch gyfeirnod a chod. Gyda'r ddau gallwch barhau ar y ddyfais hon neu un arall."
    }
    ASK_RISK {
        en: "Whoever has the reference and the code can read your answers. If that is not safe, do not save them. You can also send what you have now.",
        cy: "Gall unrhyw un sydd â'r cyfeirnod a'r cod ddarllen eich atebion. Os nad yw hynny'n ddiogel, peidiwch â'u harbed. Gallwch hefyd anfon yr hyn sydd gennych nawr."
    }
    ASK_LEAVE {
        en: "If you select “Exit this page”, this device forgets your answers. What you saved stays with us until you delete it or its time is over.",
        cy: "Os dewiswch “Gadael y dudalen hon”, bydd y ddyfais hon yn anghofio eich atebion. Bydd yr hyn a arbedoch yn aros gyda ni nes i chi ei ddileu neu nes i'w amser ddod i ben."
    }
    SAVE_NOW { en: "Save my answers", cy: "Arbed fy atebion" }
    GO_ON { en: "Go on without saving", cy: "Parhau heb arbed" }
    DELETED { en: "Your answers are deleted", cy: "Mae eich atebion wedi'u dileu" }
    DELETED_WHAT {
        en: "Nobody can open them any more, on any device. We have sent nothing of them.",
        cy: "Ni all neb eu hagor mwyach, ar unrhyw ddyfais. Nid ydym wedi anfon dim ohonynt."
    }
    START_AGAIN { en: "Start again", cy: "Dechrau eto" }
}

/// What a script sends to keep what is typed without leaving the page.
const HOLD: &str = "hold";
/// What stands in an address when something was just deleted, or sent.
const GONE_NOW: &str = "deleted=1";
const MAILED: &str = "mailed=1";
/// What buttons send.
const FORGET: &str = "forget";
const MAIL: &str = "mail";

/// What somebody wants who did not press the main button of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To save what they have, and come back later.
    Save,
    /// To have what they have kept for longer, while they stay.
    Hold,
}

impl Wish {
    /// What a form says of it. Where nothing may be saved there is nothing to wish but time.
    pub(super) fn of(place: &Place, form: &Form) -> Option<Self> {
        match form.get(SAVE)? {
            HOLD => Some(Self::Hold),
            _ => may_save(place).then_some(Self::Save),
        }
    }
}

/// Whether answers of the service may be saved to come back to.
pub(super) fn may_save(place: &Place) -> bool {
    place.service.keeping != Keeping::Never
}

/// The button beside the main one.
pub(super) fn button(place: &Place) -> Option<Button> {
    let button = Button::new(SAVE_BUTTON.say(place.language())).secondary();
    may_save(place).then(|| button.sends(SAVE, "1"))
}

/// The same where there is no form: it leads to the page that says what saving means.
pub(super) fn link(place: &Place) -> Option<Button> {
    let link = Button::link(place.href(SAVE), SAVE_BUTTON.say(place.language())).secondary();
    may_save(place).then_some(link)
}

/// Does what somebody wants with a draft that has everything that stood on their page.
pub(super) async fn grant(
    place: &Place,
    writing: &Writing,
    (wish, draft): (Wish, &Draft),
) -> Result<Response, Fault> {
    let at_once = place.service.keeping == Keeping::Always && writing.kept().is_none();
    match wish {
        Wish::Save if at_once => match writing.put_by(place, draft).await {
            Ok(told) => Ok((told, place.go(SAVE)).into_response()),
            // Too many save at this moment: what was typed is kept here, and the page that follows
            // lets them try again.
            Err(Problem::Busy) => {
                Ok((writing.keep_draft(place, draft).await?, place.go(SAVE)).into_response())
            }
            Err(problem) => Err(Fault(problem)),
        },
        Wish::Save => Ok((writing.keep_draft(place, draft).await?, place.go(SAVE)).into_response()),
        Wish::Hold => Ok(held(place, writing, writing.keep_draft(place, draft).await?)),
    }
}

/// What a script is told: until when answers are kept now, and when to warn again.
fn held(place: &Place, writing: &Writing, told: Told) -> Response {
    let until = Until::of(place, writing, true);
    let body = serde_json::json!({ "until": until.words, "warn_after": until.warn_after() });
    (told, Json(body)).into_response()
}

/// `GET …/save`: the reference and the code of what was saved; or what saving means.
pub(super) async fn show(place: Place, headers: HeaderMap) -> Result<Response, Fault> {
    if !may_save(&place) {
        return Err(Fault(Problem::NotFound(Thing::Page)));
    }
    let Some(key) = place.visit.key.clone() else { return Ok(place.go_to_beginning()) };
    let writing = Writing::open(&place, Place::holder(&key), &headers).await?;
    if writing.sent().is_some() {
        return Ok(place.go(SENT));
    }
    if let Some(draft) = writing.kept() {
        return Ok(Saved::new(&place, &key, (&writing, draft))?.render(StatusCode::OK, &[]));
    }
    if writing.is_empty() {
        return Ok(if place.asks(GONE_NOW) { deleted(&place) } else { place.go_to_beginning() });
    }
    Ok(ask(&place, &key, &writing.draft(&place)?))
}

/// `POST …/save`: saves, sends the link, or deletes.
pub(super) async fn post(place: Place, headers: HeaderMap, form: Form) -> Result<Response, Fault> {
    if !may_save(&place) {
        return Err(Fault(Problem::NotFound(Thing::Page)));
    }
    let Some(key) = place.visit.key.clone() else {
        return Err(Fault(Problem::Refused(Reason::CrossSite)));
    };
    in_turn(|| post_once(&place, &key, &headers, &form)).await
}

async fn post_once(
    place: &Place,
    key: &Key,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Response, Fault> {
    let writing = Writing::open(place, Place::holder(key), headers).await?;
    if writing.sent().is_some() {
        return Ok(place.go(SENT));
    }
    if writing.is_empty() {
        return Ok(gone::response(place));
    }
    if form.get(FORGET).is_some() {
        writing.forget(place).await?;
        let to = format!("{SAVE}?{GONE_NOW}");
        return Ok((writing.clear_aside(place), place.go(&to)).into_response());
    }
    match writing.kept() {
        Some(draft) if form.get(MAIL).is_some() => {
            letter::post(place, key, (&writing, draft), form).await
        }
        Some(_) => Ok(place.go(SAVE)),
        None => {
            let told = writing.put_by(place, &writing.draft(place)?).await?;
            Ok((told, place.go(SAVE)).into_response())
        }
    }
}

/// Where somebody goes on who is not saving, or has saved.
fn onward(place: &Place, draft: &Draft) -> String {
    let journey = services::journey(&place.service, &draft.answers, place.now());
    place.href(&Place::onward(&journey, draft))
}

fn ask(place: &Place, key: &Key, draft: &Draft) -> Response {
    let (language, now) = (place.language(), place.now());
    let until = dates::relative(now.plus(place.service.keep_draft), now, language);
    page(&AskPage {
        frame: place.frame(ASK.say(language)),
        kept_for: ASK_KEPT.fill(language, &[("until", &until)]),
        action: place.href(SAVE),
        token: key.csrf_token(),
        button: Button::new(SAVE_NOW.say(language)).prevent_double_click(true),
        on: onward(place, draft),
    })
}

fn deleted(place: &Place) -> Response {
    let language = place.language();
    let template = DeletedPage {
        frame: place.frame(DELETED.say(language)),
        again: Button::link(place.start_href(), START_AGAIN.say(language)).secondary(),
    };
    page_as(StatusCode::OK, &template)
}

#[derive(Template)]
#[template(path = "reports/save.html")]
struct AskPage {
    frame: Frame,
    kept_for: String,
    action: String,
    token: String,
    button: Button,
    on: String,
}

#[derive(Template)]
#[template(path = "reports/deleted.html")]
struct DeletedPage {
    frame: Frame,
    again: Button,
}

impl AskPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

impl DeletedPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}
