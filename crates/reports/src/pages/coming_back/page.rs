//! The page on which somebody comes back: it is neutral and can be left quickly, because what they
//! come back to may be about anything.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use counter::components::{Button, Details, ErrorSummary, Input, InsetText};
use counter::{Fault, Form, Frame, Visit, page_as};
use kernel::{FieldProblem, Language, Reference, Words};

kernel::words! {
    TITLE { en: "Come back to your saved answers", cy: "Dod yn ôl at eich atebion a arbedwyd" }
    INTRO {
        en: "Use the reference and the code that you got when you saved your answers. You go on where you stopped.",
        cy: "Defnyddiwch y cyfeirnod a'r cod a gawsoch pan arbedoch eich atebion. Byddwch yn parhau lle y stopioch."
    }
    BY_LINK { en: "You can go on with the answers that have this reference:", cy: "Gallwch barhau â'r atebion sydd â'r cyfeirnod hwn:" }
    ONLY_YOURS {
        en: "Go on only if you saved them yourself. Whoever has the link can read and change what is written there.",
        cy: "Parhewch dim ond os chi a'u harbedodd. Gall unrhyw un sydd â'r ddolen ddarllen a newid yr hyn sydd wedi'i ysgrifennu yno."
    }
    REFERENCE { en: "Reference", cy: "Cyfeirnod" }
    REFERENCE_HINT { en: "3 letters, then 8 letters and numbers", cy: "3 llythyren, yna 8 o lythrennau a rhifau" }
    CODE { en: "Code", cy: "Cod" }
    CODE_HINT { en: "12 letters and numbers", cy: "12 o lythrennau a rhifau" }
    GO_ON { en: "Go on", cy: "Parhau" }
    REPLACE_BUTTON { en: "Replace them and go on", cy: "Eu disodli a pharhau" }
    REPLACES {
        en: "This browser has other answers that you have not sent. If you go on, they are deleted. To keep them, save them first.",
        cy: "Mae gan y porwr hwn atebion eraill nad ydych wedi'u hanfon. Os byddwch yn parhau, byddant yn cael eu dileu. I'w cadw, arbedwch nhw yn gyntaf."
    }
    OTHERS { en: "Enter another reference and code", cy: "Rhoi cyfeirnod a chod arall" }
    ALREADY_SENT { en: "Follow a report that you have sent", cy: "Dilyn adroddiad rydych wedi'i anfon" }
    NO_CODE { en: "I do not have my code", cy: "Nid yw fy nghod gen i" }
    NO_CODE_HELP {
        en: "We do not keep codes, so nobody can tell you yours, and nobody can open your answers without it. You can start again, or call 101.",
        cy: "Nid ydym yn cadw codau, felly ni all neb ddweud wrthych beth yw eich un chi, ac ni all neb agor eich atebion hebddo. Gallwch ddechrau eto, neu ffonio 101."
    }
    ENTER_REFERENCE { en: "Enter your reference", cy: "Rhowch eich cyfeirnod" }
    ENTER_CODE { en: "Enter your code", cy: "Rhowch eich cod" }
    NOT_FOUND {
        en: "We have no answers with this reference and code. Check both and try again. If their time was over, they are deleted",
        cy: "Nid oes gennym atebion gyda'r cyfeirnod a'r cod hyn. Gwiriwch y ddau a rhowch gynnig arall arni. Os oedd eu hamser ar ben, maent wedi'u dileu"
    }
    BROKEN_LINK {
        en: "The link is not complete. Open all of it, or enter the reference and the code",
        cy: "Nid yw'r ddolen yn gyflawn. Agorwch y cyfan ohoni, neu rhowch y cyfeirnod a'r cod"
    }
    BUSY {
        en: "We cannot open your answers at the moment. What you typed is still here. Try again in a minute",
        cy: "Ni allwn agor eich atebion ar hyn o bryd. Mae'r hyn a deipioch yn dal yma. Rhowch gynnig arall arni ymhen munud"
    }
}

/// What stands in the address of somebody who does not go on with a link.
pub(super) const BY_HAND: &str = "other=1";
/// What a form says of somebody who knows that other answers are replaced.
pub(super) const REPLACE: &str = "replace";
/// When to try again, in seconds.
const SOON: &str = "30";

/// What was typed, as it was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) reference: String,
    pub(super) code: String,
}

impl Typed {
    /// What a form has; nothing when it asked for neither.
    pub(super) fn of(form: &Form) -> Option<Self> {
        let text = |name| form.get(name).map(|text| text.trim().to_owned());
        let (reference, code) = (text("reference"), text("code"));
        (reference.is_some() || code.is_some()).then(|| Self {
            reference: reference.unwrap_or_default(),
            code: code.unwrap_or_default(),
        })
    }

