//! Before a call becomes a report: what was said, what is missing, and why.

use super::answer::{hear, keep, kept_so_far};
use super::said::{Said, said, why_open};
use super::script::{GO_ON, PARK, SEEN, sends, words_field};
use super::{At, Line, Open, call_id, in_turn, kept, ways};
use crate::{State as Stage, ending};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use counter::components::{Button, CharacterCount, Choice, Radios};
use counter::{Fault, Form, Frame, Visit, assets, page};
use kernel::{CallId, Problem, Words, words};
use rights::pages::{Absent, SignedIn};
use services::{WhyOpen, gap_label};
use std::sync::Arc;

/// The field of the reason for what is missing.
const WHY: &str = "why";

words! {
    TITLE { en: "End the call", cy: "Gorffen yr alwad" }
    NOTHING_MISSING { en: "Everything that is needed was answered.", cy: "Cafodd popeth sydd ei angen ei ateb." }
    MISSING { en: "What is missing", cy: "Yr hyn sydd ar goll" }
    MISSING_WHY { en: "It can be sent as it is. Whoever picks it up sees this list.", cy: "Gellir ei anfon fel y mae. Bydd pwy bynnag sy'n ei gymryd yn gweld y rhestr hon." }
    WHY_ASK { en: "Why were these not answered?", cy: "Pam na chafodd y rhain eu hateb?" }
    NOT_ASKED { en: "I did not ask", cy: "Ni ofynnais" }
    CUT_OFF { en: "The call was cut off", cy: "Torrwyd yr alwad" }
    REFUSED { en: "The caller did not want to go on", cy: "Nid oedd y galwr am barhau" }
    UNKNOWN { en: "The caller did not know", cy: "Nid oedd y galwr yn gwybod" }
    SEND { en: "Send the report", cy: "Anfon yr adroddiad" }
    BACK_TO { en: "Back to the questions", cy: "Yn ôl at y cwestiynau" }
    PUT_ASIDE { en: "Put the call aside", cy: "Rhoi'r alwad o'r neilltu" }
    WAS_SAID { en: "What was said", cy: "Yr hyn a ddywedwyd" }
    NOTHING_YET { en: "Nothing yet.", cy: "Dim eto." }
    CHANGE { en: "Change", cy: "Newid" }
    READ_BACK {
        en: "Read back to the caller what matters most, and ask if it is right.",
        cy: "Darllenwch yr hyn sydd bwysicaf yn ôl i'r galwr, a gofynnwch a yw'n gywir.",
    }
    SENDING { en: "This call is ended and its report is on its way. Send it again: it stays one report.", cy: "Mae'r alwad hon wedi gorffen ac mae ei hadroddiad ar ei ffordd. Anfonwch ef eto: bydd yn aros yn un adroddiad." }
}

#[derive(Template)]
#[template(path = "calls/ending.html")]
struct EndingPage {
    frame: Frame,
    caption: String,
    sending: bool,
    action: String,
    token: String,
    seen: u32,
    missing: Vec<(String, String)>,
    why: Option<Radios>,
    words: CharacterCount,
    send: Button,
    park: Option<Button>,
    back: Option<String>,
    said: Vec<Said>,
    script: &'static str,
    nonce: Arc<str>,
}

impl EndingPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// `GET /desk/calls/{id}/report`.
pub(super) async fn show(
    State(line): State<Line>,
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    signed_in: SignedIn,
) -> Result<Response, Fault> {
    let at = At::new(&line, &visit, &signed_in);
    let open = Open::to_show(&at, call_id(&id)?).await?;
    if open.call.state == Stage::Ended {
        return Ok(at.go(open.id(), "/receipt"));
    }
    let why = asked.iter().find(|(name, _)| name == WHY);
    let why = why.and_then(|(_, code)| WhyOpen::of_code(code)).unwrap_or(WhyOpen::NotAsked);
    let (language, account) = (visit.language, &open.call.account);
    let sending = open.call.state == Stage::Ending;
    let gaps = account.gaps(&open.service, why, open.now);
    let answers = &account.draft.answers;
    let next = ways::next_of(&open.service, answers, open.now);
    let missing = gaps
        .iter()
        .map(|gap| (gap_label(&open.service, &gap.name, language), why_open(gap.why, language)));
    // Without a reason of its own: how many there are does not change with the reason for all of them.
    let unsaid = open.call.account.gaps(&open.service, other_than(why), open.now) != gaps;
    let title = TITLE.say(language);
    let back = at.href(open.id(), if next == "/report" { "" } else { &next });
    Ok(page(&EndingPage {
        frame: at.frame(title).with_back(visit.href("/desk/calls")),
        caption: open.service.title(language).to_owned(),
        sending,
        action: at.href(open.id(), "/report"),
        token: signed_in.csrf.clone(),
        seen: account.words_seen,
        missing: missing.collect(),
        why: (unsaid && !sending).then(|| whys(why, &at)),
        words: words_field(&account.words, language),
        send: Button::new(SEND.say(language)).prevent_double_click(true),
        park: (!sending).then(|| sends(PUT_ASIDE.say(language), PARK)),
        back: (!sending && next != "/report").then_some(back),
        said: said(&at, &open),
        script: assets::SCRIPT_OF_CALLS,
        nonce: visit.nonce.clone(),
    }))
}

/// Another reason.
const fn other_than(why: WhyOpen) -> WhyOpen {
    match why {
        WhyOpen::NotAsked => WhyOpen::CutOff,
        _ => WhyOpen::NotAsked,
    }
}

fn whys(chosen: WhyOpen, at: &At<'_>) -> Radios {
    let language = at.visit.language;
    let all = [
        (WhyOpen::NotAsked, NOT_ASKED),
        (WhyOpen::CutOff, CUT_OFF),
        (WhyOpen::Refused, REFUSED),
        (WhyOpen::Unknown, UNKNOWN),
    ];
    let choices = all.map(|(why, words)| Choice::new(why.code(), words.say(language)));
    Radios::new(WHY, WHY_ASK.say(language)).choices(choices).chosen(Some(chosen.code()))
}

/// `POST /desk/calls/{id}/report`: the call becomes a report. However often it is sent, there is one.
pub(super) async fn end(
    State(line): State<Line>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: Result<SignedIn, Absent>,
    form: Form,
) -> Result<Response, Fault> {
    let id = call_id(&id)?;
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(absent) => return kept::page(&visit, absent.into_problem(), &form),
    };
    let at = At::new(&line, &visit, &signed_in);
    match in_turn(|| end_once(&at, id, &form)).await {
        Err(Fault(Problem::Busy)) => kept::page(&visit, Problem::Busy, &form),
        done => done,
    }
}

async fn end_once(at: &At<'_>, id: CallId, form: &Form) -> Result<Response, Fault> {
    let mut tx = at.tx().await?;
    let mut open = Open::of(at, &mut tx, id).await?;
    if open.call.state == Stage::Open {
        hear(at, &mut open, form);
        keep(at, tx, &mut open).await?;
    } else {
        tx.commit().await?;
    }
    match form.get(GO_ON) {
        Some(PARK) => return Ok(Redirect::to(&at.visit.href("/desk/calls")).into_response()),
        Some("keep") => return Ok(kept_so_far(&open)),
        _ => {}
    }
    let why = form.get(WHY).and_then(WhyOpen::of_code).unwrap_or(WhyOpen::NotAsked);
    let (station, intake) = (&at.line.hall.station, &at.line.intake);
    ending::finish((station, intake), &open.catalogue, &at.signed_in.staff, (id, why)).await?;
    Ok(at.go(id, "/receipt"))
}
