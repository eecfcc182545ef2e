//! A page that asks for a little: a heading, why, a few fields and a button; and a passkey, where a browser
//! has one.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::StatusCode;
use axum::response::Response;
use counter::components::{Button, ErrorSummary, Markup};
use counter::{Frame, TOKEN_FIELD, Visit};
use identity::passkey::Begun;
use kernel::{FieldProblem, Language, Words, words};
use std::sync::Arc;

words! {
    CANCEL { en: "Cancel", cy: "Canslo" }
    FAILED {
        en: "The passkey was not used. Try again, or choose another way",
        cy: "Ni ddefnyddiwyd y cod pas. Rhowch gynnig arall arni, neu dewiswch ffordd arall",
    }
    EXPIRED {
        en: "That took longer than 5 minutes, or the passkey is not known here. Try again",
        cy: "Cymerodd hynny fwy na 5 munud, neu nid yw'r cod pas yn hysbys yma. Rhowch gynnig arall arni",
    }
}

/// What asks the browser for a passkey. It is seen where a script runs and the browser knows such.
#[derive(Template)]
#[template(path = "rights/passkey.html")]
pub(super) struct PasskeySection {
    pub(super) language: Language,
    pub(super) action: String,
    pub(super) csrf: String,
    pub(super) to: String,
    pub(super) begun: Begun,
    /// What is asked beside it.
    pub(super) fields: Markup,
    pub(super) button: Button,
    pub(super) nonce: Arc<str>,
}

impl HtmlSafe for PasskeySection {}

impl PasskeySection {
    fn say(&self, words: Words) -> &'static str {
        words.say(self.language)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "rights/asking.html")]
pub(super) struct Asking {
    pub(super) frame: Frame,
    pub(super) heading: &'static str,
    pub(super) summary: Option<ErrorSummary>,
    /// What is said before anything is asked.
    pub(super) says: Vec<String>,
    /// What is shown under it.
    pub(super) shows: Markup,
    pub(super) action: String,
    pub(super) csrf: String,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) fields: Vec<Markup>,
    /// Nothing where all that is asked for is a passkey.
    pub(super) button: Option<Button>,
    pub(super) passkey: Option<PasskeySection>,
    /// Where whoever changes their mind goes.
    pub(super) cancel: Option<String>,
}

impl Asking {
    /// A page with this heading, that asks nothing yet.
    pub(super) fn new(frame: Frame, heading: &'static str, action: String, csrf: String) -> Self {
        Self {
            frame,
            heading,
            summary: None,
            says: Vec::new(),
            shows: Markup::default(),
            action,
            csrf,
            hidden: Vec::new(),
            fields: Vec::new(),
            button: None,
            passkey: None,
            cancel: None,
        }
    }

    fn say(&self, words: Words) -> &'static str {
        words.say(self.frame.language())
    }

    /// With what is wrong, if anything is.
    pub(super) fn problems(mut self, problems: &[FieldProblem]) -> Self {
        if !problems.is_empty() {
            self.summary = Some(ErrorSummary::of(self.frame.language(), problems));
            self.frame = self.frame.error(true);
        }
        self
    }

    /// The page as a response: unprocessable where something is wrong.
    pub(super) fn respond(&self) -> Response {
        let wrong = self.summary.is_some();
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let page = counter::page_as(status, self);
        if self.passkey.is_some() { counter::asks_for_passkey(page) } else { page }
    }
}

/// A component among others.
pub(super) fn drawn(component: &impl Template) -> Markup {
    Markup::render(component).unwrap_or_default()
}

/// Something wrong with a field.
pub(super) fn problem(field: &str, message: &str) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: message.to_owned() }
}

/// What is wrong with a field, if anything is.
pub(super) fn message<'p>(problems: &'p [FieldProblem], field: &str) -> Option<&'p str> {
    problems.iter().find(|problem| problem.field == field).map(|it| it.message.as_str())
}

/// The way to a page as a link of a list of what is wrong: a passkey that proved nothing.
pub(super) fn no_proof(visit: &Visit) -> FieldProblem {
    problem("passkey", EXPIRED.say(visit.language))
}