    pub(super) fn missing(&self, language: Language) -> Vec<FieldProblem> {
        [("reference", &self.reference, ENTER_REFERENCE), ("code", &self.code, ENTER_CODE)]
            .into_iter()
            .filter(|(_, text, _)| text.is_empty())
            .map(|(field, _, words)| problem(field, words, language))
            .collect()
    }
}

/// What the page says besides its form.
pub(super) enum Saying {
    Nothing,
    Missing(Vec<FieldProblem>),
    NotFound,
    BrokenLink,
    Busy,
}

impl Saying {
    fn status(&self) -> StatusCode {
        match self {
            Self::Nothing => StatusCode::OK,
            Self::Missing(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound | Self::BrokenLink => StatusCode::NOT_FOUND,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn problems(&self, language: Language) -> Vec<FieldProblem> {
        let said = |words| vec![problem("reference", words, language)];
        match self {
            Self::Nothing => Vec::new(),
            Self::Missing(missing) => missing.clone(),
            Self::NotFound => said(NOT_FOUND),
            Self::BrokenLink => said(BROKEN_LINK),
            Self::Busy => said(BUSY),
        }
    }
}

fn problem(field: &str, words: Words, language: Language) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: words.say(language).to_owned() }
}

#[derive(Template)]
#[template(path = "reports/return.html")]
pub(super) struct ReturnPage {
    frame: Frame,
    summary: Option<ErrorSummary>,
    notice: Option<InsetText>,
    /// The fields; nothing where a link has brought what would stand in them.
    inputs: Option<[Input; 2]>,
    reference: String,
    replaces: bool,
    action: String,
    token: String,
    button: Button,
    by_hand: String,
    help: Details,
    track: String,
}

impl ReturnPage {
    /// Asks for the reference and the code.
    pub(super) fn ask(visit: &Visit, typed: &Typed, saying: &Saying) -> Result<Response, Fault> {
        let language = visit.language;
        let problems = saying.problems(language);
        let wrong = !problems.is_empty();
        let inputs = [
            input(language, ("reference", &typed.reference), (REFERENCE, REFERENCE_HINT)),
            input(language, ("code", &typed.code), (CODE, CODE_HINT)),
        ];
        let fields = inputs.into_iter().zip(["reference", "code"]);
        let inputs: Vec<Input> = fields
            .map(|(input, field)| input.problem(language, said_of(field, &problems)))
            .collect();
        let inputs = <[Input; 2]>::try_from(inputs).ok();
        let summary = wrong.then(|| ErrorSummary::of(language, &problems));
        Self::render(visit, saying.status(), |page| {
            let frame = page.frame.error(wrong);
            Self { frame, summary, inputs, ..page }
        })
    }

    /// Asks whether to go on with what a link or a form has brought.
    pub(super) fn confirm(
        visit: &Visit,
        reference: Reference,
        replaces: bool,
    ) -> Result<Response, Fault> {
        let language = visit.language;
        Self::render(visit, StatusCode::OK, |page| Self {
            reference: reference.to_string(),
            replaces,
            notice: replaces.then(|| InsetText::new(REPLACES.say(language))),
            button: Button::new(if replaces { REPLACE_BUTTON } else { GO_ON }.say(language))
                .prevent_double_click(true),
            ..page
        })
    }

    fn render(
        visit: &Visit,
        status: StatusCode,
        filled: impl FnOnce(Self) -> Self,
    ) -> Result<Response, Fault> {
        let language = visit.language;
        let (key, cookie) = visit.key_or_new(counter::random()?);
        let action = visit.href(&format!("/{}/return", visit.force()?.id));
        let page = filled(Self {
            frame: Frame::new(visit, TITLE.say(language)).sensitive(),
            summary: None,
            notice: None,
            inputs: None,
            reference: String::new(),
            replaces: false,
            by_hand: format!("{action}?{BY_HAND}"),
            action,
            token: key.csrf_token(),
            button: Button::new(GO_ON.say(language)).prevent_double_click(true),
            help: Details::new(NO_CODE.say(language), NO_CODE_HELP.say(language)),
            track: visit.href("/track"),
        });
        let mut response = (cookie, page_as(status, &page)).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response
                .headers_mut()
                .insert(RETRY_AFTER, SOON.parse().map_err(kernel::Problem::broken)?);
        }
        Ok(response)
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }
}

fn said_of<'p>(field: &str, problems: &'p [FieldProblem]) -> Option<&'p str> {
    problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
}

fn input(language: Language, (name, value): (&str, &str), (label, hint): (Words, Words)) -> Input {
    Input::new(name, label.say(language))
        .hint(hint.say(language))
        .width(20)
        .spellcheck(false)
        .autocomplete("off")
        .autocapitalize("characters")
        .value(value)
}
