//! The way in: a reference and its access code.

use super::letter::{BODY_FIELD, ID_FIELD, Letter};
use super::way_in::Opened;
use super::{Portal, way_in};
use super::{go_to, report};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use counter::components::{Button, Details, ErrorSummary, Input, InsetText, Textarea};
use counter::{Fault, Form, Frame, TOKEN_FIELD, Visit};
use kernel::{FieldProblem, Language, Problem, Reference, Words, words};

words! {
    TITLE { en: "Follow your report", cy: "Dilyn eich adroddiad" }
    NEUTRAL { en: "Follow what you sent", cy: "Dilyn yr hyn a anfonoch" }
    INTRO {
        en: "Use the reference and the access code that you got when you sent your report. You can \
             see what has happened, read our messages and write to us.",
        cy: "Defnyddiwch y cyfeirnod a'r cod mynediad a gawsoch pan anfonoch eich adroddiad. \
             Gallwch weld beth sydd wedi digwydd, darllen ein negeseuon ac ysgrifennu atom.",
    }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    REFERENCE_HINT {
        en: "3 letters, then 8 letters and numbers",
        cy: "3 llythyren, yna 8 o lythrennau a rhifau",
    }
    CODE { en: "Access code", cy: "Cod mynediad" }
    CODE_HINT { en: "12 letters and numbers", cy: "12 o lythrennau a rhifau" }
    MESSAGE { en: "Your message", cy: "Eich neges" }
    CONTINUE { en: "Continue", cy: "Parhau" }
    CONTINUE_AND_SEND { en: "Continue and send message", cy: "Parhau ac anfon neges" }
    NO_CODE {
        en: "I do not have my access code",
        cy: "Nid yw fy nghod mynediad gen i",
    }
    NO_CODE_HELP {
        en: "We do not keep access codes, so nobody can tell you yours. Call 101 and give your \
             reference, or tell us again online.",
        cy: "Nid ydym yn cadw codau mynediad, felly ni all neb ddweud wrthych beth yw eich un chi. \
             Ffoniwch 101 a rhowch eich cyfeirnod, neu rhowch wybod i ni eto ar-lein.",
    }
    ENTER_REFERENCE { en: "Enter your reference", cy: "Rhowch eich cyfeirnod" }
    ENTER_CODE { en: "Enter your access code", cy: "Rhowch eich cod mynediad" }
    NOT_FOUND {
        en: "We cannot find a report with this reference and access code. Check both and try again",
        cy: "Ni allwn ddod o hyd i adroddiad gyda'r cyfeirnod a'r cod mynediad hyn. Gwiriwch y \
             ddau a rhowch gynnig arall arni",
    }
    WHAT_TO_CHECK {
        en: "Small or capital letters, spaces and hyphens make no difference. An access code never \
             has the letters A, B, E, I, L, O, S, U or Z, or the numbers 0 and 1.",
        cy: "Nid yw llythrennau bach neu fawr, bylchau na chysylltnodau yn gwneud gwahaniaeth. \
             Nid oes byth A, B, E, I, L, O, S, U na Z mewn cod mynediad, na'r rhifau 0 ac 1.",
    }
    BUSY {
        en: "We cannot open your report at the moment. What you typed is still here. Try again in \
             a minute",
        cy: "Ni allwn agor eich adroddiad ar hyn o bryd. Mae'r hyn a deipioch yn dal yma. Rhowch \
             gynnig arall arni ymhen munud",
    }
    STOPPED {
        en: "You have stopped following your report on this device. To open it again, enter the \
             reference and access code.",
        cy: "Rydych wedi rhoi'r gorau i ddilyn eich adroddiad ar y ddyfais hon. I'w agor eto, \
             rhowch y cyfeirnod a'r cod mynediad.",
    }
    ENDED {
        en: "Enter the reference and access code to open your report. To keep it safe, we ask \
             again when you have not used it for 30 minutes.",
        cy: "Rhowch y cyfeirnod a'r cod mynediad i agor eich adroddiad. I'w gadw'n ddiogel, rydym \
             yn gofyn eto pan nad ydych wedi'i ddefnyddio am 30 munud.",
    }
    UNSENT {
        en: "Your message is not sent yet. It is still below. To keep your report safe, we need \
             the reference and access code again. Then we send the message.",
        cy: "Nid yw eich neges wedi'i hanfon eto. Mae'n dal i fod isod. I gadw eich adroddiad yn \
             ddiogel, mae arnom angen y cyfeirnod a'r cod mynediad eto. Yna byddwn yn anfon y neges.",
    }
}

