//! The last check before a report is made, for the web and the API alike.

use crate::Answers;
use crate::accept;
use crate::answers::{Item, ONWARD};
use crate::condition::Moment;
use crate::findings::suggestion;
use crate::journey::{Gait, Walk, faults, walk};
use crate::page::{Outcome, OutcomeKind, PageKind, Repeat};
use crate::service::Service;
use kernel::{FieldProblem, Instant, Language, words};
use serde_json::{Map, Value};

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
    NOT_A_LIST { en: "Give a list of objects", cy: "Rhowch restr o wrthrychau" }
    TOO_MANY { en: "Give {most} or fewer", cy: "Rhowch {most} neu lai" }
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
        .map(|(question, item, fault)| {
            problem(&path(item, &question.id), fault.message(question, language))
        })
        .collect();
    let mut tidy = Answers::new();
    for (name, value) in answers.iter() {
        if let Some(repeat) = service.repeat(name) {
            let check = Check { service, walked: &walked, language };
            problems.extend(check.items(repeat, value, &mut tidy));
            continue;
        }
        match service.question(name).filter(|question| question.group.is_none()) {
            None if name == ONWARD && is_onward(service, value) => tidy.set(name, value.clone()),
            None if name == ONWARD => problems.push(problem(name, NO_SUCH_PAGE.say(language))),
            None => problems.push(unknown(service, name, language)),
            Some(_) if value.is_null() => {}
            Some(question) if walked.view.asked_in(None, name) => {
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

/// A JSON pointer below the answers.
fn path(item: Option<Item<'_>>, name: &str) -> String {
    let name = name.replace('~', "~0").replace('/', "~1");
    match item {
        None => name,
        Some(item) => format!("{}/{}/{name}", item.group, item.at),
    }
}

fn problem(path: &str, message: impl Into<String>) -> FieldProblem {
    FieldProblem { field: format!("/answers/{path}"), message: message.into() }
}

/// The items of repeat groups while they are checked.
struct Check<'a, 'b, 'c> {
    service: &'a Service,
    walked: &'c Walk<'a, 'b>,
    language: Language,
}

impl Check<'_, '_, '_> {
    /// Keeps the tidy items of a group, and says what is wrong with the group itself and with names
    /// that do not belong; what is wrong with answers is found on the way.
    fn items(&self, repeat: &Repeat, value: &Value, tidy: &mut Answers) -> Vec<FieldProblem> {
        let language = self.language;
        let Some(items) = value.as_array() else {
            return vec![problem(&repeat.id, NOT_A_LIST.say(language))];
        };
        let unmet = !self.walked.view.met(&repeat.id) && !items.is_empty();
        if unmet && self.walked.outcome.is_none() {
            return vec![problem(&repeat.id, NOT_ON_THE_WAY.say(language))];
        }
        if items.len() > repeat.max {
            let most = repeat.max.to_string();
            return vec![problem(&repeat.id, TOO_MANY.fill(language, &[("most", &most)]))];
        }
        let mut problems = Vec::new();
        let mut kept = Vec::new();
        for (at, answers) in items.iter().enumerate() {
            let item = Item { group: &repeat.id, at };
            if let Some(answers) = answers.as_object() {
                kept.push(self.item(item, answers, &mut problems));
            } else {
                let path = format!("{}/{at}", repeat.id);
                problems.push(problem(&path, NOT_A_LIST.say(language)));
            }
        }
        if !kept.is_empty() {
            tidy.set(&*repeat.id, kept);
        }
        problems
    }

    fn item(
        &self,
        item: Item<'_>,
        answers: &Map<String, Value>,
        problems: &mut Vec<FieldProblem>,
    ) -> Value {
        let mut tidy = Map::new();
        for (name, value) in answers {
            let question = self.service.question(name);
            let ours = question.filter(|it| it.group.as_deref() == Some(item.group));
            match ours {
                None => {
                    let known = unknown(self.service, name, self.language).message;
                    problems.push(problem(&path(Some(item), name), known));
                }
                Some(_) if value.is_null() => {}
                Some(question) if self.walked.view.asked_in(Some(item), name) => {
                    if let Ok(value) = accept::accept(question, value) {
                        tidy.insert(name.clone(), value);
                    }
                }
                Some(_) if self.walked.outcome.is_some() => {}
                Some(_) => problems
                    .push(problem(&path(Some(item), name), NOT_ON_THE_WAY.say(self.language))),
            }
        }
        Value::Object(tidy)
    }
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
    problem(&path(None, name), UNKNOWN.fill(language, &[("advice", &advice)]))
}

/// Whether a value lists pages of the service that a person can go on from.
fn is_onward(service: &Service, value: &Value) -> bool {
    let page = |page: &Value| {
        let page = page.as_str().and_then(|id| service.page_by_id(id));
        page.is_some_and(|page| !matches!(page.kind, PageKind::Questions))
    };
    value.as_array().is_some_and(|pages| pages.iter().all(page))
}
