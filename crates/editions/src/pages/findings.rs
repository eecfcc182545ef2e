//! What is wrong with a text, in words for whoever writes it; and the same while they type.

use super::{Studio, checked, proposal};
use crate::{Checked, Remark};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use counter::{Fault, Form, Visit};
use kernel::{Language, Words, words};
use rights::pages::SignedIn;
use serde::Serialize;
use services::Texts;

words! {
    WHOLE { en: "Nothing to correct. It can be published.", cy: "Dim i'w gywiro. Gellir ei gyhoeddi." }
    WELSH_ALONE {
        en: "The English can be published. Places where the Welsh is missing or old: {count}.",
        cy: "Gellir cyhoeddi'r Saesneg. Lleoedd lle mae'r Gymraeg ar goll neu'n hen: {count}.",
    }
    WRONG { en: "To correct before it can be published: {count}.", cy: "I'w cywiro cyn y gellir ei gyhoeddi: {count}." }
    TESTS { en: "{passed} of {all} tests passed.", cy: "Pasiodd {passed} o {all} prawf." }
    ENGLISH { en: "Definition", cy: "Diffiniad" }
    WELSH { en: "Welsh", cy: "Cymraeg" }
    OWN_TESTS { en: "Tests", cy: "Profion" }
    LINE { en: "{text}, line {line}:", cy: "{text}, llinell {line}:" }
    AS_A_WHOLE { en: "{text}:", cy: "{text}:" }
    FAILED { en: "Tests, line {line}:", cy: "Profion, llinell {line}:" }
}

/// What was found, as people read it.
#[derive(Serialize)]
pub(super) struct Findings {
    /// In a sentence, whether it can be published.
    pub(super) says: String,
    /// Each thing to correct.
    pub(super) lines: Vec<Line>,
}

/// One thing to correct.
#[derive(Serialize)]
pub(super) struct Line {
    /// Where it is.
    pub(super) place: String,
    /// What it is and what to do: the compiler speaks English.
    pub(super) what: String,
    /// The field that it is in.
    pub(super) field: &'static str,
}

impl Findings {
    pub(super) fn of(checked: &Checked, language: Language) -> Self {
        let count = checked.remarks.len().to_string();
        let passed = checked.tests.iter().filter(|test| test.failures.is_empty()).count();
        let tests = TESTS.fill(
            language,
            &[("passed", &passed.to_string()), ("all", &checked.tests.len().to_string())],
        );
        let failed = checked.tests.iter().filter(|test| !test.failures.is_empty());
        let failed = failed.map(|test| Line {
            place: FAILED.fill(language, &[("line", &test.at.1.to_string())]),
            what: format!("{}: {}", test.name, test.failures.join("; ")),
            field: "tests",
        });
        let state = if checked.is_whole() {
            WHOLE.say(language).to_owned()
        } else if checked.is_sound() {
            WELSH_ALONE.fill(language, &[("count", &count)])
        } else {
            let all = checked.remarks.len() + checked.tests.len() - passed;
            WRONG.fill(language, &[("count", &all.to_string())])
        };
        let says = if checked.edition.is_some() { format!("{state} {tests}") } else { state };
        let remarks = checked.remarks.iter().map(|remark| line(remark, language));
        Self { says, lines: remarks.chain(failed).collect() }
    }
}

fn line(remark: &Remark, language: Language) -> Line {
    let (field, text): (_, Words) = match remark.file.as_str() {
        "cy.yaml" => ("welsh", WELSH),
        "test.yaml" => ("tests", OWN_TESTS),
        _ => ("english", ENGLISH),
    };
    let words = if remark.line == 0 { AS_A_WHOLE } else { LINE };
    let line = remark.line.to_string();
    let place = words.fill(language, &[("text", text.say(language)), ("line", &line)]);
    Line { place, what: format!("{} ({})", remark.problem, remark.remedy), field }
}

/// `POST /desk/proposals/{id}/findings`: what is wrong with what somebody has typed so far. Nothing
/// is saved.
pub(super) async fn say(
    State(studio): State<Studio>,
    visit: Visit,
    Path(id): Path<String>,
    signed_in: SignedIn,
    form: Form,
) -> Result<Response, Fault> {
    let proposal = proposal(&studio, &signed_in, &id).await?;
    let checked = checked(&studio, &proposal.service, texts(&form)).await?;
    Ok(Json(Findings::of(&checked, visit.language)).into_response())
}

/// The texts of a form.
pub(super) fn texts(form: &Form) -> Texts {
    let text = |field| form.get(field).unwrap_or_default().to_owned();
    let welsh = Some(text("welsh")).filter(|welsh| !welsh.trim().is_empty());
    Texts { english: text("english"), welsh, tests: text("tests") }
}