/// What was typed, as it was typed.
#[derive(Clone, Debug, Default)]
struct Typed {
    reference: String,
    code: String,
    /// A message that could not be sent before we knew again who it is.
    letter: Letter,
}

/// What the page says besides its form.
enum Saying {
    Nothing,
    Notice(Words),
    Wrong(StatusCode, Vec<FieldProblem>),
}

#[derive(Template)]
#[template(path = "portal/track.html")]
struct TrackPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    notice: Option<InsetText>,
    check: bool,
    action: String,
    csrf: String,
    reference: Input,
    code: Input,
    message_id: String,
    message: Option<Textarea>,
    button: Button,
    help: Details,
}

impl TrackPage {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

/// What an address may say.
const KNOWN: [&str; 3] = ["reference", "stopped", "ended"];

/// `GET /track`: a reference in the address is filled in, if it is one. A code never is: an address
/// with one, or with anything else that we do not know, gives way to one without.
pub(super) async fn show(
    visit: Visit,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let asked = Form::new(asked);
    let reference = asked.get("reference").and_then(|text| Reference::parse(text).ok());
    let reference = reference.map(|reference| reference.to_string()).unwrap_or_default();
    if asked.fields().iter().any(|(name, _)| !KNOWN.contains(&name.as_str())) {
        return Ok(go_to(&visit, &format!("/track?reference={reference}")));
    }
    let saying = if asked.get("stopped").is_some() {
        Saying::Notice(STOPPED)
    } else if asked.get("ended").is_some() {
        Saying::Notice(ENDED)
    } else {
        Saying::Nothing
    };
    re_render(&visit, &Typed { reference, ..Typed::default() }, saying)
}

/// `POST /track`: lets the person in, and sends what they could not send before.
pub(super) async fn post(
    State(portal): State<Portal>,
    visit: Visit,
    form: Form,
) -> Result<Response, Fault> {
    let text = |name| form.get(name).unwrap_or_default().trim().to_owned();
    let letter = Letter::of(&form);
    let typed = Typed { reference: text("reference"), code: text("code"), letter };
    let missing = typed.missing(visit.language);
    if !missing.is_empty() {
        return re_render(&visit, &typed, Saying::Wrong(StatusCode::UNPROCESSABLE_ENTITY, missing));
    }
    match way_in::look_up(&portal, &typed.reference, &typed.code).await {
        Ok(Opened::Handover(held)) => {
            Ok((held.cookie(&portal)?, go_to(&visit, "/track/handover")).into_response())
        }
        Ok(Opened::Report(following)) if typed.letter.is_blank() => {
            Ok((following.cookie(&portal)?, go_to(&visit, "/track/report")).into_response())
        }
        Ok(Opened::Report(following)) => {
            report::send(&portal, &visit, *following, typed.letter).await
        }
        Err(Problem::NotFound(_)) => re_render(&visit, &typed, not_found(&visit)),
        Err(Problem::Busy) => re_render(&visit, &typed, busy(&visit)),
        Err(problem) => Err(Fault(problem)),
    }
}

/// A message came from somebody who follows nothing any more, or something else: they are asked for
/// the code again, and the message stays with them.
pub(super) fn ask_again(visit: &Visit, form: &Form) -> Result<Response, Fault> {
    let reference = form.get("reference").unwrap_or_default().to_owned();
    let typed = Typed { reference, code: String::new(), letter: Letter::of(form) };
    let notice = if typed.letter.is_blank() { ENDED } else { UNSENT };
    let mut response = re_render(visit, &typed, Saying::Notice(notice))?;
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(response)
}

impl Typed {
    fn missing(&self, language: Language) -> Vec<FieldProblem> {
        [("reference", &self.reference, ENTER_REFERENCE), ("code", &self.code, ENTER_CODE)]
            .into_iter()
            .filter(|(_, text, _)| text.is_empty())
            .map(|(field, _, words)| problem(field, words, language))
            .collect()
    }
}

fn not_found(visit: &Visit) -> Saying {
    let wrong = problem("reference", NOT_FOUND, visit.language);
    Saying::Wrong(StatusCode::NOT_FOUND, vec![wrong])
}

fn busy(visit: &Visit) -> Saying {
    let wrong = problem("reference", BUSY, visit.language);
    Saying::Wrong(StatusCode::SERVICE_UNAVAILABLE, vec![wrong])
}

fn problem(field: &str, words: Words, language: Language) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: words.say(language).to_owned() }
}

