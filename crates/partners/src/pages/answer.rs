//! A partner's answer: they take it, or give it back.

use super::{Bureau, closed, handover, keyed};
use crate::{Given, Token, What, Why, accept, give_back};
use askama::Template;
use axum::extract::{RawPathParams, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use counter::components::Panel;
use counter::{Fault, Form, Frame, Visit};
use kernel::{Clock, FieldProblem, Problem, Words, words};

words! {
    ACCEPTED { en: "You have accepted it", cy: "Rydych wedi ei dderbyn" }
    RETURNED { en: "You have given it back", cy: "Rydych wedi ei roi yn ôl" }
    TOLD_ACCEPTED {
        en: "The person sees that you deal with it, and your reference. The link opens nothing any more.",
        cy: "Bydd y person yn gweld eich bod yn delio ag ef, a’ch cyfeirnod. Nid yw’r ddolen yn agor dim mwyach."
    }
    TOLD_RETURNED {
        en: "The person sees why, and can go on with us with their answers in place. The link opens nothing any more.",
        cy: "Bydd y person yn gweld pam, a gall fynd ymlaen gyda ni gyda’i atebion yn eu lle. Nid yw’r ddolen yn agor dim mwyach."
    }
}

/// The most characters of a partner's reference.
const LONGEST_REFERENCE: usize = 60;
/// The most characters of what they write to the person.
const LONGEST_WORDS: usize = 2000;

/// An answer that was read.
enum Answer {
    Accept(String),
    Return(Given),
}

#[derive(Template)]
#[template(path = "partners/answered.html")]
struct AnsweredPage {
    frame: Frame,
    panel: Panel,
    told: &'static str,
}

/// `POST /{force}/handover`.
pub(super) async fn take(
    State(bureau): State<Bureau>,
    visit: Visit,
    _: RawPathParams,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Fault> {
    visit.force()?;
    let gone = || {
        let mut page = closed::page(&visit);
        *page.status_mut() = StatusCode::FORBIDDEN;
        page
    };
    let Some(token) = keyed::of(&headers, &bureau) else { return Ok(gone()) };
    let done = match read(&visit, &form) {
        Ok(answer) => give(&bureau, &visit, &token, &answer).await,
        Err(problem) => match handover::looked(&bureau, &visit, &token).await {
            Ok(opened) => return handover::render(&visit, &opened, &form, &[problem]),
            Err(problem) => Err(problem),
        },
    };
    match done {
        Ok(page) => Ok((keyed::forget(&bureau.counter), page).into_response()),
        Err(Problem::NotFound(_)) => Ok(gone()),
        Err(problem) => Err(Fault(problem)),
    }
}

fn read(visit: &Visit, form: &Form) -> Result<Answer, FieldProblem> {
    let text = |name| form.get(name).unwrap_or_default().trim().to_owned();
    let wrong = |field| handover::wrong(visit.language, field);
    if form.get("deed") == Some("accept") {
        let reference = text("reference");
        let fits = (1..=LONGEST_REFERENCE).contains(&reference.chars().count());
        return fits.then_some(Answer::Accept(reference)).ok_or_else(|| wrong("reference"));
    }
    let why = Why::of_code(&text("why")).ok_or_else(|| wrong("why"))?;
    let words = text("words");
    if words.chars().count() > LONGEST_WORDS {
        return Err(wrong("words"));
    }
    Ok(Answer::Return(Given { why, words: Some(words).filter(|words| !words.is_empty()) }))
}

async fn give(
    bureau: &Bureau,
    visit: &Visit,
    token: &Token,
    answer: &Answer,
) -> Result<Response, Problem> {
    let force = &visit.force()?.id;
    let mut tx = bureau.station.begin(&keyed::scope(force)).await?;
    let (opened, what) = match answer {
        Answer::Accept(reference) => (accept(&mut tx, token, reference).await?, What::Accepted),
        Answer::Return(given) => (give_back(&mut tx, token, given.clone()).await?, What::Returned),
    };
    tx.commit().await?;
    bureau.counts.add(force, bureau.station.now(), opened.of, what);
    Ok(answered(visit, answer))
}

fn answered(visit: &Visit, answer: &Answer) -> Response {
    let language = visit.language;
    let (title, told): (Words, Words) = match answer {
        Answer::Accept(_) => (ACCEPTED, TOLD_ACCEPTED),
        Answer::Return(_) => (RETURNED, TOLD_RETURNED),
    };
    counter::page(&AnsweredPage {
        frame: Frame::new(visit, title.say(language)).noindex(),
        panel: Panel::new(title.say(language)),
        told: told.say(language),
    })
}
