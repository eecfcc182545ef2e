//! Files that are added after the rest was sent.

use crate::{Answers, Kind, Question, Service};
use jiff::SignedDuration;
use serde_json::Value;

/// The answer of somebody who adds their files after they have sent the rest.
pub const LATER: &str = "later";

/// For how long after a report files can be added to it: the longest that one of its questions says.
/// Nothing where none does.
#[must_use]
pub fn files_later(service: &Service) -> Option<SignedDuration> {
    let files = service.questions().filter_map(|question| question.files.as_ref());
    files.filter_map(|files| files.later).max()
}

/// Whether somebody said that they add files later.
#[must_use]
pub fn adds_later(service: &Service, answers: &Answers) -> bool {
    let uploads = service.questions().filter(|question| question.kind == Kind::Upload);
    uploads.into_iter().any(|question| said_later(question, answers))
}

fn said_later(question: &Question, answers: &Answers) -> bool {
    let is_later = |answer: Option<&Value>| answer.is_some_and(|answer| answer == LATER);
    match &question.group {
        None => is_later(answers.get(&question.id)),
        Some(group) => answers.items(group).iter().any(|item| is_later(item.get(&question.id))),
    }
}
