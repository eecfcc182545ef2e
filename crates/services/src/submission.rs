//! The last check before a report is made, for the web and the API alike.

use crate::Answers;
use crate::accept;
use crate::answers::ONWARD;
use crate::condition::Moment;
use crate::findings::suggestion;
use crate::journey::{Gait, faults, walk};
use crate::page::{Outcome, OutcomeKind, PageKind};
use crate::service::Service;
use kernel::{FieldProblem, Instant, Language, words};
use serde_json::Value;

words! {
    UNKNOWN {
        en: "There is no such question. {advice}",
        cy: "Nid oes cwestiwn o’r fath. {advice}"
    }
    NOT_ON_THE_WAY {
        en: "This question is not asked with your other answers. Leave it out",
        cy: "Nid yw’r cwestiwn hwn yn cael ei ofyn gyda’ch atebion eraill. Gadewch ef allan"
    }
    NO_SUCH_PAGE {
        en: "List only pages that a person can go on from",
        cy: "Rhestrwch dim ond tudalennau y gall rhywun barhau ohonynt"
    }
    LEAVE_OUT { en: "Leave it out", cy: "Gadewch ef allan" }
}

/// A set of answers that is whole.
#[derive(Debug)]
pub enum Complete<'a> {
    /// They make a report. Each answer is in its tidy form; nothing is `null`.
    Report(Answers),
    /// The triage ends elsewhere: nothing is to be stored.
    Outcome(&'a Outcome),
}

/// Checks a whole set of answers.
///
/// An emergency comes before everything that may be wrong with the answers. Otherwise each fault is
/// listed with a JSON pointer (`/answers/frame_number`): unknown names, answers to questions that
/// are not asked under the others, missing and ill-formed answers.
pub fn check_submission<'a>(
    service: &'a Service,
    answers: &Answers,
    language: Language,
    now: Instant,
) -> Result<Complete<'a>, Vec<FieldProblem>> {
    let moment = Moment::of(now);
    let walked = walk(service, answers, &moment, Gait::Whole);
    if let Some(outcome) = walked.outcome.filter(|o| o.kind == OutcomeKind::Emergency) {
        return Ok(Complete::Outcome(outcome));
    }
    let mut problems: Vec<FieldProblem> = faults(&walked, answers)
        .into_iter()
        .map(|(question, fault)| problem(&question.id, fault.message(question, language)))
        .collect();
    let mut tidy = Answers::new();
    for (name, value) in answers.iter() {
        match service.question(name) {
            None if name == ONWARD && is_onward(service, value) => tidy.set(name, value.clone()),
            None if name == ONWARD => problems.push(problem(name, NO_SUCH_PAGE.say(language))),
            None => problems.push(unknown(service, name, language)),
            Some(_) if value.is_null() => {}
            Some(question) if walked.view.asked(name) => {
                if let Ok(value) = accept::accept(question, value) {
                    tidy.set(name, value);
                }
            }
            // A triage that ended elsewhere asks nothing more; that is no fault of the answers.
            Some(_) if walked.outcome.is_some() => {}
            Some(_) => problems.push(problem(name, NOT_ON_THE_WAY.say(language))),
        }
    }
    match walked.outcome {
        _ if !problems.is_empty() => Err(problems),
        Some(outcome) => Ok(Complete::Outcome(outcome)),
        None => Ok(Complete::Report(tidy)),
    }
}

fn problem(name: &str, message: impl Into<String>) -> FieldProblem {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    FieldProblem { field: format!("/answers/{escaped}"), message: message.into() }
}

fn unknown(service: &Service, name: &str, language: Language) -> FieldProblem {
    let known = service.questions().map(|question| question.id.as_str());
    let advice = match language {
        Language::English => {
            let near = suggestion(name, known, LEAVE_OUT.say(language));
            near.replacen("did", "Did", 1)
        }
        Language::Welsh => LEAVE_OUT.say(language).to_owned(),
    };
    problem(name, UNKNOWN.fill(language, &[("advice", &advice)]))
}

/// Whether a value lists pages of the service that a person can go on from.
fn is_onward(service: &Service, value: &Value) -> bool {
    let page = |page: &Value| {
        let page = page.as_str().and_then(|id| service.page_by_id(id));
        page.is_some_and(|page| !matches!(page.kind, PageKind::Questions))
    };
    value.as_array().is_some_and(|pages| pages.iter().all(page))
}