/// The page with what was typed and what is to be said about it. Anybody may come here with
/// anything, so it is neutral and can be left quickly.
fn re_render(visit: &Visit, typed: &Typed, saying: Saying) -> Result<Response, Fault> {
    let language = visit.language;
    let (notice, status, problems) = match saying {
        Saying::Nothing => (None, StatusCode::OK, Vec::new()),
        Saying::Notice(words) => (Some(words), StatusCode::OK, Vec::new()),
        Saying::Wrong(status, problems) => (None, status, problems),
    };
    let (key, cookie) = visit.key_or_new(counter::random()?);
    let waiting = !typed.letter.is_blank();
    let page = TrackPage {
        frame: Frame::new(visit, TITLE.say(language))
            .sensitive()
            .neutral_title(NEUTRAL.say(language))
            .error(!problems.is_empty()),
        summary: (!problems.is_empty()).then(|| ErrorSummary::of(language, &problems)),
        notice: notice.map(|words| InsetText::new(words.say(language))),
        check: status == StatusCode::NOT_FOUND,
        action: visit.href("/track"),
        csrf: key.csrf_token(),
        reference: reference_input(language, typed, &problems),
        code: code_input(language, typed, &problems),
        message_id: typed.letter.id_text(),
        message: waiting.then(|| message_input(language, typed)),
        button: Button::new(if waiting { CONTINUE_AND_SEND } else { CONTINUE }.say(language))
            .prevent_double_click(true),
        help: Details::new(NO_CODE.say(language), NO_CODE_HELP.say(language)),
    };
    let mut response = (cookie, counter::page_as(status, &page)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, report::SOON);
    }
    Ok(response)
}

fn message_for<'p>(problems: &'p [FieldProblem], field: &str) -> Option<&'p str> {
    problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
}

fn reference_input(language: Language, typed: &Typed, problems: &[FieldProblem]) -> Input {
    Input::new("reference", REFERENCE.say(language))
        .hint(REFERENCE_HINT.say(language))
        .width(20)
        .spellcheck(false)
        .autocomplete("off")
        .autocapitalize("characters")
        .value(typed.reference.as_str())
        .problem(language, message_for(problems, "reference"))
}

fn code_input(language: Language, typed: &Typed, problems: &[FieldProblem]) -> Input {
    Input::new("code", CODE.say(language))
        .hint(CODE_HINT.say(language))
        .width(20)
        .spellcheck(false)
        .autocomplete("off")
        .autocapitalize("characters")
        .value(typed.code.as_str())
        .problem(language, message_for(problems, "code"))
}

fn message_input(language: Language, typed: &Typed) -> Textarea {
    Textarea::new(BODY_FIELD, MESSAGE.say(language)).value(typed.letter.body.as_str())
}
