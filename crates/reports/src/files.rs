//! The files of a draft and of a report.

use crate::drafts::Draft;
use evidence::{FileId, Owner};
use serde_json::Value;
use services::{Answers, Kind, Service};

impl Draft {
    /// Whose the files are that are sent with this draft. It goes with the draft to wherever that is
    /// gone on with, and nobody without the draft has it.
    #[must_use]
    pub fn files(&self) -> Owner {
        Owner::holding(format!("files|{}", self.submission_key).as_bytes())
    }
}

/// The files that answers name, wherever the service asks for some.
pub(crate) fn named(service: &Service, answers: &Answers) -> Vec<FileId> {
    let questions = service.pages.iter().flat_map(|page| &page.questions);
    let uploads = questions.filter(|question| question.kind == Kind::Upload);
    let mut named = Vec::new();
    for question in uploads {
        match &question.group {
            None => named.extend(ids(answers.get(&question.id))),
            Some(group) => {
                let items = answers.items(group).iter();
                named.extend(items.flat_map(|item| ids(item.get(&question.id))));
            }
        }
    }
    named
}

fn ids(answer: Option<&Value>) -> Vec<FileId> {
    let named = answer.and_then(Value::as_array).into_iter().flatten();
    named.filter_map(Value::as_str).filter_map(FileId::parse).collect()
}
